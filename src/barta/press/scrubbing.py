"""What ended is removed from the disk too.

LMDB gives its pages back to be used again, but does not clear them.
"""

from pathlib import Path

from barta.pagestore import Pointer, Writer, read_pointer
from barta.pagestore.generations import create_generation, remove_others, write_pointer

LARGEST = 256 * 1024 * 1024
"""Stores beyond this many bytes are not copied; the next rebuild clears them."""


def scrubbed(writer: Writer) -> str | None:
    """Copy a generation without what was removed from it and return the copy's name; None if too large.

    The caller must not write in between, and calls `go_over` then.
    """
    facts = writer.facts()
    if facts["last_pgno"] * 4096 > LARGEST:
        return None
    name = create_generation(writer.folder)
    writer.copy_to(writer.folder / name)
    return name


def go_over(store: Path, name: str) -> None:
    """Send readers to the generation `name` and remove every other one."""
    write_pointer(store, Pointer(name))
    remove_others(store, {name})


def tidy(store: Path) -> None:
    """Remove the generations that nobody may be sent to any more."""
    remove_others(store, {name for name in read_pointer(store) if name})
