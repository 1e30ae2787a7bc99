"""What is counted is ranked each minute by one scorer, capped, and kept as plain views afterwards."""

import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from readership_samples import AT, HOUR, NOON, visits

from barta.readership import (
    Connection,
    Counter,
    add_views,
    connect,
    create,
    ranking,
    save_score,
    score,
    scoring,
)
from barta.readership.capping import FLOOR
from barta.readership.connections import unit
from barta.readership.open_days import OpenDays
from barta.readership.rankings import bounded
from barta.readership.scoring import Scorer

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def day(connection: Connection, now: datetime = NOON + MINUTE) -> dict[str, int]:
    """Return the views of the 24 hours before `now`."""
    return dict(score(connection, now=now).day)


def test_visits_and_imported_views_add_up(connection: Connection) -> None:
    """A story's views are what was counted and what came from elsewhere."""
    visits(connection, "a", 1, 5)
    visits(connection, "b", 1, 3)
    add_views(connection, [("b", NOON, 4), ("c", NOON, 1)])
    assert (("b", 7), ("a", 5), ("c", 1)) == score(connection, now=NOON + MINUTE).day


def test_a_window_begins_within_an_hour(connection: Connection) -> None:
    """Of the hour in which it begins as much is taken as lies in it, so that a list changes smoothly."""
    visits(connection, "a", 1, 60)
    found = [day(connection, NOON + DAY + MINUTE * minutes).get("a", 0) for minutes in (-60, 0, 15, 59)]
    assert [60, 59, 44, 0] == found
    week = dict(score(connection, now=NOON + 7 * DAY + MINUTE * 29).week)
    assert {"a": 30} == week


def test_a_machine_that_reads_no_page_adds_nothing(connection: Connection) -> None:
    """Where pages are given by us, a beacon without any is nobody's."""
    for network in range(1, 9):
        visits(connection, "a", network, 10)
        visits(connection, "b", network, 9)
    before = score(connection, now=NOON + MINUTE)
    visits(connection, "b", 99, 5000)
    connection.execute("UPDATE networks SET reads = 0 WHERE network = 99")
    assert before == score(connection, now=NOON + MINUTE)


def test_a_machine_that_reads_little_adds_little(connection: Connection) -> None:
    """It is believed the floor, and twice its share of what the others read."""
    for network in range(1, 9):
        visits(connection, "a", network, 100)
    visits(connection, "a", 99, 5000)
    connection.execute("UPDATE networks SET reads = 8 WHERE network = 99")
    assert day(connection)["a"] <= 800 + FLOOR + 2.1 * 0.01 * 800


def test_carriers_are_not_erased(connection: Connection) -> None:
    """Sixteen addresses with all of a paper's readers are believed all of their visits."""
    for carrier in range(16):
        for story, part in (("a", 30), ("b", 20), ("c", 5)):
            visits(connection, story, carrier, part * (carrier + 1))
    assert {"a": 30 * 136, "b": 20 * 136, "c": 5 * 136} == day(connection)


def test_a_finished_day_becomes_plain_views(connection: Connection) -> None:
    """Two days later nothing is left of networks and visitors, and the ranking is what it was."""
    for network in range(1, 9):
        visits(connection, "a", network, 50)
        visits(connection, "b", network, 20, at=AT + HOUR)
    visits(connection, "b", 99, 5000)
    connection.execute("UPDATE networks SET reads = 4 WHERE network = 99")
    later = NOON + 2 * DAY
    before = score(connection, now=later)
    assert 1 == OpenDays().finish(connection, later)
    assert before == score(connection, now=later)
    for table in ("seen", "reach", "networks", "hours"):
        assert 0 == connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    assert 0 == OpenDays().finish(connection, later)


def test_yesterday_is_not_finished(connection: Connection) -> None:
    """The 24 hours before now lie in it, and late views may still come."""
    visits(connection, "a", 1, 5)
    assert 0 == OpenDays().finish(connection, NOON + timedelta(hours=35, minutes=59))
    assert 1 == OpenDays().finish(connection, NOON + timedelta(hours=36))


def test_views_that_come_late_are_added_to_a_finished_day(connection: Connection) -> None:
    """A node that was cut off for three days brings what it has, and it enters the week."""
    visits(connection, "a", 1, 5)
    now = NOON + 3 * DAY
    OpenDays().finish(connection, now)
    visits(connection, "a", 2, 4)
    assert {"a": 9} == dict(score(connection, now=now).week)
    OpenDays().finish(connection, now)
    assert {"a": 9} == dict(score(connection, now=now).week)


