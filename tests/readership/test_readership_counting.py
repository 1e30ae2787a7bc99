"""What the journals hold is counted once: one visit for each visitor and story in a day of Dhaka."""

import logging
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from readership_samples import AT, NOON, name, reads_of, visitor, visits_of

from barta.readership import (
    Connection,
    Counter,
    Journal,
    ReadershipError,
    connect,
    counter,
    draining,
    journal,
)
from barta.readership.draining import Drainer, known_places, waiting
from barta.readership.journal import SIZE, files

STORY = "k3v9w2m7qd"
OTHER = "k3v9w2m7qe"
NEVER = 3600.0
HOUR = 3600
MIDNIGHT = int(datetime(2027, 1, 14, 18, 0, tzinfo=UTC).timestamp())
"""The end of that day in Dhaka."""


def write(folder: Path, views: list[tuple[int, str, int, int]], reads: list[tuple[int, int]] = []) -> None:  # noqa: B006
    """Write a journal of `(at, story, network, visitor)` and `(network, page reads)`."""
    with closing(Journal(folder, every=NEVER)) as own:
        for at, story, network, who in views:
            own.view(at, story, name(network), visitor(who))
        for network, number in reads:
            own.reads(AT, name(network), number)


def drained(connection: Connection, folder: Path, now: datetime = NOON) -> int:
    """Count all that waits in `folder`; return how many records there were."""
    drainer, total = Drainer(folder, "here"), 0
    while counted := drainer.drain(connection, now):
        total += counted
    return total


def test_a_visitor_counts_once_a_story_and_day(connection: Connection, tmp_path: Path) -> None:
    """Reloading, two workers and a beacon that is sent again make no second visit; another story does."""
    write(tmp_path, [(AT, STORY, 1, 1), (AT + 5, STORY, 1, 1), (AT + 9, OTHER, 1, 1), (AT, STORY, 1, 2)])
    write(tmp_path, [(AT + HOUR, STORY, 2, 1)])
    assert 5 == drained(connection, tmp_path)
    assert {STORY: 2, OTHER: 1} == visits_of(connection)


def test_a_day_ends_at_midnight_in_dhaka(connection: Connection, tmp_path: Path) -> None:
    """Then a visitor is a new one, whom nobody could know again."""
    write(tmp_path, [(MIDNIGHT - 1, STORY, 1, 1), (MIDNIGHT, STORY, 1, 1), (MIDNIGHT + HOUR, STORY, 1, 1)])
    drained(connection, tmp_path, datetime.fromtimestamp(MIDNIGHT + HOUR, UTC))
    assert {STORY: 2} == visits_of(connection)


def test_what_is_counted_is_removed(connection: Connection, tmp_path: Path) -> None:
    """A file whose writer has gone leaves neither itself nor its place; a living writer's stays."""
    write(tmp_path, [(AT, STORY, 1, 1)])
    with closing(Journal(tmp_path, every=0.01)) as living:
        living.view(AT, OTHER, name(1), visitor(1))
        until = time.monotonic() + 10
        while len(files(tmp_path)) < 2 and time.monotonic() < until:
            time.sleep(0.01)
        drained(connection, tmp_path)
        [file] = files(tmp_path)
        assert {file.name: SIZE} == known_places(connection)
        assert 0 == waiting(tmp_path, known_places(connection))
        living.view(AT, OTHER, name(1), visitor(2))
    drained(connection, tmp_path)
    assert ([], {}) == (files(tmp_path), known_places(connection))
    assert {STORY: 1, OTHER: 2} == visits_of(connection)


def test_a_file_that_was_counted_and_not_removed_is_not_counted_again(
    connection: Connection, tmp_path: Path
) -> None:
    """The place was kept in the transaction that counted: whoever died between is gone on from there."""
    write(tmp_path, [(AT, STORY, 1, 1)], [(7, 3)])
    [file] = files(tmp_path)
    whole = file.read_bytes()
    drained(connection, tmp_path)
    file.write_bytes(whole)
    connection.execute(f"INSERT INTO journals VALUES ('{file.name}', 'here', {len(whole)}, {AT})")
    drained(connection, tmp_path)
    assert {1: 0, 7: 3} == reads_of(connection)
    assert ([], {}) == (files(tmp_path), known_places(connection))


