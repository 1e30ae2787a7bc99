"""Connections to the readership's database: a SQLite file of its own, or PostgreSQL.

The databases' modules are imported where one is opened: delivery counts views into the journal alone, and
a reader's worker shall load neither.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, cast

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
        import psycopg

        return cast(Connection, psycopg.connect(url, autocommit=True))
    if not url.startswith(f"{_SQLITE}/"):
        raise ReadershipError("a database URL starts with sqlite:/// (and an absolute path) or postgresql://")
    from pysqlite3 import dbapi2 as sqlite

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
    psycopg = sys.modules.get("psycopg")
    return psycopg is not None and isinstance(connection, psycopg.Connection)


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
        from psycopg.pq import TransactionStatus

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


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Read what is inside as of one moment, whoever writes meanwhile.

    In a transaction of the caller's nothing is begun: what it sees is what is read.
    """
    raw = cast(Any, connection)
    if on_postgresql(connection):
        from psycopg.pq import TransactionStatus

        if not raw.autocommit or raw.info.transaction_status != TransactionStatus.IDLE:
            yield
            return
        with raw.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    if raw.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if raw.in_transaction:
            connection.execute("ROLLBACK")
