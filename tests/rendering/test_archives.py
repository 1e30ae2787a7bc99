"""The archive: days and months of both calendars, linked with one another."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specimen_paper import CARDS, DAY, LOCAL, RAHELA, RIVER, SITE, looking
from test_pages import outline

from barta import rendering
from barta.bangla import CalendarError, from_gregorian
from barta.edition import Setting
from barta.rendering.months import bangla_month_days, bangla_weeks, month_days, span, weeks


def text(made: tuple[bytes, bytes]) -> list[str]:
    """Return the visible lines of a page's body."""
    return rendering.visible_text(made[1].decode()).split("\n")


def links(made: tuple[bytes, bytes]) -> list[str]:
    """Return the addresses that a page's body links to, in order."""
    return [
        value for tag, name, value in outline(made[1].decode()).attributes if (tag, name) == ("a", "href")
    ]


def canonical(head: bytes) -> str:
    """Return the canonical address of a page."""
    return head.decode().partition('rel="canonical" href="')[2].partition('"')[0]


def test_the_archive_lists_months_under_their_years() -> None:
    """The newest stand first, and the other calendar is one step away."""
    made = rendering.archive_index(SITE, [date(2025, 7, 1), date(2025, 6, 1), date(2024, 12, 1)])
    assert ["আর্কাইভ", "বাংলা সন অনুযায\u09bcী দেখুন", "২০২৫", "জুলাই", "জুন", "২০২৪", "ডিসেম্বর"] == text(made)
    assert ["/archive/bangla", "/archive/2025", "/archive/2025/07", "/archive/2025/06"] == links(made)[:4]


def test_a_paper_of_west_bengal_has_no_archive_by_the_calendar_of_bangladesh() -> None:
    """Its readers reckon otherwise, so nothing leads there."""
    site = rendering.Site(Setting(name="নদীতীর", site_url="https://noditir.example", edition="wb"))
    day = rendering.archive_day(site, DAY, None, None)
    month = rendering.archive_month(site, date(2025, 7, 1), {3}, None, None)
    made = (rendering.archive_index(site, [date(2025, 7, 1)]), day, month)
    assert [] == [link for each in made for link in links(each) if "bangla" in link]
    assert "আষাঢ\u09bc" not in "".join(text(month))


def test_a_month_is_a_calendar_whose_days_with_stories_are_links() -> None:
    """Weeks begin on Saturday; each day also says its date in the other calendar."""
    made = rendering.archive_month(SITE, date(2025, 7, 1), {2, 3}, date(2025, 6, 1), None)
    assert ["/archive/2025/07/02", "/archive/2025/07/03", "/archive/2025/06"] == links(made)[2:]
    lines = text(made)
    assert "আষাঢ\u09bc–শ্রাবণ ১৪৩২" in lines
    assert lines.index("শনি রবি সোম মঙ্গল বুধ বৃহঃ শুক্র") + 1 == lines.index("১ ১৭ ২ ১৮ ৩ ১৯ ৪ ২০")


def test_a_bangla_month_is_a_calendar_of_its_own() -> None:
    """Its days lead to their pages in the Bangla archive."""
    made = rendering.bangla_month(SITE, 1432, 3, {19}, (1432, 2), (1432, 4))
    lines = text(made)
    assert "আষাঢ\u09bc ১৪৩২ বঙ্গাব্দ" in lines
    assert "জুন–জুলাই ২০২৫" in lines
    expected = ["/archive/bangla/1432/03/19", "/archive/bangla/1432/02", "/archive/bangla/1432/04"]
    assert expected == links(made)[3:]


def test_a_day_leads_to_itself_in_the_other_calendar() -> None:
    """Both pages of a day link to one another and to the neighbours in their own calendar."""
    here = rendering.archive_day(SITE, DAY, date(2025, 7, 1), date(2025, 7, 4))
    there = rendering.archive_bangla_day(SITE, DAY, date(2025, 7, 1), date(2025, 7, 4))
    assert ["/archive/bangla/1432/03/19", "/archive/2025/07/01", "/archive/2025/07/04"] == links(here)[3:]
    expected = ["/archive/2025/07/03", "/archive/bangla/1432/03/17", "/archive/bangla/1432/03/20"]
    assert expected == links(there)[4:]
    assert "বৃহস্পতিবার, ০৩ জুলাই ২০২৫" in text(here)
    assert "১৯ আষাঢ\u09bc ১৪৩২ বঙ্গাব্দ" in text(there)


