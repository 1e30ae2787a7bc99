"""The templates: one Jinja2 environment, built once, that escapes everything and forgives nothing."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from barta.rendering.addresses import href, media_path, person_path, section_path, topic_path
from barta.rendering.assets import asset_path, media_type
from barta.rendering.clock import machine, printed
from barta.rendering.inline import marked, outside, sanitised


@cache
def environment() -> Environment:
    """Return the environment of all templates of the paper."""
    made = Environment(
        loader=PackageLoader("barta.rendering", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters.update(
        href=href,
        inline=sanitised,
        machine=machine,
        marked=marked,
        media=media_path,
        outside=outside,
        person_path=person_path,
        printed=printed,
        section_path=section_path,
        topic_path=topic_path,
    )
    made.globals.update(asset_path=asset_path, media_type=media_type)
    return made


def render(template: str, /, **values: object) -> bytes:
    """Return a template filled with `values`; raises jinja2.UndefinedError for a value it misses."""
    return environment().get_template(template).render(values).encode()
