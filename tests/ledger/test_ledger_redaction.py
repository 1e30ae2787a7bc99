"""What the law has removed is gone, and the chain still verifies."""

from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from ledger_samples import AT, HOUR, add, faults, long_story, story, takedown

from barta import edition
from barta.ledger import (
    Connection,
    LedgerError,
    Record,
    connect,
    create,
    erase,
    follow,
    head,
    redact,
    transaction,
)

A, B = "a" * 32, "b" * 32


def take_away(connection: Connection, *seqs: int, note: str = "আদালতের আদেশে সরানো হয়েছে।") -> Record:
    """Redact `seqs` in a transaction of their own."""
    with transaction(connection):
        return redact(connection, seqs, at=AT + HOUR, public_note=note)


def test_one_earlier_edition_is_redacted(connection: Connection) -> None:
    """Its payload is gone, its header and the newest edition stay, the chain verifies."""
    records = add(connection, story(A), story(B), story(A))
    redaction = take_away(connection, 1)
    items = follow(connection, 0, 10)
    assert [None, True, True] == [item.payload and True for item in items[:3]]
    assert records == [item.record for item in items[:3]]
    assert [] == faults(connection)
    assert ("redaction", "redaction", False, 4) == (
        redaction.kind,
        redaction.occasion,
        redaction.announce,
        redaction.seq,
    )
    told = edition.decode("redaction", 1, cast(bytes, items[3].payload))
    assert ((1,), "আদালতের আদেশে সরানো হয়েছে।") == (told.seqs, told.public_note)


def test_a_whole_story_is_redacted_after_its_take_down(connection: Connection) -> None:
    """All its editions go, its ending stays, and nothing of another story is touched."""
    add(connection, story(A), story(B), story(A), takedown(A))
    take_away(connection, 1, 3)
    present = [item.record.seq for item in follow(connection, 0, 10) if item.payload is not None]
    assert [2, 4, 5] == present
    assert [] == faults(connection)
    assert [(2,), (4,), (5,)] == connection.execute("SELECT seq FROM ledger_payload ORDER BY seq").fetchall()


def test_a_redaction_goes_with_its_transaction(connection: Connection) -> None:
    """A redaction that is rolled back has removed nothing."""
    add(connection, story(A), story(A))
    with pytest.raises(RuntimeError), transaction(connection):
        redact(connection, [1], at=AT, public_note="")
        raise RuntimeError
    assert all(item.payload for item in follow(connection, 0, 10))
    assert 2 == cast(Record, head(connection)).seq


def test_hundreds_of_editions_are_redacted_at_once(connection: Connection) -> None:
    """More records than one statement takes are still one redaction."""
    add(connection, *(story(A) for _ in range(1202)))
    take_away(connection, *range(1, 1202))
    assert [(1202,), (1203,)] == connection.execute("SELECT seq FROM ledger_payload ORDER BY seq").fetchall()
    assert [] == faults(connection)


@pytest.mark.parametrize(
    ("seqs", "message"),
    [
        ((), "at least one"),
        ((1, 9), "no record 9"),
        ((1, 2), "newest edition of story:" + B),
        ((1, 4), "record 4 is redacted already"),
        ((1, 7), "record 7 is a redaction"),
    ],
)
def test_what_cannot_be_redacted_is_refused(
    connection: Connection, seqs: tuple[int, ...], message: str
) -> None:
    """The message names the record, and nothing is removed."""
    add(connection, story(A), story(B), story(A), story(A), story(A), story(A))
    take_away(connection, 4)
    with pytest.raises(LedgerError, match=message):
        take_away(connection, *seqs)
    assert [4] == [item.record.seq for item in follow(connection, 0, 10) if item.payload is None]


def test_a_note_that_cannot_be_written_is_refused(connection: Connection) -> None:
    """A lone surrogate in the public note leaves the payload where it is."""
    add(connection, story(A), story(A))
    with pytest.raises(LedgerError, match="public_note"):
        take_away(connection, 1, note="\ud800")
    assert [] == faults(connection)


def test_redaction_stands_inside_a_transaction(connection: Connection) -> None:
    """Removal and record commit together or not at all."""
    add(connection, story(A), story(A))
    with pytest.raises(LedgerError, match="transaction"):
        redact(connection, [1], at=AT, public_note="")
    with pytest.raises(LedgerError, match="commit"), transaction(connection):
        erase(connection)


def test_the_removed_bytes_are_in_no_file_of_sqlite(sqlite_url: str) -> None:
    """Neither the database nor its log holds any piece of a redacted text, short or of many pages."""
    path = Path(sqlite_url.removeprefix("sqlite://"))
    with closing(connect(sqlite_url)) as connection:
        # As on a connection of Django's, which does not ask for it.
        connection.execute("PRAGMA secure_delete = OFF")
        create(connection)
        add(connection, long_story(A), story(A, headline="গোপন কথাটি"), story(A), story(B))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sql = "SELECT body FROM ledger_payload WHERE seq IN (1, 2)"
        bodies = [bytes(body) for (body,) in connection.execute(sql).fetchall()]
        pieces = [body[start : start + 24] for body in bodies for start in range(0, len(body) - 24, 24)]
        before = path.read_bytes()
        take_away(connection, 1, 2)
        erase(connection)
        after = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert len(pieces) > 500
    assert sum(piece in before for piece in pieces) > 0.95 * len(pieces)
    assert 0 == sum(piece in after for piece in pieces)


def test_erasing_says_when_a_reader_is_in_its_way(sqlite_url: str) -> None:
    """The log cannot be emptied under a reader; erasing again later does it."""
    with closing(connect(sqlite_url)) as connection, closing(connect(sqlite_url)) as reader:
        create(connection)
        add(connection, story(A), story(A))
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM ledger").fetchall()
        take_away(connection, 1)
        connection.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(LedgerError, match="again"):
            erase(connection)
        reader.execute("COMMIT")
        erase(connection)


def test_the_dead_rows_are_cleared_on_postgresql(postgres_url: str) -> None:
    """After erasing, no page of the table holds a removed row."""
    with closing(connect(postgres_url)) as connection:
        create(connection)
        add(connection, story(A), story(A))
        take_away(connection, 1)
        erase(connection)
        connection.execute("CREATE EXTENSION pageinspect")
        tuples = connection.execute(
            "SELECT count(*) FROM heap_page_items(get_raw_page('ledger_payload', 0)) WHERE t_data IS NOT NULL"
        ).fetchone()
    assert (2,) == tuples
