"""What is read is counted once, by the minute, and ranked the same way everywhere."""

import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pysqlite3 import dbapi2 as sqlite

from barta.readership import (
    Connection,
    Ranking,
    ReadershipError,
    add_views,
    connect,
    create,
    ranking,
    save_ranking,
    score,
    set_views,
)

NOW = datetime(2026, 10, 5, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def test_views_of_the_same_minute_add_up(connection: Connection) -> None:
    """It makes no difference in how many portions views arrive."""
    add_views(connection, [("a", NOW, 2), ("b", NOW, 1), ("a", NOW, 3)])
    add_views(connection, [("a", NOW + timedelta(seconds=59), 4), ("b", NOW - MINUTE, 0)])
    assert (("a", 9), ("b", 1)) == score(connection, now=NOW).day


def test_the_windows_are_exact_to_the_minute(connection: Connection) -> None:
    """A window ends with the minute of now and begins 1,440 or 10,080 minutes before its end."""
    at = {
        "this minute": NOW,
        "next minute": NOW + MINUTE,
        "first of the day": NOW - DAY + MINUTE,
        "before the day": NOW - DAY,
        "first of the week": NOW - WEEK + MINUTE,
        "before the week": NOW - WEEK,
    }
    add_views(connection, [(name, when, 1) for name, when in at.items()])
    found = score(connection, now=NOW)
    assert ["first of the day", "this minute"] == [name for name, _ in found.day]
    assert ["before the day", "first of the day", "first of the week", "this minute"] == [
        name for name, _ in found.week
    ]


def test_a_view_counts_from_the_start_of_its_minute(connection: Connection) -> None:
    """Seconds are kept neither of the view nor of the instant that is asked about."""
    add_views(connection, [("a", NOW + timedelta(seconds=40), 1)])
    assert (("a", 1),) == score(connection, now=NOW + timedelta(seconds=5)).day
    assert () == score(connection, now=NOW - timedelta(microseconds=1)).day


def test_an_earlier_instant_is_scored_as_it_was(connection: Connection) -> None:
    """Views that came later change nothing of what was most read before."""
    add_views(connection, [("a", NOW - DAY, 5), ("b", NOW - DAY * 2, 7)])
    before = score(connection, now=NOW - DAY)
    add_views(connection, [("b", NOW, 100)])
    assert before == score(connection, now=NOW - DAY)
    assert ((("a", 5),), (("b", 7), ("a", 5))) == (before.day, before.week)


def test_zones_make_no_difference(connection: Connection) -> None:
    """An instant is the same minute in Dhaka and in UTC."""
    dhaka = timezone(timedelta(hours=6))
    add_views(connection, [("a", NOW.astimezone(dhaka), 1)])
    assert score(connection, now=NOW) == score(connection, now=NOW.astimezone(dhaka))
    assert UTC == score(connection, now=NOW.astimezone(dhaka)).at.tzinfo


def test_most_read_comes_first_and_ties_have_an_order(connection: Connection) -> None:
    """Equal counts stand by story id."""
    add_views(connection, [("b", NOW, 2), ("c", NOW, 5), ("a", NOW, 2)])
    assert (("c", 5), ("a", 2), ("b", 2)) == score(connection, now=NOW).day


def test_a_limit_never_cuts_between_equals(connection: Connection) -> None:
    """Who shows a list breaks ties by what it knows, so it must be given all of them."""
    add_views(connection, [("a", NOW, 9), ("b", NOW, 2), ("c", NOW, 2), ("d", NOW, 1)])
    assert (("a", 9), ("b", 2), ("c", 2)) == score(connection, now=NOW, limit=2).day
    assert (("a", 9),) == score(connection, now=NOW, limit=1).week
    assert 4 == len(score(connection, now=NOW, limit=9).day)


def test_numbers_from_elsewhere_are_set_not_added(connection: Connection) -> None:
    """An import that is repeated counts nothing twice, and may correct itself downwards."""
    set_views(connection, [("a", NOW, 40), ("b", NOW, 3)])
    set_views(connection, [("a", NOW, 30)])
    assert (("a", 30), ("b", 3)) == score(connection, now=NOW).day
    set_views(connection, [("b", NOW, 0)])
    assert (("a", 30),) == score(connection, now=NOW).day


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (("b", NOW, -1), "views of b: -1"),
        (("b", NOW, 10**13), "views of b"),
        (("b", NOW.replace(tzinfo=None), 1), "time zone"),
    ],
)
def test_what_cannot_be_true_is_refused(
    connection: Connection, view: tuple[str, datetime, int], message: str
) -> None:
    """The message names it, and nothing of the portion is counted."""
    with pytest.raises(ReadershipError, match=message):
        add_views(connection, [("a", NOW, 1), view])
    assert () == score(connection, now=NOW).day


