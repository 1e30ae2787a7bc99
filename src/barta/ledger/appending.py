"""Appending: the last statements of a unit of work, in the transaction that they record."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from barta.edition import CURRENT, KINDS, PayloadError, decode
from barta.ledger.connections import Connection, LedgerError, dialect, in_transaction, places, run
from barta.ledger.records import (
    COLUMNS,
    NO_HASH,
    OCCASIONS,
    Entry,
    Record,
    deflate,
    digest,
    header_hash,
    instant_text,
    new_salt,
)
from barta.ledger.schema import LOCK

CHUNK = 200
"""How many entries one INSERT carries."""

_SUBJECT = re.compile(r"^([a-z]+):([0-9A-Za-z._-]{1,64})$", re.ASCII)


def append(connection: Connection, entries: Iterable[Entry], *, at: datetime) -> list[Record]:
    """Append `entries` in their order and return their records; never commits.

    To be called inside the caller's transaction and as its last statements: until it ends nobody else
    can append. Costs five statements (six on PostgreSQL) for up to 200 entries, and four for every
    200 more. Raises LedgerError, naming the field, for an entry that may not be recorded, outside a
    transaction, and on PostgreSQL for any isolation level but READ COMMITTED; then nothing is written.
    """
    checked = list(entries)
    for entry in checked:
        _check(entry)
        if entry.kind == "redaction" or entry.occasion == "redaction":
            raise LedgerError("kind: a redaction is appended by redact(), which removes the payloads too")
    return append_checked(connection, checked, at=at)


def append_checked(connection: Connection, entries: Sequence[Entry], *, at: datetime) -> list[Record]:
    """Append entries whose fields are known to be good; otherwise as `append`."""
    if not entries:
        return []
    when = instant_text(at)
    take_lock(connection)
    seq, prev = _end(connection)
    records: list[Record] = []
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        stored = [(new_salt(), deflate(entry.payload)) for entry in chunk]
        editions = _editions(connection, chunk)
        fresh = list(_chain(chunk, stored, editions, when, seq, prev))
        _write(connection, fresh, stored)
        records += fresh
        seq, prev = fresh[-1].seq, fresh[-1].hash
    return records


def take_lock(connection: Connection) -> None:
    """Make sure that this transaction is the only one appending until it ends; LedgerError if it cannot be.

    On SQLite the transaction's own write lock does it. On PostgreSQL it is an advisory lock, and only
    READ COMMITTED sees what was committed while it waited for that lock.
    """
    if not in_transaction(connection):
        raise LedgerError("append inside a transaction: the change and its record commit together")
    if dialect(connection) == "sqlite":
        return
    row = run(
        connection, "SELECT current_setting('transaction_isolation'), pg_advisory_xact_lock(?)", (LOCK,)
    ).fetchone()
    if row[0] != "read committed":
        raise LedgerError(
            f"isolation level: append under READ COMMITTED, not {row[0].upper()}; "
            "a stricter level does not see the newest record"
        )


def _check(entry: Entry) -> None:
    if entry.kind not in KINDS:
        raise LedgerError(f"kind: {entry.kind!r} is none of {', '.join(KINDS)}")
    if entry.occasion not in OCCASIONS:
        raise LedgerError(f"occasion: {entry.occasion!r} is none of {', '.join(sorted(OCCASIONS))}")
    if entry.schema != CURRENT[entry.kind]:
        raise LedgerError(
            f"schema: a {entry.kind} is written in version {CURRENT[entry.kind]}, not {entry.schema!r}"
        )
    if not isinstance(entry.announce, bool):
        raise LedgerError(f"announce: {entry.announce!r} is neither true nor false")
    named = _SUBJECT.match(entry.subject) if isinstance(entry.subject, str) else None
    if named is None or named[1] not in KINDS:
        raise LedgerError(f"subject: {entry.subject!r} is not a kind and an id, such as story:2f…")
    if named[1] != entry.kind and (entry.kind != "ending" or named[1] == "redaction"):
        raise LedgerError(f"subject: {entry.subject} cannot be the subject of a {entry.kind}")
    try:
        payload = decode(entry.kind, entry.schema, entry.payload)
    except PayloadError as error:
        raise LedgerError(f"payload: {error}") from error
    if getattr(payload, "id", named[2]) != named[2]:
        raise LedgerError(f"subject: {entry.subject} is not the id in its payload, {payload.id}")


def _end(connection: Connection) -> tuple[int, str]:
    row = run(connection, "SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, NO_HASH)


def _editions(connection: Connection, chunk: Sequence[Entry]) -> dict[str, int]:
    subjects = list({entry.subject for entry in chunk})
    sql = f"SELECT subject, edition FROM ledger_newest WHERE subject IN {places(1, len(subjects))}"
    return dict(run(connection, sql, subjects).fetchall())


def _chain(
    chunk: Sequence[Entry],
    stored: Sequence[tuple[bytes, bytes]],
    editions: dict[str, int],
    at: str,
    seq: int,
    prev: str,
) -> Iterator[Record]:
    for entry, (salt, body) in zip(chunk, stored, strict=True):
        seq += 1
        edition = editions[entry.subject] = editions.get(entry.subject, 0) + 1
        header = (
            seq,
            entry.kind,
            entry.subject,
            edition,
            at,
            entry.occasion,
            entry.announce,
            entry.schema,
            digest(salt, body),
            prev,
        )
        prev = header_hash(*header)
        yield Record(*header, prev)


def _write(connection: Connection, records: Sequence[Record], stored: Sequence[tuple[bytes, bytes]]) -> None:
    headers = [getattr(record, column) for record in records for column in COLUMNS]
    run(
        connection,
        f"INSERT INTO ledger ({', '.join(COLUMNS)}) VALUES {places(len(records), len(COLUMNS))}",
        headers,
    )
    payloads = [
        value
        for record, (salt, body) in zip(records, stored, strict=True)
        for value in (record.seq, salt, body)
    ]
    run(
        connection,
        f"INSERT INTO ledger_payload (seq, salt, body) VALUES {places(len(records), 3)}",
        payloads,
    )
    newest = {record.subject: record for record in records}
    rows = [
        value
        for record in newest.values()
        for value in (record.subject, record.seq, record.edition, record.kind)
    ]
    run(
        connection,
        f"INSERT INTO ledger_newest (subject, seq, edition, kind) VALUES {places(len(newest), 4)}"
        " ON CONFLICT (subject) DO UPDATE"
        " SET seq = excluded.seq, edition = excluded.edition, kind = excluded.kind",
        rows,
    )
