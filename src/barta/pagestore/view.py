"""What can be read of a store at one moment."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from types import TracebackType
from typing import Any

import lmdb

from barta.pagestore.encoding import decode_slot, decode_variant, unseal
from barta.pagestore.environment import Environment
from barta.pagestore.errors import meaning
from barta.pagestore.keys import fitting
from barta.pagestore.pages import Page, Slot, Variant
from barta.pagestore.recipes import Recipe, decode_page, read_recipe

_CHUNK = 256


def row_key(table: str, key: bytes) -> bytes:
    """Return where a row of a private table stands: all of them share one LMDB table."""
    return fitting(_beginning(table) + key)


# The press has some ten tables, and asks for each many times a story.
@lru_cache(maxsize=64)
def _beginning(table: str) -> bytes:
    """Return what the keys of a private table begin with."""
    if not table or "\0" in table:
        raise ValueError(f"a private table's name is a word, not {table!r}")
    return table.encode() + b"\0"


class View:
    """A store as it was when one transaction began. Every value's checksum is tested when it is read.

    All methods raise DamagedError for a value whose bytes are not those that were written.
    """

    __slots__ = ("_env", "_txn", "moment", "over")

    def __init__(self, env: Environment, txn: Any) -> None:
        self._env = env
        self._txn = txn
        self.over = False
        self.moment: tuple[int, int] = (env.number, txn.id())
        """Two numbers that stay the same for as long as what can be read stays the same in this process."""

    def __enter__(self) -> "View":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """End the reading, as a `with` does."""
        self.over = True
        self._txn.abort()
        self._env.end()

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for readings like this one to end."""
        return self._env.is_wanted

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

    def get_recipe(self, key: bytes) -> Recipe | None:
        """Return the page under a key as those need it who send it, or None.

        Its segments are in the store's own memory: they must not be touched once the reading has ended.
        """
        try:
            # The table of pages is every transaction's first.
            stored = self._txn.get(key)
        except lmdb.Error as error:
            raise meaning(error, self._env.folder) from error
        if stored is None:
            self._require_sound_place("pages", key)
            return None
        return read_recipe(key, stored)

    def get_variant(self, name: str, now: float) -> tuple[Variant | None, int | None] | None:
        """Return what a shared slot shows at `now` and when that changes, None if there is no such slot.

        As in `decode_variant`: nothing else of the slot is decoded.
        """
        body = self._get("slots", fitting(name.encode()))
        return None if body is None else decode_variant(body, now)

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
        head = len(_beginning(table))
        rows = self._walk(
            "private",
            row_key(table, prefix),
            None if start is None else row_key(table, start),
            reverse=reverse,
            chunk=min(limit, _CHUNK) if limit is not None else _CHUNK,
        )
        for key, value in islice(rows, limit):
            yield key[head:], value

    def first(
        self, table: str, prefix: bytes = b"", start: bytes | None = None, *, reverse: bool = False
    ) -> tuple[bytes, bytes] | None:
        """Return the first (key, value) row that `scan` would yield, or None."""
        place = None if start is None else row_key(table, start)
        rows = self._chunk("private", row_key(table, prefix), place, inclusive=True, reverse=reverse, size=1)
        for key, stored in rows:
            return key[len(_beginning(table)) :], unseal(key, stored)
        return None

    def _get(self, table: str, key: bytes) -> bytes | None:
        try:
            stored = self._txn.get(key, db=self._env.tables[table])
        except lmdb.Error as error:
            raise meaning(error, self._env.folder) from error
        if stored is None:
            self._require_sound_place(table, key)
            return None
        return unseal(key, bytes(stored))

    def _require_sound_place(self, table: str, key: bytes) -> None:
        """Raise DamagedError if what is not there may be there under a damaged key.

        A key in which a bit has flipped still stands where it was looked for: it is a neighbour, and the
        checksum of its value is that of another key.
        """
        with self._txn.cursor(db=self._env.tables[table]) as cursor:
            after = cursor.set_range(key)
            if after:
                unseal(bytes(cursor.key()), bytes(cursor.value()))
            if cursor.prev() if after else cursor.last():
                unseal(bytes(cursor.key()), bytes(cursor.value()))

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
                # An iteration from a cursor that has no place would begin at the table's end.
                for view, stored in (cursor.iterprev() if reverse else cursor.iternext()) if found else ():
                    key = bytes(view)
                    if not key.startswith(prefix):
                        break
                    if inclusive or key != place:
                        rows.append((key, bytes(stored)))
                        if len(rows) == size:
                            break
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
        if found and bytes(cursor.key()) == place:
            return True
    else:
        found = beyond is not None and bool(cursor.set_range(beyond))
    return bool(cursor.prev()) if found else bool(cursor.last())


def _after(prefix: bytes) -> bytes | None:
    """Return the least key greater than every key with the prefix, None if there is none."""
    stem = prefix.rstrip(b"\xff")
    return stem[:-1] + bytes([stem[-1] + 1]) if stem else None
