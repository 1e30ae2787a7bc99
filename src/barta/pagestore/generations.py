"""Generations: a store can be replaced by another beside it, under running readers.

A store's folder holds one folder a generation and a pointer file, `current`. Its first line names the
live generation; a second line, if there is one, names the generation before it, to fall back upon.
"""

import fcntl
import os
import re
import shutil
import time
from pathlib import Path
from typing import NamedTuple

from barta.pagestore.errors import StoreMissingError

POINTER = "current"
LOCK = "writer.lock"
_SETTLING = 60.0
_DOOMED = "doomed-"
_NAME = re.compile(r"g[0-9]{6,}")


class Pointer(NamedTuple):
    """The names of the live generation and of the one before it ("" if there is none)."""

    current: str
    previous: str = ""


def read_pointer(folder: Path) -> Pointer:
    """Return what the store's pointer file says; raise StoreMissingError if it says nothing."""
    try:
        lines = (folder / POINTER).read_text("ascii").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreMissingError(f"{folder} has no live page store yet: start the press") from error
    names = [line for line in lines[:2] if _NAME.fullmatch(line)]
    if not names:
        raise StoreMissingError(f"{folder / POINTER} names no generation: run `barta rebuild`")
    return Pointer(*names)


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Replace the pointer file as one step that survives a power cut."""
    fresh = folder / f"{POINTER}.{os.getpid()}.new"
    with fresh.open("w", encoding="ascii") as file:
        file.write("".join(f"{name}\n" for name in pointer if name))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / POINTER)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make a folder's new and replaced names survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create_generation(folder: Path) -> str:
    """Make the folder of a new generation, numbered after all others, and return its name."""
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        name = f"g{max(map(_number, _known(folder)), default=0) + 1:06}"
        try:
            (folder / name).mkdir()
        except FileExistsError:
            continue
        sync_folder(folder)
        return name


def generations(folder: Path) -> list[str]:
    """Return the names of all generations in the folder, live or not, oldest first."""
    if not folder.is_dir():
        return []
    names = [entry.name for entry in folder.iterdir() if entry.is_dir() and _NAME.fullmatch(entry.name)]
    return sorted(names, key=_number)


def _known(folder: Path) -> list[str]:
    """Return the generations that are there and those that the pointer names, which may have been deleted."""
    try:
        pointed = [name for name in read_pointer(folder) if name]
    except StoreMissingError:
        pointed = []
    return [*generations(folder), *pointed]


def _number(name: str) -> int:
    return int(name[1:])


def remove_others(folder: Path, keep: set[str]) -> list[str]:
    """Delete the generations that are not to be kept and that nobody writes; return their names.

    A reader that still has one open goes on reading it until it follows the pointer. A generation is
    renamed first, so that one half deleted when its process was killed is known for what it is.
    """
    removed = []
    for name in generations(folder):
        if name not in keep and _unlocked(folder / name):
            (folder / name).rename(folder / f"{_DOOMED}{name}")
            removed.append(name)
    for doomed in folder.glob(f"{_DOOMED}*"):
        shutil.rmtree(doomed, ignore_errors=True)
    return removed


def _unlocked(generation: Path) -> bool:
    try:
        with (generation / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        # Somebody may have made the folder this very moment and be about to lock it.
        return time.time() - generation.stat().st_mtime > _SETTLING
    except OSError:
        return False
    return True
