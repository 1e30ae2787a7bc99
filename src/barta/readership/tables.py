"""The tables of views and rankings, on SQLite and on PostgreSQL."""

from barta.readership.connections import Connection, on_postgresql, run, unit

LOCK = 0x62617274_61000002
"""The key of the advisory lock under which PostgreSQL's tables are made."""

# Views are kept by minute, first in the key, so that a window of time is one range of the table.
# The presses' reports are the ledger's to write and read (`barta.ledger.report`). Their table stands in
# this file too, so that a report each second takes no lock from the newsroom.
_TABLES = (
    """CREATE TABLE IF NOT EXISTS views (
        minute bigint NOT NULL, story {text} NOT NULL, count bigint NOT NULL, PRIMARY KEY (minute, story)
    ){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS rankings (
        name {text} PRIMARY KEY, at {text} NOT NULL, day {text} NOT NULL, week {text} NOT NULL
    ){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS press_reports (
        node {text} PRIMARY KEY, seq bigint NOT NULL, at {text} NOT NULL, aside {text} NOT NULL
    ){without_rowid}""",
)

_SQLITE = {"text": "text", "without_rowid": " WITHOUT ROWID"}
_POSTGRESQL = {"text": 'text COLLATE "C"', "without_rowid": ""}


def create(connection: Connection) -> None:
    """Create what is missing of the tables of views, rankings and the presses' reports.

    Never commits the caller's transaction; outside of one it is a transaction of its own. Safe to call
    again, and by several processes at once.
    """
    types = _POSTGRESQL if on_postgresql(connection) else _SQLITE
    with unit(connection):
        if on_postgresql(connection):
            run(connection, "SELECT pg_advisory_xact_lock(?)", (LOCK,))
        for statement in _TABLES:
            run(connection, statement.format(**types))
