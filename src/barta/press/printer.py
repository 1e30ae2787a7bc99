"""A printer: one generation of the page store, and everything that is done to it."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from barta.ledger import Item
from barta.pagestore import Batch, StoreError, Writer
from barta.press.addresses import NEWS_SITEMAP, always
from barta.press.attempts import DEATHS
from barta.press.beacons import BEACON, KEY, key_of
from barta.press.cards import Cards
from barta.press.code import store_digest
from barta.press.dirt import BUDGET, clean, render_again
from barta.press.finishing import Finish
from barta.press.lists import EVERYWHERE, TAIL, Lists, most_read_slots
from barta.press.making import Making, clock_hour, paper_day
from barta.press.objects import read_paper
from barta.press.paper import Paper
from barta.press.records import RecordError
from barta.press.shelf import Desk, Shelf
from barta.press.sources import DATABASE_ERRORS, Sources
from barta.press.standings import Standings
from barta.press.touching import Touched
from barta.press.turn import Turn
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
        self.writes = self.ticked = 0
        self._remains = writer.folder / writer.generation / "remains"
        self.ended = self._remains.exists()
        self._sources = sources
        self._watch = watch
        self._clock = clock
        self._cards = Cards()
        self._standings = Standings()
        self._pace = 16.0
        self._strikes: Counter[int] = Counter()
        with writer.view() as view:
            self.seq = int(view.get_meta("seq") or b"0")
            self.code = (view.get_meta("code") or b"").decode()
            self._day = (view.get_meta("day") or b"").decode()
            self._hour = (view.get_meta("hour") or b"").decode()
            self._ranked = (view.get_meta("ranking") or b"").decode()
            self._key = view.get_meta(KEY) or b""
            self.paper = read_paper(Shelf(view))

    @property
    def ready(self) -> bool:
        """Whether the generation was begun by this code: everything in it can be gone on with."""
        return self.code == store_digest()

    def begin(self, *, seq: int = 0) -> None:
        """Fill an empty generation with what stands in it before any record, as of the record `seq`."""
        self._look_at_the_clock()
        self._key = key_of(self._sources) or self._key

        def work(batch: Batch) -> None:
            finish = self._finish(batch, self.paper)
            finish.code()
            slots = {*EVERYWHERE, BEACON} | most_read_slots(self.paper)
            finish.write(Touched(slots=slots, paths=always(), shared=True))
            finish.heads(*self._sources.heads_and_keys())
            batch.set_meta("seq", b"%d" % seq)
            batch.set_meta("code", store_digest().encode())
            self._note_the_time(batch)

        self.writer.write(work)
        self.seq, self.code, self._ranked = seq, store_digest(), _stamp(self.ranking).decode()

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
        """Follow the clock: the paper's day, what is news, the ranking, the ledger's signed lines.

        `ticked` says afterwards how many values that changed.
        """
        day, hour, key = self._day, self._hour, self._key
        self._look_at_the_clock()
        if hour != self._hour or not key:
            self._key = key_of(self._sources) or key
        heads, keys = self._sources.heads_and_keys()
        touched = Touched()
        if day != self._day:
            touched.files = True
            touched.slots |= {"masthead", BEACON}
        if key != self._key:
            touched.slots.add(BEACON)
        if hour != self._hour:
            touched.paths.add(NEWS_SITEMAP)
        if _stamp(self.ranking).decode() != self._ranked:
            touched.slots |= {TAIL, "front:top"} | most_read_slots(self.paper)

        def work(batch: Batch) -> int:
            finish = self._finish(batch, self.paper)
            finish.heads(heads, keys)
            finish.write(touched)
            self._note_the_time(batch)
            return batch.writes

        try:
            self.ticked = self.writer.write(work)
        except BaseException:
            # The store still says what it said: it is asked to follow the clock once more.
            self._day, self._hour, self._key = day, hour, key
            raise
        self._ranked = _stamp(self.ranking).decode()

    def _look_at_the_clock(self) -> None:
        now = self._clock()
        self._day, self._hour = paper_day(now).isoformat(), clock_hour(now).isoformat()

    def _note_the_time(self, batch: Batch) -> None:
        batch.set_meta("day", self._day.encode())
        batch.set_meta("hour", self._hour.encode())
        batch.set_meta(KEY, self._key)
        batch.set_meta("ranking", _stamp(self.ranking))

    def fixed(self) -> set[str]:
        """Return the paths of what stands in every paper, one without a story too."""
        with self.writer.view() as view:
            return always() | self._making(Shelf(view), self.paper).fixed

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

        def write(batch: Batch) -> tuple[Turn, int, bool]:
            self._standings.take(self.ranking)
            self._standings.begin()
            turn = Turn(batch, self.paper, self._sources, self._watch, self._standings, bulk=bulk)
            work(turn)
            turn.settle()
            if not bulk:
                self._finish(batch, turn.paper).write(turn.touched)
            if seq is not None:
                batch.set_meta("seq", b"%d" % seq)
            if batch.ended and not bulk:
                # Should this process die before it has made a clean copy, the next one is told.
                self._remains.touch()
            return turn, batch.writes, batch.ended

        turn, writes, ended = self.writer.write(write)
        self._standings.settled()
        self.ended |= ended and not bulk
        self.paper = turn.paper
        if seq is not None:
            self.seq, self.writes = seq, writes
        return turn

    def _finish(self, batch: Batch, paper: Paper) -> Finish:
        return Finish(batch, self._making(Desk(batch), paper), self._watch)

    def _making(self, shelf: Shelf, paper: Paper) -> Making:
        if not self._hour:
            # A store of older code does not say for which hour it was made.
            self._look_at_the_clock()
        self._standings.take(self.ranking)
        lists = Lists(shelf, paper, self._standings, self._cards, self._watch)
        day, hour = date.fromisoformat(self._day), datetime.fromisoformat(self._hour)
        return Making(lists, day, hour, self._key)


def _stamp(ranking: Ranking | None) -> bytes:
    return ranking.at.isoformat().encode() if ranking else b""
