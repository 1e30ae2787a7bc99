"""What stories refer to, and the paper itself, as editions."""

from collections.abc import Sequence
from typing import Any

from barta import edition
from barta.newsroom.edition.bodies import body
from barta.newsroom.edition.shelves import EMPTY
from barta.newsroom.edition.words import utc, word
from barta.newsroom.fronts.models import Front
from barta.newsroom.media.models import Photo
from barta.newsroom.pages.models import Page
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Section
from barta.newsroom.site.models import Paper
from barta.newsroom.stories.models import Story
from barta.newsroom.topics.models import Topic

SETTING = edition.subject("setting", "paper")
"""The ledger's name of the paper's settings."""


def subject_of(thing: Story | Section | Person | Topic | Photo | Page | Front) -> str:
    """Return the ledger's name of a row."""
    return edition.subject("story" if isinstance(thing, Story) else thing.kind_of_subject, thing.uuid)


def subject_edition(thing: Section | Person | Topic | Photo) -> Any:
    """Return the edition of anything that stories refer to."""
    if isinstance(thing, Section):
        return section_edition(thing)
    if isinstance(thing, Person):
        return person_edition(thing)
    if isinstance(thing, Topic):
        return topic_edition(thing)
    return asset_edition(thing)


def section_edition(section: Section) -> edition.Section:
    """Return the edition of a section; its parent is loaded unless it was fetched."""
    return edition.Section(
        id=section.uuid,
        slug=section.slug,
        name=section.name,
        parent=section.parent.uuid if section.parent is not None else "",
        position=section.position,
        in_menu=section.in_menu,
        description=section.description,
    )


def person_edition(person: Person) -> edition.Person:
    """Return the edition of somebody with a byline; the picture is loaded unless it was fetched."""
    return edition.Person(
        id=person.uuid,
        public_id=person.public_id,
        slug=person.slug,
        name=person.name,
        kind=word(person.kind),
        role=person.role,
        about=person.about,
        asset=person.picture.uuid if person.picture is not None else "",
    )


def topic_edition(topic: Topic) -> edition.Topic:
    """Return the edition of a topic."""
    return edition.Topic(id=topic.uuid, slug=topic.slug, name=topic.name, aliases=tuple(topic.aliases))


def asset_edition(photo: Photo) -> edition.Asset:
    """Return the edition of a picture; without files when its licence has ended."""
    files = [] if photo.withdrawn else photo.public_files.get("renditions", [])
    return edition.Asset(
        id=photo.uuid,
        renditions=tuple(edition.Rendition(**file) for file in files),
        alt=photo.alt,
        credit=photo.credit,
        colour=photo.public_files.get("colour", ""),
    )


def page_edition(page: Page) -> edition.Page:
    """Return the edition of a page of the paper about itself."""
    return edition.Page(
        id=page.uuid,
        slug=page.slug,
        title=page.title,
        body=tuple(body(page.body.raw_data, EMPTY)),
        updated=utc(page.updated_at),
        in_footer=page.in_footer,
        position=page.position,
    )


def setting_edition(paper: Paper, menu: Sequence[Section], site_url: str) -> edition.Setting:
    """Return the edition of the paper's settings; `menu` is the sections of the menu in order."""
    return edition.Setting(
        name=paper.name,
        site_url=site_url,
        tagline=paper.tagline,
        edition=word(paper.edition),
        language=word(paper.language),
        publisher=paper.publisher,
        editor=paper.editor,
        address=paper.address,
        email=paper.email,
        menu=tuple(section.uuid for section in menu),
    )
