"""The record: its header, its hash and its stored payload.

A record cannot be changed once a paper has printed on it, so this is also the description by which an
outsider checks the chain:

    header  = ["barta ledger 1", seq, kind, subject, edition, at, occasion, announce, schema,
               payload_digest, prev]
    hash    = sha256(header as JSON in UTF-8, separators "," and ":", nothing but JSON's own escapes)
    payload_digest = sha256(salt + body), both as they are stored in `ledger_payload`
    prev    = hash of the record before, 64 zeros for the first

All hashes are lower-case hex. `body` is the payload's JSON as raw deflate; it is hashed as stored.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from isal import isal_zlib
from zlib_ng import zlib_ng

from barta.ledger.connections import LedgerError

FORMAT: Final = "barta ledger 1"
NO_HASH: Final = "0" * 64
SALT_BYTES: Final = 16

COLUMNS: Final = (
    "seq",
    "kind",
    "subject",
    "edition",
    "at",
    "occasion",
    "announce",
    "schema",
    "payload_digest",
    "prev",
    "hash",
)

OCCASIONS: Final = frozenset(
    {
        "publish",
        "update",
        "minor",
        "correction",
        "clarification",
        "schedule",
        "import",
        "move",
        "unpublish",
        "withdraw",
        "takedown",
        "rename",
        "remove",
        "redaction",
        "setting",
    }
)

# The type is right at run time; isal's stubs call it an instance.
_NOT_DEFLATE: Any = isal_zlib.error

_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded: one edition of one subject. `payload` is JSON from `edition.encode`.

    `announce` says whether feeds and notices care.
    """

    kind: str
    subject: str
    occasion: str
    announce: bool
    schema: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """The header of a record. `at` is ledger time: ISO 8601 in UTC with microseconds and a `Z`."""

    seq: int
    kind: str
    subject: str
    edition: int
    at: str
    occasion: str
    announce: bool
    schema: int
    payload_digest: str
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Item:
    """A record with its payload: JSON, or None once it is redacted.

    A body that is damaged on disk gives `b""`, which no payload decodes from: a follower can set the
    one record aside and go on, and `verify` names it.
    """

    record: Record
    payload: bytes | None


def header_hash(
    seq: int,
    kind: str,
    subject: str,
    edition: int,
    at: str,
    occasion: str,
    announce: bool,
    schema: int,
    payload_digest: str,
    prev: str,
) -> str:
    """Return the hash of a header, 64 hex digits; the module's docstring says over what."""
    header = [FORMAT, seq, kind, subject, edition, at, occasion, announce, schema, payload_digest, prev]
    return hashlib.sha256(_canonical(header).encode()).hexdigest()


def digest(salt: bytes, body: bytes) -> str:
    """Return the digest of a payload as stored, 64 hex digits.

    The salt goes with the payload when it is redacted, so that a short text cannot be guessed from the
    digest that stays.
    """
    return hashlib.sha256(salt + body).hexdigest()


def new_salt() -> bytes:
    """Return a fresh salt."""
    return secrets.token_bytes(SALT_BYTES)


def deflate(payload: bytes) -> bytes:
    """Return `payload` as raw deflate, the form in which it is stored and hashed."""
    body: bytes = zlib_ng.compress(payload, 6, -zlib_ng.MAX_WBITS)
    return body


def inflate(body: bytes) -> bytes:
    """Return the payload stored as `body`; `b""` when it is damaged."""
    try:
        payload: bytes = isal_zlib.decompress(body, -zlib_ng.MAX_WBITS)
    except _NOT_DEFLATE:
        return b""
    return payload


def instant_text(at: datetime) -> str:
    """Return `at` as the ledger writes instants; raises LedgerError without a zone."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise LedgerError(f"at: {at.isoformat()} has no time zone; give an aware datetime")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(text: str) -> datetime:
    """Return the instant that `instant_text` wrote, in UTC."""
    return datetime.fromisoformat(text)
