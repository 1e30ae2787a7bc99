"""The blade: kills its own process, as `kill -9` would, at the n-th touch of the world outside."""

import io
import os
import signal
import sys
from types import FrameType
from typing import Any

import lmdb
from pysqlite3 import dbapi2 as sqlite

_DATABASES = (sqlite.Connection, sqlite.Cursor, lmdb.Environment, lmdb.Transaction, lmdb.Cursor)
_IN_MEMORY = (io.StringIO, io.BytesIO)
_QUERIES = frozenset({"execute", "executemany", "executescript", "commit", "rollback"})
_STORES = frozenset({"begin", "put", "delete", "commit", "abort", "copy", "putmulti", "set_mapsize"})
_WRITES = frozenset({"open", "write", "pwrite", "truncate", "ftruncate", "flush", "fsync", "flock", "close"})
_NAMES = frozenset({"replace", "rename", "link", "unlink", "mkdir", "rmdir"})


def touches(function: Any, frame: FrameType) -> bool:
    """Return whether calling the built-in `function` from `frame` can change a database or a file."""
    name, owner = function.__name__, getattr(function, "__self__", None)
    if isinstance(owner, _DATABASES):
        return name in _QUERIES or name in _STORES
    if name not in _WRITES | _NAMES or isinstance(owner, _IN_MEMORY):
        return False
    if name == "open" and function.__module__ != "posix":
        return not str(frame.f_locals.get("mode", "r")).startswith("r")
    return function.__module__ in {"posix", "fcntl"} or isinstance(owner, io.IOBase)


class Blade:
    """Counts the calls that touch databases and files, their beginnings and their ends.

    At the count `at` the process dies; with 0 it only counts.
    """

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.count = 0

    def __enter__(self) -> "Blade":
        sys.setprofile(self._see)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _see(self, frame: FrameType, event: str, function: Any) -> None:
        if event.startswith("c_") and touches(function, frame):
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)