def test_a_portion_is_counted_wholly_or_not_at_all(
    connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a portion fails midway nothing of it is there, and the next try counts it."""
    write(tmp_path, [(AT, STORY, 1, number) for number in range(30)], [(7, 3)])
    monkeypatch.setattr(draining, "PORTION", 10)
    connection.execute("ALTER TABLE journals RENAME TO elsewhere")
    connection.execute("CREATE TABLE journals (file text PRIMARY KEY, place bigint)")
    with pytest.raises(Exception, match="column"):
        drained(connection, tmp_path)
    assert {} == visits_of(connection)
    connection.execute("DROP TABLE journals")
    connection.execute("ALTER TABLE elsewhere RENAME TO journals")
    assert 31 == drained(connection, tmp_path)
    assert ({STORY: 30}, {1: 0, 7: 3}) == (visits_of(connection), reads_of(connection))


def test_damaged_records_are_left_out_and_said(
    connection: Connection, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The others are counted, and the file is done with all the same."""
    write(tmp_path, [(AT, STORY, 1, number) for number in range(5)])
    [file] = files(tmp_path)
    damaged = bytearray(file.read_bytes())
    damaged[2 * SIZE + 9] ^= 1
    file.write_bytes(damaged + b"a piece of a record")
    assert 5 == drained(connection, tmp_path)
    assert {STORY: 4} == visits_of(connection)
    assert [] == files(tmp_path)
    assert [f"1 damaged records in {file} are left out"] == [record.message for record in caplog.records]


def test_times_that_cannot_be_are_not_counted(
    connection: Connection, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A view of next year would be most read until then; one of last year would be in no list."""
    ahead, behind = AT + 2 * HOUR, AT - 9 * 24 * HOUR
    write(tmp_path, [(AT, STORY, 1, 1), (ahead, STORY, 1, 2), (behind, STORY, 1, 3)])
    drained(connection, tmp_path)
    assert {STORY: 1} == visits_of(connection)
    assert "2 records are not counted" in caplog.text


def test_only_one_counts_in_a_home(url: str, tmp_path: Path) -> None:
    """A second counter is refused, and may begin when the first has gone."""
    with (
        closing(Counter(url, tmp_path, "here")),
        pytest.raises(ReadershipError, match="one counter a home"),
    ):
        Counter(url, tmp_path, "here")
    Counter(url, tmp_path, "here").close()


def test_two_nodes_count_the_same_visitor_once(url: str, tmp_path: Path) -> None:
    """Nodes that drain at the same time wait for each other where they meet, and nothing is doubled."""
    nodes = [tmp_path / "dhaka", tmp_path / "bogura"]
    stories = [f"{number:010}" for number in range(50)]
    for node in nodes:
        views = [(AT, story, 1, who) for who in range(100) for story in stories]
        write(node / counter.JOURNAL, views if node is nodes[0] else views[::-1], [(7, 5)])
    counters = [Counter(url, node, node.name, lambda: NOON) for node in nodes]
    failed: list[BaseException] = []

    def count(own: Counter) -> None:
        try:
            with closing(own):
                own.drain()
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=count, args=(own,)) for own in counters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [] == failed
    with closing(connect(url)) as connection:
        assert dict.fromkeys(stories, 100) == visits_of(connection)
        assert {1: 0, 7: 10} == reads_of(connection)


def _logged(caplog: pytest.LogCaptureFixture, level: str) -> list[str]:
    return [record.message for record in caplog.records if record.levelname == level]


def _wait(what: str, caplog: pytest.LogCaptureFixture) -> None:
    until = time.monotonic() + 60
    while what not in caplog.text and time.monotonic() < until:
        time.sleep(0.02)
    assert what in caplog.text


def test_a_locked_database_loses_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Views wait in the journal, the trouble is said once, and when it is over all are counted."""
    monkeypatch.setattr(counter, "PATIENCE_MS", 20)
    monkeypatch.setattr(counter, "LONGEST_PAUSE", 0.05)
    url = f"sqlite://{tmp_path / 'readership.sqlite3'}"
    stop = threading.Event()
    with closing(Counter(url, tmp_path, "here", lambda: NOON)) as own, closing(connect(url)) as other:
        own.step()
        other.execute("BEGIN EXCLUSIVE")
        write(tmp_path / "journal", [(AT, STORY, 1, number) for number in range(10)])
        thread = threading.Thread(target=own.run, args=(stop,))
        with caplog.at_level(logging.INFO, "barta.readership"):
            thread.start()
            _wait("views wait", caplog)
            time.sleep(0.5)
            other.execute("ROLLBACK")
            _wait("counted again", caplog)
            stop.set()
            thread.join(30)
        assert 1 == len(_logged(caplog, "ERROR"))
        assert {STORY: 10} == visits_of(other)


def test_a_database_that_is_down_loses_nothing(
    postgres_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counter goes on by itself once the database takes connections again."""
    monkeypatch.setattr(counter, "LONGEST_PAUSE", 0.05)
    database = postgres_url.partition("?")[0].rpartition("/")[2]
    server = postgres_url.replace(f"/{database}?", "/postgres?")
    write(tmp_path / "journal", [(AT, STORY, 1, number) for number in range(10)])
    stop = threading.Event()
    with (
        psycopg.connect(server, autocommit=True) as operator,
        closing(Counter(postgres_url, tmp_path, "here", lambda: NOON)) as own,
        caplog.at_level(logging.INFO, "barta.readership"),
    ):
        own.step()
        operator.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
        operator.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        )
        write(tmp_path / "journal", [(AT, OTHER, 1, number) for number in range(10)])
        thread = threading.Thread(target=own.run, args=(stop,))
        thread.start()
        _wait("views wait", caplog)
        time.sleep(0.5)
        operator.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")
        _wait("counted again", caplog)
        stop.set()
        thread.join(30)
    assert 1 == len(_logged(caplog, "ERROR"))
    with closing(connect(postgres_url)) as connection:
        assert {STORY: 10, OTHER: 10} == visits_of(connection)


def test_places_of_long_ago_are_forgotten(connection: Connection) -> None:
    """A file that was removed while its drainer died leaves a row for a month."""
    connection.execute(f"INSERT INTO journals VALUES ('old', 'here', 1, {AT}), ('new', 'here', 1, {AT + 60})")
    draining.forget_places(connection, NOON + timedelta(days=30, seconds=30))
    assert ["new"] == list(known_places(connection))


def test_a_row_is_small_enough_for_any_day(tmp_path: Path) -> None:
    """A record has 44 bytes, so that a million beacons are less than fifty megabytes."""
    assert 44 == SIZE == len(journal.packed((AT, STORY, name(1), visitor(1), 1)))
