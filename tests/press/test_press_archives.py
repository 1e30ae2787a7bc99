"""Archives, feeds and sitemaps."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from press_samples import (
    Paper,
    ending,
    everything,
    ident,
    page,
    public_id,
    rich_story,
    section,
    story,
    text_of,
)
from test_press_moments import shown

from barta.bangla import DHAKA

_PLACES = """
/ /s1 /people/lekhok-1 /topics/bishoy-1 /amader-1 /archive /archive/2031 /archive/2031/04
/archive/2031/04/14 /archive/bangla /archive/bangla/1438 /archive/bangla/1438/01
/archive/bangla/1438/01/01 /s1/archive /s1/archive/2031/04 /people/lekhok-1/archive
/people/lekhok-1/archive/2031/04 /topics/bishoy-1/archive /topics/bishoy-1/archive/2031/04 /search
/feeds/rss.xml /feeds/atom.xml /feeds/feed.json /feeds/s1/rss.xml /feeds/s1/atom.xml
/feeds/s1/feed.json /sitemap.xml /sitemaps/pages.xml /sitemaps/2031-04.xml /news-sitemap.xml
/robots.txt /humans.txt /.well-known/security.txt /opensearch.xml /manifest.webmanifest /sw.js /offline
"""
ADDRESSES = _PLACES.split()


def at(text: str) -> datetime:
    """Return an instant in Dhaka."""
    return datetime.fromisoformat(text).replace(tzinfo=DHAKA)


def dated(number: int, text: str, **changes: object) -> object:
    """Return a story published at an instant in Dhaka."""
    return story(number, published=at(text), **changes)


def shows(paper: Paper, number: int) -> list[str]:
    """Return the addresses of the archive, the feeds and the sitemaps that name a story."""
    found = (path for path in ADDRESSES if path not in ("/search", "/robots.txt"))
    return [path for path in found if public_id(number) in (paper.page(path) or "")]


def test_every_address_answers_in_a_filled_paper(paper: Paper) -> None:
    """What the house promises is there."""
    paper.record(page(1), rich_story(1, published=at("2031-04-14T09:00")))
    paper.catch_up()
    assert dict.fromkeys(ADDRESSES, "200") == {path: (paper.page(path) or "none")[:3] for path in ADDRESSES}


@pytest.mark.parametrize(
    "path",
    [
        "/archive/2031/05", "/archive/2031/4/14", "/archive/2031/04/31", "/archive/2031/13", "/archive/31",
        "/archive/bangla/1438/13", "/archive/bangla/1438/01/32", "/archive/bangla/1438/00/01",
        "/s2/archive", "/s1/archive/2031", "/s1/archive/2031/04/14", "/sitemaps/2031-05.xml",
        "/feeds/s9/rss.xml", "/nobody/archive", "/archive/9999/12/31",
    ],
)  # fmt: skip
def test_what_has_no_stories_has_no_page(paper: Paper, path: str) -> None:
    """An empty day, month or list, and a day that does not exist, is a 404."""
    paper.record(dated(1, "2031-04-14T09:00"))
    paper.catch_up()
    assert paper.page(path) is None


def test_days_end_at_midnight_in_dhaka(paper: Paper) -> None:
    """A minute later is another day, month and year."""
    paper.record(dated(1, "2030-12-31T23:59"), dated(2, "2031-01-01T00:00"))
    paper.catch_up()
    days = [paper.page(f"/archive/{day}") or "" for day in ("2030/12/31", "2031/01/01")]
    assert [[True, False], [False, True]] == [
        [f"খবর {n}<" in day.split("<aside")[0] for n in (1, 2)] for day in days
    ]
    assert 'href="/archive/2031/01/01"' in days[0]
    assert 'href="/archive/2030/12/31"' in days[1]


def test_the_bangla_archive_knows_the_day_on_which_the_calendar_changed(paper: Paper) -> None:
    """30 Ashwin 1426 was the last day of the old calendar, 31 Ashwin the first of the new."""
    paper.record(*(dated(n, f"2019-10-{day}T12:00") for n, day in ((1, 15), (2, 16), (3, 17))))
    paper.catch_up()
    for number, path in ((1, "1426/06/30"), (2, "1426/06/31"), (3, "1426/07/01")):
        assert f"খবর {number}<" in (paper.page(f"/archive/bangla/{path}") or "")
    month = paper.page("/archive/bangla/1426/06") or ""
    assert [True, True] == [f"/archive/bangla/1426/06/{day}" in month for day in (30, 31)]


def test_a_day_that_comes_between_joins_its_neighbours(paper: Paper) -> None:
    """Days and months beside one that gets its first story, or loses its last, lead to it or past it."""
    paper.record(dated(1, "2031-01-10T12:00"), dated(2, "2031-03-10T12:00"))
    paper.catch_up()
    assert 'href="/archive/2031/03/10"' in (paper.page("/archive/2031/01/10") or "")
    paper.record(dated(3, "2031-02-10T12:00"))
    paper.catch_up()
    assert 'href="/archive/2031/02/10"' in (paper.page("/archive/2031/01/10") or "")
    assert 'href="/archive/2031/02"' in (paper.page("/archive/2031/03") or "")
    assert 'href="/s1/archive/2031/02"' in (paper.page("/s1/archive/2031/01") or "")
    assert "/sitemaps/2031-02.xml" in (paper.page("/sitemap.xml") or "")
    paper.record(ending(3, "unpublish"))
    paper.catch_up()
    assert 'href="/archive/2031/03/10"' in (paper.page("/archive/2031/01/10") or "")
    assert "/archive/2031/02" not in text_of(everything(paper.home))
    assert paper.page("/archive/2031/02/10") is None


def test_what_is_withdrawn_leaves_archives_feeds_and_sitemaps_in_its_own_turn(paper: Paper) -> None:
    """Nothing waits for the work that is done between turns."""
    paper.record(rich_story(1, published=at("2031-04-14T09:00")), dated(2, "2031-04-14T10:00"))
    with paper.press() as press:
        press.catch_up()
        assert 15 <= len(shows(paper, 1))
        paper.record(ending(1, "withdraw", "কারণ"))
        assert press._printer is not None
        press._printer.follow()
        assert [] == shows(paper, 1)
        assert "lekhok-1" not in (paper.page("/sitemaps/pages.xml") or "")


def test_a_story_not_to_be_indexed_is_in_no_sitemap(paper: Paper) -> None:
    """Readers find it in the archive and the feeds."""
    paper.record(dated(1, "2031-04-14T09:00", noindex=True))
    paper.catch_up()
    assert [] == [path for path in shows(paper, 1) if "sitemap" in path]
    assert {"/archive/2031/04/14", "/feeds/rss.xml"} <= set(shows(paper, 1))


def test_news_are_in_the_news_sitemap_for_two_days(paper: Paper) -> None:
    """The clock takes them out, hour by hour."""
    paper.record(story(1, published=paper.now), story(2, published=paper.now - timedelta(hours=47)))
    seen = []
    with paper.press() as press:
        for _ in range(3):
            press.catch_up()
            seen.append([public_id(n) in (paper.page("/news-sitemap.xml") or "") for n in (1, 2)])
            paper.now += timedelta(hours=24)
    assert [[True, True], [True, False], [True, False]] == seen


def test_a_feed_holds_the_thirty_newest_of_its_section_and_those_below(paper: Paper) -> None:
    """Newest first; the paper's own holds everything's."""
    paper.record(section(3, parent=ident("section", 2)))
    paper.record(*(story(n, section=ident("section", 3)) for n in range(40)), story(50))
    paper.catch_up()
    found = re.findall(r"<title>[^<]*খবর (\d+)</title>", paper.page("/feeds/s2/rss.xml") or "")
    assert [str(n) for n in range(39, 9, -1)] == found
    assert "খবর 50<" in (paper.page("/feeds/atom.xml") or "")


def test_a_renamed_section_takes_its_archive_and_feeds_along(paper: Paper) -> None:
    """Nothing stands at the old addresses."""
    paper.record(dated(1, "2031-04-14T09:00"), dated(2, "2031-03-14T09:00"))
    paper.catch_up()
    paper.record(section(1, slug="notun"))
    paper.catch_up()
    old = ("/s1/archive", "/s1/archive/2031/03", "/s1/archive/2031/04", "/feeds/s1/rss.xml")
    assert [None] * 4 == [paper.page(path) for path in old]
    assert 4 == sum(paper.page(path.replace("s1", "notun")) is not None for path in old)
    assert "/notun/" in (paper.page("/archive/2031/03/14") or "")


def broken_row(original: object, word: str) -> object:
    """Return a renderer of cards that breaks for some."""

    def card(shown: object, look: str) -> bytes:
        if word in shown.headline and look in ("row", "found", "top"):  # type: ignore[attr-defined]
            raise ValueError("this template breaks")
        return original(shown, look)  # type: ignore[operator,no-any-return]

    return card


def test_a_card_that_cannot_be_rendered_is_left_out(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day, the month and the front are made of the others."""
    from barta.press import cards

    monkeypatch.setattr(cards, "card", broken_row(cards.card, "ভাঙা"))
    paper.record(
        dated(1, "2031-04-14T09:00"),
        dated(2, "2031-04-14T10:00", headline="ভাঙা শিরোনাম"),
        dated(3, "2031-04-14T11:00"),
    )
    paper.catch_up()
    for path in ("/archive/2031/04/14", "/s1/archive/2031/04"):
        text = (paper.page(path) or "").split("<aside")[0]
        assert [True, False] == ["খবর 1<" in text, "ভাঙা" in text]


