"""Cards: one story in one look, rendered by itself, so that a broken one never takes others along."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from barta.press.paper import Paper
from barta.press.resolving import Resolver
from barta.press.rows import Public
from barta.press.shelf import Shelf
from barta.press.watching import Watch
from barta.rendering import Card, Look, card, facts

Result = TypeVar("Result")


class Cards:
    """Cards as they were printed, kept for as long as they are in use: most publications change few."""

    def __init__(self, limit: int = 8192) -> None:
        self._limit = limit
        self._printed: dict[tuple[Card, Look], bytes] = {}

    def html(self, shown: Card, look: Look, render: Callable[[], bytes]) -> bytes:
        """Return the card in a look; raises what `render` raises."""
        key = (shown, look)
        found = self._printed.pop(key, None) or render()
        self._printed[key] = found
        if len(self._printed) > self._limit:
            del self._printed[next(iter(self._printed))]
        return found


class Printing:
    """Prints the cards of stories as they stand on the shelf, and tells the watch of those that fail."""

    def __init__(
        self, shelf: Shelf, paper: Paper, cards: Cards, watch: Watch, until: int | None = None
    ) -> None:
        self.resolver = Resolver(shelf, paper, until)
        self._cards = cards
        self._watch = watch

    def rows(self, stories: Iterable[str]) -> Iterator[Public]:
        """Yield the rows of those stories that may be shown."""
        for story in stories:
            row = self.resolver.public(story)
            if row and not self._watch.is_aside(row.seq):
                yield row

    def html(self, rows: Iterable[Public], look: Look) -> list[bytes]:
        """Return the cards of stories; those that cannot be rendered are left out."""
        return [html for _, html in self.named(rows, look)]

    def named(self, rows: Iterable[Public], look: Look) -> Iterator[tuple[str, bytes]]:
        """Yield public id and card of stories; those that cannot be rendered are left out."""
        for row in rows:
            html = self._tried(row, partial(self._html, row, look))
            if html is not None:
                yield row.public_id, html

    def cards(self, rows: Iterable[Public]) -> list[tuple[Public, Card]]:
        """Return what machines are told of stories."""
        found = ((row, self._tried(row, partial(self.resolver.card, row))) for row in rows)
        return [(row, shown) for row, shown in found if shown is not None]

    def joined(self, rows: Iterable[Public], render: Callable[[list[Card]], bytes]) -> bytes:
        """Return what `render` makes of all cards; where that fails, of those that do not fail alone."""
        known = self.cards(rows)
        try:
            return render([shown for _, shown in known])
        except Exception:  # noqa: BLE001
            # One story is at fault, or the template itself: then it raises once more below.
            alone = ((shown, self._tried(row, partial(render, [shown]))) for row, shown in known)
            return render([shown for shown, made in alone if made is not None])

    def found(self, row: Public) -> bytes | None:
        """Return what the search shows of a story, to be stored; None if it has no card."""
        return self._tried(row, lambda: facts(self.resolver.card(row)))

    def _html(self, row: Public, look: Look) -> bytes:
        shown = self.resolver.card(row)
        return self._cards.html(shown, look, lambda: self._watch.render(row.seq, card, shown, look))

    def _tried(self, row: Public, work: Callable[[], Result]) -> Result | None:
        try:
            return work()
        except Exception as error:  # noqa: BLE001
            # One broken story may not take the list, and with it the page of every other, along.
            self._watch.failed(row.seq, f"story:{row.stub.id}", error)
            return None
