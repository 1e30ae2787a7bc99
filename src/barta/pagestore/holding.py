"""Snapshots that one request after the other reads from, for a few hundredths of a second each.

To begin and to end a reading costs a twentieth of what a page costs. A snapshot that is kept for LONGEST
seconds serves a thousand requests meanwhile, and nobody sees the store older than that; one that nobody asks
for is ended soon, since it keeps the writer from using old pages again.
"""

import threading
import time

from barta.pagestore.reader import Reader
from barta.pagestore.view import View

LONGEST = 0.05
"""The seconds that a snapshot is kept: nobody sees the store older than that."""
_LOOK_EVERY = 0.1
_MOST = 4


class Holding:
    """Lends snapshots of a reader; `longest` seconds of 0 mean a new one each time."""

    def __init__(self, reader: Reader, longest: float = LONGEST) -> None:
        self._reader = reader
        self._longest = longest
        # Taken and given back in one step each, so that no lock is needed.
        self._kept: list[tuple[float, View]] = []
        self._closed = threading.Event()
        self._watch: threading.Thread | None = None

    def take(self) -> tuple[float, View]:
        """Return until when a snapshot may be given back, and the snapshot; errors as `Reader.snapshot`."""
        now = time.monotonic()
        while self._kept:
            try:
                lent = self._kept.pop()
            except IndexError:
                # Another thread was quicker.
                break
            if now < lent[0]:
                return lent
            lent[1].end()
        return now + self._longest, self._reader.snapshot()

    def give(self, lent: tuple[float, View]) -> None:
        """Take back what `take` lent."""
        if not self._longest or lent[1].is_wanted or len(self._kept) >= _MOST:
            lent[1].end()
            return
        self._kept.append(lent)
        if self._watch is None:
            self._begin_watch()

    def close(self) -> None:
        """End what is kept; taking goes on to work."""
        self._closed.set()
        self._watch = None
        self._end_until(float("inf"))

    def _begin_watch(self) -> None:
        self._closed = threading.Event()
        watch = threading.Thread(target=self._end_idle, args=(self._closed,), daemon=True)
        self._watch = watch
        watch.start()

    def _end_idle(self, closed: threading.Event) -> None:
        while not closed.wait(_LOOK_EVERY):
            self._end_until(time.monotonic())

    def _end_until(self, moment: float) -> None:
        """End what may not be lent any more."""
        for _ in range(len(self._kept)):
            try:
                lent = self._kept.pop(0)
            except IndexError:
                return
            if lent[0] <= moment or lent[1].is_wanted:
                lent[1].end()
            else:
                self._kept.append(lent)
