"""Opening LMDB's files, and what they say of themselves."""

import os
from pathlib import Path
from typing import Any

import lmdb

from barta.pagestore.errors import StoreMissingError, meaning

DATA = "data.mdb"
LOCK_TABLE = "lock.mdb"
TABLES = ("meta", "pages", "private", "slots")
FIRST_MAP_SIZE = 64 * 1024 * 1024
MAX_READERS = 1024
# 64 bytes a reader, and a header.
_LOCK_BYTES = 64 * (MAX_READERS + 64)


def stated_size(env: Any) -> int:
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


def open_lmdb(folder: Path, *, writable: bool) -> Any:
    """Return LMDB's environment in a folder; errors of the disk and of LMDB pass through.

    Raises StoreMissingError if there is nothing to be read, StoreFullError without room for the readers.
    """
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
