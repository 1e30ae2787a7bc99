"""The templates: one Jinja2 environment, built once, that escapes everything and forgives nothing."""

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from barta.rendering.addresses import href, media_path, person_path, section_path, topic_path
from barta.rendering.assets import asset_path, media_type
from barta.rendering.clock import machine, printed
from barta.rendering.compiling import Compiler, escaped
from barta.rendering.inline import marked, outside, sanitised


class Templates(Environment):
    """Templates that all know the same globals, and none of their own."""

    code_generator_class = Compiler
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.known: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals as one dict: each page copies them, and Jinja's own chain is slow to copy."""
        return dict(self.globals)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Return a template by its name, which is all that it depends on."""
        found = self.known.get(name) if isinstance(name, str) else None
        if found is None:
            found = super().get_template(name, parent, globals)
            self.known[str(found.name)] = found
        return found


@cache
def environment() -> Templates:
    """Return the environment of all templates of the paper."""
    made = Templates(
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


def render(name: str, /, **values: object) -> bytes:
    """Return the template `name` filled with `values`; raises jinja2.UndefinedError for one it misses."""
    return environment().get_template(name).render(values).encode()
