"""What can be wrong with an installation, and what to do about it: one function a question."""

import ctypes
import errno
import os
import shutil
import sqlite3 as standard_sqlite
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import psycopg
from pysqlite3 import dbapi2 as sqlite

from barta.config.home import Home, lost
from barta.config.supervisor import is_running
from barta.ledger import LedgerError, connect, head, reports
from barta.pagestore import Reader, StoreError, read_pointer
from barta.press import PressBusyError
from barta.readership import JOURNAL, ReadershipError, known_places, ranking, waiting, waiting_since
from barta.readership import connect as connect_readership

FIXED_SQLITE = (3, 51, 3)
# The magic numbers of network file systems in statfs(2): NFS, CIFS, SMB2. Both LMDB and WAL forbid them.
NETWORK = {0x6969, 0xFF534D42, 0xFE534D42}
LOW_DISK = 1024**3
OLD_BACKUP = timedelta(days=2)
OLD_RANKING = timedelta(minutes=10)
FAR_BEHIND = 100_000
LONG_WAITING = timedelta(seconds=15)


@dataclass(frozen=True)
class Finding:
    """One answer: `ok`, `warn` (look at it) or `bad` (act now), and what to do."""

    level: Literal["ok", "warn", "bad"]
    text: str


def diagnose(home: Home) -> Iterator[Finding]:
    """Yield a finding for every question, whatever state the home is in."""
    for question in QUESTIONS:
        try:
            yield from question(home)
        except (*TROUBLES, ValueError) as error:
            yield Finding("bad", f"{question.__name__.strip('_')}: {in_words(home, error)}")


def _sqlite(_home: Home) -> Iterator[Finding]:
    if sqlite.sqlite_version_info < FIXED_SQLITE:
        yield Finding(
            "bad",
            f"SQLite {sqlite.sqlite_version} can corrupt a WAL database: install pysqlite3 0.6.1 or newer",
        )
    else:
        yield Finding("ok", f"SQLite {sqlite.sqlite_version}")
    if standard_sqlite.sqlite_version_info < FIXED_SQLITE:
        yield Finding(
            "ok",
            f"the system's own SQLite is {standard_sqlite.sqlite_version}: Barta does not use it; "
            "do not write to the paper's files with the sqlite3 command",
        )


def _folder(home: Home) -> Iterator[Finding]:
    if not home.folder.is_dir():
        yield Finding("warn", f"{home.folder} does not exist yet: `barta run` makes it, or set BARTA_HOME")
        return
    if not os.access(home.folder, os.W_OK):
        yield Finding("bad", f"{home.folder} cannot be written: give it to the user that runs Barta")
    kind = _file_system(home.folder)
    if kind in NETWORK:
        yield Finding("bad", f"{home.folder} is on a network file system: move BARTA_HOME to a local disk")
    free = shutil.disk_usage(home.folder).free
    level: Literal["ok", "warn"] = "ok" if free > LOW_DISK else "warn"
    yield Finding(level, f"{free / 1024**3:.1f} GB free at {home.folder}")
    if home.secrets.is_dir() and home.secrets.stat().st_mode & 0o077:
        yield Finding("bad", f"others can read {home.secrets}: chmod 700 {home.secrets}")


def _file_system(folder: Path) -> int | None:
    # struct statfs begins with f_type, a long, on every Linux that we know of.
    buffer = ctypes.create_string_buffer(256)
    if ctypes.CDLL(None).statfs(os.fsencode(folder), buffer) != 0:
        return None
    return int.from_bytes(buffer.raw[: ctypes.sizeof(ctypes.c_long)], "little") & 0xFFFFFFFF


def _database(home: Home) -> Iterator[Finding]:
    if lost(home):
        yield Finding("bad", lost(home))
        return
    if home.embedded and not home.newsroom_file.exists():
        yield Finding("warn", "there is no paper yet: `barta run --demo` makes one")
        return
    with closing(connect(home.database)) as connection:
        if home.embedded:
            answer = connection.execute("PRAGMA quick_check").fetchone()[0]
            if answer != "ok":
                yield Finding("bad", f"{home.newsroom_file} is damaged ({answer}): `barta restore` a backup")
                return
        last = head(connection)
    yield Finding("ok", f"the record has {last.seq if last else 0} entries (`barta verify` checks them)")


def _press(home: Home) -> Iterator[Finding]:
    if home.embedded and not home.newsroom_file.exists():
        return
    with closing(connect(home.database)) as connection:
        last = head(connection)
    with closing(connect(home.readership_url)) as connection:
        found = reports(connection)
    if not found:
        yield Finding("warn", "no press has ever reported: `barta run` starts one")
    for report in found:
        age = datetime.now(UTC) - report.at
        behind = (last.seq if last else 0) - report.seq
        if age > timedelta(seconds=10) and not is_running(home.folder / "run.lock"):
            yield Finding("warn", f"the press on {report.node} is not running: `barta run` starts it")
        elif age > timedelta(seconds=10):
            yield Finding("bad", f"the press on {report.node} last reported {age} ago: see logs/press.log")
        elif behind > 0:
            yield Finding("warn", f"the press on {report.node} is {behind} records behind")
        else:
            yield Finding("ok", f"the press on {report.node} is up to date")


