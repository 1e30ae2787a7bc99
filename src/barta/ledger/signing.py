"""One signed line a day, by which anybody can hold the paper to what it had published.

A line is `day seq hash signature`: the last record of that day (Asia/Dhaka) and its hash. The
signature is Ed25519, base64, over the line's first three fields as UTF-8 with single spaces.
"""

import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from barta.ledger.connections import Connection, LedgerError, places, run
from barta.ledger.records import instant

PAPER_ZONE = ZoneInfo("Asia/Dhaka")
READ_CHUNK = 10_000
WRITE_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Head:
    """The signed head of the ledger at the end of `day`; signature and public key are base64."""

    day: date
    seq: int
    hash: str
    signature: str
    public_key: str

    @property
    def statement(self) -> str:
        """What is signed."""
        return _statement(self.day, self.seq, self.hash)


def sign_heads(connection: Connection, key: Ed25519PrivateKey, *, today: date) -> list[Head]:
    """Sign the head of each day before `today` that has records and no line yet; return the new lines.

    Days are the paper's, by ledger time. A second signer at the same time does no harm.
    """
    ends = _day_ends(connection, today)
    found: dict[int, str] = {}
    for chunk in _chunks(sorted(ends.values()), WRITE_CHUNK):
        sql = f"SELECT seq, hash FROM ledger WHERE seq IN {places(1, len(chunk))}"
        found.update(run(connection, sql, chunk).fetchall())
    fresh = [_sign(key, day, seq, found[seq]) for day, seq in sorted(ends.items())]
    for start in range(0, len(fresh), WRITE_CHUNK):
        _write(connection, fresh[start : start + WRITE_CHUNK])
    return fresh


def heads(connection: Connection) -> list[Head]:
    """Return all signed lines, oldest first."""
    sql = "SELECT day, seq, hash, signature, public_key FROM ledger_heads ORDER BY day"
    return [Head(date.fromisoformat(day), *rest) for day, *rest in run(connection, sql).fetchall()]


def heads_text(lines: Iterable[Head]) -> str:
    """Return the text of `/ledger/heads.txt`: a line `day seq hash signature` for each head."""
    return "".join(f"{head.statement} {head.signature}\n" for head in lines)


def keys_text(lines: Iterable[Head]) -> str:
    """Return a line `day public-key` for each key, with the first day it signed; raw Ed25519 in base64."""
    first = {head.public_key: head.day for head in sorted(lines, key=lambda head: head.day, reverse=True)}
    days = sorted((day, public_key) for public_key, day in first.items())
    return "".join(f"{day.isoformat()} {public_key}\n" for day, public_key in days)


def verify_head(head: Head, public_key: str | None = None) -> bool:
    """Return whether the line was signed by its own key, and by `public_key` (base64) where one is given."""
    if public_key is not None and public_key != head.public_key:
        return False
    try:
        signer = Ed25519PublicKey.from_public_bytes(b64decode(head.public_key, validate=True))
        signer.verify(b64decode(head.signature, validate=True), head.statement.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def signing_key(path: Path) -> Ed25519PrivateKey:
    """Return the key in the file `path` (PEM), which is made, readable to its owner only, where missing.

    Raises LedgerError for a file that others can read, or that holds no Ed25519 key.
    """
    if not path.exists():
        _make_key(path)
    if path.stat().st_mode & 0o077:
        raise LedgerError(f"others can read the signing key {path}: run chmod 600 on it")
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise LedgerError(f"{path} is not a signing key in PEM form: restore it from a backup") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerError(f"{path} holds another kind of key than Ed25519: restore it from a backup")
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole or not at all, and never replaces the key that another process made.
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _statement(day: date, seq: int, record_hash: str) -> str:
    return f"{day.isoformat()} {seq} {record_hash}"


def _sign(key: Ed25519PrivateKey, day: date, seq: int, record_hash: str) -> Head:
    signature = b64encode(key.sign(_statement(day, seq, record_hash).encode())).decode()
    public_key = b64encode(key.public_key().public_bytes_raw()).decode()
    return Head(day, seq, record_hash, signature, public_key)


def _day_ends(connection: Connection, today: date) -> dict[date, int]:
    """Return the last `seq` of each finished day after the last signed one, for days with records."""
    row = run(connection, "SELECT day, seq FROM ledger_heads ORDER BY day DESC LIMIT 1").fetchone()
    signed, after = (date.fromisoformat(row[0]), row[1]) if row else (date.min, 0)
    ends: dict[date, int] = {}
    while rows := run(
        connection, "SELECT seq, at FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?", (after, READ_CHUNK)
    ).fetchall():
        for seq, at in rows:
            ends[instant(at).astimezone(PAPER_ZONE).date()] = seq
        after = rows[-1][0]
    highest = 0
    finished: dict[date, int] = {}
    for day in sorted(ends):
        # A clock that was set back dates a later record to an earlier day: no head goes backwards.
        highest = max(highest, ends[day])
        if signed < day < today:
            finished[day] = highest
    return finished


def _write(connection: Connection, lines: list[Head]) -> None:
    values = [
        value
        for head in lines
        for value in (head.day.isoformat(), head.seq, head.hash, head.signature, head.public_key)
    ]
    run(
        connection,
        "INSERT INTO ledger_heads (day, seq, hash, signature, public_key)"
        f" VALUES {places(len(lines), 5)} ON CONFLICT (day) DO NOTHING",
        values,
    )


def _chunks(values: list[int], size: int) -> list[list[int]]:
    return [values[start : start + size] for start in range(0, len(values), size)]
