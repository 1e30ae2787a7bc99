"""Standings: how the stories of a ranking stand among all, and among those of each section.

A ranking names stories by public id, older ones by id. Where a story stands follows from its row: that is
looked up once for each story, and again when the story changes.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from barta.press.rows import ALL, Public, Row
from barta.press.shelf import Shelf, place
from barta.readership import Ranking

Window = Literal["day", "week"]

DAY_FIRST: Final[tuple[Window, ...]] = ("day", "week")
"""The last 24 hours, and what is missing filled from the last 7 days."""

_ID = 32
"""The length of a story's id; a public id is shorter."""

_Order = list[tuple[int, bytes, str]]


class _Ranked(NamedTuple):
    """What a story's row says: its id, its place among those read as much, and the lists it is in."""

    story: str
    place: bytes
    lists: tuple[str, ...]


class Standings:
    """One ranking at a time, put in order when it is first asked for.

    What is remembered has to be what the store says. So whoever changes rows says `begin` before, `changed`
    for each of them and `settled` once all is committed: without that, the next `begin` forgets everything.
    """

    def __init__(self, ranking: Ranking | None = None) -> None:
        self._ranking: Ranking | None = None
        self._named: frozenset[str] = frozenset()
        self._known: dict[str, _Ranked | None] = {}
        self._orders: dict[Window, Mapping[str, _Order]] = {}
        self._unsettled = False
        self.take(ranking)

    def take(self, ranking: Ranking | None) -> None:
        """Go over to another ranking; of the stories that are in both, nothing is looked up again."""
        if ranking is self._ranking or ranking == self._ranking:
            return
        self._ranking = ranking
        self._named = frozenset(name for counts in self._counts() for name, _ in counts)
        self._known = {name: known for name, known in self._known.items() if name in self._named}
        self._orders = {}

    def begin(self) -> None:
        """Prepare for changes; what an attempt has seen that was undone is not relied upon."""
        if self._unsettled:
            self._known, self._orders = {}, {}
        self._unsettled = True

    def settled(self) -> None:
        """Note that all changes since `begin` are in the store."""
        self._unsettled = False

    def changed(self, story: str, old: Row | None, new: Row | None) -> None:
        """Look a story up again whose row was replaced."""
        for name in {story, *(row.public_id for row in (old, new) if row)} & self._named:
            self._known.pop(name, None)
            self._orders = {}

    def ranks(self, row: Public) -> bool:
        """Return whether a story is in the ranking."""
        return row.stub.id in self._named or row.public_id in self._named

    def stories(self, window: Window, lists: Iterable[str], shelf: Shelf) -> Iterator[str]:
        """Yield the ids of the stories of some lists, most read first, each once; equals the newest first.

        The lists are `all` or those of sections. The stories have rows that are public, but nothing is
        said of whether they may be shown.
        """
        if window not in self._orders:
            self._orders[window] = self._ordered(window, shelf)
        orders, last = self._orders[window], None
        for entry in heapq.merge(*(orders.get(name, ()) for name in lists)):
            if entry != last:
                yield entry[2]
            last = entry

    def _ordered(self, window: Window, shelf: Shelf) -> Mapping[str, _Order]:
        """Return the order of each list in which a ranked story stands."""
        reads: dict[_Ranked, int] = {}
        for name, count in self._counts()[DAY_FIRST.index(window)]:
            ranked = self._look_up(name, shelf)
            if ranked:
                # One story may be named in both ways while a paper goes over from the one to the other.
                reads[ranked] = reads.get(ranked, 0) + count
        orders: dict[str, _Order] = {}
        for ranked, count in reads.items():
            for name in ranked.lists:
                orders.setdefault(name, []).append((-count, ranked.place, ranked.story))
        for order in orders.values():
            order.sort()
        return orders

    def _look_up(self, name: str, shelf: Shelf) -> _Ranked | None:
        if name not in self._known:
            story = name if len(name) == _ID else shelf.story_of(name)
            row = shelf.row(story) if story else None
            self._known[name] = _ranked(row) if isinstance(row, Public) else None
        return self._known[name]

    def _counts(self) -> tuple[tuple[tuple[str, int], ...], ...]:
        return (self._ranking.day, self._ranking.week) if self._ranking else ((), ())


def _ranked(row: Public) -> _Ranked:
    lists = tuple(name for name in row.lists if name == ALL or name.startswith("section:"))
    return _Ranked(row.stub.id, place(row), lists)
