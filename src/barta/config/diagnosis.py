"""What can be wrong with an installation, and what to do about it: one function a question."""

import ctypes
import os
import shutil
import sqlite3 as standard_sqlite
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from pysqlite3 import dbapi2 as sqlite

from barta.config.home import Home
from barta.config.supervisor import is_running
from barta.ledger import connect, head, reports

FIXED_SQLITE = (3, 51, 3)
# The magic numbers of network file systems in statfs(2): NFS, CIFS, SMB2. Both LMDB and WAL forbid them.
NETWORK = {0x6969, 0xFF534D42, 0xFE534D42}
LOW_DISK = 1024**3
OLD_BACKUP = timedelta(days=2)


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
        except (OSError, ValueError, sqlite.Error) as error:
            yield Finding("bad", f"{question.__name__.strip('_')}: {error}")


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
        yield Finding("bad", f"{home.folder} does not exist: `barta run` makes it, or set BARTA_HOME")
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


def _store(home: Home) -> Iterator[Finding]:
    if not (home.store / "current").exists():
        yield Finding("warn", "there is no page store yet: `barta rebuild` makes it")
    else:
        yield Finding("ok", f"page store generation {(home.store / 'current').read_text().split()[0]}")
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


QUESTIONS: tuple[Callable[[Home], Iterator[Finding]], ...] = (
    _sqlite,
    _folder,
    _database,
    _press,
    _store,
    _backup,
)
