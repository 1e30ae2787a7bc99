"""Redaction: a payload is removed by law, its header and the chain stay."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from barta.edition import CURRENT, PayloadError, Redaction, encode, new_id, subject
from barta.ledger.appending import append_checked, take_lock
from barta.ledger.connections import Connection, LedgerError, dialect, in_transaction, places, run
from barta.ledger.records import Entry, Record

CHUNK = 500
"""How many records one statement removes."""


def redact(connection: Connection, seqs: Iterable[int], *, at: datetime, public_note: str) -> Record:
    """Remove payload and salt of the records `seqs` and append the `redaction` record that says so.

    To be called inside the caller's transaction; never commits. Call `erase` after the commit. Raises
    LedgerError, and removes nothing, for a record that does not exist, is redacted already, is a
    redaction itself, or is its subject's newest edition: what readers see is derived from that one, so
    the subject is updated or ended first.
    """
    wanted = sorted(set(seqs))
    if not wanted:
        raise LedgerError("seqs: name at least one record to redact")
    try:
        payload = encode(Redaction(seqs=tuple(wanted), public_note=public_note))
    except PayloadError as error:
        raise LedgerError(f"public_note: {error}") from error
    take_lock(connection)
    chunks = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
    for chunk in chunks:
        _check(connection, chunk)
    if dialect(connection) == "sqlite":
        # A connection that Django made may lack it: freed pages are to be overwritten with zeros.
        run(connection, "PRAGMA secure_delete = ON").fetchall()
    for chunk in chunks:
        run(connection, f"DELETE FROM ledger_payload WHERE seq IN {places(1, len(chunk))}", chunk)
    entry = Entry(
        "redaction", subject("redaction", new_id()), "redaction", False, CURRENT["redaction"], payload
    )
    return append_checked(connection, [entry], at=at)[0]


def erase(connection: Connection) -> None:
    """Clear what a committed redaction leaves in the database's files; call it outside any transaction.

    On SQLite the write-ahead log, which still holds the removed bytes, is emptied. On PostgreSQL the
    dead rows are vacuumed away. Backups, archived logs and replicas' logs are the operator's to expire.
    Raises LedgerError when a reader holds on to the old state: nothing is lost, call it again.
    """
    if in_transaction(connection):
        raise LedgerError("commit the redaction before its remains are erased")
    if dialect(connection) == "postgresql":
        run(connection, "VACUUM ledger_payload")
        return
    busy = run(connection, "PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise LedgerError("another connection still reads the old state: erase again when it has ended")


def _check(connection: Connection, seqs: Sequence[int]) -> None:
    rows = run(
        connection,
        "SELECT l.seq, l.kind, l.subject, p.seq, n.seq FROM ledger l"
        " LEFT JOIN ledger_payload p ON p.seq = l.seq"
        " LEFT JOIN ledger_newest n ON n.subject = l.subject AND n.seq = l.seq"
        f" WHERE l.seq IN {places(1, len(seqs))} ORDER BY l.seq",
        seqs,
    ).fetchall()
    unknown = set(seqs) - {row[0] for row in rows}
    if unknown:
        raise LedgerError(f"seqs: there is no record {min(unknown)}")
    for row in rows:
        _check_one(*row)


def _check_one(seq: int, kind: str, name: str, payload: Any, newest: Any) -> None:
    if kind == "redaction":
        raise LedgerError(f"seqs: record {seq} is a redaction, which stays readable")
    if payload is None:
        raise LedgerError(f"seqs: record {seq} is redacted already")
    if newest is not None:
        raise LedgerError(
            f"seqs: record {seq} is the newest edition of {name}: update it or end it first, then redact"
        )
