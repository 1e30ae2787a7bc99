"""The counter: a node's process that brings views from the journals into the database, and ranks them."""

import fcntl
import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from barta.readership.connections import Connection, ReadershipError, connect, on_postgresql
from barta.readership.days import today
from barta.readership.draining import Drainer
from barta.readership.keys import keep_secrets
from barta.readership.rankings import Ranking
from barta.readership.scoring import EVERY, Scorer
from barta.readership.tables import create

JOURNAL = "journal"
SECRETS = "secrets"
LOCK_FILE = "counter.lock"

IDLE = 0.5
"""Seconds between two looks at journals that hold nothing new."""

LONGEST_PAUSE = 30.0
"""Seconds between two tries while the database is in trouble."""

PATIENCE_MS = 3000
"""How long a SQLite file that somebody else writes in is waited for before that counts as trouble."""

KEEP_SECRETS_EVERY = timedelta(minutes=10)

log = logging.getLogger("barta.readership")


class Counter:
    """Drains one node's journals and, if elected, scores; one for each home, to be closed."""

    def __init__(
        self, url: str, folder: Path, node: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Work for the journals and secrets in `folder` and the readership's database at `url`.

        Raises ReadershipError when another counter works in `folder`.
        """
        self._url = url
        self._folder = folder
        self._clock = clock
        self._lock = _sole(folder)
        self._drainer = Drainer(folder / JOURNAL, node)
        self._scorer = Scorer(folder)
        self._connection: Connection | None = None
        self._next_score: datetime | None = None
        self._next_secrets: datetime | None = None
        self._trouble = ""

    def close(self) -> None:
        """Close the connection and let another counter work here."""
        self._disconnect()
        os.close(self._lock)

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set; trouble is said once, and tried again until it is over."""
        pause = 0.0
        while not stop.is_set():
            try:
                busy = self.step()
            except Exception as error:  # noqa: BLE001
                # Whatever it is, the journals keep what is read until the database can be written again.
                self._disconnect()
                pause = min(max(2 * pause, 0.5), LONGEST_PAUSE)
                self._say(error)
                stop.wait(pause)
                continue
            if self._trouble:
                log.info("views are counted again")
                self._trouble, pause = "", 0.0
            if not busy:
                stop.wait(IDLE)

    def step(self) -> int:
        """Count a portion of records and do what is due; return how many records there were."""
        now = self._clock()
        connection = self._connected()
        if self._next_secrets is None or now >= self._next_secrets or _other_day(now, self._next_secrets):
            keep_secrets(connection, self._folder / SECRETS, today(now))
            self._next_secrets = now + KEEP_SECRETS_EVERY
        counted = self._drainer.drain(connection, now)
        if self._next_score is None or not now < self._next_score <= now + EVERY:
            self.score()
        return counted

    def drain(self) -> int:
        """Count all that waits; return how many records there were."""
        total = 0
        while counted := self._drainer.drain(self._connected(), self._clock()):
            total += counted
        return total

    def score(self) -> Ranking | None:
        """Compute what is read most, where that is ours to do; else None."""
        now = self._clock()
        self._next_score = now + EVERY
        return self._scorer.score(self._connected(), now)

    def _connected(self) -> Connection:
        if self._connection is None:
            opened = connect(self._url)
            try:
                if not on_postgresql(opened):
                    opened.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
                create(opened)
            except BaseException:
                opened.close()
                raise
            self._connection = opened
        return self._connection

    def _disconnect(self) -> None:
        self._scorer.close()
        if self._connection is not None:
            with suppress(Exception):
                # A connection that is broken already may say so once more.
                self._connection.close()
            self._connection = None

    def _say(self, error: Exception) -> None:
        trouble = f"{type(error).__name__}: {error}"
        if not self._trouble:
            # A fault of our own is shown where it is; a database's is known by its words.
            ours = type(error).__module__ == "builtins" and not isinstance(error, OSError)
            log.error(
                "views wait in the journal, they cannot be counted: %s; see `barta doctor`",
                trouble,
                exc_info=error if ours else None,
            )
        self._trouble = trouble


def _other_day(now: datetime, due: datetime) -> bool:
    return today(now) != today(due - KEEP_SECRETS_EVERY)


def _sole(folder: Path) -> int:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    tried = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(tried, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(tried)
        raise ReadershipError(f"views are being counted in {folder} already: one counter a home") from error
    return tried
