"""Scoring: one process of all nodes computes once a minute what is read most."""

import fcntl
import os
from datetime import datetime, timedelta
from pathlib import Path

from barta.readership.connections import Connection, on_postgresql, run
from barta.readership.draining import forget_places
from barta.readership.open_days import OpenDays
from barta.readership.rankings import Ranking, bounded, save_ranking, score

MOST_RANKED = 5000
"""How many stories a ranking holds at most."""

EVERY = timedelta(minutes=1)

LOCK = 0x62617274_61000003
"""The key of the advisory lock that the elected scorer holds on PostgreSQL."""

LOCK_FILE = "scorer.lock"


class Scorer:
    """A candidate for scoring; holds the office, once elected, until it is closed or its connection is."""

    def __init__(self, folder: Path) -> None:
        """On one machine a lock file in `folder` elects."""
        self._folder = folder
        self._days = OpenDays()
        self._held: int | None = None
        self._elected_on: Connection | None = None

    def close(self) -> None:
        """Lay down the office."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
        self._elected_on = None

    def score(self, connection: Connection, now: datetime) -> Ranking | None:
        """Compute, save and return the ranking, and finish old days; None when that is another's office.

        None too where this node's role may not write rankings. The databases' errors pass through.
        """
        if not self._elected(connection):
            return None
        made = save_score(connection, now, self._days)
        self._days.finish(connection, now)
        forget_places(connection, now)
        return made

    def _elected(self, connection: Connection) -> bool:
        if on_postgresql(connection):
            if self._elected_on is not connection and _elected(connection):
                self._elected_on = connection
            return self._elected_on is connection
        if self._held is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            tried = os.open(self._folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(tried, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(tried)
                return False
            self._held = tried
        return True


def save_score(connection: Connection, now: datetime, days: OpenDays | None = None) -> Ranking:
    """Compute the ranking of `now`, at most `MOST_RANKED` stories, make it the one shown, and return it."""
    found = score(connection, now=now, limit=MOST_RANKED, days=days)
    made = Ranking(found.at, bounded(found.day, MOST_RANKED), bounded(found.week, MOST_RANKED))
    save_ranking(connection, made)
    return made


def _elected(connection: Connection) -> bool:
    """Return whether the office is ours from now on; only who may write rankings stands for it."""
    row = run(
        connection,
        "SELECT CASE WHEN has_table_privilege('rankings', 'INSERT')"
        " AND has_table_privilege('views', 'INSERT') THEN pg_try_advisory_lock(?) ELSE false END",
        (LOCK,),
    ).fetchone()
    return bool(row[0])
