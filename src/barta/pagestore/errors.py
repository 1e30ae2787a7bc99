"""What can be wrong with a page store, each with what to do about it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import lmdb

_BROKEN = (
    lmdb.InvalidError,
    lmdb.CorruptedError,
    lmdb.PageNotFoundError,
    lmdb.PanicError,
    # Pages that are not what they were make LMDB stumble in these ways too, long after it has opened them.
    lmdb.BadTxnError,
    lmdb.BadDbiError,
    lmdb.CursorFullError,
    lmdb.PageFullError,
    lmdb.IncompatibleError,
)
_PROBLEM = -30779
"""MDB_PROBLEM: LMDB met what it thinks impossible; the binding has no class for it."""


class StoreError(Exception):
    """The page store cannot do what was asked; the message says what to do."""


class StoreMissingError(StoreError):
    """There is no live generation yet: the press has to build one."""


class FormatError(StoreError):
    """The store was written in another format: it has to be rebuilt."""


class DamagedError(StoreError):
    """Stored bytes are not the bytes that were written: they must not be served."""


class WriterBusyError(StoreError):
    """Another process is already writing this generation."""


class StoreFullError(StoreError):
    """The disk holding the store is full, or its map could not grow."""


class LimitError(StoreError, ValueError):
    """A key or a value is larger than a store can hold."""


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn LMDB's errors in the block into this room's, naming the folder and the remedy."""
    try:
        yield
    except lmdb.MapFullError:
        # Growing the map is the writer's own business.
        raise
    except lmdb.Error as error:
        raise meaning(error, folder) from error


def meaning(error: Exception, folder: Path) -> StoreError:
    """Return this room's word for one of LMDB's errors."""
    code = error.errno if isinstance(error, OSError) else getattr(error, "code", None)
    if isinstance(error, lmdb.VersionMismatchError | lmdb.NotFoundError):
        return FormatError(f"{folder} was not written by this version ({error}): run `barta rebuild`")
    if isinstance(error, _BROKEN) or code in {errno.EBADF, _PROBLEM}:
        return DamagedError(f"{folder} is damaged ({error}): run `barta rebuild`")
    if code == errno.ENOENT:
        return StoreMissingError(f"{folder} holds no page store: start the press or run `barta rebuild`")
    if code in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}:
        return StoreFullError(f"{folder} could not be written ({error}): free space on its disk")
    if code in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StoreError(f"{folder} may not be opened ({error}): give this user the right to write in it")
    return StoreError(f"{folder}: {error}")
