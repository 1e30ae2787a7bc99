"""The tables of views, of their counting and of rankings, on SQLite and on PostgreSQL."""

from barta.readership.connections import Connection, on_postgresql, run, unit

LOCK = 0x62617274_61000002
"""The key of the advisory lock under which PostgreSQL's tables are made."""

COUNTING = ("seen", "reach", "networks", "hours", "journals", "secrets")
"""The tables that every node writes that counts."""

# Days are days of Dhaka and hours hours of UTC, both counted from 1970; networks and marks are hashes.
# `seen` says which marks (of one visitor and one story) a day has; `reach` how often a network came to a
# story, `networks` how often to all of them, and how many pages it was given; `hours` when.
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
    """CREATE TABLE IF NOT EXISTS seen (
        day integer NOT NULL, mark bigint NOT NULL, PRIMARY KEY (day, mark)
    ){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS reach (
        day integer NOT NULL, story {text} NOT NULL, network bigint NOT NULL, visits bigint NOT NULL,
        PRIMARY KEY (day, story, network)
    ){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS networks (
        day integer NOT NULL, network bigint NOT NULL, reads bigint NOT NULL, visits bigint NOT NULL,
        PRIMARY KEY (day, network)
    ){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS hours (
        hour integer NOT NULL, story {text} NOT NULL, visits bigint NOT NULL, PRIMARY KEY (hour, story)
    ){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS journals (
        file {text} PRIMARY KEY, node {text} NOT NULL, place bigint NOT NULL, at bigint NOT NULL
    ){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS keys (name {text} PRIMARY KEY, key {bytes} NOT NULL){without_rowid}""",
    """CREATE TABLE IF NOT EXISTS secrets (
        day {text} PRIMARY KEY, secret {bytes} NOT NULL
    ){without_rowid}""",
)

_SQLITE = {"text": "text", "bytes": "blob", "without_rowid": " WITHOUT ROWID"}
_POSTGRESQL = {"text": 'text COLLATE "C"', "bytes": "bytea", "without_rowid": ""}


def create(connection: Connection) -> None:
    """Create what is missing of the tables of views, counting, rankings and the presses' reports.

    Where nothing is missing on PostgreSQL, nothing is done: a node's role may not create tables. Never
    commits the caller's transaction; outside of one it is a transaction of its own. Safe to call again, and
    by several processes at once.
    """
    types = _POSTGRESQL if on_postgresql(connection) else _SQLITE
    if on_postgresql(connection) and _complete(connection):
        return
    with unit(connection):
        if on_postgresql(connection):
            run(connection, "SELECT pg_advisory_xact_lock(?)", (LOCK,))
        for statement in _TABLES:
            run(connection, statement.format(**types))


def _complete(connection: Connection) -> bool:
    names = ("views", "rankings", "press_reports", "keys", *COUNTING)
    missing = " OR ".join(["to_regclass(?) IS NULL"] * len(names))
    return not run(connection, f"SELECT {missing}", names).fetchone()[0]
