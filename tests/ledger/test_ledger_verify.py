"""The chain proves what was recorded: whatever is changed afterwards is found."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ledger_samples import AT, add, faults, section, story, takedown
from pysqlite3 import dbapi2 as sqlite

from barta.ledger import (
    Connection,
    Entry,
    Fault,
    LedgerError,
    Progress,
    create,
    redact,
    sign_heads,
    transaction,
    verify,
)

MAKERS = {"story": story, "section": section, "takedown": takedown}
ENTRIES = st.lists(
    st.tuples(st.sampled_from(sorted(MAKERS)), st.sampled_from("abcde")), min_size=1, max_size=12
)
BATCHES = st.lists(ENTRIES, min_size=1, max_size=4)

CHANGES = {
    "kind": "UPDATE ledger SET kind = 'topic' WHERE seq = ?",
    "subject": "UPDATE ledger SET subject = 'story:ffffffffffffffffffffffffffffffff' WHERE seq = ?",
    "edition": "UPDATE ledger SET edition = edition + 100 WHERE seq = ?",
    "at": "UPDATE ledger SET at = replace(at, '2026', '2025') WHERE seq = ?",
    "occasion": "UPDATE ledger SET occasion = 'minor' WHERE seq = ?",
    "announce": "UPDATE ledger SET announce = 1 - announce WHERE seq = ?",
    "announce as another number": "UPDATE ledger SET announce = 2 WHERE seq = ?",
    "schema": "UPDATE ledger SET schema = schema + 1 WHERE seq = ?",
    "payload digest": "UPDATE ledger SET payload_digest = prev || '0' WHERE seq = ?",
    "prev": "UPDATE ledger SET prev = hash WHERE seq = ?",
    "hash": "UPDATE ledger SET hash = prev WHERE seq = ?",
    "bytes for text": "UPDATE ledger SET occasion = CAST(occasion AS blob) WHERE seq = ?",
    "salt": "UPDATE ledger_payload SET salt = zeroblob(16) WHERE seq = ?",
    "text for bytes": "UPDATE ledger_payload SET salt = 'salt' WHERE seq = ?",
    "payload gone": "DELETE FROM ledger_payload WHERE seq = ?",
    "record gone": "DELETE FROM ledger WHERE seq = ?",
    "number": "UPDATE ledger SET seq = seq + 1000 WHERE seq = ?",
    "newest": "UPDATE ledger_newest SET edition = edition + 1 WHERE seq = (SELECT max(seq) FROM ledger)"
    " OR seq = ?",
    "newest gone": "DELETE FROM ledger_newest WHERE seq = (SELECT max(seq) FROM ledger) OR seq = ?",
}


@contextmanager
def unguarded() -> Iterator[Connection]:
    """Give a ledger in memory without the triggers that forbid a forger's statements."""
    with closing(sqlite.connect(":memory:", isolation_level=None)) as raw:
        connection = cast(Connection, raw)
        create(connection)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


def entries_of(batch: list[tuple[str, str]]) -> list[Entry]:
    """Return the entries that a drawn batch stands for."""
    return [MAKERS[kind](letter * 32) for kind, letter in batch]


def fill(connection: Connection, batches: list[list[tuple[str, str]]]) -> int:
    """Append the drawn batches and return the last seq."""
    return [add(connection, *entries_of(batch))[-1].seq for batch in batches][-1]


@settings(max_examples=40, deadline=None)
@given(BATCHES)
def test_any_chain_that_was_appended_verifies(batches: list[list[tuple[str, str]]]) -> None:
    """Whatever was appended, and in whatever batches, is found as it was recorded."""
    with unguarded() as connection:
        last = fill(connection, batches)
        assert [Progress(last, last)] == list(verify(connection))


@settings(max_examples=150, deadline=None)
@given(BATCHES, st.sampled_from(sorted(CHANGES)), st.data())
def test_any_single_forgery_is_found(
    batches: list[list[tuple[str, str]]], change: str, data: st.DataObject
) -> None:
    """A changed field, payload, number or deleted record is a fault."""
    with unguarded() as connection:
        last = fill(connection, batches)
        # The end of the chain is guarded by its signed heads, not by records after it.
        seq = data.draw(st.integers(1, last - 1 if change == "record gone" and last > 1 else last))
        before = dump(connection)
        connection.execute(CHANGES[change], (seq,))
        assume(before != dump(connection))
        assert [] != faults(connection)


