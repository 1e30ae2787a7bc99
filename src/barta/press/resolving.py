"""A story with everything it refers to, as far as readers may see it."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from barta.edition import Asset, Person, Section, Story, Topic
from barta.press.paper import Paper
from barta.press.rows import Public, figures, linked
from barta.press.shelf import Shelf
from barta.rendering import Card, StoryView, person_path, section_path, story_card, story_path, topic_path

T = TypeVar("T", Asset, Person, Topic)


class Resolver:
    """Looks up references in the shelf. `until` hides stories published later (microseconds since 1970)."""

    def __init__(self, shelf: Shelf, paper: Paper, until: int | None = None) -> None:
        self.shelf = shelf
        self.paper = paper
        self.until = until

    def public(self, story: str) -> Public | None:
        """Return the row of a story that is public (and not too new), else None."""
        row = self.shelf.row(story)
        if not isinstance(row, Public) or (self.until is not None and row.moment > self.until):
            return None
        return row

    def card(self, row: Public) -> Card:
        """Return the card of a story."""
        stub = row.stub
        assets = self._known("asset", Asset, (figure.asset for figure in stub.pictures))
        return story_card(stub, self.paper.section(stub.section), assets)

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
        found = {key: self.shelf.thing(f"{kind}:{key}") for key in dict.fromkeys(keys) if key}
        return {key: thing for key, thing in found.items() if isinstance(thing, shape)}


def front_path(thing: object) -> str | None:
    """Return where the front of a section, person or topic stands; None for anything else."""
    match thing:
        case Section():
            return section_path(thing)
        case Person():
            return person_path(thing)
        case Topic():
            return topic_path(thing)
    return None
