"""Connections to the two engines, and the little in which they differ.

Everything here takes a raw DB-API connection: one made by `connect`, or the one that Django holds
(`django.db.connection.connection`), so that a record is appended in the caller's own transaction.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Protocol, cast

import psycopg
from psycopg.pq import TransactionStatus
from pysqlite3 import dbapi2 as sqlite

BUSY_TIMEOUT_MS = 20_000
"""How long a SQLite writer waits for another one before it gives up."""

_SQLITE = "sqlite://"
_POSTGRESQL = re.compile(r"^postgres(ql)?://")


class LedgerError(ValueError):
    """Something that the ledger refuses; the message names the field or setting and what to do."""


class Connection(Protocol):
    """What this room needs of a DB-API connection; pysqlite3, sqlite3 and psycopg 3 all give it."""

    def execute(self, sql: Any, params: Any = ..., /) -> Any:
        """Run one statement and return its cursor."""

    def close(self) -> None:
        """Close the connection."""


def connect(url: str) -> Connection:
    """Open the database at `url`: `sqlite:///folder/file.sqlite3` or `postgresql://…`.

    What follows `sqlite://` is the absolute path as it is, without percent-encoding; a fourth slash does
    no harm. Each statement
    outside `transaction` commits by itself on both engines. Raises LedgerError for any other URL and
    for a SQLite file that cannot be opened; psycopg's errors pass through.
    """
    if url.startswith(_SQLITE):
        return _connect_sqlite(url.removeprefix(_SQLITE))
    if _POSTGRESQL.match(url):
        return cast(Connection, psycopg.connect(url, autocommit=True))
    raise LedgerError("a database URL starts with sqlite:/// (and an absolute path) or postgresql://")


def _connect_sqlite(path: str) -> Connection:
    if not Path(path).is_absolute():
        raise LedgerError(f"the database path {path!r} is not absolute: write sqlite:///folder/file.sqlite3")
    try:
        connection = sqlite.connect(
            Path("/" + path.lstrip("/")), timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None
        )
    except sqlite.OperationalError as error:
        raise LedgerError(f"cannot open {path}: {error}; is its folder there and writable?") from error
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # A redaction must not leave the removed text on free pages of the file.
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return cast(Connection, connection)


def dialect(connection: Connection) -> Literal["sqlite", "postgresql"]:
    """Return which engine `connection` talks to; raises LedgerError for a third."""
    return _dialect_of(type(connection))


@lru_cache
def _dialect_of(connection_class: type) -> Literal["sqlite", "postgresql"]:
    modules = {base.__module__.partition(".")[0] for base in connection_class.__mro__}
    if modules & {"sqlite3", "_sqlite3", "pysqlite3"}:
        return "sqlite"
    if "psycopg" in modules:
        return "postgresql"
    raise LedgerError(f"a {connection_class.__qualname__} is no connection of SQLite or psycopg 3")


def run(connection: Connection, sql: str, parameters: Sequence[Any] = ()) -> Any:
    """Run one statement written with `?` for its parameters and return the cursor."""
    if dialect(connection) == "postgresql":
        sql = sql.replace("?", "%s")
    return connection.execute(sql, parameters)


def in_transaction(connection: Connection) -> bool:
    """Return whether what is written now would be committed later, by the caller."""
    raw = cast(Any, connection)
    if dialect(connection) == "sqlite":
        return bool(raw.in_transaction)
    return not raw.autocommit or raw.info.transaction_status != TransactionStatus.IDLE


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Commit what is written inside, or nothing of it. For connections made by `connect`.

    On SQLite it takes the write lock at once (BEGIN IMMEDIATE), so that it never fails half-way for a
    writer that came between. Raises LedgerError when a transaction is open already.
    """
    if in_transaction(connection):
        raise LedgerError("a transaction is open already: transactions do not nest")
    if dialect(connection) == "postgresql":
        with cast(Any, connection).transaction():
            yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some errors (a full disk); a second ROLLBACK would fail.
        if in_transaction(connection):
            connection.execute("ROLLBACK")
        raise


def places(rows: int, columns: int) -> str:
    """Return the VALUES list for `rows` rows, such as `(?,?),(?,?)`."""
    row = "(" + ",".join("?" * columns) + ")"
    return ",".join([row] * rows)
