"""What follows the ledger beside the pages, and may fail without keeping news from readers."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from barta.press.indexing import Indexing
from barta.press.sources import VIEWS_ERRORS, Sources
from barta.readership import Ranking

PAUSE = 5.0
"""Seconds until the search's index is tried again after it could not be gone on with."""

log = logging.getLogger("barta.press")


class Search:
    """The search's index, brought on in steps; to be closed."""

    def __init__(self, folder: Path, sources: Sources) -> None:
        self._indexing = Indexing(folder, sources)
        self._next = 0.0

    def close(self) -> None:
        """Close the index."""
        self._indexing.close()

    def step(self, budget: float) -> int:
        """Take in records for about `budget` seconds; return how many, 0 too while that does not work."""
        if time.monotonic() < self._next:
            return 0
        try:
            return self._indexing.step(budget)
        except Exception as error:  # noqa: BLE001
            # Whatever it is, the search is behind until it works again; news is not.
            self._next = time.monotonic() + PAUSE
            log.error("the search index cannot be gone on with: %s: %s", type(error).__name__, error)
            return 0


class Views:
    """The ranking of the views, and the reports to those who wait for this press."""

    def __init__(self, sources: Sources, node: str, clock: Callable[[], datetime]) -> None:
        self.ranking: Ranking | None = None
        self._sources = sources
        self._node = node
        self._clock = clock
        self._trouble = ""

    def rank(self, *, afresh: bool = False) -> Ranking | None:
        """Look up the ranking, or count `afresh`; while views cannot be read, the last one known stays."""
        try:
            self.ranking = self._sources.score_now(self._clock()) if afresh else self._sources.ranking()
        except VIEWS_ERRORS as error:
            self._without(error)
        return self.ranking

    def report(self, seq: int, aside: Iterable[str]) -> None:
        """Say which record readers see, and of which subjects something is set aside."""
        try:
            self._sources.report(self._node, seq, self._clock(), aside)
        except VIEWS_ERRORS as error:
            self._without(error)

    def _without(self, error: Exception) -> None:
        self._sources.close_readership()
        if str(error) != self._trouble:
            # Once: it is asked for every second.
            self._trouble = str(error)
            log.error("going on without views, rankings and reports: %s; see `barta doctor`", error)