def test_a_portion_goes_with_the_callers_transaction(connection: Connection) -> None:
    """Inside a transaction nothing is committed by itself."""
    connection.execute("BEGIN")
    add_views(connection, [("a", NOW, 1)])
    connection.execute("ROLLBACK")
    assert () == score(connection, now=NOW).day


def test_a_large_portion_is_counted_whole(connection: Connection) -> None:
    """More rows than one statement writes are still one portion."""
    add_views(connection, [(f"{number:04}", NOW, number) for number in range(1300)])
    found = score(connection, now=NOW)
    assert (("1299", 1299), 1299) == (found.day[0], len(found.day))


def test_counting_from_many_sides_loses_nothing(url: str) -> None:
    """Eight counters that meet on the same stories all get their views in."""
    with closing(connect(url)) as connection:
        create(connection)

        def count(order: int) -> None:
            with closing(connect(url)) as own:
                for _ in range(20):
                    add_views(own, [(story, NOW, 1) for story in sorted("abcde", reverse=order % 2 == 0)])

        threads = [threading.Thread(target=count, args=(order,)) for order in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert tuple((story, 160) for story in "abcde") == score(connection, now=NOW).day


def test_the_saved_ranking_is_the_one_shown(connection: Connection) -> None:
    """A snapshot is read back as it was saved, and the next one takes its place."""
    assert ranking(connection) is None
    add_views(connection, [("a", NOW, 3), ("b", NOW - DAY * 3, 8)])
    first = score(connection, now=NOW)
    save_ranking(connection, first)
    assert first == ranking(connection)
    save_ranking(connection, Ranking(NOW + MINUTE, (), ()))
    assert Ranking(NOW + MINUTE, (), ()) == ranking(connection)


@pytest.mark.parametrize("url_text", ["mysql://x", "sqlite://:memory:", "sqlite:///nowhere/at/all.sqlite3"])
def test_a_database_that_cannot_be_opened_is_refused(url_text: str) -> None:
    """The message says what a URL looks like, or which file cannot be opened."""
    with pytest.raises(ReadershipError, match=r"sqlite:///|nowhere"):
        connect(url_text)


VIEWS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(-11_000, 20), st.integers(0, 50)), max_size=30)


@settings(max_examples=50, deadline=None)
@given(VIEWS, st.integers(-500, 20))
def test_a_score_is_the_sum_of_its_window(views: list[tuple[str, int, int]], now: int) -> None:
    """Each window holds exactly the views of its minutes, whatever was counted around it."""
    with closing(sqlite.connect(":memory:", isolation_level=None)) as raw:
        connection = cast(Connection, raw)
        create(connection)
        add_views(connection, [(story, NOW + MINUTE * offset, count) for story, offset, count in views])
        found = score(connection, now=NOW + MINUTE * now)
    for window, counts in ((1440, found.day), (10080, found.week)):
        expected = {
            story: sum(n for name, offset, n in views if name == story and now - window < offset <= now)
            for story in "abc"
        }
        assert {story: n for story, n in expected.items() if n} == dict(counts)
        assert sorted(counts, key=lambda row: (-row[1], row[0])) == list(counts)
