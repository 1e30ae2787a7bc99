"""Requests from readers to the press: what they found damaged and could not show.

A request is a small file in the store's folder `repairs`; asking again for the same changes nothing.
"""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

FOLDER = "repairs"
_TABLES = frozenset({"page", "slot", "generation"})
_MOST = 10_000


class Repair(NamedTuple):
    """What is damaged: a "page" or "slot" by its key, or a whole "generation" by its name."""

    table: str
    key: bytes


def request_repair(folder: Path, repair: Repair) -> bool:
    """Ask the press for a repair in the store at `folder`; return whether that could be written down."""
    path = _path(folder, repair)
    try:
        if path.exists():
            return True
        path.parent.mkdir(exist_ok=True)
        if sum(1 for _ in path.parent.iterdir()) >= _MOST:
            return False
        fresh = path.with_suffix(f".{os.getpid()}.new")
        fresh.write_bytes(f"{repair.table}\n".encode() + repair.key)
        fresh.replace(path)
    except OSError:
        # A full or read-only disk must not keep readers from their page.
        return False
    return True


def repairs(folder: Path) -> list[Repair]:
    """Return what readers have asked to be repaired."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.repair")):
        try:
            table, _, key = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            continue
        name = table.decode("ascii", "replace")
        if name in _TABLES:
            found.append(Repair(name, key))
        else:
            path.unlink(missing_ok=True)
    return found


def repaired(folder: Path, repair: Repair) -> None:
    """Withdraw a request once it has been met."""
    _path(folder, repair).unlink(missing_ok=True)


def _path(folder: Path, repair: Repair) -> Path:
    named = repair.table.encode() + b"\n" + repair.key
    return folder / FOLDER / f"{hashlib.blake2b(named, digest_size=16).hexdigest()}.repair"
