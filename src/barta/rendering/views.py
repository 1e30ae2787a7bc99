"""What the templates are shown: the paper, a story with everything it refers to, a story as a card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from barta.edition import Asset, Page, Paragraph, Person, Section, Setting, Story, Topic
from barta.rendering.addresses import section_path, story_path
from barta.rendering.inline import excerpt, plain
from barta.rendering.pictures import Photo, photo

Precision = Literal["minute", "day"]


@dataclass(frozen=True, slots=True)
class Site:
    """The paper's settings, its sections and the pages it wrote of itself, each by id."""

    setting: Setting
    sections: Mapping[str, Section] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)

    @property
    def menu(self) -> tuple[Section, ...]:
        """The sections of the menu: those the settings name, in their order, or else by position."""
        named = tuple(self.sections[key] for key in self.setting.menu if key in self.sections)
        if named:
            return named
        shown = (section for section in self.sections.values() if section.in_menu)
        return tuple(sorted(shown, key=lambda section: (section.position, section.slug)))

    @property
    def footer_pages(self) -> tuple[Page, ...]:
        """The pages that the footer names, by position."""
        shown = (page for page in self.pages.values() if page.in_footer)
        return tuple(sorted(shown, key=lambda page: (page.position, page.slug)))


class Card(NamedTuple):
    """A story as lists and feeds show it. `headline` is the short one where there is one, `title` the full.

    `path` is decoded; `published` and `updated` are aware datetimes, and with precision "day" their clock
    is not shown. `byline` holds the printed names; `commercial` is the label that must be said, or "".
    """

    id: str
    public_id: str
    headline: str
    title: str
    path: str
    published: datetime
    precision: Precision = "minute"
    updated: datetime | None = None
    updated_precision: Precision = "minute"
    section_name: str = ""
    section_path: str = ""
    kicker: str = ""
    standfirst: str = ""
    byline: str = ""
    photo: Photo | None = None
    language: str = "bn"
    noindex: bool = False
    commercial: str = ""


def story_card(story: Story, section: Section, assets: Mapping[str, Asset]) -> Card:
    """Return the card of `story`; its picture is the first that is in `assets` and not sensitive."""
    shown = (
        photo(figure, assets[figure.asset])
        for figure in story.pictures
        if figure.asset in assets and not figure.sensitive
    )
    return Card(
        id=story.id,
        public_id=story.public_id,
        headline=story.short_headline or story.headline,
        title=story.headline,
        path=story_path(story, section),
        published=story.published,
        precision=story.published_precision,
        updated=story.updated,
        updated_precision=story.updated_precision,
        section_name=section.name,
        section_path=section_path(section),
        kicker=story.kicker,
        standfirst=summary(story),
        byline=", ".join(byline.printed for byline in story.bylines),
        photo=next((each for each in shown if each), None),
        language=story.language,
        noindex=story.noindex,
        commercial=story.flags.commercial,
    )


def summary(story: Story) -> str:
    """Return a story in at most 200 code points: its standfirst, or else how the text begins."""
    first = next((block.html for block in story.body if isinstance(block, Paragraph)), "")
    return excerpt(story.standfirst or plain(first))


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story and what it refers to, resolved.

    `others` are its further sections; the mappings go by id, `links` by the id of the linked story.
    Whatever is missing from a mapping is not linked or not shown; it is never an error.
    """

    story: Story
    section: Section
    others: tuple[Section, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    links: Mapping[str, Card] = field(default_factory=dict)
