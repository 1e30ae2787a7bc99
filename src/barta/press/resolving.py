"""A story with everything it refers to, as far as readers may see it."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

from barta.edition import Asset, Page, Person, Section, Story, Topic
from barta.press.addresses import reserved
from barta.press.paper import Paper
from barta.press.rows import Public, figures, linked
from barta.press.shelf import Shelf, Thing
from barta.rendering import Card, StoryView, person_path, section_path, story_card, story_path, topic_path

T = TypeVar("T", Asset, Person, Topic)

Front = Person | Section | Topic
"""What has a front, and an archive of its own."""


class Resolver:
    """Looks up references in the shelf. `until` hides stories published later (microseconds since 1970).

    It remembers what it has looked up, so it is good for as long as rows and objects stay as they are.
    """

    def __init__(self, shelf: Shelf, paper: Paper, until: int | None = None) -> None:
        self.shelf = shelf
        self.paper = paper
        self.until = until
        self._rows: dict[str, Public | None] = {}
        self._cards: dict[str, Card] = {}
        self._things: dict[str, Thing | None] = {}

    def public(self, story: str) -> Public | None:
        """Return the row of a story that is public (and not too new), else None."""
        if story not in self._rows:
            row = self.shelf.row(story)
            hidden = not isinstance(row, Public) or (self.until is not None and row.moment > self.until)
            self._rows[story] = row if isinstance(row, Public) and not hidden else None
        return self._rows[story]

    def card(self, row: Public) -> Card:
        """Return the card of a story."""
        stub = row.stub
        if stub.id not in self._cards:
            assets = self._known("asset", Asset, (figure.asset for figure in stub.pictures))
            self._cards[stub.id] = story_card(stub, self.paper.section(stub.section), assets)
        return self._cards[stub.id]

    def path(self, row: Public) -> str:
        """Return the present address of a story, decoded."""
        return story_path(row.stub, self.paper.section(row.stub.section))

    def view(self, story: Story) -> StoryView:
        """Return a story with what it refers to; what is not public is simply not there."""
        others = dict.fromkeys(key for key in story.sections if key != story.section)
        targets = {key: self.public(key) for key in linked(story)}
        return StoryView(
            story=story,
            section=self.paper.section(story.section),
            others=tuple(self.paper.sections[key] for key in others if key in self.paper.sections),
            people=self._known("person", Person, (byline.person for byline in story.bylines)),
            topics=self._known("topic", Topic, story.topics),
            assets=self._known("asset", Asset, (figure.asset for figure in figures(story))),
            links={key: self.card(row) for key, row in targets.items() if row},
        )

    def _known(self, kind: str, shape: type[T], keys: Iterable[str]) -> Mapping[str, T]:
        found = {key: self._thing(f"{kind}:{key}") for key in dict.fromkeys(keys) if key}
        return {key: thing for key, thing in found.items() if isinstance(thing, shape)}

    def _thing(self, subject: str) -> Thing | None:
        if subject not in self._things:
            self._things[subject] = self.shelf.thing(subject)
        return self._things[subject]


def front_path(thing: object) -> str | None:
    """Return where the page of a section, person, topic or page stands; None for anything without one."""
    path = _path(thing)
    return None if path is None or reserved(path) else unicodedata.normalize("NFC", path)


def front_at(shelf: Shelf, path: str) -> tuple[str, Front] | None:
    """Return subject and content of the section, person or topic that has its front at `path`."""
    owner = shelf.owner(path)
    thing = shelf.thing(owner) if owner and not owner.startswith("story:") else None
    if owner is None or not isinstance(thing, Front) or front_path(thing) != path:
        return None
    return owner, thing


def _path(thing: object) -> str | None:
    match thing:
        case Section():
            return section_path(thing)
        case Person():
            return person_path(thing)
        case Topic():
            return topic_path(thing)
        case Page():
            return f"/{thing.slug}"
    return None
