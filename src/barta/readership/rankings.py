"""Rankings: what was read most, as one scorer computes it and all nodes show it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from barta.readership.connections import Connection, run, snapshot
from barta.readership.open_days import OpenDays
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


def score(
    connection: Connection, *, now: datetime, limit: int | None = None, days: OpenDays | None = None
) -> Ranking:
    """Count the views up to `now`. The same views and minute give the same ranking.

    Views are kept by minute, and a view counts from the start of its minute: both windows end with the
    minute of `now`, included, and hold the 1,440 and 10,080 minutes up to it. What is counted here is kept
    by the hour: of the hour in which a window begins, as much is taken as lies in the window. `limit` leaves
    out what is read less than the story in that place, never one of several that are read as much. `days`
    remembers open days from one minute to the next.
    """
    minute = minute_of(now)
    counts: dict[str, tuple[float, float]] = {}
    first, end = (minute - WEEK_MINUTES) // 60, minute // 60 + 1
    with snapshot(connection):
        for story, day, week in run(
            connection,
            "SELECT story, sum(CASE WHEN minute > ? THEN count ELSE 0 END), sum(count) FROM views"
            " WHERE minute > ? AND minute <= ? GROUP BY story",
            (minute - DAY_MINUTES, minute - WEEK_MINUTES, minute),
        ).fetchall():
            counts[story] = (float(day), float(week))
        open_days = (days or OpenDays()).views(connection, first, end)
    for story, hours in open_days.items():
        day, week = counts.get(story, (0.0, 0.0))
        counts[story] = (
            day + _within(hours, minute - DAY_MINUTES),
            week + _within(hours, minute - WEEK_MINUTES),
        )
    return Ranking(
        now.astimezone(UTC),
        _ranked([(story, round(day)) for story, (day, _) in counts.items()], limit),
        _ranked([(story, round(week)) for story, (_, week) in counts.items()], limit),
    )


def _within(hours: Mapping[int, float], before: int) -> float:
    """Return the views of the hours after the minute `before`, and a part of those of its own hour."""
    first, minute = divmod(before + 1, 60)
    part = hours.get(first, 0.0) * (60 - minute) / 60
    return part + sum(hours[hour] for hour in sorted(hours) if hour > first)


def bounded(counts: Counts, most: int) -> Counts:
    """Return at most `most` of ranked counts, without parting equals unless all of them are."""
    if len(counts) <= most:
        return counts
    above = tuple(row for row in counts[:most] if row[1] > counts[most][1])
    return above or counts[:most]


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
    ordered = sorted((row for row in counts if row[1]), key=lambda row: (-row[1], row[0]))
    if limit is not None and 0 < limit < len(ordered):
        least = ordered[limit - 1][1]
        ordered = [row for row in ordered if row[1] >= least]
    return tuple(ordered)


def _counts(text: str) -> Counts:
    return tuple((story, count) for story, count in json.loads(text))
