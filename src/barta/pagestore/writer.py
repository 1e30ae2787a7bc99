"""The one writer of a generation, and its batches."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import lmdb

from barta.pagestore.encoding import encode_slot, seal
from barta.pagestore.environment import Environment, acquire
from barta.pagestore.errors import (
    DamagedError,
    StoreFullError,
    StoreMissingError,
    WriterBusyError,
    meaning,
    translated,
)
from barta.pagestore.generations import (
    LOCK,
    Pointer,
    create_generation,
    read_pointer,
    remove_others,
    sync_folder,
    write_pointer,
)
from barta.pagestore.keys import fitting
from barta.pagestore.opening import DATA
from barta.pagestore.pages import Page, Slot
from barta.pagestore.recipes import encode_page
from barta.pagestore.view import View, row_key

Result = TypeVar("Result")
_FULL_ENOUGH = 0.8
_MOST_GROWTHS = 16


class Batch(View):
    """One write transaction: everything in it becomes visible together, or nothing does.

    `writes` counts what really changed: putting what is already there, or deleting what is not, is free.
    """

    __slots__ = ("ended", "writes")

    def __init__(self, env: Environment, txn: Any) -> None:
        super().__init__(env, txn)
        self.writes = 0
        self.ended = False

    def put_page(self, key: bytes, page: Page) -> None:
        """Store a page under a key from `story_key`, `path_key` or `error_key`."""
        if self._put("pages", key, encode_page(page)) and page.status >= 400:
            self.ended = True

    def delete_page(self, key: bytes) -> None:
        """Remove a page, if there is one."""
        if self._delete("pages", key):
            self.ended = True

    def put_slot(self, name: str, slot: Slot) -> None:
        """Store a shared slot; its variants have to be in the order of their `valid_from`."""
        instants = [variant.valid_from for variant in slot.variants]
        if instants != sorted(instants):
            raise ValueError(f"the variants of the slot {name!r} are not in the order of valid_from")
        self._put("slots", name.encode(), encode_slot(slot))

    def delete_slot(self, name: str) -> None:
        """Remove a shared slot, if there is one."""
        self._delete("slots", name.encode())

    def set_meta(self, name: str, value: bytes) -> None:
        """Store one of the store's facts about itself, such as `seq` or `profiles`."""
        self._put("meta", name.encode(), value)

    def put(self, table: str, key: bytes, value: bytes) -> None:
        """Store a row in a private table, which needs no declaration."""
        self._put("private", row_key(table, key), value)

    def delete(self, table: str, key: bytes) -> None:
        """Remove a row of a private table, if there is one."""
        self._delete("private", row_key(table, key))

    def _put(self, table: str, key: bytes, body: bytes) -> bool:
        stored, handle, txn = seal(fitting(key), body), self._env.tables[table], self._txn
        try:
            # Most of what is put is new: that takes one step.
            if not txn.put(key, stored, overwrite=False, db=handle):
                if txn.get(key, db=handle) == stored:
                    return False
                txn.put(key, stored, db=handle)
        except lmdb.MapFullError:
            # Growing the map is the writer's own business.
            raise
        except lmdb.Error as error:
            raise meaning(error, self._env.folder) from error
        self.writes += 1
        return True

    def _delete(self, table: str, key: bytes) -> bool:
        try:
            deleted = bool(self._txn.delete(fitting(key), db=self._env.tables[table]))
        except lmdb.MapFullError:
            # Growing the map is the writer's own business.
            raise
        except lmdb.Error as error:
            raise meaning(error, self._env.folder) from error
        self.writes += deleted
        return deleted