def test_a_day_has_one_canonical_page() -> None:
    """The same stories stand on two pages, and search engines are told which one counts."""
    here, there = (
        rendering.archive_day(SITE, DAY, None, None),
        rendering.archive_bangla_day(SITE, DAY, None, None),
    )
    expected = "https://noditir.example/archive/2025/07/03"
    assert (expected, expected) == (canonical(here[0]), canonical(there[0]))


def test_a_day_before_the_calendar_was_made_has_no_bangla_page() -> None:
    """The Gregorian page stands alone then, and the other cannot be asked for."""
    old = date(1971, 12, 16)
    assert [] == [link for link in links(rendering.archive_day(SITE, old, None, None)) if "bangla" in link]
    with pytest.raises(CalendarError, match="1987-04-14"):
        rendering.archive_bangla_day(SITE, old, None, None)


def test_the_stories_of_a_day_close_its_page() -> None:
    """The same rows serve both pages of the day, and a day without any says so."""
    made = rendering.archive_day(SITE, DAY, None, None)[1] + rendering.day_rows(looking("row", *CARDS))
    assert [] == outline(made.decode()).open
    assert CARDS[0].headline in rendering.visible_text(made.decode())
    assert "এ দিনের কোনো খবর নেই।" in rendering.visible_text(rendering.day_rows(()).decode())


def test_sections_people_and_topics_have_months_of_their_own() -> None:
    """Their archive stands below their front, and leads back to it."""
    month = date(2025, 7, 1)
    for thing, front in ((LOCAL, "/চরমোহনা"), (RAHELA, "/people/রাহেলা"), (RIVER, "/topics/নদী")):
        index = rendering.list_index(thing, SITE, [month])
        assert [front, f"{front}/archive/2025/07"] == links(index)
        made = rendering.list_month(thing, SITE, month, looking("row", CARDS[0]), date(2025, 5, 1), None)
        assert [front, f"{front}/archive"] == links(made)[:2]
        assert f"{front}/archive/2025/05" == links(made)[-1]


@given(st.dates(date(1987, 5, 1), date(2100, 1, 1)))
def test_a_calendar_holds_every_day_of_its_month_once(day: date) -> None:
    """No day is lost or doubled, and each stands under its weekday."""
    first = day.replace(day=1)
    rows = weeks(first, set())
    cells = [cell for row in rows for cell in row]
    assert len(month_days(first)) == sum(cell is not None for cell in cells)
    assert {7} == {len(row) for row in rows}
    place = next(at for at, cell in enumerate(cells) if cell)
    assert (first.weekday() + 2) % 7 == place


@given(st.dates(date(1987, 5, 1), date(2100, 1, 1)))
def test_a_bangla_month_holds_its_days_in_order(day: date) -> None:
    """Also where the calendar was changed: each day is found in the month that it belongs to."""
    bangla = from_gregorian(day)
    days = bangla_month_days(bangla.year, bangla.month)
    assert day == days[bangla.day - 1]
    assert {timedelta(days=1)} == {later - sooner for sooner, later in pairwise(days)}
    cells = [cell for row in bangla_weeks(bangla.year, bangla.month, {bangla.day}) for cell in row]
    assert 1 == sum(bool(cell and cell.href) for cell in cells)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("জুন ২০২৫", "জুন ২০২৫", "জুন ২০২৫"),
        ("জুন ২০২৫", "জুলাই ২০২৫", "জুন–জুলাই ২০২৫"),
        ("ডিসেম্বর ২০২৪", "জানুয়ারি ২০২৫", "ডিসেম্বর ২০২৪ – জানুয়ারি ২০২৫"),
    ],
)
def test_two_months_say_their_year_once(first: str, last: str, expected: str) -> None:
    """A year is repeated only where it differs."""
    assert expected == span(first, last)
