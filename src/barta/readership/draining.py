"""Draining: what this node's journals hold is counted, once, whatever is killed meanwhile.

A portion of records and the place that it brings us to in their files are one transaction, so that both
are kept or neither. A file whose writer has gone is removed when all of it is counted.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from barta.readership.connections import Connection, run, unit
from barta.readership.counts import count
from barta.readership.days import DAY, HOUR
from barta.readership.journal import SIZE, Entry, abandoned, files, read, sync_folder

PORTION = 4000
"""Records of one transaction: few enough that others who write in the file hardly wait."""

OLDEST = 8 * DAY
"""Seconds after which a view enters no ranking any more: it is not counted."""

EARLIEST = HOUR
"""Seconds that a view may lie ahead of our clock."""

FORGET_AFTER = 30 * DAY

log = logging.getLogger("barta.readership")


class Portion(NamedTuple):
    """Records of one file: from where to where they stand, and whether the file ends there for good."""

    file: Path
    start: int
    end: int
    entries: list[Entry]
    damaged: int
    last: bool


class Drainer:
    """Counts the journals in `folder` of one node. Only one may work in a folder."""

    def __init__(self, folder: Path, node: str) -> None:
        """`node` only says in the database whose a file is."""
        self._folder = folder
        self._node = node

    def drain(self, connection: Connection, now: datetime) -> int:
        """Count the next portion of records; return how many, 0 once all are counted.

        The databases' own errors pass through: nothing of the portion is counted then.
        """
        places = known_places(connection)
        portions: list[Portion] = []
        left = PORTION
        for file in files(self._folder):
            portion = _portion(file, places.get(file.name, 0), left)
            left -= (portion.end - portion.start) // SIZE
            portions.append(portion)
            if left <= 0:
                break
        moved = [portion for portion in portions if portion.end > portion.start]
        if moved:
            self._count(connection, moved, int(now.timestamp()))
        self._remove(connection, [portion.file for portion in portions if portion.last])
        return PORTION - left

    def _count(self, connection: Connection, portions: list[Portion], now: int) -> None:
        entries = [entry for portion in portions for entry in portion.entries]
        counted = [entry for entry in entries if now - OLDEST <= entry.at <= now + EARLIEST]
        with unit(connection):
            count(connection, counted)
            for portion in portions:
                run(
                    connection,
                    "INSERT INTO journals (file, node, place, at) VALUES (?, ?, ?, ?) ON CONFLICT (file)"
                    " DO UPDATE SET node = excluded.node, place = excluded.place, at = excluded.at",
                    (portion.file.name, self._node, portion.end, now),
                )
        for portion in portions:
            if portion.damaged:
                log.warning("%d damaged records in %s are left out", portion.damaged, portion.file)
        if len(counted) < len(entries):
            log.warning("%d records are not counted: they are older than a week, or of a time to come, so a"
                        " clock was wrong or counting stood still", len(entries) - len(counted))  # fmt: skip

    def _remove(self, connection: Connection, done: list[Path]) -> None:
        """Remove files that are counted; their places go only when the files have gone for good."""
        for file in done:
            file.unlink()
        if done:
            sync_folder(self._folder)
        for file in done:
            run(connection, "DELETE FROM journals WHERE file = ?", (file.name,))


def known_places(connection: Connection) -> Mapping[str, int]:
    """Return how far each journal is counted, in bytes, by the file's name."""
    return dict(run(connection, "SELECT file, place FROM journals").fetchall())


def forget_places(connection: Connection, now: datetime) -> None:
    """Forget files of long ago: where one is still there, its records are too old to be counted again."""
    run(connection, "DELETE FROM journals WHERE at < ?", (int(now.timestamp()) - FORGET_AFTER,))


def waiting(folder: Path, places: Mapping[str, int]) -> int:
    """Return how many records in `folder` are not counted yet."""
    return sum(max(0, file.stat().st_size - places.get(file.name, 0)) // SIZE for file in files(folder))


def waiting_since(folder: Path, places: Mapping[str, int]) -> int | None:
    """Return of when (seconds since 1970) the first record is that is not counted yet; None without one."""
    found = (read(file, places.get(file.name, 0), 1)[0] for file in files(folder))
    return min((entry.at for entries in found for entry in entries), default=None)


def _portion(file: Path, start: int, most: int) -> Portion:
    # Asked first: what a writer has written before it went is then certainly read.
    gone = abandoned(file)
    entries, end, damaged = read(file, start, most)
    last = gone and file.stat().st_size - end < SIZE
    return Portion(file, start, end, entries, damaged, last)