def test_a_day_that_changes_is_computed_anew(connection: Connection) -> None:
    """What a scorer remembers of a day holds as long as nothing was counted in it."""
    days = OpenDays()
    for network in (1, 2, 3):
        visits(connection, "a", network, 10)
    assert {"a": 30} == dict(score(connection, now=NOON + MINUTE, days=days).day)
    visits(connection, "a", 4, 10)
    visits(connection, "b", 1, 10)
    assert {"a": 40, "b": 10} == dict(score(connection, now=NOON + MINUTE, days=days).day)


def test_both_engines_rank_alike(postgres_url: str, tmp_path: Path) -> None:
    """The same visits give the same counts on SQLite and on PostgreSQL."""
    found = []
    for url in (f"sqlite://{tmp_path / 'r.sqlite3'}", postgres_url):
        with closing(connect(url)) as connection:
            create(connection)
            with unit(connection):
                for network in range(30):
                    for story in "abcdef":
                        visits(connection, story, network, (network * 7 + ord(story) * 5) % 23)
            found.append(score(connection, now=NOON + MINUTE))
    assert found[0] == found[1]


def test_a_ranking_holds_so_many_stories_at_most(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Equals at its end are left out together: the order of equals is not the scorer's to say."""
    monkeypatch.setattr(scoring, "MOST_RANKED", 3)
    add_views(connection, [("a", NOON, 9), ("b", NOON, 2), ("c", NOON, 1), ("d", NOON, 1), ("e", NOON, 1)])
    assert (("a", 9), ("b", 2)) == save_score(connection, NOON).day
    assert ("a", "b") == tuple(story for story, _ in ranking(connection).week)  # type: ignore[union-attr]
    assert (("x", 1),) == bounded((("x", 1), ("y", 1)), 1)


def test_one_of_all_candidates_scores(url: str, tmp_path: Path) -> None:
    """The others stand by, and one of them takes over when it has gone."""
    home = tmp_path / "here"
    first, second = Scorer(home), Scorer(home)
    with closing(connect(url)) as other:
        with closing(connect(url)) as one:
            create(one)
            assert first.score(one, NOON) is not None
            assert second.score(other, NOON) is None
            assert first.score(one, NOON) is not None
            first.close()
        assert second.score(other, NOON) is not None
        second.close()


def test_a_counter_ranks_each_minute(url: str, tmp_path: Path) -> None:
    """Its first step ranks, and each one a minute after the last ranking."""
    now = NOON
    with closing(connect(url)) as connection, closing(Counter(url, tmp_path, "here", lambda: now)) as own:
        own.step()
        stamps = [ranking(connection).at]  # type: ignore[union-attr]
        for seconds in (30, 59, 61):
            now = NOON + timedelta(seconds=seconds)
            own.step()
            stamps.append(ranking(connection).at)  # type: ignore[union-attr]
    assert [NOON, NOON, NOON, NOON + timedelta(seconds=61)] == stamps


def test_ranking_beside_counting_is_never_wrong(url: str) -> None:
    """While visits come in and days are finished, no view is ever seen twice or not at all."""
    with closing(connect(url)) as connection:
        create(connection)
        visits(connection, "a", 1, 50, at=AT - 3 * 24 * HOUR)
        seen: list[int] = []
        done = threading.Event()

        def look() -> None:
            with closing(connect(url)) as own:
                while not done.is_set():
                    seen.append(dict(score(own, now=NOON).week).get("a", 0))

        thread = threading.Thread(target=look)
        thread.start()
        for number in range(5):
            visits(connection, "a", 2 + number, 10, at=AT - 3 * 24 * HOUR)
            OpenDays().finish(connection, NOON)
        done.set()
        thread.join(60)
        assert {"a": 100} == dict(score(connection, now=NOON).week)
    assert seen == sorted(seen)
    assert {0, *range(50, 101, 10)} >= {0, *seen}


def test_scoring_needs_no_zone_of_its_own(connection: Connection) -> None:
    """The saved instant is in UTC, whatever zone the clock had."""
    visits(connection, "a", 1, 2)
    assert UTC == save_score(connection, NOON.astimezone()).at.tzinfo
