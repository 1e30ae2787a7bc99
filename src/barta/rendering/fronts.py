"""Fronts: of the paper, of a section, of somebody with a byline, of a topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from barta.edition import Asset, Person, Section, Topic
from barta.rendering import heads
from barta.rendering.addresses import person_path, section_path, topic_path
from barta.rendering.environment import render
from barta.rendering.pictures import portrait
from barta.rendering.sheet import fronted
from barta.rendering.views import Site


@dataclass(frozen=True, slots=True)
class Strip:
    """A section on the front page, and its cards: the first "plain", the rest "text" (or all "opinion")."""

    section: Section
    cards: Sequence[bytes]


def front_head(site: Site) -> bytes:
    """Return the beginning of the front page."""
    return fronted(heads.front_head(site))


def section_head(section: Section, site: Site) -> bytes:
    """Return the beginning of a section's front, with its feeds."""
    return fronted(heads.section_head(section, site))


def person_head(person: Person, site: Site) -> bytes:
    """Return the beginning of the front of a person, desk or agency."""
    return fronted(heads.person_head(person, site))


def topic_head(topic: Topic, site: Site) -> bytes:
    """Return the beginning of a topic's front."""
    return fronted(heads.topic_head(topic, site))


def front_top(site: Site, lead: Sequence[bytes], top: Sequence[bytes]) -> bytes:
    """Return the beginning of the front page's contents: a "lead" card and the "top" ones.

    It opens `main`; with neither it says that nothing has been published yet.
    """
    return render("front_top.html", setting=site.setting, lead=joined(lead), top=joined(top))


def front_strips(
    site: Site, strips: Sequence[Strip], opinion: Strip | None, pictures: Sequence[bytes]
) -> bytes:
    """Return the rest of the front page's contents, of which any may be missing; it closes `main`."""
    return render(
        "front_strips.html",
        setting=site.setting,
        strips=[(strip.section, joined(strip.cards)) for strip in strips if strip.cards],
        opinion=(opinion.section, joined(opinion.cards)) if opinion and opinion.cards else None,
        pictures=joined(pictures),
    )


def section_front(
    section: Section,
    site: Site,
    *,
    children: Sequence[Section] = (),
    lead: Sequence[bytes] = (),
    plain: Sequence[bytes] = (),
    rows: Sequence[bytes] = (),
    archive: bool = False,
) -> bytes:
    """Return the whole contents of a section's front; `archive` says that it has an archive to link to."""
    return render(
        "section.html",
        section=section,
        above=site.sections.get(section.parent),
        children=children,
        lead=joined(lead),
        plain=joined(plain),
        rows=joined(rows),
        archive=f"{section_path(section)}/archive" if archive else "",
    )


def person_front(
    person: Person, asset: Asset | None, site: Site, *, rows: Sequence[bytes] = (), archive: bool = False
) -> bytes:
    """Return the whole contents of the front of a person, desk or agency."""
    return render(
        "person.html",
        setting=site.setting,
        person=person,
        photo=portrait(asset),
        rows=joined(rows),
        archive=f"{person_path(person)}/archive" if archive else "",
    )


def topic_front(topic: Topic, site: Site, *, rows: Sequence[bytes] = (), archive: bool = False) -> bytes:
    """Return the whole contents of a topic's front."""
    return render(
        "topic.html",
        setting=site.setting,
        topic=topic,
        rows=joined(rows),
        archive=f"{topic_path(topic)}/archive" if archive else "",
    )


def joined(cards: Sequence[bytes]) -> Markup:
    """Return cards as they were rendered, one after another."""
    return Markup(b"".join(cards).decode())
