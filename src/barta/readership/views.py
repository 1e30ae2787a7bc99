"""Counting: views arrive in batches and are added to their minute."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from barta.readership.connections import Connection, ReadershipError, run, unit

CHUNK = 500
"""How many rows one statement writes."""

MOST = 10**12
"""No story is read more often than this in one minute; beyond it a number is a mistake."""


def minute_of(at: datetime) -> int:
    """Return the minute in which `at` lies, counted from 1970 in UTC; ReadershipError without a zone."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ReadershipError(f"{at.isoformat()} has no time zone; give an aware datetime")
    return int(at.timestamp() // 60)


def add_views(connection: Connection, views: Iterable[tuple[str, datetime, int]]) -> None:
    """Add views: `(story id, when, how many)`. All of them are added, or none.

    Part of the caller's transaction where one is open, else a transaction of its own. Raises
    ReadershipError for a negative or absurd count and for an instant without a zone.
    """
    _upsert(connection, views, "views.count + excluded.count")


def set_views(connection: Connection, views: Iterable[tuple[str, datetime, int]]) -> None:
    """Set the views of these stories in these minutes, whatever was counted there; else as `add_views`.

    For numbers that come from elsewhere: an import that is repeated counts nothing twice.
    """
    _upsert(connection, views, "excluded.count")


def _upsert(
    connection: Connection, views: Iterable[tuple[str, datetime, int]], count_on_conflict: str
) -> None:
    counts: Counter[tuple[int, str]] = Counter()
    for story, at, count in views:
        if not 0 <= count <= MOST:
            raise ReadershipError(f"views of {story}: {count} is not a number of readers")
        counts[minute_of(at), story] += count
    # One order for all writers, so that two that meet on PostgreSQL wait instead of deadlocking.
    rows = sorted((minute, story, count) for (minute, story), count in counts.items())
    if not rows:
        return
    with unit(connection):
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            places = ",".join(["(?,?,?)"] * len(chunk))
            run(
                connection,
                f"INSERT INTO views (minute, story, count) VALUES {places}"
                f" ON CONFLICT (minute, story) DO UPDATE SET count = {count_on_conflict}",
                [value for row in chunk for value in row],
            )
