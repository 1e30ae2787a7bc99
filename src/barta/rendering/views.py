"""What the templates are shown: the paper, a story with everything it refers to, a story as a card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from barta.edition import Asset, Person, Rendition, Section, Setting, Story, Topic
from barta.rendering.addresses import section_path, story_path
from barta.rendering.pictures import card_rendition

Precision = Literal["minute", "day"]


@dataclass(frozen=True, slots=True)
class Site:
    """The paper's settings and its sections by id."""

    setting: Setting
    sections: Mapping[str, Section] = field(default_factory=dict)

    @property
    def menu(self) -> tuple[Section, ...]:
        """The sections of the menu: those the settings name, in their order, or else by position."""
        named = tuple(self.sections[key] for key in self.setting.menu if key in self.sections)
        if named:
            return named
        shown = (section for section in self.sections.values() if section.in_menu)
        return tuple(sorted(shown, key=lambda section: (section.position, section.slug)))


@dataclass(frozen=True, slots=True)
class Card:
    """A story as lists show it. `headline` is the short one where there is one; `path` is decoded.

    `published` is an aware datetime; with precision "day" its clock is not shown.
    """

    id: str
    public_id: str
    headline: str
    path: str
    published: datetime
    precision: Precision = "minute"
    section_name: str = ""
    section_path: str = ""
    kicker: str = ""
    figure: Rendition | None = None
    alt: str = ""


def story_card(story: Story, section: Section, assets: Mapping[str, Asset]) -> Card:
    """Return the card of `story`; its picture is the first that is in `assets` and not sensitive."""
    shown = [(figure, assets[figure.asset]) for figure in story.pictures if figure.asset in assets]
    plain = [(figure, asset) for figure, asset in shown if not figure.sensitive and asset.renditions]
    figure, asset = plain[0] if plain else (None, None)
    return Card(
        id=story.id,
        public_id=story.public_id,
        headline=story.short_headline or story.headline,
        path=story_path(story, section),
        published=story.published,
        precision=story.published_precision,
        section_name=section.name,
        section_path=section_path(section),
        kicker=story.kicker,
        figure=card_rendition(asset) if asset else None,
        alt=(figure.alt or asset.alt) if figure and asset else "",
    )


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
