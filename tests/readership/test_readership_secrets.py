"""Tokens, keys and secrets: shared by all nodes, gone with their day, and never in a reader's process."""

import secrets as standard
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from barta import ledger
from barta.readership import (
    Connection,
    Counter,
    ReadershipError,
    beacon_key,
    connect,
    counting_rights,
    create,
    day_secret,
    hour_of,
    ranking,
    throw_away,
    token,
    tokens,
)
from barta.readership.keys import keep_secrets
from barta.readership.secrets import keep_secret

KEY = bytes(range(32))
TODAY = date(2027, 1, 14)
TOMORROW = TODAY + timedelta(days=1)


def names(folder: Path) -> list[str]:
    """Return the names of a folder's files."""
    return sorted(file.name for file in folder.iterdir())


def test_a_token_is_the_hours_and_the_keys() -> None:
    """Eight characters that stand in an address as they are; another hour or key gives others."""
    assert "o6YZNgwy" == token(KEY, 500_000)
    assert 3 == len({token(KEY, 1), token(KEY, 2), token(KEY[::-1], 1)})


def test_the_tokens_of_four_hours_are_taken() -> None:
    """Pages lie in caches for a while, and the clocks of two machines differ."""
    assert {token(KEY, hour) for hour in (98, 99, 100, 101)} == tokens(KEY, 100)


def test_an_hour_is_the_same_in_every_zone() -> None:
    """Hours are counted in UTC."""
    at = datetime(2027, 1, 14, 6, 59, 59, tzinfo=UTC)
    assert hour_of(at) == hour_of(at.astimezone()) == hour_of(at + timedelta(seconds=1)) - 1


def test_the_key_is_made_once_for_all(url: str) -> None:
    """Two presses that ask at the same time get the same 32 bytes."""
    with closing(connect(url)) as connection:
        create(connection)
    found: list[bytes] = []

    def ask() -> None:
        with closing(connect(url)) as own:
            found.append(beacon_key(own))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert ({32}, 4, 1) == ({len(key) for key in found}, len(found), len(set(found)))


def test_a_days_secret_is_one_for_all_processes(tmp_path: Path) -> None:
    """Whoever asks first makes it, for its owner's eyes only; the next day has another."""
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(day_secret(tmp_path / "s", TODAY))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (1, 8, 32) == (len(set(found)), len(found), len(found[0]))
    assert found[0] != day_secret(tmp_path / "s", TOMORROW)
    assert ["2027-01-14", "2027-01-15"] == names(tmp_path / "s")
    assert 0o600 == stat.S_IMODE((tmp_path / "s" / "2027-01-14").stat().st_mode)


def test_a_piece_of_a_secret_is_replaced(tmp_path: Path) -> None:
    """A full disk may have left less than a secret."""
    (tmp_path / TODAY.isoformat()).write_bytes(b"half")
    found = day_secret(tmp_path, TODAY)
    assert found == day_secret(tmp_path, TODAY)
    assert 32 == len(found)


def test_secrets_go_with_their_day(tmp_path: Path) -> None:
    """What was left half made goes too; other files are nobody's business here."""
    for day in (TODAY - timedelta(days=40), TODAY - timedelta(days=1), TODAY, TOMORROW):
        day_secret(tmp_path, day)
    (tmp_path / ".2027-01-13.abc").touch()
    (tmp_path / "notes").touch()
    assert 3 == throw_away(tmp_path, TODAY)
    assert ["2027-01-14", "2027-01-15", "notes"] == names(tmp_path)
    assert 0 == throw_away(tmp_path / "missing", TODAY)


def test_nodes_share_a_days_secret_before_it_begins(postgres_url: str, tmp_path: Path) -> None:
    """Each counter has today's and tomorrow's from the database, and the database no older one."""
    nodes = [tmp_path / "dhaka", tmp_path / "bogura"]
    own = day_secret(nodes[0], TODAY)
    with closing(connect(postgres_url)) as connection:
        create(connection)
        keep_secrets(connection, tmp_path / "old", TODAY - timedelta(days=1))
        for node in nodes:
            keep_secrets(connection, node, TODAY)
        days = connection.execute("SELECT day FROM secrets ORDER BY day").fetchall()
    assert [("2027-01-14",), ("2027-01-15",)] == days
    for day in (TODAY, TOMORROW):
        assert day_secret(nodes[0], day) == day_secret(nodes[1], day)
    assert day_secret(tmp_path / "old", TODAY) == day_secret(nodes[0], TODAY) != own


def test_a_files_secrets_are_in_no_database(tmp_path: Path) -> None:
    """On one machine the files are enough, so that no backup of the database carries a secret."""
    with closing(connect(f"sqlite://{tmp_path / 'r.sqlite3'}")) as connection:
        create(connection)
        keep_secrets(connection, tmp_path / "s", TODAY)
        assert 0 == connection.execute("SELECT count(*) FROM secrets").fetchone()[0]
    assert ["2027-01-14", "2027-01-15"] == names(tmp_path / "s")


def test_a_secret_that_is_the_same_is_not_written(tmp_path: Path) -> None:
    """Every ten minutes it is looked at, and the disk left alone."""
    keep_secret(tmp_path, TODAY, KEY)
    before = (tmp_path / TODAY.isoformat()).stat().st_ino
    keep_secret(tmp_path, TODAY, KEY)
    assert (before, KEY) == ((tmp_path / TODAY.isoformat()).stat().st_ino, day_secret(tmp_path, TODAY))


def test_what_delivery_needs_loads_no_database() -> None:
    """A reader's worker writes into a journal and knows of no database."""
    program = (
        "import sys, barta.readership, barta.readership.journal;"
        "print(sorted({'psycopg', 'pysqlite3', 'sqlite3', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stdout


@pytest.fixture
def node(postgres_url: str):
    """Give the URL of a follower's role, and a superuser's connection; the role goes after the test."""
    role = f"node_{standard.token_hex(4)}"
    with closing(ledger.connect(postgres_url)) as owner:
        ledger.create(owner)
        create(owner)
        owner.execute("CREATE TABLE drafts (text text)")
        ledger.reader_role(owner, role)
        counting_rights(owner, role)
        try:
            yield postgres_url.replace("//postgres@", f"//{role}@"), owner
        finally:
            owner.execute(f"DROP OWNED BY {role}")
            owner.execute(f"DROP ROLE {role}")


def test_a_nodes_role_may_count(node: tuple[str, Connection], tmp_path: Path) -> None:
    """It drains, shares secrets and has the key; what is read most another node computes."""
    url, owner = node
    with closing(Counter(url, tmp_path, "node")) as counter:
        counter.step()
        assert counter.score() is None
    with closing(connect(url)) as connection:
        assert beacon_key(connection) == beacon_key(owner)
    assert ranking(owner) is None


@pytest.mark.parametrize(
    "statement",
    ["SELECT * FROM drafts", "UPDATE rankings SET at = ''", "DELETE FROM views", "UPDATE keys SET key = ''"],
)
def test_a_nodes_role_may_do_nothing_else(node: tuple[str, Connection], statement: str) -> None:
    """Neither drafts nor what readers see lie within its reach."""
    with closing(connect(node[0])) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_sqlite_has_no_roles(tmp_path: Path) -> None:
    """The refusal says what would do."""
    with (
        closing(connect(f"sqlite://{tmp_path / 'r.sqlite3'}")) as connection,
        pytest.raises(ReadershipError, match="use PostgreSQL"),
    ):
        counting_rights(connection, "node")
