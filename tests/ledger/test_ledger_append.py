"""Records are appended whole, in order, and only where the change that they record commits with them."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

import psycopg
import pytest
from ledger_samples import AT, HOUR, add, faults, section, story, takedown
from pysqlite3 import dbapi2 as sqlite

from barta import edition
from barta.ledger import (
    Connection,
    Entry,
    LedgerError,
    Record,
    append,
    connect,
    create,
    follow,
    head,
    transaction,
)
from barta.ledger.records import header_hash

ID = "0123456789abcdef0123456789abcdef"


def test_a_record_carries_its_entry_and_its_place_in_the_chain(connection: Connection) -> None:
    """A record names its subject, edition, instant in UTC and the record before it."""
    first, second = add(connection, story(ID), story(ID, occasion="update"))
    assert (1, "story", f"story:{ID}", 1) == (first.seq, first.kind, first.subject, first.edition)
    assert ("2026-10-05T03:12:00.000000Z", "publish", True, 1, "0" * 64) == (
        first.at,
        first.occasion,
        first.announce,
        first.schema,
        first.prev,
    )
    assert (2, 2, first.hash, "update") == (second.seq, second.edition, second.prev, second.occasion)


def test_an_outsider_can_check_the_chain_from_its_description_alone(connection: Connection) -> None:
    """The hashes follow from the stored columns by the rule that is written down."""
    add(connection, story(ID), section(ID), story(ID), takedown(ID))
    prev = "0" * 64
    rows = connection.execute(
        "SELECT l.seq, kind, subject, edition, at, occasion, announce, schema, payload_digest, prev, hash,"
        " salt, body FROM ledger l JOIN ledger_payload p ON p.seq = l.seq ORDER BY l.seq"
    ).fetchall()
    for *header, announce, schema, digest, named, stored, salt, body in rows:
        fields = ["barta ledger 1", *header, bool(announce), schema, digest, prev]
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == stored
        assert hashlib.sha256(bytes(salt) + bytes(body)).hexdigest() == digest
        assert prev == named
        prev = stored
    assert 4 == len(rows)


def test_the_hash_of_a_header_never_changes() -> None:
    """A header that papers have printed on has the same hash in every version of Barta."""
    header = (
        7,
        "story",
        f"story:{ID}",
        2,
        "2026-10-05T03:12:00.000000Z",
        "update",
        True,
        1,
        "a" * 64,
        "b" * 64,
    )
    assert "4df2836478ad3b993f1044eae34fa8492be3d7fc6b5dd26eb96593c2ecb887bf" == header_hash(*header)


def test_append_never_commits(connection: Connection) -> None:
    """A record goes with the transaction that it was appended in."""
    with pytest.raises(RuntimeError), transaction(connection):
        append(connection, [story()], at=AT)
        raise RuntimeError
    assert head(connection) is None
    [record] = add(connection, story())
    assert 1 == record.seq


def test_append_refuses_to_stand_outside_a_transaction(connection: Connection) -> None:
    """Without a transaction a change and its record could not commit together."""
    with pytest.raises(LedgerError, match="inside a transaction"):
        append(connection, [story()], at=AT)
    assert head(connection) is None


def test_transactions_do_not_nest(connection: Connection) -> None:
    """A transaction inside another is refused, and the outer one goes on."""
    with transaction(connection):
        append(connection, [story()], at=AT)
        with pytest.raises(LedgerError, match="nest"), transaction(connection):
            pass
    assert 1 == cast(Record, head(connection)).seq


def test_nothing_appended_costs_nothing(connection: Connection) -> None:
    """An empty list of entries appends no record."""
    with transaction(connection):
        assert [] == append(connection, [], at=AT)


def test_editions_are_counted_by_subject_across_calls_and_kinds(connection: Connection) -> None:
    """An ending and a return are editions of the same subject."""
    add(connection, story(ID), story(), story(ID))
    add(connection, takedown(ID))
    [back] = add(connection, story(ID))
    assert (5, 4) == (back.seq, back.edition)


def test_a_long_list_is_appended_in_its_order(connection: Connection) -> None:
    """A batch of many hundreds is one chain, with subjects that return in it."""
    identities = [edition.new_id() for _ in range(150)]
    records = add(connection, *(story(identities[n % 150]) for n in range(520)))
    assert list(range(1, 521)) == [record.seq for record in records]
    assert 4 == records[-1].edition
    assert [] == faults(connection)
    assert records == [item.record for item in follow(connection, 0, 1000)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "poem"}, "kind"),
        ({"kind": "redaction"}, "subject"),
        ({"kind": "section"}, "subject"),
        ({"subject": "story:" + "f" * 32}, "subject"),
        ({"subject": f"story {ID}"}, "subject"),
        ({"subject": f"story:{ID}\0"}, "subject"),
        ({"subject": None}, "subject"),
        ({"occasion": "whim"}, "occasion"),
        ({"occasion": "redaction"}, "kind"),
        ({"announce": 1}, "announce"),
        ({"schema": 2}, "schema"),
        ({"payload": b"{}"}, "payload"),
        ({"payload": b"\xff"}, "payload"),
    ],
)
def test_an_entry_that_may_not_be_recorded_is_refused_by_field(
    connection: Connection, change: dict[str, Any], field: str
) -> None:
    """The message names the field, and nothing of the batch is written."""
    with pytest.raises(LedgerError, match=f"^{field}: "), transaction(connection):
        append(connection, [story(), replace(story(ID), **change)], at=AT)
    assert head(connection) is None


def test_a_redaction_is_not_appended_by_hand(connection: Connection) -> None:
    """A redaction that removes nothing cannot be recorded."""
    payload = edition.encode(edition.Redaction(seqs=(1,)))
    entry = Entry("redaction", f"redaction:{ID}", "redaction", False, 1, payload)
    with pytest.raises(LedgerError, match="redact"), transaction(connection):
        append(connection, [entry], at=AT)


def test_an_instant_without_a_zone_is_refused(connection: Connection) -> None:
    """Ledger time is never guessed."""
    with pytest.raises(LedgerError, match="time zone"), transaction(connection):
        append(connection, [story()], at=datetime(2026, 10, 5, 9, 12))  # noqa: DTZ001 (the point of the test)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET occasion = 'minor' WHERE seq = 1",
        "DELETE FROM ledger WHERE seq = 1",
        "UPDATE ledger_payload SET salt = body WHERE seq = 1",
    ],
)
def test_the_database_itself_keeps_records_as_they_are(connection: Connection, statement: str) -> None:
    """A record is neither changed nor deleted by any statement."""
    add(connection, story())
    with pytest.raises((sqlite.IntegrityError, psycopg.errors.RaiseException), match="append-only"):
        connection.execute(statement)
    assert [] == faults(connection)


def test_create_can_be_called_again_inside_a_transaction(connection: Connection) -> None:
    """Making the tables again keeps what is in them and does not commit."""
    add(connection, story())
    with pytest.raises(RuntimeError), transaction(connection):
        append(connection, [story()], at=AT)
        create(connection)
        raise RuntimeError
    assert 1 == cast(Record, head(connection)).seq


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_stricter_isolation_level_is_refused(postgres_url: str, level: str) -> None:
    """Under a snapshot taken earlier the newest record cannot be seen, so append says what to do."""
    with closing(connect(postgres_url)) as connection:
        create(connection)
        with pytest.raises(LedgerError, match="READ COMMITTED"), transaction(connection):
            connection.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
            append(connection, [story()], at=AT)


def test_a_connection_without_autocommit_is_a_transaction(postgres_url: str) -> None:
    """What Django does inside atomic() is enough: the first statement begins the transaction."""
    with closing(connect(postgres_url)) as connection:
        create(connection)
    with psycopg.connect(postgres_url) as plain:
        append(cast(Connection, plain), [story()], at=AT)
        plain.rollback()
        append(cast(Connection, plain), [story()], at=AT)
        plain.commit()
        assert 1 == cast(Record, head(cast(Connection, plain))).seq


def test_the_standard_librarys_connection_is_accepted(sqlite_url: str) -> None:
    """A connection that was made by the standard library's sqlite3 appends as well."""
    with closing(connect(sqlite_url)) as connection:
        create(connection)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite://"), isolation_level=None)) as plain:
        plain.execute("BEGIN IMMEDIATE")
        append(cast(Connection, plain), [story()], at=AT)
        plain.execute("COMMIT")
        assert [] == faults(cast(Connection, plain))


