"""A store spelled out, to compare two of them or to hunt for a word in everything it holds."""

from collections.abc import Iterator
from pathlib import Path

from barta.pagestore.encoding import decode_slot
from barta.pagestore.environment import acquire
from barta.pagestore.generations import read_pointer
from barta.pagestore.opening import TABLES
from barta.pagestore.pages import Page, Slot
from barta.pagestore.recipes import decode_page
from barta.pagestore.segments import inflate
from barta.pagestore.view import View


def dump(folder: Path, generation: str | None = None) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield (table, key, plain value) for everything in a generation of the store, nothing left out.

    The tables come in the order `meta`, `pages`, `private`, `slots`, each in the order of its keys. The
    key of a private row is its table's name, a NUL and its own key. Pages and slots are given as text
    with all segments inflated. Without `generation` the live one is taken. Raises DamagedError at a
    damaged value.
    """
    env = acquire(folder / (generation or read_pointer(folder).current), writable=False)
    try:
        with View(env, env.begin()) as view:
            for table in TABLES:
                for key, body in view._walk(table):
                    yield table, key, _plain(table, body)
    finally:
        env.release()


def _plain(table: str, body: bytes) -> bytes:
    if table == "pages":
        return plain_page(decode_page(body))
    return plain_slot(decode_slot(body)) if table == "slots" else body


def plain_page(page: Page) -> bytes:
    """Return a page as readable bytes: a line for each field, then its parts, slots as `{{name}}`."""
    fields = [f"{name}: {value}\n" for name, value in page._asdict().items() if name != "parts"]
    parts = [f"{{{{{part}}}}}".encode() if isinstance(part, str) else inflate(part) for part in page.parts]
    return "".join(fields).encode() + b"\n".join([b"", *parts])


def plain_slot(slot: Slot) -> bytes:
    """Return a slot as readable bytes: for each variant its instant, what it shows, and what instead."""
    lines = []
    for variant in slot.variants:
        lines += [f"valid_from: {variant.valid_from}".encode(), inflate(variant.whole)]
        for story, segment in variant.without:
            lines += [f"without: {story}".encode(), inflate(segment)]
    return b"\n".join(lines)
