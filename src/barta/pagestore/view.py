"""What can be read of a store at one moment."""

from collections.abc import Iterator
from itertools import islice
from types import TracebackType
from typing import Any

import lmdb

from barta.pagestore.encoding import decode_page, decode_slot, unseal
from barta.pagestore.environment import Environment
from barta.pagestore.errors import meaning
from barta.pagestore.keys import fitting
from barta.pagestore.pages import Page, Slot

_CHUNK = 256


def row_key(table: str, key: bytes) -> bytes:
    """Return where a row of a private table stands: all of them share one LMDB table."""
    if not table or "\0" in table:
        raise ValueError(f"a private table's name is a word, not {table!r}")
    return fitting(table.encode() + b"\0" + key)


class View:
    """A store as it was when one transaction began. Every value's checksum is tested when it is read.

    All methods raise DamagedError for a value whose bytes are not those that were written.
    """

    __slots__ = ("_env", "_txn")

    def __init__(self, env: Environment, txn: Any) -> None:
        self._env = env
        self._txn = txn

    def __enter__(self) -> "View":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the reading."""
        self._txn.abort()
        self._env.end()

    @property
    def moment(self) -> tuple[int, int]:
        """Two numbers that stay the same for as long as what can be read stays the same in this process."""
        return self._env.number, self._txn.id()

    @property
    def generation(self) -> str:
        """The name of the generation that is read."""
        return self._env.folder.name

    def get_page(self, key: bytes) -> Page | None:
        """Return the page under a key, or None."""
        body = self._get("pages", key)
        return None if body is None else decode_page(body)

    def get_slot(self, name: str) -> Slot | None:
        """Return the shared slot of that name, or None."""
        body = self._get("slots", fitting(name.encode()))
        return None if body is None else decode_slot(body)

    def get_meta(self, name: str) -> bytes | None:
        """Return one of the store's facts about itself, such as `seq`, or None."""
        return self._get("meta", fitting(name.encode()))

    def get(self, table: str, key: bytes) -> bytes | None:
        """Return the row of a private table under a key, or None."""
        return self._get("private", row_key(table, key))

    def count(self, table: str) -> int:
        """Return how many rows a private table has. It takes time in proportion."""
        return sum(1 for _ in self._walk("private", row_key(table, b"")))

    def scan(
        self,
        table: str,
        prefix: bytes = b"",
        start: bytes | None = None,
        *,
        reverse: bool = False,
        limit: int | None = None,
    ) -> Iterator[tuple[bytes, bytes]]:
        """Yield the (key, value) rows of a private table in the order of their keys.

        Only keys with the prefix are given, from `start` (itself included, a whole key) on: upwards, or
        downwards if `reverse`. The table may be changed meanwhile: rows are read some hundreds ahead,
        so that a row put or deleted just before the current place may be seen as it was.
        """
        head = len(row_key(table, b""))
        rows = self._walk(
            "private",
            row_key(table, prefix),
            None if start is None else row_key(table, start),
            reverse=reverse,
            chunk=min(limit, _CHUNK) if limit is not None else _CHUNK,
        )
        for key, value in islice(rows, limit):
            yield key[head:], value

    def _get(self, table: str, key: bytes) -> bytes | None:
        try:
            stored = self._txn.get(key, db=self._env.tables[table])
        except lmdb.Error as error:
            raise meaning(error, self._env.folder) from error
        return None if stored is None else unseal(key, stored)

    def _walk(
        self,
        table: str,
        prefix: bytes = b"",
        start: bytes | None = None,
        *,
        reverse: bool = False,
        chunk: int = _CHUNK,
    ) -> Iterator[tuple[bytes, bytes]]:
        """Yield (key, value) in order, a chunk at a time, so that no cursor outlives a change."""
        place, inclusive = start, True
        while rows := self._chunk(table, prefix, place, inclusive=inclusive, reverse=reverse, size=chunk):
            for key, stored in rows:
                yield key, unseal(key, stored)
            place, inclusive = rows[-1][0], False

    def _chunk(
        self, table: str, prefix: bytes, place: bytes | None, *, inclusive: bool, reverse: bool, size: int
    ) -> list[tuple[bytes, bytes]]:
        if size <= 0:
            return []
        rows: list[tuple[bytes, bytes]] = []
        try:
            with self._txn.cursor(db=self._env.tables[table]) as cursor:
                found = _seek_down(cursor, prefix, place) if reverse else _seek_up(cursor, prefix, place)
                step = cursor.prev if reverse else cursor.next
                while found and len(rows) < size and cursor.key().startswith(prefix):
                    if inclusive or cursor.key() != place:
                        rows.append(cursor.item())
                    found = step()
        except lmdb.Error as error:
            raise meaning(error, self._env.folder) from error
        return rows


def _seek_up(cursor: Any, prefix: bytes, place: bytes | None) -> bool:
    target = max(prefix, place or b"")
    return bool(cursor.set_range(target)) if target else bool(cursor.first())


def _seek_down(cursor: Any, prefix: bytes, place: bytes | None) -> bool:
    beyond = _after(prefix)
    if place is not None and (beyond is None or place < beyond):
        found = bool(cursor.set_range(place))
        if found and cursor.key() == place:
            return True
    else:
        found = beyond is not None and bool(cursor.set_range(beyond))
    return bool(cursor.prev()) if found else bool(cursor.last())


def _after(prefix: bytes) -> bytes | None:
    """Return the least key greater than every key with the prefix, None if there is none."""
    stem = prefix.rstrip(b"\xff")
    return stem[:-1] + bytes([stem[-1] + 1]) if stem else None
