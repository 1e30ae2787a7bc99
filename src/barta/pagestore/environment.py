"""One LMDB environment a folder and process, shared by everything that reads or writes there.

LMDB's file locks belong to the process, so a second opening would silently undo the first one's.
"""

import itertools
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import lmdb

from barta.pagestore.encoding import FORMAT, seal, unseal
from barta.pagestore.errors import (
    DamagedError,
    FormatError,
    StoreError,
    StoreMissingError,
    meaning,
    translated,
)

DATA = "data.mdb"
LOCK_TABLE = "lock.mdb"
TABLES = ("meta", "pages", "private", "slots")
FIRST_MAP_SIZE = 64 * 1024 * 1024
MAX_READERS = 1024
FORMAT_KEY = b"format"
# 64 bytes a reader, and a header.
_LOCK_BYTES = 64 * (MAX_READERS + 64)
_LOOKS, _PAUSE = 10, 0.01
_MOST_PADDING = 256 * 1024
_PATIENCE = 10.0

_open: "dict[str, Environment]" = {}
_inherited: "list[Environment]" = []
_open_lock = threading.Lock()
_numbers = itertools.count()


def _set_aside_inherited() -> None:
    """Keep what a fork inherited out of use, but alive: closing it would free its parent's reader slots."""
    global _open_lock
    _inherited.extend(_open.values())
    _open.clear()
    _open_lock = threading.Lock()


os.register_at_fork(after_in_child=_set_aside_inherited)


class ClosedError(StoreError):
    """The environment was closed, or belongs to the process that this one was forked from."""


class Environment:
    """A generation's LMDB environment and its four tables, counted by its users."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self.folder = folder
        self.pid = os.getpid()
        self.number = next(_numbers)
        self.writable = writable
        self.tables: dict[str, Any] = {}
        self.users = 1
        self._busy = 0
        self._closed = False
        self._calm = threading.Condition(threading.Lock())
        self._lmdb = self._open()

    def _open(self) -> Any:
        with translated(self.folder):
            env = _open_lmdb(self.folder, writable=self.writable)
            try:
                self._prepare(env)
            except BaseException:
                env.close()
                raise
        found = (self.folder / DATA).stat()
        self._inode, self._size = found.st_ino, found.st_size
        return env

    def _prepare(self, env: Any) -> None:
        self._check_length(env)
        if self.writable and env.info()["last_txnid"] == 0:
            with env.begin(write=True) as txn:
                self.tables = {name: env.open_db(name.encode(), txn=txn) for name in TABLES}
                stated = seal(FORMAT_KEY, b"%d" % FORMAT)
                txn.put(FORMAT_KEY, stated, db=self.tables["meta"])
            return
        # A handle outlives only the transactions that `open_db` makes for itself.
        tables = {name: env.open_db(name.encode(), create=False) for name in TABLES}
        with env.begin() as txn:
            stored = txn.get(FORMAT_KEY, db=tables["meta"])
        found = unseal(FORMAT_KEY, stored).decode("ascii", "replace") if stored else "no format"
        if found != str(FORMAT):
            raise FormatError(f"{self.folder} is of format {found}, not {FORMAT}: run `barta rebuild`")
        self.tables = tables

    def _check_length(self, env: Any) -> None:
        """Raise DamagedError if the file is shorter than it says: touching what is missing would kill us.

        LMDB counts pages at the end that were given back before they were ever written. A writer adds
        them after each batch (`pad`), so that readers may be strict but for that moment.
        """
        for _ in range(_LOOKS):
            missing = _stated_size(env) - self._data_size()
            if missing <= 0 or (self.writable and missing <= _MOST_PADDING):
                return
            time.sleep(_PAUSE)
        raise DamagedError(f"{self.folder} has been cut short: run `barta rebuild`")

    def _data_size(self) -> int:
        return (self.folder / DATA).stat().st_size

    def replaced(self) -> bool:
        """Return whether the folder holds another data file by now, or none.

        A file that was deleted or moved away stays whole for whoever has it open.
        """
        try:
            return (self.folder / DATA).stat().st_ino != self._inode
        except OSError:
            return True

    def cut_short(self) -> bool:
        """Return whether the data file has shrunk, so that touching it could kill the process."""
        try:
            found = (self.folder / DATA).stat()
        except OSError:
            return False
        if found.st_ino != self._inode:
            return False
        shrunk = found.st_size < self._size
        self._size = max(found.st_size, self._size)
        return shrunk

    def begin(self) -> Any:
        """Return a new read transaction; `end` has to be called once it is over."""
        while True:
            with self._calm:
                if self._closed or self.pid != os.getpid():
                    raise ClosedError(f"{self.folder} is closed in this process: open it again")
                self._busy += 1
            try:
                return self._lmdb.begin()
            except lmdb.MapResizedError:
                # Another process has made the map grow: this one adopts the size once it is calm.
                self.end()
                self._resize(0)
            except lmdb.Error as error:
                self.end()
                raise meaning(error, self.folder) from error

    def end(self) -> None:
        """Say that a read transaction is over."""
        with self._calm:
            self._busy -= 1
            if self._closed and not self._busy:
                self._close()
            self._calm.notify_all()

    def begin_writing(self) -> Any:
        """Return the write transaction; slots of dead readers are freed first."""
        with translated(self.folder):
            self._lmdb.reader_check()
            try:
                return self._lmdb.begin(write=True)
            except lmdb.MapResizedError:
                self._resize(0)
                return self._lmdb.begin(write=True)

    def used(self) -> float:
        """Return the share of the map that is in use, from 0 to 1."""
        return float(_stated_size(self._lmdb) / self._lmdb.info()["map_size"])

    def grow(self) -> None:
        """Double the map once nothing in this process reads."""
        self._resize(2 * self._lmdb.info()["map_size"])

    def _resize(self, size: int) -> None:
        with self._exclusive(), translated(self.folder):
            self._lmdb.set_mapsize(size)

    def facts(self) -> dict[str, int]:
        """Return LMDB's own figures: `map_size`, `last_pgno`, `last_txnid`, `max_readers`, `num_readers`."""
        return {name: value for name, value in self._lmdb.info().items() if isinstance(value, int)}

    def copy(self, folder: Path) -> None:
        """Write everything that is in the tables, and nothing else, into a folder that exists and is empty.

        LMDB's own compacting copies whole pages: keys of deleted rows in branches, and remains of other
        pages behind large values.
        """
        with translated(folder):
            size = self._lmdb.info()["map_size"]
            fresh = lmdb.open(str(folder), map_size=size, max_dbs=len(TABLES), max_readers=MAX_READERS)
            try:
                with self._lmdb.begin() as old, fresh.begin(write=True) as new:
                    for name in TABLES:
                        table = fresh.open_db(name.encode(), txn=new)
                        with old.cursor(self.tables[name]) as rows, new.cursor(table) as place:
                            place.putmulti(rows, append=True)
            finally:
                fresh.close()

    def pad(self) -> None:
        """Give the data file its full stated length, so that `cut_short` and openings can tell."""
        wanted = _stated_size(self._lmdb)
        if self._data_size() < wanted:
            with translated(self.folder):
                os.truncate(self.folder / "data.mdb", wanted)
        self._size = self._data_size()

    def become_writable(self) -> None:
        """Open the environment again for writing once nothing in this process reads."""
        with self._exclusive():
            self._lmdb.close()
            self.writable = True
            self._lmdb = self._open()

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        with self._calm:
            if not self._calm.wait_for(lambda: not self._busy, timeout=_PATIENCE):
                raise StoreError(
                    f"a reader has held {self.folder} for {_PATIENCE:.0f} s: end its snapshot first"
                )
            yield

    def release(self) -> None:
        """Give up one use; the last one closes the environment as soon as nobody reads."""
        with _open_lock:
            self.users -= 1
            if self.users:
                return
            if _open.get(str(self.folder)) is self:
                del _open[str(self.folder)]
        with self._calm:
            self._closed = True
            if not self._busy:
                self._close()

    def _close(self) -> None:
        # A child must not close what belongs to its parent.
        if self.pid == os.getpid():
            self._lmdb.close()


