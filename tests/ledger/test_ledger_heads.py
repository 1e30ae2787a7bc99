"""One signed line a day holds the paper to what it had published."""

from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from ledger_samples import add, story

from barta.ledger import (
    Connection,
    LedgerError,
    heads,
    heads_text,
    keys_text,
    sign_heads,
    signing_key,
    verify_head,
)

KEY = Ed25519PrivateKey.generate()


def fill(connection: Connection) -> None:
    """Append on three days of the paper; its midnight is 18:00 UTC."""
    add(connection, story(), at=datetime(2026, 11, 20, 17, 59, 59, 999999, UTC))
    add(connection, story(), story(), at=datetime(2026, 11, 20, 18, 0, 0, 0, UTC))
    add(connection, story(), at=datetime(2026, 11, 21, 17, 0, tzinfo=UTC))
    add(connection, story(), at=datetime(2026, 11, 23, 4, 0, tzinfo=UTC))


def test_each_finished_day_with_records_gets_one_line(connection: Connection) -> None:
    """Days are the paper's; a day without records has no line, and today is not finished."""
    fill(connection)
    signed = sign_heads(connection, KEY, today=date(2026, 11, 23))
    assert [(date(2026, 11, 20), 1), (date(2026, 11, 21), 4)] == [(head.day, head.seq) for head in signed]
    assert signed == heads(connection)
    hashes = [row[0] for row in connection.execute("SELECT hash FROM ledger ORDER BY seq").fetchall()]
    assert [hashes[0], hashes[3]] == [head.hash for head in signed]


def test_a_day_is_signed_once(connection: Connection) -> None:
    """Signing again adds the days that have finished since, and changes no line."""
    fill(connection)
    first = sign_heads(connection, KEY, today=date(2026, 11, 22))
    assert [] == sign_heads(connection, Ed25519PrivateKey.generate(), today=date(2026, 11, 23))
    [later] = sign_heads(connection, KEY, today=date(2026, 11, 24))
    assert (date(2026, 11, 23), 5) == (later.day, later.seq)
    assert [*first, later] == heads(connection)


def test_an_empty_ledger_has_no_heads(connection: Connection) -> None:
    """Nothing is signed before there is something."""
    assert [] == sign_heads(connection, KEY, today=date(2026, 11, 23))
    assert "" == heads_text(heads(connection))


def test_heads_never_go_backwards_when_a_clock_did(connection: Connection) -> None:
    """A record dated to an earlier day than the one before it lies under that earlier day's head."""
    add(connection, story(), at=datetime(2026, 11, 21, 6, 0, tzinfo=UTC))
    add(connection, story(), at=datetime(2026, 11, 20, 6, 0, tzinfo=UTC))
    signed = sign_heads(connection, KEY, today=date(2026, 11, 23))
    assert [(date(2026, 11, 20), 2), (date(2026, 11, 21), 2)] == [(head.day, head.seq) for head in signed]


def test_many_days_are_signed_at_once(connection: Connection) -> None:
    """More days than one statement writes all get their line."""
    first = date(2026, 1, 1).toordinal()
    for day in range(first, first + 205):
        noon = datetime.combine(date.fromordinal(day), datetime.min.time(), UTC)
        add(connection, story(), at=noon)
    assert 205 == len(sign_heads(connection, KEY, today=date(2027, 1, 1)))
    assert list(range(1, 206)) == [head.seq for head in heads(connection)]


def test_an_outsider_can_check_a_printed_line(connection: Connection) -> None:
    """The signature is over the line's first three fields, by the key that is printed beside."""
    fill(connection)
    lines = sign_heads(connection, KEY, today=date(2026, 11, 24))
    [since, printed_key] = keys_text(lines).split()
    assert "2026-11-20" == since
    text = heads_text(lines)
    assert 3 == text.count("\n")
    public_key = Ed25519PublicKey.from_public_bytes(b64decode(printed_key))
    for line in text.splitlines():
        statement, _, signature = line.rpartition(" ")
        public_key.verify(b64decode(signature), statement.encode())
        assert 3 == len(statement.split(" "))


def test_a_changed_line_does_not_verify(connection: Connection) -> None:
    """Neither day nor number nor hash nor signature can be changed, nor the key exchanged."""
    fill(connection)
    head = sign_heads(connection, KEY, today=date(2026, 11, 24))[0]
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    assert verify_head(head)
    assert verify_head(head, head.public_key)
    assert not verify_head(head, other)
    assert not verify_head(replace(head, day=date(2026, 11, 21)))
    assert not verify_head(replace(head, seq=2))
    assert not verify_head(replace(head, hash="0" * 64))
    assert not verify_head(replace(head, signature=head.public_key))
    assert not verify_head(replace(head, signature="সই"))


def test_a_new_key_is_printed_with_its_first_day(connection: Connection) -> None:
    """Old lines keep the key that they were signed with."""
    fill(connection)
    sign_heads(connection, KEY, today=date(2026, 11, 21))
    sign_heads(connection, Ed25519PrivateKey.generate(), today=date(2026, 11, 24))
    assert ["2026-11-20", "2026-11-21"] == keys_text(heads(connection)).split()[::2]
    assert all(verify_head(head) for head in heads(connection))


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    """However many ask for it at once, there is one key, in a file that only its owner reads."""
    path = tmp_path / "secrets" / "ledger.pem"
    with ThreadPoolExecutor(8) as pool:
        keys = {key.private_bytes_raw() for key in pool.map(signing_key, [path] * 16)}
    assert 1 == len(keys)
    assert 0o600 == path.stat().st_mode & 0o777
    assert [path] == list(path.parent.iterdir())


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """The message says how to mend it."""
    path = tmp_path / "ledger.pem"
    signing_key(path)
    path.chmod(0o640)
    with pytest.raises(LedgerError, match="chmod 600"):
        signing_key(path)


@pytest.mark.parametrize(
    "content",
    [
        b"no key",
        X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    ],
)
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    """A damaged key file is not replaced silently: the lines signed with it could not be followed up."""
    path = tmp_path / "ledger.pem"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(LedgerError, match="backup"):
        signing_key(path)
