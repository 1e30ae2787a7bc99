"""Lists: which stories stand in each shared slot, and the slot made of their cards.

A list slot keeps one card more than is shown, since delivery leaves out the story that it stands under.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, islice
from typing import Final

from barta.edition import Person, Section, Topic
from barta.pagestore import Segment, Slot, Variant, compress
from barta.press.pages import as_section
from barta.press.paper import Paper
from barta.press.resolving import Resolver
from barta.press.rows import ALL, Public
from barta.press.shelf import Shelf
from barta.press.watching import Watch
from barta.readership import Ranking
from barta.rendering import Card, Kind, card, list_frame, no_cards

SHOWN: Final[Mapping[Kind, int]] = {"related": 3, "latest": 4, "most-read": 5, "front": 30, "section": 30}

EVERYWHERE: Final = ("latest", "most-read", "front:home")
"""The slots that any publication may change."""


def lists_around(row: Public, paper: Paper) -> set[str]:
    """Return the names of the slots in which a story may stand."""
    stub = row.stub
    names = {*EVERYWHERE, f"related:{stub.section}"}
    for key in (stub.section, *stub.sections):
        names.update(f"section:{above}" for above in paper.ancestors(key))
    names.update(name for name in row.lists if name.startswith(("person:", "topic:")))
    return names


class Cards:
    """Cards as segments, kept for as long as they are in use: most publications leave most cards alone."""

    def __init__(self, limit: int = 4096) -> None:
        self._limit = limit
        self._kept: dict[tuple[Card, Kind], Segment] = {}

    def segment(self, shown: Card, kind: Kind, render: Callable[[], bytes]) -> Segment:
        """Return the card as a segment; raises what `render` raises."""
        key = (shown, _look(kind))
        found = self._kept.pop(key, None) or compress(render())
        self._kept[key] = found
        if len(self._kept) > self._limit:
            del self._kept[next(iter(self._kept))]
        return found


class Lists:
    """Makes list slots from the shelf; `until` leaves out what was published later (microseconds)."""

    def __init__(
        self,
        shelf: Shelf,
        paper: Paper,
        ranking: Ranking | None,
        cards: Cards,
        watch: Watch,
        *,
        until: int | None = None,
    ) -> None:
        self._shelf = shelf
        self._paper = paper
        self._ranking = ranking
        self._cards = cards
        self._watch = watch
        self.until = until

    def slot(self, name: str) -> Slot | None:
        """Return the slot `name`, or None for one that has no place in the paper as it is."""
        kind, section = self._kind(name)
        if kind == "section" and section is None:
            return None
        resolver = Resolver(self._shelf, self._paper, self.until)
        wanted = SHOWN[kind] + 1
        shown = islice(self._segments(self._rows(name, resolver), kind, resolver), wanted)
        found = tuple(shown)
        if not found and kind not in ("front", "section"):
            return None
        before, after = list_frame(kind, self._paper.site, section)
        if not found:
            before += no_cards()
        return Slot((Variant(0, compress(before), found, compress(after), SHOWN[kind]),))

    def _kind(self, name: str) -> tuple[Kind, Section | None]:
        """Return the kind of a list and what it is the front of."""
        if name == "front:home":
            return "front", None
        if name == "latest":
            return "latest", None
        if name == "most-read":
            return "most-read", None
        kind, _, key = name.partition(":")
        if kind == "related":
            return "related", None
        thing = self._paper.sections.get(key) if kind == "section" else self._shelf.thing(name)
        front = as_section(thing) if isinstance(thing, Person | Section | Topic) else None
        return "section", front

    def _rows(self, name: str, resolver: Resolver) -> Iterator[Public]:
        """Yield the stories of a list in its order."""
        if name == "most-read":
            yield from self._most_read(resolver)
            return
        for story in self._ids(name):
            row = resolver.public(story)
            if row:
                yield row

    def _ids(self, name: str) -> Iterator[str]:
        kind, _, key = name.partition(":")
        if kind == "section":
            below = tuple(f"section:{section}" for section in self._paper.descendants(key))
            return self._shelf.merged(below, until=self.until)
        source = {"latest": ALL, "front": ALL, "related": f"primary:{key}"}.get(kind, name)
        return (story for _, story in self._shelf.standing(source, until=self.until))

    def _most_read(self, resolver: Resolver) -> Iterator[Public]:
        """Yield what was read most in 24 hours, then in 7 days, then the latest, each story once."""
        seen: set[str] = set()
        counts = (self._ranking.day, self._ranking.week) if self._ranking else ()
        for stories in counts:
            for _, tied in groupby(stories, key=lambda count: count[1]):
                rows = [row for story, _ in tied if story not in seen and (row := resolver.public(story))]
                rows.sort(key=lambda row: (row.moment, row.public_id), reverse=True)
                seen.update(row.stub.id for row in rows)
                yield from rows
        for row in self._rows("latest", resolver):
            if row.stub.id not in seen:
                yield row

    def _segments(
        self, rows: Iterator[Public], kind: Kind, resolver: Resolver
    ) -> Iterator[tuple[str, Segment]]:
        """Yield public id and card of each story; one that cannot be rendered is left out."""
        for row in rows:
            if self._watch.is_aside(row.seq):
                continue
            try:
                segment = self._segment(row, kind, resolver)
            except Exception as error:  # noqa: BLE001
                # One broken story may not take the list, and with it the page of every other, along.
                self._watch.failed(row.seq, f"story:{row.stub.id}", error)
            else:
                yield row.public_id, segment

    def _segment(self, row: Public, kind: Kind, resolver: Resolver) -> Segment:
        shown = resolver.card(row)
        return self._cards.segment(shown, kind, lambda: self._watch.render(row.seq, card, shown, kind))


def without(slot: Slot, public_ids: frozenset[str]) -> Slot:
    """Return `slot` without the cards of some stories; nothing is rendered for it."""
    return Slot(
        tuple(
            variant._replace(cards=tuple(card for card in variant.cards if card[0] not in public_ids))
            for variant in slot.variants
        )
    )


def _look(kind: Kind) -> Kind:
    """Return the kind that stands for all whose cards look the same."""
    return "latest" if kind in ("related", "most-read") else kind
