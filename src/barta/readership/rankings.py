"""Rankings: what was read most, as one scorer computes it and all nodes show it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from barta.readership.connections import Connection, run
from barta.readership.views import minute_of

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Stories with their views of the last 24 hours and of the last 7 days before `at`.

    Most read first; equal counts by story id, which only makes the order certain: who shows a list
    breaks ties by what it knows of the stories.
    """

    at: datetime
    day: Counts
    week: Counts


def score(connection: Connection, *, now: datetime, limit: int | None = None) -> Ranking:
    """Count the views up to `now`. The same views and minute give the same ranking.

    Views are kept by minute, and a view counts from the start of its minute: both windows end with the
    minute of `now`, included, and hold the 1,440 and 10,080 minutes up to it. `limit` leaves out what is
    read less than the story in that place, never one of several that are read as much.
    """
    minute = minute_of(now)
    rows = run(
        connection,
        "SELECT story, sum(CASE WHEN minute > ? THEN count ELSE 0 END), sum(count) FROM views"
        " WHERE minute > ? AND minute <= ? GROUP BY story",
        (minute - DAY_MINUTES, minute - WEEK_MINUTES, minute),
    ).fetchall()
    day = _ranked([(story, int(count)) for story, count, _ in rows if count], limit)
    week = _ranked([(story, int(count)) for story, _, count in rows if count], limit)
    return Ranking(now.astimezone(UTC), day, week)


def save_ranking(connection: Connection, snapshot: Ranking) -> None:
    """Make `snapshot` the ranking that all nodes show."""
    run(
        connection,
        "INSERT INTO rankings (name, at, day, week) VALUES (?, ?, ?, ?) ON CONFLICT (name)"
        " DO UPDATE SET at = excluded.at, day = excluded.day, week = excluded.week",
        ("stories", snapshot.at.isoformat(), json.dumps(snapshot.day), json.dumps(snapshot.week)),
    )


def ranking(connection: Connection) -> Ranking | None:
    """Return the ranking last saved, or None before the first."""
    row = run(connection, "SELECT at, day, week FROM rankings WHERE name = ?", ("stories",)).fetchone()
    if row is None:
        return None
    return Ranking(datetime.fromisoformat(row[0]), _counts(row[1]), _counts(row[2]))


def _ranked(counts: list[tuple[str, int]], limit: int | None) -> Counts:
    ordered = sorted(counts, key=lambda row: (-row[1], row[0]))
    if limit is not None and 0 < limit < len(ordered):
        least = ordered[limit - 1][1]
        ordered = [row for row in ordered if row[1] >= least]
    return tuple(ordered)


def _counts(text: str) -> Counts:
    return tuple((story, count) for story, count in json.loads(text))
