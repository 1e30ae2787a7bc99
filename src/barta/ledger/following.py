"""Reading the ledger: in its order, or the newest edition of each subject; each read is short."""

from collections.abc import Iterable
from typing import Any

from barta.ledger.connections import Connection, LedgerError, places, run
from barta.ledger.records import COLUMNS, Item, Record, inflate

CHUNK = 500
"""How many subjects one SELECT asks for."""

HEADER = ", ".join(f"l.{column}" for column in COLUMNS)
"""The columns of a header, of the table called `l` in a statement."""

ANNOUNCE = COLUMNS.index("announce")
"""Where a row has the one value that SQLite keeps as a number."""

_ITEMS = f"SELECT {HEADER}, p.body FROM ledger l LEFT JOIN ledger_payload p ON p.seq = l.seq"
_NEWEST = (
    f"SELECT {HEADER}, p.body FROM ledger_newest n JOIN ledger l ON l.seq = n.seq"
    " LEFT JOIN ledger_payload p ON p.seq = n.seq"
)


def follow(connection: Connection, after: int, limit: int) -> list[Item]:
    """Return up to `limit` items after the record `after` (0 for the beginning), in order of `seq`."""
    _check_limit(limit)
    sql = f"{_ITEMS} WHERE l.seq > ? ORDER BY l.seq LIMIT ?"
    return [_item(row) for row in run(connection, sql, (after, limit)).fetchall()]


def editions(connection: Connection, subject: str) -> list[Item]:
    """Return every edition of `subject`, and its endings, oldest first."""
    rows = run(connection, f"{_ITEMS} WHERE l.subject = ? ORDER BY l.edition", (subject,)).fetchall()
    return [_item(row) for row in rows]


def newest(connection: Connection, subjects: Iterable[str]) -> dict[str, Item]:
    """Return the newest edition (or ending) of each of `subjects` that the ledger knows."""
    wanted = list(dict.fromkeys(subjects))
    found: dict[str, Item] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        sql = f"{_NEWEST} WHERE n.subject IN {places(1, len(chunk))}"
        for row in run(connection, sql, chunk).fetchall():
            item = _item(row)
            found[item.record.subject] = item
    return found


def newest_of_kind(connection: Connection, kind: str, *, after: int | None, limit: int) -> list[Item]:
    """Return the subjects whose newest edition is of `kind`, in that edition, highest `seq` first.

    A subject that has ended is found under kind `ending` only. `after` is the `seq` of the last item of
    the page before, None for the first page.
    """
    _check_limit(limit)
    below, parameters = ("", (kind, limit)) if after is None else (" AND n.seq < ?", (kind, after, limit))
    sql = f"{_NEWEST} WHERE n.kind = ?{below} ORDER BY n.seq DESC LIMIT ?"
    return [_item(row) for row in run(connection, sql, parameters).fetchall()]


def head(connection: Connection) -> Record | None:
    """Return the last record, or None while the ledger is empty."""
    row = run(connection, f"SELECT {HEADER} FROM ledger l ORDER BY l.seq DESC LIMIT 1").fetchone()
    return record_of(row) if row else None


def record_of(row: Any) -> Record:
    """Return the record in a row that starts with the header's columns."""
    values = list(row[: len(COLUMNS)])
    values[ANNOUNCE] = bool(values[ANNOUNCE])
    return Record(*values)


def _item(row: Any) -> Item:
    body = row[len(COLUMNS)]
    return Item(record_of(row), None if body is None else inflate(bytes(body)))


def _check_limit(limit: int) -> None:
    if limit < 1:
        raise LedgerError(f"limit: {limit} asks for nothing; ask for one or more")