class Writer:
    """Writes one generation of the store in `folder`; only one writer can have it at a time.

    Without `generation`, the live one is opened; if there is none, or `fresh` is asked for, a new
    generation is made beside it, which readers see once `make_live` is called. Raises WriterBusyError
    if another writer has it, FormatError or DamagedError if it has to be rebuilt (then ask for a fresh
    one).
    """

    def __init__(self, folder: Path, generation: str | None = None, *, fresh: bool = False) -> None:
        self.folder = folder
        self.generation = generation or self._chosen(fresh=fresh)
        self._lock = self._locked(folder / self.generation / LOCK)
        try:
            self._require_data()
            self._env = acquire(folder / self.generation, writable=True)
            self._env.pad()
        except BaseException:
            os.close(self._lock)
            raise

    def _chosen(self, *, fresh: bool) -> str:
        if not fresh:
            try:
                return read_pointer(self.folder).current
            except StoreMissingError:
                pass
        return create_generation(self.folder)

    def _require_data(self) -> None:
        """Raise DamagedError if the live generation's file is gone: an empty one would say 404 to readers."""
        data = self.folder / self.generation / DATA
        if self.live() and not (data.exists() and data.stat().st_size):
            raise DamagedError(f"{data.parent} has lost its data file: run `barta rebuild`")

    @staticmethod
    def _locked(path: Path) -> int:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except FileNotFoundError as error:
            raise StoreMissingError(f"{path.parent} does not exist: run `barta rebuild`") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise WriterBusyError(f"{path.parent} is being written already: stop the other press") from error
        return descriptor

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let another writer have the generation."""
        if self._lock >= 0:
            self._env.release()
            os.close(self._lock)
            self._lock = -1

    def live(self) -> bool:
        """Return whether readers are sent to this generation now; a rebuild may have replaced it."""
        try:
            return read_pointer(self.folder).current == self.generation
        except StoreMissingError:
            return False

    def make_live(self) -> None:
        """Send readers to this generation, keep the one before to fall back upon, remove all older."""
        try:
            pointer = read_pointer(self.folder)
        except StoreMissingError:
            pointer = Pointer("")
        if pointer.current != self.generation:
            pointer = Pointer(self.generation, pointer.current)
            sync_folder(self.folder / self.generation)
            write_pointer(self.folder, pointer)
        remove_others(self.folder, set(pointer))

    def write(self, work: Callable[[Batch], Result]) -> Result:
        """Call `work` with a batch, commit it durably, and return what it returned.

        If the map is full the batch is undone, the map doubled, and `work` called again: it has to
        bear that. Raises StoreFullError if the disk is full; nothing has changed then.
        """
        for _ in range(_MOST_GROWTHS):
            try:
                with self._batch() as batch:
                    return work(batch)
            except lmdb.MapFullError:
                self._env.grow()
        raise StoreFullError(f"{self.folder / self.generation}: one batch is too large: make it smaller")

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Give a batch that is committed durably at the end of the block, or undone by an error.

        The map grows before it is full; a single batch larger than what is left raises StoreFullError
        after the map has been doubled, so that trying again helps. `write` tries again by itself.
        """
        try:
            with self._batch() as batch:
                yield batch
        except lmdb.MapFullError as error:
            self._env.grow()
            raise StoreFullError(f"{self.folder / self.generation}: the map has grown: try again") from error

    @contextmanager
    def _batch(self) -> Iterator[Batch]:
        if self._env.used() > _FULL_ENOUGH:
            self._env.grow()
        txn = self._env.begin_writing()
        batch = Batch(self._env, txn)
        try:
            yield batch
            if batch.ended:
                self._forget_previous()
            with translated(self._env.folder):
                txn.commit()
        except BaseException:
            txn.abort()
            raise
        self._env.pad()

    def _forget_previous(self) -> None:
        """Give up the generation to fall back upon: it could show again what has just been ended."""
        try:
            pointer = read_pointer(self.folder)
        except StoreMissingError:
            return
        if pointer.previous and pointer.current == self.generation:
            write_pointer(self.folder, Pointer(pointer.current))

    def view(self) -> View:
        """Return what can be read now; use it with `with`."""
        return View(self._env, self._env.begin())

    def facts(self) -> dict[str, int]:
        """Return LMDB's own figures: `map_size`, `last_pgno`, `last_txnid`, `max_readers`, `num_readers`."""
        return self._env.facts()

    def copy_to(self, folder: Path) -> None:
        """Write a compacted copy of the generation into an empty folder."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._env.copy(folder)
        except lmdb.Error as error:
            raise meaning(error, folder) from error
