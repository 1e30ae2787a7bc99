"""Where the press reads: the ledger, and the ranking that all presses show."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import psycopg
from pysqlite3 import dbapi2 as sqlite

from barta import ledger, readership
from barta.ledger import Connection, Item
from barta.readership import Ranking, ReadershipError

DATABASE_ERRORS: tuple[type[Exception], ...] = (psycopg.Error, sqlite.Error)
"""What a database in trouble raises: never the fault of the record at hand."""

VIEWS_ERRORS: tuple[type[Exception], ...] = (*DATABASE_ERRORS, ReadershipError)
"""What views, rankings and reports raise when they cannot be had: no reason to keep news from readers."""

PATIENCE_MS = 250
"""How long a press waits for somebody who writes in its file of views, while publications wait for it."""


class Sources:
    """One connection to each database, opened when first needed and again after `close`.

    All methods let the database's own errors through; whoever calls closes and tries again later.
    """

    def __init__(self, ledger_url: str, readership_url: str) -> None:
        self._ledger_url = ledger_url
        self._readership_url = readership_url
        self._embedded = readership_url.startswith("sqlite:")
        self._ledger: Connection | None = None
        self._readership: Connection | None = None

    def close(self) -> None:
        """Close both connections."""
        if self._ledger is not None:
            self._ledger.close()
        self._ledger = None
        self.close_readership()

    def close_readership(self) -> None:
        """Close the connection to the views alone."""
        if self._readership is not None:
            self._readership.close()
        self._readership = None

    @property
    def ledger(self) -> Connection:
        """The connection to the ledger."""
        if self._ledger is None:
            self._ledger = ledger.connect(self._ledger_url)
        return self._ledger

    @property
    def readership(self) -> Connection:
        """The connection to views, rankings and reports; a file of our own is made ready."""
        if self._readership is None:
            self._readership = readership.connect(self._readership_url)
            if self._embedded:
                self._readership.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
                readership.create(self._readership)
        return self._readership

    def head(self) -> int:
        """Return the `seq` of the last record, 0 while there is none."""
        last = ledger.head(self.ledger)
        return last.seq if last else 0

    def follow(self, after: int, limit: int) -> list[Item]:
        """Return the items after `after`."""
        return ledger.follow(self.ledger, after, limit)

    def newest(self, subjects: Iterable[str]) -> Mapping[str, Item]:
        """Return the newest edition of each subject."""
        wanted = list(subjects)
        return ledger.newest(self.ledger, wanted) if wanted else {}

    def newest_of_kind(self, kind: str, *, after: int | None, limit: int) -> list[Item]:
        """Return a page of the newest editions of a kind, highest `seq` first."""
        return ledger.newest_of_kind(self.ledger, kind, after=after, limit=limit)

    def record(self, seq: int) -> Item | None:
        """Return one item."""
        found = ledger.follow(self.ledger, seq - 1, 1)
        return found[0] if found and found[0].record.seq == seq else None

    def heads_and_keys(self) -> tuple[bytes, bytes]:
        """Return the texts of `/ledger/heads.txt` and `/ledger/keys.txt`."""
        signed = ledger.heads(self.ledger)
        return ledger.heads_text(signed).encode(), ledger.keys_text(signed).encode()

    def ranking(self) -> Ranking | None:
        """Return the ranking that all presses show."""
        return readership.ranking(self.readership)

    def score_now(self, now: datetime) -> Ranking | None:
        """Compute the ranking anew in a file of our own, where a counter may not be running; else read it."""
        if not self._embedded:
            return self.ranking()
        return readership.save_score(self.readership, now)

    def score(self, now: datetime) -> Ranking:
        """Count the views up to `now` for nobody but the caller."""
        return readership.score(self.readership, now=now)

    def report(self, node: str, seq: int, at: datetime, aside: Iterable[str] = ()) -> None:
        """Tell the newsroom what this press has reached, and which subjects it could not print."""
        ledger.report(self.readership, node, seq, at, aside)