def acquire(folder: Path, *, writable: bool) -> Environment:
    """Return the process's environment in a folder, opened if need be; `release` it after use.

    Raises StoreMissingError, FormatError, DamagedError or StoreFullError.
    """
    real = folder.resolve()
    with _open_lock:
        known = _open.get(str(real))
        if known is None or known.replaced():
            if any(env.folder == real for env in _inherited):
                raise StoreError(f"{real} was opened before a fork: open it in the child alone")
            known = _open[str(real)] = Environment(real, writable=writable)
            return known
        if writable and not known.writable:
            known.become_writable()
        known.users += 1
        return known


def _stated_size(env: Any) -> int:
    """Return how many bytes the environment's newest meta page says that its file has."""
    return int((env.info()["last_pgno"] + 1) * env.stat()["psize"])


def _allocate_lock(path: Path) -> None:
    """Give LMDB's table of readers its place on the disk; raise StoreFullError if there is none.

    LMDB maps it into memory full of holes: on a full disk, touching one of them would kill the process.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if os.fstat(descriptor).st_blocks * 512 < _LOCK_BYTES:
            os.posix_fallocate(descriptor, 0, _LOCK_BYTES)
    except OSError as error:
        raise meaning(error, path.parent) from error
    finally:
        os.close(descriptor)


def _open_lmdb(folder: Path, *, writable: bool) -> Any:
    data = folder / DATA
    new = not data.exists() or not data.stat().st_size
    if new and not writable:
        raise StoreMissingError(f"{folder} holds no page store: start the press or run `barta rebuild`")
    # Nobody can write on a read-only file system, so there is nothing to lock against.
    unwritable = not writable and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    if not unwritable:
        _allocate_lock(folder / LOCK_TABLE)
    return lmdb.open(
        str(folder),
        map_size=FIRST_MAP_SIZE if new else 0,
        max_dbs=len(TABLES),
        max_readers=MAX_READERS,
        max_spare_txns=32,
        create=writable,
        readonly=not writable,
        lock=not unwritable,
    )