@settings(max_examples=60, deadline=None)
@given(BATCHES, st.data())
def test_any_flipped_bit_of_a_payload_is_found(
    batches: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    """A payload is hashed as it is stored, so any bit of it counts."""
    with unguarded() as connection:
        seq = data.draw(st.integers(1, fill(connection, batches)))
        column = data.draw(st.sampled_from(["salt", "body"]))
        sql = f"SELECT {column} FROM ledger_payload WHERE seq = ?"
        stored = bytearray(connection.execute(sql, (seq,)).fetchone()[0])
        stored[data.draw(st.integers(0, 9999)) % len(stored)] ^= 1 << data.draw(st.integers(0, 7))
        connection.execute(f"UPDATE ledger_payload SET {column} = ? WHERE seq = ?", (bytes(stored), seq))
        assert [Fault(seq, "the stored payload does not fit its digest")] == faults(connection)


@settings(max_examples=60, deadline=None)
@given(BATCHES, st.sampled_from(["ledger", "ledger_payload"]), st.data())
def test_any_two_swapped_rows_are_found(
    batches: list[list[tuple[str, str]]], table: str, data: st.DataObject
) -> None:
    """Neither two records nor two payloads can change places."""
    with unguarded() as connection:
        last = fill(connection, batches)
        assume(last > 1)
        one, other = data.draw(st.lists(st.integers(1, last), min_size=2, max_size=2, unique=True))
        for old, new in ((one, -1), (other, one), (-1, other)):
            connection.execute(f"UPDATE {table} SET seq = ? WHERE seq = ?", (new, old))
        assert [] != faults(connection)


@settings(max_examples=60, deadline=None)
@given(BATCHES, st.data())
def test_any_redaction_keeps_the_chain_whole(
    batches: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    """Whatever earlier editions are redacted, at once or one after the other, the chain verifies."""
    with unguarded() as connection:
        fill(connection, batches)
        sql = "SELECT seq FROM ledger WHERE seq NOT IN (SELECT seq FROM ledger_newest)"
        free = [seq for (seq,) in connection.execute(sql).fetchall()]
        assume(free)
        chosen = data.draw(st.lists(st.sampled_from(free), min_size=1, unique=True))
        cut = data.draw(st.integers(0, len(chosen)))
        for part in filter(None, (chosen[:cut], chosen[cut:])):
            with transaction(connection):
                redact(connection, part, at=AT, public_note="")
        assert [] == faults(connection)
        assert (
            len(chosen)
            == connection.execute(
                "SELECT count(*) FROM ledger WHERE seq NOT IN (SELECT seq FROM ledger_payload)"
            ).fetchone()[0]
        )


def test_a_redacted_payload_that_came_back_is_found() -> None:
    """What a redaction names may not be there."""
    with unguarded() as connection:
        add(connection, story("a" * 32), story("a" * 32))
        row = connection.execute("SELECT seq, salt, body FROM ledger_payload WHERE seq = 1").fetchone()
        with transaction(connection):
            redact(connection, [1], at=AT, public_note="")
        connection.execute("INSERT INTO ledger_payload (seq, salt, body) VALUES (?, ?, ?)", row)
        assert [Fault(1, "the payload is still there, though redaction 3 names it")] == faults(connection)


def test_a_forged_redaction_excuses_nothing() -> None:
    """A redaction whose own payload was changed does not explain a missing one."""
    with unguarded() as connection:
        add(connection, *(story("a" * 32) for _ in range(3)))
        with transaction(connection):
            redact(connection, [1], at=AT, public_note="")
        connection.execute("UPDATE ledger_payload SET body = x'00' WHERE seq = 4")
        assert [1, 4] == [fault.seq for fault in faults(connection)]


def test_a_redaction_during_the_walk_is_no_fault(connection: Connection) -> None:
    """The walk goes beside running writers."""
    add(connection, *(story("a" * 32) for _ in range(1100)))
    walk = verify(connection)
    assert Progress(1000, 1100) == next(walk)
    with transaction(connection):
        redact(connection, [1050], at=AT, public_note="")
    assert [Progress(1100, 1100)] == list(walk)


def test_the_walk_is_resumed_where_it_stood(connection: Connection) -> None:
    """What lies before is not walked again."""
    add(connection, *(story() for _ in range(5)))
    assert [Progress(5, 5)] == list(verify(connection, after=3))
    with pytest.raises(LedgerError, match="no record 9"):
        list(verify(connection, after=9))


def test_an_empty_ledger_is_whole(connection: Connection) -> None:
    """There is nothing to walk and nothing wrong."""
    assert [] == list(verify(connection))


def test_the_fault_says_what_is_missing() -> None:
    """A gap is named by its first and last record."""
    with unguarded() as connection:
        add(connection, *(story() for _ in range(5)))
        connection.execute("DELETE FROM ledger WHERE seq IN (2, 3)")
        assert Fault(2, "records 2 to 3 are missing") == faults(connection)[0]


def test_a_cut_off_end_is_found_by_what_is_left_of_it() -> None:
    """Payloads and newest editions without their record are faults."""
    with unguarded() as connection:
        add(connection, story(), story())
        connection.execute("DELETE FROM ledger WHERE seq = 2")
        assert [2, 2] == [fault.seq for fault in faults(connection)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_heads SET hash = replace(hash, substr(hash, 1, 1), 'x')",
        "UPDATE ledger_heads SET seq = seq - 1",
        "UPDATE ledger_heads SET public_key = 'none'",
    ],
)
def test_a_signed_head_that_does_not_fit_is_found(change: str) -> None:
    """A chain made anew from end to end does not fit the heads that were signed."""
    with unguarded() as connection:
        add(connection, story(), story())
        sign_heads(connection, Ed25519PrivateKey.generate(), today=date(2026, 10, 6))
        assert [] == faults(connection)
        connection.execute(change)
        assert [] != faults(connection)


def dump(connection: Connection) -> list[Any]:
    """Return everything that the ledger's tables hold."""
    return [
        connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
        for table in ("ledger", "ledger_payload", "ledger_newest")
    ]
