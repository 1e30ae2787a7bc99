"""The file of the index: `index.sqlite3` with its log, and whose it is.

Anything that is not a whole index of this format is removed and begun anew: it is derived from the ledger.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from pysqlite3 import dbapi2 as sqlite

NAME: Final = "index.sqlite3"
DAMAGED: Final = "damaged"
"""A file of this name is how a reader tells the writer that it met damage."""

FORMAT: Final = 1
APPLICATION: Final = 0x42615372
PATIENCE_S: Final = 0.25
"""How long the writer waits for a lock: readers hold theirs for one question."""

_CORRUPT, _NOT_A_DATABASE, _INTERRUPTED = 11, 26, 9
_CUT_SHORT = 522
_PRIMARY = 0xFF
_ROOMS = ("barta.search", "barta.bangla")

# The order of a story's words is not kept (they are sorted before they come here), its text not at all.
# The tokenizer only has to cut at the spaces that `terms.words` has left: to it all letters beyond ASCII,
# marks included, are parts of words.
_SCHEMA = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE stories (id INTEGER PRIMARY KEY, public_id TEXT NOT NULL UNIQUE,"
    " subject TEXT NOT NULL, published INTEGER NOT NULL)",
    "CREATE INDEX stories_subject ON stories (subject)",
    "CREATE VIRTUAL TABLE terms USING fts5"
    " (headline, body, content='', contentless_delete=1, tokenize='ascii')",
)


class SearchError(RuntimeError):
    """The index cannot be read or written just now; the message says why."""


class SlowSearchError(SearchError):
    """A question took longer than one may take."""


class DamagedIndexError(SearchError):
    """The file is not a whole index: the writer has to begin it anew."""


@cache
def code_digest() -> str:
    """Return 64 hex digits over the code that decides which words a story is found by."""
    digest = sha256(unicodedata.unidata_version.encode())
    for room in _ROOMS:
        for entry in sorted(files(room).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()


def open_for_writing(folder: Path) -> Any:
    """Return a connection to the index in `folder`, made if there is none, begun anew if it is no index.

    Raises SearchError if the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / DAMAGED).exists():
            remove(folder)
        try:
            return _opened(folder)
        except DamagedIndexError:
            remove(folder)
            return _opened(folder)
    except OSError as error:
        raise SearchError(f"{folder} cannot be written: {error}") from error


def open_for_reading(folder: Path) -> Any:
    """Return a connection that cannot write; it may be used by any one thread at a time."""
    with translated(folder):
        address = f"{(folder / NAME).resolve().as_uri()}?mode=ro"
        connection = sqlite.connect(
            address, uri=True, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA query_only = ON")
        return connection


def remove(folder: Path) -> None:
    """Remove the index. The log goes first: beside a new file it would bring the old one back."""
    for name in (f"{NAME}-wal", f"{NAME}-shm", NAME, DAMAGED):
        (folder / name).unlink(missing_ok=True)


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn SQLite's errors into this room's."""
    try:
        yield
    except sqlite.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code & _PRIMARY in (_CORRUPT, _NOT_A_DATABASE) or code == _CUT_SHORT:
            raise DamagedIndexError(f"{folder / NAME} is damaged: {error}") from error
        if code & _PRIMARY == _INTERRUPTED:
            raise SlowSearchError("the question took too long") from error
        raise SearchError(f"{folder / NAME}: {error}") from error


def _opened(folder: Path) -> Any:
    with translated(folder):
        connection = sqlite.connect(folder / NAME, timeout=PATIENCE_S, isolation_level=None)
        try:
            connection.execute("PRAGMA secure_delete = ON")
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            # What a power cut takes back is read from the ledger again, cursor and words together.
            connection.execute("PRAGMA synchronous = NORMAL")
            _prepare(connection, folder)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: Any, folder: Path) -> None:
    """Make the tables in a new file; raise DamagedIndexError for a file of somebody else or without them."""
    if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        connection.execute("BEGIN IMMEDIATE")
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    stated = _one(connection, "PRAGMA application_id"), _one(connection, "PRAGMA user_version")
    if stated != (APPLICATION, FORMAT):
        raise DamagedIndexError(f"{folder / NAME} is not an index of this format")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not {"meta", "stories", "terms", "terms_data"} <= tables:
        raise DamagedIndexError(f"{folder / NAME} has lost a table")
    # The structure of the words is read at the first use: damage in it is to be met here.
    connection.execute("SELECT 1 FROM terms WHERE terms MATCH 'a' LIMIT 1").fetchone()


def _one(connection: Any, statement: str) -> object:
    return connection.execute(statement).fetchone()[0]
