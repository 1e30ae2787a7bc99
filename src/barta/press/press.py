"""The press: follows the ledger and keeps the page store of one home."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from barta.pagestore import (
    DamagedError,
    FormatError,
    Repair,
    StoreMissingError,
    Writer,
    read_pointer,
    repaired,
    repairs,
)
from barta.press.building import Builder
from barta.press.dirt import BUDGET
from barta.press.following import Search, Views
from barta.press.place import Place
from barta.press.printer import Clock, Printer
from barta.press.repairing import mend
from barta.press.scrubbing import go_over, scrubbed, tidy
from barta.press.sources import Sources
from barta.press.waiting import ask_for_rebuild, wait_for_record

IDLE = 0.025
"""Seconds between two looks at a ledger that has nothing new."""

TICK = 1.0
RANKING_EVERY = 5.0
LONGEST_PAUSE = 5.0
SCRUB_EVERY = 30.0
"""Seconds between two clean copies of a store: one takes some tenths of a second at 20,000 stories."""

log = logging.getLogger("barta.press")


def utc_now() -> datetime:
    """Return this instant."""
    return datetime.now(UTC)


def _silent(stories: int) -> None:
    """Take no notice of progress."""


class Press:
    """One press. At most one works in a home at a time; the others wait for what it does.

    `clock` gives aware datetimes. Not to be shared between threads.
    """

    def __init__(
        self,
        home: Path,
        ledger_url: str,
        readership_url: str,
        node: str = "local",
        clock: Clock = utc_now,
    ) -> None:
        self.store = home / "store"
        self._clock = clock
        self._sources = Sources(ledger_url, readership_url)
        self._place = Place(home / "press", clock)
        self._search = Search(home / "search", self._sources)
        self._views = Views(self._sources, node, clock)
        self._printer: Printer | None = None
        self._builder: Builder | None = None
        self._steps: Iterator[int] | None = None
        self._next_tick = self._next_ranking = self._next_scrub = self._next_build = 0.0

    def __enter__(self) -> "Press":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store, the databases and the home."""
        self._stop_building()
        self._close_printer()
        self._search.close()
        self._sources.close()
        self._place.leave()

    @property
    def seq(self) -> int:
        """The last record whose outcome readers see."""
        return self._printer.seq if self._printer else 0

    @property
    def writes(self) -> int:
        """How many values the last turn of records changed in the page store."""
        return self._printer.writes if self._printer else 0

    def catch_up(self, *, timeout: float = 60.0) -> int:
        """Bring the page store up to the ledger's head, the clock and the views; return its `seq`.

        Where another press works in the home, wait until that one has; PressBusyError after `timeout`
        seconds. Errors of the store and of the databases pass through.
        """
        if not self._place.take():
            reached = wait_for_record(self.store, self._sources.head(), self._place.take, timeout)
            if reached is not None:
                return reached
        printer = self._open(blocking=True)
        printer.ranking = self._views.rank(afresh=True)
        printer.tick()
        self._place.survived()
        while printer.follow() + printer.clean():
            pass
        while self._search.step(BUDGET):
            pass
        printer = self._scrub(printer)
        tidy(self.store)
        self._views.report(printer.seq, self._place.aside())
        return printer.seq

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set; whatever fails is logged and tried again, for ever."""
        pause = 0.0
        while not stop.is_set():
            try:
                busy = self.step()
            except Exception as error:
                # A press that gives up is a paper that stands still: databases, disks and networks return.
                pause = min(max(2 * pause, 0.25), LONGEST_PAUSE)
                log.exception("%s: trying again in %.2f s", type(error).__name__, pause)
                self._sources.close()
                stop.wait(pause)
            else:
                pause = 0.0
                if not busy:
                    stop.wait(IDLE)

    def step(self) -> bool:
        """Do a little of everything there is to do; return whether there was anything."""
        if not self._place.take():
            return False
        try:
            return self._step(self._open(blocking=False))
        except (DamagedError, FormatError, StoreMissingError) as error:
            log.error("the page store cannot be gone on with, it is built anew: %s", error)
            self._build_blocking()
            return True

    def rebuild(self, *, progress: Callable[[int], None] = _silent, timeout: float = 3600.0) -> int:
        """Build a new generation and send readers to it; return its `seq`.

        Where a press is running it is asked to do so, and goes on with its work meanwhile. `progress` is
        told how many stories each step dealt with. Raises PressBusyError after `timeout` seconds.
        """
        if not self._place.take():
            reached = ask_for_rebuild(self.store, self._place.take, timeout)
            if reached is not None:
                return reached
        return self._build_blocking(progress).seq

    def _step(self, printer: Printer) -> bool:
        self._keep_time(printer)
        self._place.survived()
        done = printer.follow()
        done += printer.clean()
        done += self._search.step(BUDGET if not done else BUDGET / 5)
        if self._steps is not None:
            self._build_step()
            return True
        if not done and time.monotonic() >= self._next_scrub:
            self._scrub(printer)
        return bool(done)

    def _keep_time(self, printer: Printer) -> None:
        now = time.monotonic()
        if now >= self._next_ranking:
            self._next_ranking = now + RANKING_EVERY
            self._views.rank()
        if now < self._next_tick:
            return
        self._next_tick = now + TICK
        printer.ranking = self._views.ranking
        printer.tick()
        self._views.report(printer.seq, self._place.aside())
        tidy(self.store)
        for repair in repairs(self.store):
            self._repair(printer, repair)

    def _repair(self, printer: Printer, repair: Repair) -> None:
        """Meet a reader's request; what cannot be mended alone means a new generation."""
        if self._steps is not None:
            return
        log.warning("asked to repair %s %r", repair.table, repair.key)
        if mend(printer, repair):
            repaired(self.store, repair)
        else:
            self._start_building()

    def _scrub(self, printer: Printer) -> Printer:
        """Go over to a clean copy once something has ended and there is time for it."""
        if not printer.ended:
            return printer
        printer.ended, self._next_scrub = False, time.monotonic() + SCRUB_EVERY
        name = scrubbed(printer.writer)
        if name is None:
            return printer
        self._close_printer()
        go_over(self.store, name)
        return self._open(blocking=False)

    def _open(self, *, blocking: bool) -> Printer:
        """Return the printer of the live generation; one of other code is replaced, in time or at once."""
        if self._printer and self._printer.writer.live():
            if not self._printer.ready:
                # The building has begun already, unless it failed.
                self._start_building()
            return self._printer
        self._close_printer()
        if self._views.ranking is None:
            self._views.rank()
        try:
            self._place.dare(read_pointer(self.store).current)
            self._printer = self._open_printer(Writer(self.store))
        except (StoreMissingError, DamagedError, FormatError) as error:
            log.info("a new page store is built: %s", error)
            return self._build_blocking()
        if self._printer.ready:
            return self._printer
        log.info("the code has changed: the page store is built anew beside the one in use")
        if blocking:
            return self._build_blocking()
        self._start_building()
        return self._printer

    def _open_printer(self, writer: Writer) -> Printer:
        try:
            return Printer(writer, self._sources, self._place.watch, self._clock, ranking=self._views.ranking)
        except BaseException:
            writer.close()
            raise

    def _close_printer(self) -> None:
        if self._printer:
            self._printer.writer.close()
            self._printer = None

    def _start_building(self) -> None:
        if self._steps is None and time.monotonic() >= self._next_build:
            self._builder = self._new_builder()
            self._steps = self._builder.steps()

    def _new_builder(self) -> Builder:
        # A ledger that cannot be read yet is no reason to begin another generation.
        self._sources.head()
        self._place.retry()
        return Builder(self.store, self._sources, self._place.watch, self._clock, ranking=self._views.ranking)

    def _build_step(self) -> None:
        if self._builder is None or self._steps is None:
            return
        try:
            complete = next(self._steps, None) is None
        except BaseException:
            # A generator that has failed looks like one that has finished: half a store would go live.
            self._stop_building()
            self._next_build = time.monotonic() + LONGEST_PAUSE
            raise
        if complete:
            self._go_over(self._builder)

    def _build_blocking(self, progress: Callable[[int], None] = _silent) -> Printer:
        """Build a generation in one go and go over to it."""
        self._stop_building()
        if self._views.ranking is None:
            self._views.rank()
        self._builder = self._new_builder()
        for count in self._builder.steps(budget=0.5):
            progress(count)
        return self._go_over(self._builder)

    def _go_over(self, builder: Builder) -> Printer:
        """Send readers to the generation that was built, and write that one from now on."""
        self._builder = self._steps = None
        self._close_printer()
        self._printer = builder.printer
        self._printer.writer.make_live()
        for repair in repairs(self.store):
            repaired(self.store, repair)
        return self._printer

    def _stop_building(self) -> None:
        if self._builder:
            self._builder.close()
        self._builder = self._steps = None
