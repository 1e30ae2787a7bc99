"""Mending single values that a reader found damaged."""

from collections.abc import Iterator
from itertools import chain

from barta.pagestore import Repair, StoreError, error_key, path_key
from barta.press.addresses import ARCHIVE, BANGLA, feed_paths, month_path, sitemap_path
from barta.press.chronicle import Chronicle
from barta.press.derived import paths_of_day
from barta.press.printer import Printer
from barta.press.resolving import front_path
from barta.press.rows import ALL, Public
from barta.press.shelf import CLAIMS, Shelf


def mend(printer: Printer, repair: Repair) -> bool:
    """Make one page or slot again; return False for what only a new generation mends."""
    if repair.table == "generation":
        # The one before needs none: nobody is sent to it any more.
        return repair.key.decode(errors="replace") != printer.writer.generation
    try:
        if repair.table == "slot":
            printer.touch({repair.key.decode(errors="replace")}, set())
            return True
        return _mend_page(printer, repair.key)
    except StoreError:
        # What the page is made from is damaged too.
        return False


def _mend_page(printer: Printer, key: bytes) -> bool:
    if key in {error_key(404), error_key(503)}:
        printer.touch(set(), set(), shared=True)
        return True
    with printer.writer.view() as view:
        shelf = Shelf(view)
        story = shelf.story_of(key[2:].decode()) if key.startswith(b"s:") else None
        candidates = chain(printer.fixed(), _claimed(shelf, key), _derived(shelf))
        paths = {next((path for path in candidates if path_key(path) == key), "")} - {""}
    if story:
        printer.render_again(story)
    elif paths:
        printer.touch(set(), paths)
    return bool(story or paths)


def _claimed(shelf: Shelf, key: bytes) -> Iterator[str]:
    """Yield the paths that are claimed under the key `key`."""
    for _, owner in shelf.tables.scan(CLAIMS, key):
        kind, _, story = owner.decode().partition(":")
        if kind == "story":
            row = shelf.row(story)
            yield from row.stub.formerly if isinstance(row, Public) else ()
        else:
            path = front_path(shelf.thing(owner.decode()))
            yield from (path,) if path else ()


def _derived(shelf: Shelf) -> Iterator[str]:
    """Yield the paths of archives, feeds and sitemaps; it takes a moment where the archive is long."""
    for section in shelf.things("section"):
        path = front_path(section)
        yield from feed_paths(path.removeprefix("/")) if path else ()
    yield from (ARCHIVE, BANGLA)
    for base in shelf.bases():
        yield f"{base}{ARCHIVE}"
        yield from (month_path(month, base) for month in shelf.listed(base))
    days = Chronicle(shelf, (ALL,))
    for month in days.months():
        yield sitemap_path(month)
    day = days.newest()
    while day:
        yield from paths_of_day(day)
        day = days.before(day)
