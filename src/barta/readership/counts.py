"""Counting: records of the journal become visits, one for each visitor and story in a day of Dhaka."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from barta.readership.connections import Connection, run
from barta.readership.days import HOUR, day_of
from barta.readership.journal import Entry

CHUNK = 400
"""How many rows one statement writes."""


def count(connection: Connection, entries: Iterable[Entry]) -> int:
    """Count views and page reads inside the caller's transaction; return how many visits were new.

    Rows are written in one order by everybody, so that nodes that meet on PostgreSQL wait, not deadlock.
    """
    first: dict[tuple[int, int], Entry] = {}
    reads: Counter[tuple[int, int]] = Counter()
    for entry in entries:
        if entry.story:
            first.setdefault((day_of(entry.at), entry.mark), entry)
        else:
            reads[day_of(entry.at), entry.network] += entry.number
    new = [first[key] for key in _unseen(connection, sorted(first))]
    reach = Counter((day_of(one.at), one.story, one.network) for one in new)
    visits = Counter((day_of(one.at), one.network) for one in new)
    hours = Counter((one.at // HOUR, one.story) for one in new)
    _add(connection, "reach", ("day", "story", "network"), ("visits",), _rows(reach))
    both = {key: (reads[key], visits[key]) for key in reads.keys() | visits.keys()}
    _add(connection, "networks", ("day", "network"), ("reads", "visits"), both)
    _add(connection, "hours", ("hour", "story"), ("visits",), _rows(hours))
    return len(new)


def _unseen(connection: Connection, keys: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Note the marks of days and return those that were not there."""
    new: list[tuple[int, int]] = []
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        cursor = run(
            connection,
            f"INSERT INTO seen (day, mark) VALUES {_places(2, len(chunk))}"
            " ON CONFLICT (day, mark) DO NOTHING RETURNING day, mark",
            [value for key in chunk for value in key],
        )
        new.extend((day, mark) for day, mark in cursor.fetchall())
    return new


def _rows(counts: Mapping[Any, int]) -> dict[Any, tuple[int, ...]]:
    return {key: (number,) for key, number in counts.items()}


def _add(
    connection: Connection,
    table: str,
    key: Sequence[str],
    columns: Sequence[str],
    rows: Mapping[Any, tuple[int, ...]],
) -> None:
    """Add each row's numbers to the `columns` of its key in `table`."""
    ordered = [(*row, *rows[row]) for row in sorted(rows)]
    added = ", ".join(f"{column} = {table}.{column} + excluded.{column}" for column in columns)
    for start in range(0, len(ordered), CHUNK):
        chunk = ordered[start : start + CHUNK]
        run(
            connection,
            f"INSERT INTO {table} ({', '.join((*key, *columns))})"
            f" VALUES {_places(len(key) + len(columns), len(chunk))}"
            f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {added}",
            [value for row in chunk for value in row],
        )


def _places(columns: int, rows: int) -> str:
    return ",".join([f"({','.join('?' * columns)})"] * rows)
