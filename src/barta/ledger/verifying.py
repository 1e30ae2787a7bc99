"""Walking the chain: every record, every payload, every signed line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from barta.edition import PayloadError, Redaction, decode
from barta.ledger.connections import Connection, LedgerError, run
from barta.ledger.following import ANNOUNCE, HEADER, record_of
from barta.ledger.records import COLUMNS, NO_HASH, Record, digest, header_hash, inflate
from barta.ledger.signing import heads, verify_head

CHUNK = 1000
"""How many records are read at a time."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was recorded; `seq` is the record it was found at."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Progress:
    """All records up to `seq` have been looked at, `of` those that existed at the start."""

    seq: int
    of: int


def verify(connection: Connection, *, after: int = 0) -> Iterator[Fault | Progress]:
    """Walk the chain after the record `after` and yield what is wrong, and how far it has come.

    It can be resumed at any Progress by giving its `seq` as `after`, beside running writers. A missing
    payload is right only where a redaction names its record. Raises LedgerError when there is no record
    `after`.
    """
    of = run(connection, "SELECT coalesce(max(seq), 0) FROM ledger").fetchone()[0]
    walk = _Walk(connection, after)
    while rows := run(
        connection,
        f"SELECT {HEADER}, p.salt, p.body FROM ledger l LEFT JOIN ledger_payload p ON p.seq = l.seq"
        " WHERE l.seq > ? AND l.seq <= ? ORDER BY l.seq LIMIT ?",
        (walk.seq, of, CHUNK),
    ).fetchall():
        first = walk.seq
        for row in rows:
            yield from walk.step(row)
        yield from _edition_faults(connection, first, walk.seq)
        yield Progress(walk.seq, of)
    yield from _strays(connection)
    yield from _head_faults(connection)


class _Walk:
    """Where the walk stands: the last record's `seq`, and the hash that the next must name."""

    def __init__(self, connection: Connection, after: int) -> None:
        self.connection = connection
        self.seq = after
        self.prev: str | None = NO_HASH
        if after:
            row = run(connection, "SELECT hash FROM ledger WHERE seq = ?", (after,)).fetchone()
            if row is None:
                raise LedgerError(f"after: there is no record {after} to go on from")
            self.prev = row[0]
        self.redacted = _redacted(connection)

    def step(self, row: Any) -> Iterator[Fault]:
        record = record_of(row)
        if record.seq != self.seq + 1:
            yield Fault(self.seq + 1, f"records {self.seq + 1} to {record.seq - 1} are missing")
            self.prev = None
        if self.prev is not None and record.prev != self.prev:
            yield Fault(record.seq, "prev is not the hash of the record before")
        if not _header_is_whole(record, row):
            yield Fault(record.seq, "the header does not fit its hash")
        self.seq, self.prev = record.seq, record.hash
        what = self._payload_fault(record, *row[len(COLUMNS) :])
        if what:
            yield Fault(record.seq, what)

    def _payload_fault(self, record: Record, salt: Any, body: Any) -> str | None:
        if body is None:
            if not self._is_redacted(record.seq):
                return "the payload is missing, and no redaction names it"
        elif self.redacted.get(record.seq, 0) > record.seq:
            return f"the payload is still there, though redaction {self.redacted[record.seq]} names it"
        elif not _payload_is_whole(record, salt, body):
            return "the stored payload does not fit its digest"
        return None

    def _is_redacted(self, seq: int) -> bool:
        if seq not in self.redacted:
            # It may have been redacted since the walk began.
            self.redacted = _redacted(self.connection)
        return self.redacted.get(seq, 0) > seq


def _header_is_whole(record: Record, row: Any) -> bool:
    header = [getattr(record, column) for column in COLUMNS[:-1]]
    try:
        # SQLite would keep a 2 where false and true are 0 and 1.
        return row[ANNOUNCE] in (0, 1) and header_hash(*header) == record.hash
    except (TypeError, UnicodeEncodeError):
        # SQLite also keeps bytes in a text column; no header that was appended looks so.
        return False


