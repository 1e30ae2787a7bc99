"""Mending single values that a reader found damaged."""

from barta.pagestore import Repair, StoreError, error_key, path_key
from barta.press.printer import Printer
from barta.press.resolving import front_path
from barta.press.rows import Public
from barta.press.shelf import CLAIMS, Shelf

_SHARED_SLOTS = frozenset({"style", "masthead", "footer"})


def mend(printer: Printer, repair: Repair) -> bool:
    """Make one page or slot again; return False for what only a new generation mends."""
    try:
        if repair.table == "slot":
            name = repair.key.decode(errors="replace")
            printer.touch({name} - _SHARED_SLOTS, set(), shared=name in _SHARED_SLOTS)
            return True
        return _mend_page(printer, repair.key)
    except StoreError:
        # What the page is made from is damaged too.
        return False


def _mend_page(printer: Printer, key: bytes) -> bool:
    if key == error_key(404):
        printer.touch(set(), set(), shared=True)
        return True
    with printer.writer.view() as view:
        shelf = Shelf(view)
        story = shelf.story_of(key[2:].decode()) if key.startswith(b"s:") else None
        paths = {path for path in _paths(shelf, key) if path_key(path) == key}
    if story:
        printer.render_again(story)
    elif paths:
        printer.touch(set(), paths)
    return bool(story or paths)


def _paths(shelf: Shelf, key: bytes) -> set[str]:
    """Return the paths that may be the one with the key `key`."""
    found = {"/", "/robots.txt"}
    for _, owner in shelf.tables.scan(CLAIMS, key):
        kind, _, story = owner.decode().partition(":")
        if kind == "story":
            row = shelf.row(story)
            found.update(row.stub.formerly if isinstance(row, Public) else ())
        else:
            path = front_path(shelf.thing(owner.decode()))
            found |= {path} if path else set()
    return found
