"""The end of a turn: everything that was touched is made once, however often it was touched."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from barta.pagestore import Batch, Slot, error_key, path_key
from barta.press import pages
from barta.press.addresses import HEADS, KEYS, parse
from barta.press.lists import TAIL, without
from barta.press.making import SHARED, Making, is_kept
from barta.press.shelf import Desk
from barta.press.touching import Touched
from barta.press.watching import Watch
from barta.rendering import ASSETS, PROFILES, media_type

log = logging.getLogger("barta.press")


class Finish:
    """Writes what a turn touched into its batch."""

    def __init__(self, batch: Batch, making: Making, watch: Watch) -> None:
        self._batch = batch
        self._desk = Desk(batch)
        self._making = making
        self._watch = watch

    def write(self, touched: Touched) -> None:
        """Make every touched slot and page, and what all pages share if that was touched."""
        paths, slots, gone = set(touched.paths), set(touched.slots), frozenset(touched.gone)
        if touched.shared or touched.files:
            paths |= self._making.fixed
        if touched.shared:
            slots |= {*SHARED}
            with self._kept("page:404"):
                self._batch.put_page(error_key(404), self._making.missing())
            with self._kept("page:503"):
                self._batch.put_page(error_key(503), self._making.busy())
        for name in sorted(slots):
            self._slot(name, gone)
        for path in sorted(paths):
            if not is_kept(path):
                self._page(path, gone)

    def heads(self, heads: bytes, keys: bytes) -> None:
        """Write the ledger's signed lines."""
        for path, text in ((HEADS, heads), (KEYS, keys)):
            self._batch.put_page(path_key(path), pages.text_page(path, text))

    def code(self) -> None:
        """Write what follows from the code alone: assets and header profiles."""
        self._batch.set_meta("profiles", json.dumps(PROFILES, sort_keys=True).encode())
        for name, data in ASSETS.items():
            path = f"/assets/{name}"
            self._batch.put_page(path_key(path), pages.asset_page(path, data, media_type(name)))

    def _slot(self, name: str, gone: frozenset[str]) -> None:
        slot: Slot | None = None
        made = False
        with self._kept(f"slot:{name}"):
            slot, made = self._making.slot(name), True
        if not made:
            slot = self._without(name, gone)
        if slot:
            self._batch.put_slot(name, slot)
        else:
            self._batch.delete_slot(name)

    def _without(self, name: str, gone: frozenset[str]) -> Slot | None:
        """Return the slot as it stands in the store, without what ended even if nothing can be printed."""
        stored = self._batch.get_slot(name)
        if stored is None or not gone or name in SHARED:
            return stored
        listed = any(variant.without for variant in stored.variants)
        left = without(stored, gone) if listed else None
        # A page has to end somehow.
        return self._batch.get_slot("footer") if left is None and name == TAIL else left

    def _page(self, path: str, gone: frozenset[str]) -> None:
        address, page, made = parse(path), None, False
        with self._kept(f"page:{path}"):
            page, made = self._making.page(path), True
        if not made and not (gone and address):
            # The last good one stays, unless it may name what has ended.
            return
        if page:
            self._batch.put_page(path_key(path), page)
        else:
            self._batch.delete_page(path_key(path))
        if address and address.kind == "list-month":
            has_page = page is not None and page.status == 200
            self._desk.list_month(address.base, address.month, has_page=has_page)

    @contextmanager
    def _kept(self, subject: str) -> Iterator[None]:
        """Leave what stands in the store as it is if making it anew fails, and say so."""
        try:
            yield
        except Exception as error:
            if type(error).__module__.startswith(("barta.pagestore", "lmdb", "psycopg", "pysqlite3")):
                raise
            log.exception("%s cannot be made: the last good one stays", subject)
            self._watch.failed(0, subject, error)
