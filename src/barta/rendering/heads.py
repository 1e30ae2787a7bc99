"""The beginning of every page, up to the shared `style` slot: what it is called and where it is.

What is the same on every page stands in the `style` slot instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from barta.edition import Person, Section, Topic
from barta.rendering.addresses import absolute, href, person_path, section_path, story_path, topic_path
from barta.rendering.environment import render
from barta.rendering.feeds import FEEDS, Form, feed_path
from barta.rendering.inline import excerpt, outside
from barta.rendering.metadata import Properties, preview_properties, story_description, story_properties
from barta.rendering.structured import (
    Data,
    breadcrumbs,
    logo,
    paper_data,
    person_data,
    serialised,
    story_data,
    topic_data,
)
from barta.rendering.views import Site, StoryView

_FORMS: tuple[tuple[Form, str], ...] = (("rss", "RSS"), ("atom", "Atom"), ("json", "JSON Feed"))


@dataclass(frozen=True, slots=True)
class Link:
    """A `link` element of a head; `type` and `title` may be empty."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


def head(
    *,
    title: str,
    site: Site | None,
    path: str = "",
    canonical: str = "",
    description: str = "",
    language: str = "bn",
    noindex: bool = False,
    properties: Properties = (),
    data: Sequence[Data] = (),
    links: Sequence[Link] = (),
) -> bytes:
    """Return the beginning of a page that is called `title`; the paper's name is put behind it.

    `path` is the page's own decoded address, `canonical` the full address of another page that it repeats.
    `properties` are Open Graph's (type and title are said without being asked), `data` JSON-LD objects.
    """
    address = absolute(site.setting.site_url, path) if site and path else ""
    given = list(properties)
    stated = {name for name, _ in given}
    robots = "max-image-preview:large" if "og:image" in stated else ""
    common = _common(title, address, description) if address else ()
    return render(
        "head.html",
        title=_titled(title, site),
        language=language,
        description=description,
        robots="noindex" if noindex else robots,
        canonical=canonical or address,
        links=links,
        card=_card(given) if address else "",
        properties=[*(each for each in common if each[0] not in stated), *given],
        data=serialised(data),
    )


def story_head(view: StoryView, site: Site) -> bytes:
    """Return the beginning of a story's page.

    It is in the paper's language, as all around the story is; the story marks its own where it differs.
    """
    story = view.story
    path = story_path(story, view.section)
    canonical = outside(story.canonical) or absolute(site.setting.site_url, path)
    return head(
        title=story.headline,
        site=site,
        path=path,
        canonical=canonical,
        description=story_description(story),
        language=site.setting.language,
        noindex=story.noindex,
        properties=story_properties(view, site),
        data=story_data(view, site, canonical),
    )


def front_head(site: Site) -> bytes:
    """Return the beginning of the front page."""
    setting = site.setting
    return head(
        title=f"{setting.name} | {setting.tagline}" if setting.tagline else setting.name,
        site=site,
        path="/",
        description=setting.tagline,
        language=setting.language,
        properties=(("og:title", setting.name), *preview_properties(logo(site))),
        data=paper_data(site),
    )


def section_head(section: Section, site: Site) -> bytes:
    """Return the beginning of a section's front, with its feeds."""
    return head(
        title=section.name,
        site=site,
        path=section_path(section),
        description=excerpt(section.description),
        language=site.setting.language,
        data=(breadcrumbs(section, site),),
        links=_feed_links(section),
    )


def person_head(person: Person, site: Site) -> bytes:
    """Return the beginning of the front of a person, desk or agency."""
    return head(
        title=person.name,
        site=site,
        path=person_path(person),
        description=excerpt(person.about or person.role),
        language=site.setting.language,
        properties=(("og:type", "profile"),),
        data=person_data(person, site),
    )


def topic_head(topic: Topic, site: Site) -> bytes:
    """Return the beginning of a topic's front."""
    return head(
        title=topic.name,
        site=site,
        path=topic_path(topic),
        language=site.setting.language,
        data=topic_data(topic, site),
    )


def _common(title: str, address: str, description: str) -> Properties:
    """Yield what Open Graph asks of every page that can be linked to."""
    yield "og:type", "website"
    yield "og:title", title
    yield "og:url", address
    if description:
        yield "og:description", description


def _titled(title: str, site: Site | None) -> str:
    """Return `title | name of the paper`; a title that begins with it stays as it is."""
    if not site:
        return title
    name = site.setting.name
    return title if name == title.partition(" | ")[0] else f"{title} | {name}"


def _card(properties: Properties) -> str:
    """Return the kind of card for a link to a page: a large one for a story with a picture."""
    said = dict(properties)
    return "summary_large_image" if said.get("og:type") == "article" and "og:image" in said else "summary"


def _feed_links(section: Section) -> tuple[Link, ...]:
    return tuple(
        Link("alternate", href(feed_path(form, section)), FEEDS[form][1], f"{section.name}: {label}")
        for form, label in _FORMS
    )