def test_a_press_ended_before_it_derived_is_made_up_for_by_the_next(paper: Paper) -> None:
    """What a turn left to be done stands in the store until it is done."""
    paper.record(rich_story(1, published=at("2031-02-14T09:00")))
    with paper.press() as press:
        press.catch_up()
        paper.record(rich_story(2, published=at("2031-04-14T09:00")))
        paper.record(rich_story(3, published=at("2031-01-14T09:00")))
        assert press._printer is not None
        press._printer.follow()
    assert paper.page("/archive/2031/01/14") is None
    paper.catch_up()
    assert "খবর 3<" in (paper.page("/archive/2031/01/14") or "")
    assert paper.rebuilt() == everything(paper.home)


def derived_rows(paper: Paper) -> int:
    """Return how many turns have left something to be derived."""
    return sum(key.startswith(b"dirty\x000~") for _, key in everything(paper.home))


def test_turns_leave_one_row_each_and_are_derived_together(paper: Paper) -> None:
    """New records overtake the work, and what several turns have in common is done once."""
    with paper.press() as press:
        press.catch_up()
        printer = press._printer
        assert printer is not None
        for number in range(5):
            paper.record(dated(number, "2031-04-14T09:00"))
            printer.follow()
        assert 5 == derived_rows(paper)
        while printer.clean():
            pass
        assert 0 == derived_rows(paper)
    assert "খবর 4<" in (paper.page("/archive/2031/04/14") or "")


