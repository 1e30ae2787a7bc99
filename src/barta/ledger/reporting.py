"""What each press has reached: the editor's "published" turns green by it.

On one machine the table stands in the readership file, so that a report each second does not take the
newsroom's write lock; on PostgreSQL it stands beside the ledger.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from barta.ledger.connections import Connection, dialect, run
from barta.ledger.records import instant, instant_text


@dataclass(frozen=True, slots=True)
class Report:
    """The press on `node` had applied all records up to `seq` at the instant `at`.

    `aside` are the subjects that it could not print and set aside: readers see their last good page.
    """

    node: str
    seq: int
    at: datetime
    aside: frozenset[str] = frozenset()


def create_reports(connection: Connection) -> None:
    """Create the table of reports where it is missing; never commits."""
    binary = ' COLLATE "C"' if dialect(connection) == "postgresql" else ""
    run(
        connection,
        "CREATE TABLE IF NOT EXISTS press_reports"
        f" (node text{binary} PRIMARY KEY, seq bigint NOT NULL, at text NOT NULL, aside text NOT NULL)",
    )


def report(connection: Connection, node: str, seq: int, at: datetime, aside: Iterable[str] = ()) -> None:
    """Note that the press on `node` has reached `seq`, and which subjects it has set `aside`."""
    run(
        connection,
        "INSERT INTO press_reports (node, seq, at, aside) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (node) DO UPDATE SET seq = excluded.seq, at = excluded.at, aside = excluded.aside",
        (node, seq, instant_text(at), " ".join(sorted(aside))),
    )


def reports(connection: Connection) -> list[Report]:
    """Return the last report of every press, by node."""
    rows = run(connection, "SELECT node, seq, at, aside FROM press_reports ORDER BY node").fetchall()
    return [Report(node, seq, instant(at), frozenset(aside.split())) for node, seq, at, aside in rows]
