"""One LMDB environment a folder and process, shared by everything that reads or writes there.

LMDB's file locks belong to the process, so a second opening would silently undo the first one's.
"""

import itertools
import os
import threading
import time
import weakref
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
    meaning,
    translated,
)
from barta.pagestore.opening import DATA, MAX_READERS, TABLES, open_lmdb, stated_size

FORMAT_KEY = b"format"
_LOOKS, _PAUSE = 10, 0.01
_MOST_PADDING = 256 * 1024
_PATIENCE = 10.0

_open: "dict[str, Environment]" = {}
_all: "weakref.WeakSet[Environment]" = weakref.WeakSet()
_inherited: "list[Environment]" = []
_open_lock = threading.Lock()
_numbers = itertools.count()


def _set_aside_inherited() -> None:
    """Keep what a fork inherited out of use, but alive: closing it would free its parent's reader slots."""
    global _open_lock
    for env in _all:
        if env.is_open:
            env.set_aside()
            _inherited.append(env)
    _open.clear()
    _open_lock = threading.Lock()


os.register_at_fork(after_in_child=_set_aside_inherited)


class ClosedError(StoreError):
    """The environment was closed, or belongs to the process that this one was forked from."""


class Environment:
    """A generation's LMDB environment and its four tables, counted by its users."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self.folder = folder
        self.number = next(_numbers)
        self.writable = writable
        self.tables: dict[str, Any] = {}
        self.users = 1
        # One entry a reader: a list grows and shrinks in one step, so that reading takes no lock.
        self._busy: list[None] = []
        # Set when readers may not just begin or end: it is closed, inherited, or wanted for somebody alone.
        self._held = False
        self._inherited = self._closed = self._shut = False
        self._wanted = 0
        self._calm = threading.Condition(threading.Lock())
        self._lmdb = self._open()
        _all.add(self)

    def _open(self) -> Any:
        with translated(self.folder):
            env = open_lmdb(self.folder, writable=self.writable)
            try:
                self._prepare(env)
            except BaseException:
                env.close()
                raise
        self._pages = self.tables["pages"]
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
            missing = stated_size(env) - self._data_size()
            if missing <= 0 or (self.writable and missing <= _MOST_PADDING):
                return
            time.sleep(_PAUSE)
        raise DamagedError(f"{self.folder} has been cut short: run `barta rebuild`")

    def _data_size(self) -> int:
        return (self.folder / DATA).stat().st_size

    @property
    def is_open(self) -> bool:
        """Whether LMDB still has the file: it is not closed, or somebody reads yet."""
        return not self._shut

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
        """Return a new read transaction on the pages; `end` has to be called once it is over.

        What it gives are views of the store's own memory: they must not be touched after its end.
        """
        while True:
            self._busy.append(None)
            if self._held:
                self._give_way()
                continue
            try:
                return self._lmdb.begin(self._pages, None, False, True)
            except lmdb.MapResizedError:
                # Another process has made the map grow: this one adopts the size once it is calm.
                self.end()
                self._resize(0)
            except lmdb.Error as error:
                self.end()
                raise meaning(error, self.folder) from error

    def end(self) -> None:
        """Say that a read transaction is over."""
        self._busy.pop()
        if self._held and not self._inherited:
            self._settle()

    def _give_way(self) -> None:
        """Wait until whoever wants the environment alone is done; ClosedError if nobody may read any more."""
        self.end()
        if self._closed or self._inherited:
            raise ClosedError(f"{self.folder} is closed in this process: open it again")
        with self._calm:
            self._calm.wait_for(lambda: not self._wanted, timeout=_PATIENCE)

    def _settle(self) -> None:
        """Close what is to be closed once nobody reads, and tell those who wait for that."""
        with self._calm:
            if self._closed and not self._busy:
                self._close()
            self._calm.notify_all()

    def begin_writing(self) -> Any:
        """Return the write transaction; slots of dead readers are freed first."""
        with translated(self.folder):
            self._lmdb.reader_check()
            try:
                return self._lmdb.begin(self._pages, write=True)
            except lmdb.MapResizedError:
                self._resize(0)
                return self._lmdb.begin(self._pages, write=True)

    def used(self) -> float:
        """Return the share of the map that is in use, from 0 to 1."""
        return float(stated_size(self._lmdb) / self._lmdb.info()["map_size"])

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
        wanted = stated_size(self._lmdb)
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
            self._wanted += 1
            self._held = True
            try:
                if not self._calm.wait_for(lambda: not self._busy, timeout=_PATIENCE):
                    raise StoreError(
                        f"a reader has held {self.folder} for {_PATIENCE:.0f} s: end its snapshot first"
                    )
                yield
            finally:
                self._wanted -= 1
                self._held = self._wanted > 0 or self._closed or self._inherited
                self._calm.notify_all()

    def release(self) -> None:
        """Give up one use; the last one closes the environment as soon as nobody reads."""
        with _open_lock:
            self.users -= 1
            if self.users:
                return
            if _open.get(str(self.folder)) is self:
                del _open[str(self.folder)]
        self._closed = self._held = True
        self._settle()

    def set_aside(self) -> None:
        """Let nobody read any more in this process: what is open belongs to the one it was forked from."""
        self._inherited = self._held = True

    @property
    def is_wanted(self) -> bool:
        """Whether readers are to end as soon as they can."""
        return self._held

    @property
    def inherited(self) -> bool:
        """Whether this process was forked from the one that opened it."""
        return self._inherited

    def _close(self) -> None:
        # A child must not close what belongs to its parent.
        if not self._inherited and not self._shut:
            self._shut = True
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