def _payload_is_whole(record: Record, salt: Any, body: Any) -> bool:
    try:
        return digest(bytes(salt), bytes(body)) == record.payload_digest
    except TypeError:
        # Text where bytes were stored.
        return False


def _redacted(connection: Connection) -> Mapping[int, int]:
    """Return for each redacted record the redaction that names it, by redactions that are whole."""
    rows = run(
        connection,
        f"SELECT {HEADER}, p.salt, p.body FROM ledger l JOIN ledger_payload p ON p.seq = l.seq"
        " WHERE l.kind = ? ORDER BY l.seq",
        ("redaction",),
    ).fetchall()
    named: dict[int, int] = {}
    for row in rows:
        record = record_of(row)
        salt, body = row[len(COLUMNS) :]
        if not _payload_is_whole(record, salt, body):
            continue
        try:
            redaction = decode(record.kind, record.schema, inflate(bytes(body)))
        except PayloadError:
            # Its own record is reported by the walk; here it excuses nothing.
            continue
        if isinstance(redaction, Redaction):
            named.update((seq, record.seq) for seq in redaction.seqs)
    return named


def _edition_faults(connection: Connection, after: int, upto: int) -> Iterator[Fault]:
    """Compare the records from `after` to `upto` with the editions beside them and with `ledger_newest`."""
    rows = run(
        connection,
        "SELECT l.seq, l.subject, l.edition, b.seq, x.seq, n.seq, n.edition, l.kind, n.kind FROM ledger l"
        " LEFT JOIN ledger b ON b.subject = l.subject AND b.edition = l.edition - 1"
        " LEFT JOIN ledger x ON x.subject = l.subject AND x.edition = l.edition + 1"
        " LEFT JOIN ledger_newest n ON n.subject = l.subject"
        " WHERE l.seq > ? AND l.seq <= ? AND ("
        " l.edition < 1 OR (l.edition > 1 AND (b.seq IS NULL OR b.seq > l.seq))"
        " OR (x.seq IS NULL AND (n.seq IS NULL OR n.seq <> l.seq OR n.edition <> l.edition"
        " OR n.kind <> l.kind))) ORDER BY l.seq",
        (after, upto),
    ).fetchall()
    for seq, subject, edition, before, later, newest, newest_edition, kind, newest_kind in rows:
        if edition < 1 or (edition > 1 and (before is None or before > seq)):
            yield Fault(seq, f"edition {edition} of {subject} does not follow an edition {edition - 1}")
        if later is None and (newest, newest_edition, newest_kind) != (seq, edition, kind):
            yield Fault(seq, f"ledger_newest does not know edition {edition} of {subject} as its newest")


def _strays(connection: Connection) -> Iterator[Fault]:
    """Find payloads and newest editions of records that do not exist."""
    payloads = (
        "SELECT p.seq FROM ledger_payload p LEFT JOIN ledger l ON l.seq = p.seq"
        " WHERE l.seq IS NULL ORDER BY p.seq"
    )
    for (seq,) in run(connection, payloads).fetchall():
        yield Fault(seq, "there is a payload, but no record")
    newest = (
        "SELECT n.seq, n.subject FROM ledger_newest n LEFT JOIN ledger l ON l.seq = n.seq"
        " WHERE l.seq IS NULL OR l.subject <> n.subject ORDER BY n.seq"
    )
    for seq, subject in run(connection, newest).fetchall():
        yield Fault(seq, f"ledger_newest names it for {subject}, of which it is no edition")


def _head_faults(connection: Connection) -> Iterator[Fault]:
    for line in heads(connection):
        row = run(connection, "SELECT hash FROM ledger WHERE seq = ?", (line.seq,)).fetchone()
        if not verify_head(line):
            yield Fault(line.seq, f"the signature of the head of {line.day.isoformat()} is wrong")
        if row is None or row[0] != line.hash:
            yield Fault(line.seq, f"the signed head of {line.day.isoformat()} names another hash")
