"""Open days: visits that are counted and capped anew each minute, until their day is two days past."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime

from barta.readership.capping import FLOOR, Network, Visits, believed, seen_directly, standings
from barta.readership.connections import Connection, run, unit
from barta.readership.days import HOUR, day_of, day_of_hour, hours_of
from barta.readership.views import add_views

OPEN_DAYS = 2
"""Today and yesterday are open: the 24 hours before now lie in them."""

PIECE = 5000
"""How many rows of a finished day one transaction deletes: others wait for it."""

Stamp = tuple[int, int, int]
Factors = Mapping[str, float]


class OpenDays:
    """The counts of open days; to be kept from minute to minute, since a day that stands still is known."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Stamp, Factors]] = {}

    def views(self, connection: Connection, first: int, end: int) -> dict[str, dict[int, float]]:
        """Return what is believed of each story by hour, for the hours from `first` to before `end`."""
        found: dict[str, dict[int, float]] = defaultdict(dict)
        rows = run(
            connection, "SELECT hour, story, visits FROM hours WHERE hour >= ? AND hour < ?", (first, end)
        ).fetchall()
        factors = {day: self.factors(connection, day) for day in {day_of_hour(row[0]) for row in rows}}
        for hour, story, visits in rows:
            found[story][hour] = visits * factors[day_of_hour(hour)].get(story, 1.0)
        return found

    def factors(self, connection: Connection, day: int) -> Factors:
        """Return which part of each story's visits in a day is believed."""
        stamp = _stamp(connection, day)
        known = self._known.get(day)
        if known is None or known[0] != stamp:
            self._known[day] = (stamp, _factors(connection, day))
        return self._known[day][1]

    def finish(self, connection: Connection, now: datetime) -> int:
        """Turn the visits of days that are no longer open into views; return how many days there were.

        Each hour goes over in a transaction of its own; what else is known of the day is deleted after.
        """
        open_ = day_of(int(now.timestamp())) - OPEN_DAYS + 1
        before = hours_of(open_).start
        rows = run(connection, "SELECT DISTINCT hour FROM hours WHERE hour < ?", (before,)).fetchall()
        hours = sorted(hour for (hour,) in rows)
        for hour in hours:
            _finish_hour(connection, hour, self.factors(connection, day_of_hour(hour)))
        for table, key in (
            ("reach", "day, story, network"),
            ("networks", "day, network"),
            ("seen", "day, mark"),
        ):
            _delete_before(connection, table, key, open_)
        self._known = {day: known for day, known in self._known.items() if day >= open_}
        return len({day_of_hour(hour) for hour in hours})


def _stamp(connection: Connection, day: int) -> Stamp:
    row = run(
        connection,
        "SELECT count(*), coalesce(sum(reads), 0), coalesce(sum(visits), 0) FROM networks WHERE day = ?",
        (day,),
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2])


def _factors(connection: Connection, day: int) -> Factors:
    rows = run(connection, "SELECT network, reads, visits FROM networks WHERE day = ?", (day,)).fetchall()
    networks = {network: Network(reads, visits) for network, reads, visits in rows}
    known = standings(networks)
    # What lies within the floor needs no cap, and is most of all rows: the database adds it up.
    within = (FLOOR, 0 if seen_directly(networks.values()) else FLOOR)
    joined = "reach r JOIN networks n ON n.day = r.day AND n.network = r.network WHERE r.day = ?"
    certain = "r.visits <= ? AND r.visits <= n.reads + ?"
    beyond: dict[str, list[Visits]] = defaultdict(list)
    for story, network, visits in run(
        connection, f"SELECT r.story, r.network, r.visits FROM {joined} AND NOT ({certain})", (day, *within)
    ).fetchall():
        if network in known:
            # Another node may just have brought in a network; it is counted a minute later.
            beyond[story].append(Visits(visits, known[network]))
    totals = run(
        connection,
        f"SELECT r.story, sum(r.visits), sum(CASE WHEN {certain} THEN r.visits ELSE 0 END)"
        f" FROM {joined} GROUP BY r.story",
        (*within, day),
    ).fetchall()
    return {story: min(1.0, believed(beyond[story], int(sure)) / int(total)) for story, total, sure in totals}


def _finish_hour(connection: Connection, hour: int, factors: Factors) -> None:
    """Turn an hour's visits into views, at its last minute: none counts before it was."""
    with unit(connection):
        # Deleted and read at once, so that what another node adds meanwhile is not lost.
        rows = run(connection, "DELETE FROM hours WHERE hour = ? RETURNING story, visits", (hour,)).fetchall()
        at = datetime.fromtimestamp((hour + 1) * HOUR - 1, UTC)
        views = [(story, at, round(visits * factors.get(story, 1.0))) for story, visits in rows]
        add_views(connection, [view for view in views if view[2]])


def _delete_before(connection: Connection, table: str, key: str, day: int) -> None:
    deleted = 1
    while deleted:
        deleted = run(
            connection,
            f"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE day < ? LIMIT {PIECE})",
            (day,),
        ).rowcount
