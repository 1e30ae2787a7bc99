"""The end of a turn: everything that was touched is made once, however often it was touched."""

import json
import logging
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from barta.edition import Person, Section, Topic
from barta.pagestore import Batch, Page, Slot, Variant, compress, error_key, path_key
from barta.press import pages
from barta.press.lists import Lists, without
from barta.press.paper import Paper
from barta.press.resolving import Resolver, front_path
from barta.press.shelf import Shelf
from barta.press.turn import Touched
from barta.press.watching import Watch
from barta.rendering import ASSETS, PROFILES, footer, masthead, style

DHAKA = ZoneInfo("Asia/Dhaka")
MASTHEAD_DAYS = 14
"""Mastheads are written this far ahead: readers see the right date with the press dead."""

HEADS, KEYS = "/ledger/heads.txt", "/ledger/keys.txt"
"""The ledger's signed lines, and the public keys that they were signed with."""

log = logging.getLogger("barta.press")


def paper_day(now: datetime) -> date:
    """Return the paper's day at an instant."""
    return now.astimezone(DHAKA).date()


def mastheads(paper: Paper, first: date) -> Slot:
    """Return the masthead of `first` and the days after it, each valid from midnight in Dhaka."""
    days = [first + timedelta(days=ahead) for ahead in range(MASTHEAD_DAYS)]
    return Slot(tuple(Variant(_midnight(day), compress(masthead(paper.site, day))) for day in days))


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), DHAKA).astimezone(UTC).timestamp())


class Finish:
    """Writes what a turn touched into its batch."""

    def __init__(self, batch: Batch, shelf: Shelf, paper: Paper, lists: Lists, watch: Watch) -> None:
        self._batch = batch
        self._shelf = shelf
        self._paper = paper
        self._lists = lists
        self._watch = watch

    def write(self, touched: Touched, day: date) -> None:
        """Make every touched slot and page, and what all pages share if that was touched."""
        paths = set(touched.paths)
        if touched.shared:
            self._shared(day)
            paths |= {"/", "/robots.txt"}
        for name in sorted(touched.slots):
            self._slot(name, frozenset(touched.gone))
        for path in sorted(paths):
            self._page(path)

    def masthead(self, day: date) -> None:
        """Write the mastheads from `day` on."""
        with self._kept("slot:masthead"):
            self._batch.put_slot("masthead", mastheads(self._paper, day))

    def heads(self, heads: bytes, keys: bytes) -> None:
        """Write the ledger's signed lines."""
        for path, text in ((HEADS, heads), (KEYS, keys)):
            self._batch.put_page(path_key(path), pages.text_page(path, text))

    def code(self) -> None:
        """Write what follows from the code alone: assets and header profiles."""
        self._batch.set_meta("profiles", json.dumps(PROFILES, sort_keys=True).encode())
        for name, data in ASSETS.items():
            path = f"/assets/{name}"
            media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            self._batch.put_page(path_key(path), pages.asset_page(path, data, media_type))

    def _shared(self, day: date) -> None:
        site = self._paper.site
        self.masthead(day)
        with self._kept("slot:style"):
            self._batch.put_slot("style", _plain(style(site)))
        with self._kept("slot:footer"):
            self._batch.put_slot("footer", _plain(footer(site)))
        with self._kept("page:404"):
            self._batch.put_page(error_key(404), pages.missing_page(site))

    def _slot(self, name: str, gone: frozenset[str]) -> None:
        slot: Slot | None = None
        made = False
        with self._kept(f"slot:{name}"):
            slot, made = self._lists.slot(name), True
        if not made:
            # What ended must leave the list even if nothing new can be printed.
            stored = self._batch.get_slot(name)
            slot = without(stored, gone) if stored else None
        if slot:
            self._batch.put_slot(name, slot)
        else:
            self._batch.delete_slot(name)

    def _page(self, path: str) -> None:
        with self._kept(f"page:{path}"):
            page = self._owned(path)
            if page:
                self._batch.put_page(path_key(path), page)
            else:
                self._batch.delete_page(path_key(path))

    def _owned(self, path: str) -> Page | None:
        """Return the page that stands at `path`: the paper's own first, then fronts, then redirects."""
        site = self._paper.site
        fixed: dict[str, Callable[..., Page]] = {"/": pages.front_page, "/robots.txt": pages.robots_page}
        if path in fixed:
            return fixed[path](site)
        if path in (HEADS, KEYS) or path.startswith("/assets/"):
            return self._batch.get_page(path_key(path))
        owner = self._shelf.owner(path)
        if owner is None:
            return None
        kind, _, key = owner.partition(":")
        if kind == "story":
            resolver = Resolver(self._shelf, self._paper, self._lists.until)
            row = resolver.public(key)
            return pages.redirect_page(path, resolver.path(row), row.public_id) if row else None
        thing = self._shelf.thing(owner)
        if isinstance(thing, Person | Section | Topic) and front_path(thing) == path:
            return pages.thing_page(owner, thing, site)
        return None

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


def _plain(html: bytes) -> Slot:
    return Slot((Variant(0, compress(html)),))