def _views(home: Home) -> Iterator[Finding]:
    if not home.readership.is_dir():
        return
    with closing(connect_readership(home.readership_url)) as connection:
        places = known_places(connection)
        left = waiting(home.readership / JOURNAL, places)
        since = waiting_since(home.readership / JOURNAL, places)
        ranked = ranking(connection)
    age = datetime.now(UTC) - datetime.fromtimestamp(since, UTC) if since is not None else timedelta()
    if left > FAR_BEHIND:
        yield Finding(
            "bad", f"{left:,} views wait to be counted: see logs/counter.log, or start `barta count`"
        )
    elif age > LONG_WAITING:
        so_long = timedelta(seconds=round(age.total_seconds()))
        yield Finding(
            "warn",
            f"{left:,} views wait to be counted, the first for {so_long}: "
            "see logs/counter.log, or start `barta count`",
        )
    elif ranked is not None and datetime.now(UTC) - ranked.at > OLD_RANKING:
        yield Finding(
            "warn", "what is read most has not been computed for a while: is `barta count` running?"
        )
    else:
        yield Finding("ok", f"views are counted ({left:,} waiting)")


def _store(home: Home) -> Iterator[Finding]:
    if not (home.store / "current").exists():
        yield Finding("warn", "there is no page store yet: `barta rebuild` makes it")
    else:
        try:
            with closing(Reader(home.store)) as reader:
                reader.meta("seq")
            yield Finding("ok", f"page store generation {read_pointer(home.store).current}")
        except StoreError as error:
            yield Finding("bad", f"the page store cannot be read ({error}): `barta rebuild`")
    quarantine = home.folder / "press" / "quarantine.json"
    if quarantine.exists() and quarantine.read_text().strip() not in ("", "{}", "[]"):
        yield Finding("bad", f"records were set aside by the press: see {quarantine}, then `barta rebuild`")


def _backup(home: Home) -> Iterator[Finding]:
    made = sorted((home.folder / "backups").glob("*/manifest.json"), key=lambda path: path.stat().st_mtime)
    if not made:
        yield Finding("warn", "there is no backup below this home: `barta backup`")
        return
    age = datetime.now(UTC) - datetime.fromtimestamp(made[-1].stat().st_mtime, UTC)
    level: Literal["ok", "warn"] = "ok" if age < OLD_BACKUP else "warn"
    yield Finding(level, f"the newest backup is {age.days} days old: {made[-1].parent}")


TROUBLES = (
    OSError,
    sqlite.Error,
    psycopg.Error,
    LedgerError,
    ReadershipError,
    StoreError,
    PressBusyError,
)
"""What a disk, a database, a page store or another press may raise at any time, and no bug of ours does."""

_REMEDIES = {
    sqlite.SQLITE_FULL: "the disk is full: free space, then try again; nothing that was acknowledged is lost",
    sqlite.SQLITE_BUSY: "another process has kept the database locked: end it, then try again",
    sqlite.SQLITE_READONLY: "the files cannot be written: give them to the user that runs Barta",
    sqlite.SQLITE_CANTOPEN: "the file cannot be opened: give the folder to the user that runs Barta",
    sqlite.SQLITE_IOERR: "the disk fails or is full: free space, look at the system's log, then try again",
    sqlite.SQLITE_NOTADB: "a database is damaged: `barta doctor` says which; `barta restore` a backup",
    sqlite.SQLITE_CORRUPT: "a database is damaged: `barta doctor` says which; `barta restore` a backup",
}
_SAID = {
    "not a database": sqlite.SQLITE_NOTADB,
    "malformed": sqlite.SQLITE_CORRUPT,
    "disk is full": sqlite.SQLITE_FULL,
    "locked": sqlite.SQLITE_BUSY,
    "disk I/O": sqlite.SQLITE_IOERR,
}
_DISK_REMEDIES = {
    errno.ENOSPC: _REMEDIES[sqlite.SQLITE_FULL],
    errno.EDQUOT: _REMEDIES[sqlite.SQLITE_FULL],
    errno.EROFS: "the disk may only be read: make it writable, or name another BARTA_HOME",
    errno.EACCES: _REMEDIES[sqlite.SQLITE_READONLY],
    errno.EPERM: _REMEDIES[sqlite.SQLITE_READONLY],
    errno.EEXIST: "a file is where a folder should be: move it away, or name another BARTA_HOME",
    errno.ENOTDIR: "a file is where a folder should be: move it away, or name another BARTA_HOME",
}


def in_words(home: Home, error: BaseException) -> str:
    """Return what is wrong with `home`, and what to do about it, in one line."""
    said = " ".join(str(error).split())
    if isinstance(error, sqlite.Error):
        # The lowest byte is the kind of error, the others only say where it was met.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF or _code_of(said)
        remedy = _REMEDIES.get(code, "`barta doctor` says more")
        return f"{home.folder}: {said}: {remedy}"
    if isinstance(error, psycopg.Error):
        return f"the database does not do what it should: {said}: see that PostgreSQL runs, then try again"
    if isinstance(error, OSError) and error.errno in _DISK_REMEDIES:
        return f"{error.filename or home.folder}: {error.strerror}: {_DISK_REMEDIES[error.errno]}"
    return said


def _code_of(said: str) -> int:
    """Return the kind of an error that came without its number, as those of SQLite's backup do."""
    return next((code for words, code in _SAID.items() if words in said), 0)


def trouble(error: BaseException) -> str | None:
    """Return in words what `error`, or what Django made it from, says of disk, databases and page store.

    None for anything else: that is a fault of the program.
    """
    cause = error.__cause__ if isinstance(error.__cause__, TROUBLES) else error
    return in_words(Home.from_environment(), cause) if isinstance(cause, TROUBLES) else None


QUESTIONS: tuple[Callable[[Home], Iterator[Finding]], ...] = (
    _sqlite,
    _folder,
    _database,
    _press,
    _views,
    _store,
    _backup,
)
