"""Connections to the readership's database: a SQLite file of its own, or PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, cast

import psycopg
from psycopg.pq import TransactionStatus
from pysqlite3 import dbapi2 as sqlite

BUSY_TIMEOUT_S = 20

_SQLITE = "sqlite://"


class ReadershipError(ValueError):
    """A database or a count that cannot be; the message says what to change."""


class Connection(Protocol):
    """What this room needs of a DB-API connection; pysqlite3 and psycopg 3 give it."""

    def execute(self, sql: Any, params: Any = ..., /) -> Any:
        """Run one statement and return its cursor."""

    def close(self) -> None:
        """Close the connection."""


def connect(url: str) -> Connection:
    """Open the database at `url`: `sqlite:///folder/file.sqlite3` or `postgresql://…`.

    Each call of this room commits by itself. Raises ReadershipError for any other URL and for a SQLite
    file that cannot be opened; psycopg's errors pass through.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return cast(Connection, psycopg.connect(url, autocommit=True))
    if not url.startswith(f"{_SQLITE}/"):
        raise ReadershipError("a database URL starts with sqlite:/// (and an absolute path) or postgresql://")
    path = Path("/" + url.removeprefix(_SQLITE).lstrip("/"))
    try:
        connection = sqlite.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    except sqlite.OperationalError as error:
        raise ReadershipError(f"cannot open {path}: {error}; is its folder there and writable?") from error
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return cast(Connection, connection)


def on_postgresql(connection: Connection) -> bool:
    """Return whether `connection` talks to PostgreSQL; otherwise it is SQLite."""
    return isinstance(connection, psycopg.Connection)


def run(connection: Connection, statement: str, parameters: Sequence[Any] = ()) -> Any:
    """Run one statement written with `?` for its parameters and return the cursor."""
    if on_postgresql(connection):
        statement = statement.replace("?", "%s")
    return connection.execute(statement, parameters)


@contextmanager
def unit(connection: Connection) -> Iterator[None]:
    """Write what is inside wholly or not at all: in the transaction that is open, else in its own."""
    raw = cast(Any, connection)
    if on_postgresql(connection):
        if not raw.autocommit or raw.info.transaction_status != TransactionStatus.IDLE:
            yield
            return
        with raw.transaction():
            yield
        return
    if raw.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some errors (a full disk); a second ROLLBACK would fail.
        if raw.in_transaction:
            connection.execute("ROLLBACK")
        raise