def test_another_kind_of_connection_is_refused() -> None:
    """A connection of a third engine is named in the message."""
    with pytest.raises(LedgerError, match="SQLite or psycopg"):
        append(cast(Connection, object()), [story()], at=AT)


@pytest.mark.parametrize("url", ["mysql://x", "sqlite://:memory:", "sqlite://folder/x.sqlite3"])
def test_a_url_that_cannot_be_used_is_refused(url: str) -> None:
    """The message says how a URL is written."""
    with pytest.raises(LedgerError, match="sqlite:///"):
        connect(url)


def test_a_missing_folder_is_named(sqlite_url: str) -> None:
    """A file that cannot be made is an error that names it."""
    with pytest.raises(LedgerError, match="nowhere"):
        connect(sqlite_url.replace("ledger.sqlite3", "nowhere/ledger.sqlite3"))


@pytest.mark.parametrize(("before", "entries"), [(0, 1), (0, 100), (700, 1), (700, 100)])
def test_a_publication_costs_five_statements_on_sqlite(sqlite_url: str, before: int, entries: int) -> None:
    """The number of statements depends neither on the ledger's length nor on a small batch's."""
    with closing(connect(sqlite_url)) as connection:
        create(connection)
        add(connection, *(story() for _ in range(before)))
        statements: list[str] = []
        with transaction(connection):
            cast(Any, connection).set_trace_callback(statements.append)
            append(connection, [story() for _ in range(entries)], at=AT + HOUR)
            cast(Any, connection).set_trace_callback(None)
        assert 5 == len(statements)


class CountingConnection(psycopg.Connection[Any]):
    """A connection that keeps count of its statements."""

    statements = 0

    def execute(self, *arguments: Any, **options: Any) -> Any:
        """Run a statement and count it."""
        self.statements += 1
        return super().execute(*arguments, **options)


@pytest.mark.parametrize("entries", [1, 100])
def test_a_publication_costs_six_statements_on_postgresql(postgres_url: str, entries: int) -> None:
    """The lock is the one statement more than on SQLite."""
    with closing(CountingConnection.connect(postgres_url, autocommit=True)) as raw:
        connection = cast(Connection, raw)
        create(connection)
        add(connection, story(), story())
        with transaction(connection):
            before = raw.statements
            append(connection, [story() for _ in range(entries)], at=AT)
            assert 6 == raw.statements - before


def test_a_sqlite_file_is_opened_to_survive_a_power_cut(sqlite_url: str) -> None:
    """What is committed is on the disk, writers wait for each other, and freed pages are overwritten."""
    with closing(connect(sqlite_url)) as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "secure_delete")
        }
    full = 2
    assert {
        "journal_mode": "wal",
        "synchronous": full,
        "busy_timeout": 20_000,
        "secure_delete": 1,
    } == found
    with closing(connect(sqlite_url.replace("sqlite:///", "sqlite:////"))) as connection:
        assert "wal" == connection.execute("PRAGMA journal_mode").fetchone()[0]
