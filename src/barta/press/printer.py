"""A printer: one generation of the page store, and everything that is done to it."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from barta.ledger import Item
from barta.pagestore import Batch, StoreError, Writer
from barta.press.attempts import DEATHS
from barta.press.code import store_digest
from barta.press.dirt import BUDGET, clean, render_again
from barta.press.finishing import Finish, paper_day
from barta.press.lists import EVERYWHERE, Cards, Lists
from barta.press.paper import Paper
from barta.press.shelf import Desk, Shelf
from barta.press.sources import DATABASE_ERRORS, Sources
from barta.press.turn import RecordError, Touched, Turn, read_paper
from barta.press.watching import Watch
from barta.readership import Ranking

Clock = Callable[[], datetime]

MOST_RECORDS = 200
TURN_SECONDS = 0.05
"""How long a turn takes: what waits behind it, such as another publication, waits no longer."""

LONG_TURN_SECONDS = 0.25
"""How long while far behind: lists are made once a turn, so that longer ones catch up sooner."""

FAR_BEHIND = 500
"""From this many records on, what waits has a long way to go anyhow."""

BULK = 500

NOBODYS_FAULT: tuple[type[Exception], ...] = (StoreError, OSError, *DATABASE_ERRORS)

log = logging.getLogger("barta.press")


class Printer:
    """Writes one generation. The store is the truth; what is kept here is read from it."""

    def __init__(
        self, writer: Writer, sources: Sources, watch: Watch, clock: Clock, *, ranking: Ranking | None = None
    ) -> None:
        self.writer = writer
        self.ranking = ranking
        self.writes = 0
        self._remains = writer.folder / writer.generation / "remains"
        self.ended = self._remains.exists()
        self._sources = sources
        self._watch = watch
        self._clock = clock
        self._cards = Cards()
        self._pace = 16.0
        self._strikes: Counter[int] = Counter()
        with writer.view() as view:
            self.seq = int(view.get_meta("seq") or b"0")
            self.code = (view.get_meta("code") or b"").decode()
            self.day = (view.get_meta("day") or b"").decode()
            self._ranked = (view.get_meta("ranking") or b"").decode()
            self.paper = read_paper(Shelf(view))

    @property
    def ready(self) -> bool:
        """Whether the generation was begun by this code: everything in it can be gone on with."""
        return self.code == store_digest()

    def begin(self, *, seq: int = 0) -> None:
        """Fill an empty generation with what stands in it before any record, as of the record `seq`."""
        day = paper_day(self._clock())

        def work(batch: Batch) -> None:
            touched = Touched(slots=set(EVERYWHERE), shared=True)
            self._finish(batch, self.paper).code()
            self._finish(batch, self.paper).write(touched, day)
            self._finish(batch, self.paper).heads(*self._sources.heads_and_keys())
            batch.set_meta("seq", b"%d" % seq)
            batch.set_meta("code", store_digest().encode())
            batch.set_meta("day", day.isoformat().encode())
            batch.set_meta("ranking", _stamp(self.ranking))

        self.writer.write(work)
        self.seq, self.code, self.day, self._ranked = (
            seq,
            store_digest(),
            day.isoformat(),
            _stamp(self.ranking).decode(),
        )

    def follow(self, *, upto: int | None = None) -> int:
        """Apply the next records, about a turn of them; return how many there were."""
        limit = max(1, min(int(self._pace), MOST_RECORDS))
        if upto is not None:
            limit = min(limit, upto - self.seq)
        if limit < 1:
            return 0
        items = self._sources.follow(self.seq, limit)
        if items:
            begun = time.monotonic()
            self.apply(items)
            each = (time.monotonic() - begun) / len(items)
            far = len(items) == limit and self._sources.head() - self.seq >= FAR_BEHIND
            wanted = LONG_TURN_SECONDS if far else TURN_SECONDS
            self._pace = (self._pace + wanted / max(each, 0.0001)) / 2
        return len(items)

    def apply(self, items: Sequence[Item]) -> None:
        """Apply records in one transaction; one that cannot be printed is set aside and the rest applied.

        Raises StoreError, OSError and the database's errors, which are no record's fault. Anything else
        is raised for a record twice; the third time it is set aside.
        """
        last = items[-1].record.seq
        if last <= self.seq:
            return
        wanted = [item for item in items if self._is_wanted(item)]
        try:
            self._without_failures(wanted, lambda rest: self._turn(lambda turn: turn.apply(rest), seq=last))
        except NOBODYS_FAULT:
            raise
        except Exception as error:  # noqa: BLE001
            # Whatever it is, the other records are not to wait for it.
            if len(items) == 1:
                self._strike(items[0], error)
            for item in items:
                # One at a time, the record at fault is found.
                self.apply([item])
        for item in wanted:
            if not self._watch.is_aside(item.record.seq):
                self._watch.printed(item.record.seq, item.record.subject)

    def _is_wanted(self, item: Item) -> bool:
        return item.record.seq > self.seq and not self._watch.is_aside(item.record.seq)

    def _strike(self, item: Item, error: Exception) -> None:
        """Count a failure of one record, and raise it until there have been too many."""
        seq = item.record.seq
        self._strikes[seq] += 1
        if self._strikes[seq] < DEATHS or not self._is_wanted(item):
            raise error
        log.exception("set aside after %d failures: record %d (%s)", DEATHS, seq, item.record.subject)
        self._watch.failed(seq, item.record.subject, error)

    def fill(self, items: Sequence[Item], touched: Touched) -> None:
        """Apply newest editions in bulk: rows now, pages by `clean`, lists and fronts in `touched` later."""

        def applied(rest: Sequence[Item]) -> None:
            turn = self._turn(lambda turn: turn.apply(rest), bulk=True)
            touched.merge(turn.touched)

        self._without_failures(list(items), applied)

    def finish(self, touched: Touched, *, mark: Sequence[str] = ()) -> None:
        """Make what `touched` has gathered, and mark lists as dirty."""

        def work(turn: Turn) -> None:
            turn.touched.merge(touched)
            for name in mark:
                turn.desk.mark(name)

        self._turn(work)

    def clean(self, budget: float = BUDGET) -> int:
        """Do some of the dirty work, if there is any; return how many pages were looked at."""
        with self.writer.view() as view:
            if Shelf(view).due() is None:
                return 0
        counts: list[int] = []
        self._turn(lambda turn: counts.append(clean(turn, budget=budget)))
        return counts[-1]

    def tick(self) -> None:
        """Follow the clock: the paper's day, the ranking, the ledger's signed lines."""
        day = paper_day(self._clock())
        heads, keys = self._sources.heads_and_keys()

        def work(batch: Batch) -> None:
            finish = self._finish(batch, self.paper)
            finish.heads(heads, keys)
            if day.isoformat() != self.day:
                finish.masthead(day)
                batch.set_meta("day", day.isoformat().encode())
            if _stamp(self.ranking).decode() != self._ranked:
                finish.write(Touched(slots={"most-read"}), day)
                batch.set_meta("ranking", _stamp(self.ranking))

        self.writer.write(work)
        self.day, self._ranked = day.isoformat(), _stamp(self.ranking).decode()

    def touch(self, slots: set[str], paths: set[str], *, shared: bool = False) -> None:
        """Make some slots and pages again, whatever they are like now."""
        self.finish(Touched(slots=slots, paths=paths, shared=shared))

    def render_again(self, story: str) -> None:
        """Make the page of one story again."""
        self._turn(lambda turn: render_again(turn, story))

    def _without_failures(self, items: Sequence[Item], work: Callable[[Sequence[Item]], object]) -> None:
        """Call `work` until no record fails it; each failure sets one record aside."""
        rest = list(items)
        while True:
            try:
                work(rest)
            except RecordError as failure:
                record = failure.item.record
                log.error("set aside: %s", failure)
                self._watch.failed(record.seq, record.subject, failure.error)
                rest = [item for item in rest if item.record.seq != record.seq]
                self._pace = 1.0
            else:
                return

    def _turn(self, work: Callable[[Turn], None], *, seq: int | None = None, bulk: bool = False) -> Turn:
        """Do `work` and what follows from it in one transaction."""
        day = paper_day(self._clock())

        def write(batch: Batch) -> tuple[Turn, int, bool]:
            turn = Turn(batch, self.paper, self._sources, self._watch, bulk=bulk)
            work(turn)
            if not bulk:
                self._finish(batch, turn.paper).write(turn.touched, day)
                if turn.touched.shared:
                    batch.set_meta("day", day.isoformat().encode())
            if seq is not None:
                batch.set_meta("seq", b"%d" % seq)
            if batch.ended and not bulk:
                # Should this process die before it has made a clean copy, the next one is told.
                self._remains.touch()
            return turn, batch.writes, batch.ended

        turn, self.writes, ended = self.writer.write(write)
        self.ended |= ended and not bulk
        self.paper = turn.paper
        if turn.touched.shared and not bulk:
            self.day = day.isoformat()
        if seq is not None:
            self.seq = seq
        return turn

    def _finish(self, batch: Batch, paper: Paper) -> Finish:
        desk = Desk(batch)
        return Finish(
            batch, desk, paper, Lists(desk, paper, self.ranking, self._cards, self._watch), self._watch
        )


def _stamp(ranking: Ranking | None) -> bytes:
    return ranking.at.isoformat().encode() if ranking else b""
