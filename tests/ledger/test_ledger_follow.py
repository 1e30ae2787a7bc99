"""The ledger is read in its order, or by what is newest of each subject."""

import pytest
from ledger_samples import add, section, story, takedown

from barta import edition
from barta.ledger import (
    Connection,
    LedgerError,
    editions,
    follow,
    head,
    newest,
    newest_of_kind,
)

A, B, C = "a" * 32, "b" * 32, "c" * 32


def test_following_gives_items_in_order_with_their_payloads(connection: Connection) -> None:
    """A follower reads on from where it stood, a limited number at a time."""
    entries = [story(A), story(B), section(C), takedown(A)]
    add(connection, *entries)
    read = follow(connection, 1, 2)
    assert [(2, entries[1].payload), (3, entries[2].payload)] == [
        (item.record.seq, item.payload) for item in read
    ]
    assert [4] == [item.record.seq for item in follow(connection, 3, 10)]
    assert [] == follow(connection, 4, 10)


def test_the_head_is_the_last_record(connection: Connection) -> None:
    """An empty ledger has no head."""
    assert head(connection) is None
    last = add(connection, story(A), story(B))[-1]
    assert last == head(connection)


def test_the_newest_edition_of_each_subject_is_found(connection: Connection) -> None:
    """An ending is the newest of what ended; an unknown subject is left out."""
    records = add(connection, story(A), story(B), story(A), takedown(B), section(C))
    found = newest(connection, [f"story:{A}", f"story:{B}", f"section:{C}", "story:unknown"])
    assert {f"story:{A}": records[2], f"story:{B}": records[3], f"section:{C}": records[4]} == {
        subject: item.record for subject, item in found.items()
    }


def test_many_subjects_are_asked_for_at_once(connection: Connection) -> None:
    """More subjects than one statement takes are still one answer."""
    identities = [edition.new_id() for _ in range(1201)]
    add(connection, *(story(identity) for identity in identities))
    assert 1201 == len(newest(connection, (f"story:{identity}" for identity in identities)))


def test_a_kind_is_paged_from_its_newest_edition(connection: Connection) -> None:
    """Pages go down by seq; older editions and ended subjects are not in them."""
    add(connection, story(A), story(B), section(C), story(A), takedown(B), story(C))
    assert [6, 4] == [item.record.seq for item in newest_of_kind(connection, "story", after=None, limit=5)]
    assert [6] == [item.record.seq for item in newest_of_kind(connection, "story", after=None, limit=1)]
    assert [4] == [item.record.seq for item in newest_of_kind(connection, "story", after=6, limit=1)]
    assert [] == newest_of_kind(connection, "story", after=4, limit=1)
    assert [5] == [item.record.seq for item in newest_of_kind(connection, "ending", after=None, limit=5)]


def test_the_editions_of_a_subject_are_its_history(connection: Connection) -> None:
    """All editions are kept, oldest first, endings among them."""
    add(connection, story(A), story(B), story(A), takedown(A))
    found = editions(connection, f"story:{A}")
    assert [(1, 1, "story"), (3, 2, "story"), (4, 3, "ending")] == [
        (item.record.seq, item.record.edition, item.record.kind) for item in found
    ]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_that_asks_for_nothing_is_refused(connection: Connection, limit: int) -> None:
    """On SQLite a negative limit would read everything."""
    with pytest.raises(LedgerError, match="limit"):
        follow(connection, 0, limit)
    with pytest.raises(LedgerError, match="limit"):
        newest_of_kind(connection, "story", after=None, limit=limit)


def test_a_payload_damaged_on_disk_does_not_stop_a_follower(connection: Connection) -> None:
    """The damaged one is given as nothing that decodes, those after it as they are."""
    add(connection, story(A), story(B))
    connection.execute("DELETE FROM ledger_payload WHERE seq = 1")
    connection.execute(
        "INSERT INTO ledger_payload (seq, salt, body) SELECT 1, salt, salt FROM ledger_payload"
    )
    damaged, whole = follow(connection, 0, 10)
    assert b"" == damaged.payload
    assert whole.payload is not None
    assert B == edition.decode("story", 1, whole.payload).id