@pytest.mark.parametrize(
    "path", ["/archive/2031/04/10", "/archive/bangla/1437/12/27", "/s1/archive/2031/04", "/feeds/rss.xml"]
)
def test_the_archive_of_another_moment_holds_what_was_there(paper: Paper, tmp_path: Path, path: str) -> None:
    """Of a day, a month, a list and a feed, what had been published by then."""
    paper.record(dated(1, "2031-04-10T09:00"), dated(2, "2031-04-10T15:00"))
    paper.catch_up()
    then = at("2031-04-10T12:00") - at("2031-04-14T12:00")
    text = shown(paper, path, then, tmp_path / "then")
    assert [True, False] == [public_id(n) in text for n in (1, 2)]


def test_a_month_of_the_future_has_no_page_yet(paper: Paper, tmp_path: Path) -> None:
    """What had no stories then was not there."""
    paper.record(dated(1, "2031-03-10T09:00"), dated(2, "2031-04-10T15:00"))
    paper.catch_up()
    then = at("2031-03-31T12:00") - at("2031-04-14T12:00")
    statuses = [shown(paper, f"/archive/2031/{month}", then, tmp_path / month)[:3] for month in ("03", "04")]
    assert ["200", "404"] == statuses


def test_scattered_days_that_are_made_bit_by_bit_leave_no_page_out(paper: Paper) -> None:
    """Sixty days of many years come in one turn, and their pages in as many steps as it takes."""
    with paper.press() as press:
        press.catch_up()
        days = [datetime(1990, 1, 5, 9, tzinfo=DHAKA) + timedelta(days=211 * count) for count in range(60)]
        paper.record(*(rich_story(number, published=day) for number, day in enumerate(days[::-1], 100)))
        printer = press._printer
        assert printer is not None
        while printer.follow() + printer.clean(0.0):
            pass
    assert paper.rebuilt() == everything(paper.home)


def test_a_paper_without_stories_has_an_archive_that_says_so(paper: Paper) -> None:
    """Every page leads to the archive, so it is there from the first day."""
    paper.catch_up()
    assert "এখনো কোনো সংবাদ প্রকাশিত হয়নি" in (paper.page("/archive") or "")
    assert paper.rebuilt() == everything(paper.home)
