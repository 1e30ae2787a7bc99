"""A new generation, built from the newest editions beside the one that readers are served from."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from barta.pagestore import Writer
from barta.press.printer import BULK, Clock, Printer
from barta.press.rows import LINKING
from barta.press.shelf import DAYS
from barta.press.sources import Sources
from barta.press.touching import Touched
from barta.press.watching import Watch
from barta.readership import Ranking

KINDS: Final = ("setting", "section", "page", "front", "ending", "story")
"""What a rebuild goes through; people, topics and assets are looked up as stories refer to them."""

FEW = 16
"""How many stories are taken at a time at least, however long they take."""

PORTION = 25
"""How many lists and fronts are made in one transaction."""


class Builder:
    """Builds a generation in steps, so that a running press can go on with its work between them."""

    def __init__(
        self,
        store: Path,
        sources: Sources,
        watch: Watch,
        clock: Clock,
        *,
        ranking: Ranking | None,
    ) -> None:
        self.printer = Printer(Writer(store, fresh=True), sources, watch, clock, ranking=ranking)
        self._sources = sources

    def close(self) -> None:
        """Let go of the generation; what is not live by then is removed with the next one."""
        self.printer.writer.close()

    def steps(self, *, budget: float = 0.05) -> Iterator[int]:
        """Do the work in steps of about `budget` seconds; yield how many stories each one dealt with.

        First all that is recorded, with the pages of stories, from the newest record to the oldest; then the
        fronts and lists, the pages of stories that name others, the archive from the newest day to the
        oldest, and what was recorded meanwhile. At the end the generation is complete up to the ledger.
        """
        head, touched = self._sources.head(), Touched()
        for kind in KINDS:
            after: int | None = None
            limit = FEW
            while items := self._sources.newest_of_kind(kind, after=after, limit=limit):
                begun = time.monotonic()
                self.printer.fill(items, touched)
                after = items[-1].record.seq
                each = (time.monotonic() - begun) / len(items)
                limit = max(FEW, min(BULK, int(budget / each)))
                yield len(items) if kind == "story" else 0
        self.printer.begin(seq=head)
        for some in _portions(touched):
            self.printer.finish(some)
            yield 0
        self.printer.finish(Touched(), mark=(LINKING, DAYS))
        while count := self.printer.clean(budget):
            yield count
        while count := self.printer.follow() + self.printer.clean(budget):
            yield count


def _portions(touched: Touched) -> Iterator[Touched]:
    """Yield what was touched in portions that take about as long as a turn may."""
    slots, paths = sorted(touched.slots), sorted(touched.paths)
    for start in range(0, max(len(slots), len(paths)), PORTION):
        end = start + PORTION
        yield Touched(slots=set(slots[start:end]), paths=set(paths[start:end]))
