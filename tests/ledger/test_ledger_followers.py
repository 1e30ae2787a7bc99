"""Followers see the ledger and the rankings, tell what they have reached, and can do nothing else."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import psycopg
import pytest
from ledger_samples import AT, HOUR, add, story

from barta import readership
from barta.ledger import (
    Connection,
    LedgerError,
    Report,
    append,
    connect,
    create,
    create_reports,
    follow,
    heads,
    newest,
    reader_role,
    report,
    reports,
    transaction,
)


def test_each_press_has_one_report(connection: Connection) -> None:
    """A later report takes the place of the one before, even of a higher one."""
    report(connection, "dhaka-1", 7, AT)
    report(connection, "bogura", 5, AT)
    report(connection, "dhaka-1", 6, AT + HOUR)
    assert [Report("bogura", 5, AT), Report("dhaka-1", 6, AT + HOUR)] == reports(connection)


def test_reports_stand_in_a_database_of_their_own(sqlite_url: str) -> None:
    """Their table can be made without the ledger's."""
    with closing(connect(sqlite_url)) as connection:
        create_reports(connection)
        create_reports(connection)
        report(connection, "node", 1, datetime(2026, 11, 23, tzinfo=UTC))
        assert ["node"] == [line.node for line in reports(connection)]


def test_the_readerships_file_takes_reports(url: str) -> None:
    """On one machine a report each second takes no lock from the newsroom."""
    with closing(readership.connect(url)) as connection:
        readership.create(connection)
        create_reports(connection)
        report(connection, "node", 3, AT)
        assert [Report("node", 3, AT)] == reports(connection)


@pytest.fixture
def role(postgres_url: str) -> Iterator[tuple[str, Connection, Connection]]:
    """Give a role's name, a superuser's connection, and one as the role; the role goes after the test."""
    name = f"follower_{secrets.token_hex(4)}"
    with closing(connect(postgres_url)) as owner:
        create(owner)
        readership.create(owner)
        owner.execute("CREATE TABLE drafts (text text)")
        reader_role(owner, name)
        reader_role(owner, name)
        try:
            with closing(connect(postgres_url.replace("//postgres@", f"//{name}@"))) as reader:
                yield name, owner, reader
        finally:
            owner.execute(f"DROP OWNED BY {name}")
            owner.execute(f"DROP ROLE {name}")


def test_a_follower_reads_the_ledger_and_reports(role: tuple[str, Connection, Connection]) -> None:
    """Everything that a press on another machine does works with the follower's role."""
    _, owner, reader = role
    [record] = add(owner, story())
    assert [record] == [item.record for item in follow(reader, 0, 10)]
    assert [record.subject] == list(newest(reader, [record.subject]))
    assert [] == heads(reader)
    assert readership.ranking(reader) is None
    report(reader, "node", 1, AT)
    report(reader, "node", 2, AT)
    assert [Report("node", 2, AT)] == reports(reader)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM drafts",
        "SELECT * FROM views",
        "INSERT INTO ledger_heads VALUES ('2026-11-23', 1, 'a', 'b', 'c')",
        "DELETE FROM press_reports",
        "DELETE FROM ledger_payload",
        "UPDATE rankings SET at = ''",
        "CREATE TABLE mine (text text)",
    ],
)
def test_a_follower_can_do_nothing_else(role: tuple[str, Connection, Connection], statement: str) -> None:
    """Drafts, views and every change are denied by the database itself."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        role[2].execute(statement)


def test_a_follower_cannot_append(role: tuple[str, Connection, Connection]) -> None:
    """The ledger is written by the newsroom alone."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege), transaction(role[2]):
        append(role[2], [story()], at=AT)


def test_rights_given_by_hand_are_taken_back(role: tuple[str, Connection, Connection]) -> None:
    """Making the role again leaves it with a follower's rights only."""
    name, owner, reader = role
    owner.execute(f"GRANT SELECT ON drafts TO {name}")
    reader_role(owner, name)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("SELECT * FROM drafts")


def test_a_role_is_made_where_rankings_are_kept_elsewhere(postgres_url: str) -> None:
    """A ledger without the readership's tables beside it has followers too."""
    with closing(connect(postgres_url)) as connection:
        create(connection)
        with pytest.raises(RuntimeError), transaction(connection):
            reader_role(connection, "follower_for_a_moment")
            raise RuntimeError


def test_a_role_needs_postgresql_and_a_plain_name(sqlite_url: str, postgres_url: str) -> None:
    """Both refusals say what would do."""
    with closing(connect(sqlite_url)) as connection, pytest.raises(LedgerError, match="SQLite has no roles"):
        reader_role(connection, "follower")
    with closing(connect(postgres_url)) as connection, pytest.raises(LedgerError, match="role"):
        reader_role(connection, 'follower"; DROP TABLE ledger; --')
