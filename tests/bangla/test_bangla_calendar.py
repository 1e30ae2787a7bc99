"""The Bangla calendar in both editions."""

from datetime import date, datetime, timedelta

import pytest
from golden_tables import facts, shared_rows
from hypothesis import given
from hypothesis import strategies as st

from barta.bangla.calendar import BanglaDate, CalendarError, Edition, edition_on, from_gregorian, to_gregorian

EDITIONS: tuple[Edition, ...] = ("BD-2019", "BD-1987")
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def _ymd(day: BanglaDate) -> tuple[int, int, int]:
    return day.year, day.month, day.day


@pytest.mark.parametrize(("gregorian", "bangla", "edition"), facts("calendar.tsv"))
def test_known_days_fall_where_they_are_known_to(gregorian: str, bangla: str, edition: Edition) -> None:
    """The golden table's days are reckoned right in their edition, there and back."""
    year, month, day = map(int, bangla.split("-"))
    expected = BanglaDate(year, month, day, edition)
    assert (expected, date.fromisoformat(gregorian)) == (
        from_gregorian(date.fromisoformat(gregorian), edition),
        to_gregorian(expected),
    )


def test_all_published_vectors_agree() -> None:
    """Every row of the vectors holds, both ways."""
    for row in shared_rows("bangla_calendar_vectors.csv"):
        day = date.fromisoformat(row["gregorian"])
        edition: Edition = "BD-2019" if row["edition"] == "BD-2019" else "BD-1987"
        expected = BanglaDate(
            int(row["bangla_year"]), int(row["bangla_month"]), int(row["bangla_day"]), edition
        )
        assert (expected, day) == (from_gregorian(day, edition), to_gregorian(expected))


def test_dates_attested_in_print_agree_but_for_two_slips() -> None:
    """Thirty of the thirty-two dates found in papers are ours; the other two are the papers' slips."""
    rows = shared_rows("bangla_dates_attested.csv")
    wrong = [
        row["gregorian"]
        for row in rows
        if "-".join(map(str, _ymd(from_gregorian(date.fromisoformat(row["gregorian"])))))
        != row["printed_bangla_y_m_d"]
    ]
    assert (32, ["2025-12-07", "2025-10-06"]) == (len(rows), wrong)


def test_every_day_of_two_centuries_follows_the_one_before() -> None:
    """From 1900 to 2100 each day is the next day of its month or the first of the next, in both editions."""
    for edition in EDITIONS:
        before = from_gregorian(date(1900, 1, 1), edition)
        for ordinal in range(date(1900, 1, 2).toordinal(), date(2101, 1, 1).toordinal()):
            today = from_gregorian(date.fromordinal(ordinal), edition)
            next_month = before.month % 12 + 1
            allowed = {
                (before.year, before.month, before.day + 1),
                (before.year + (next_month == 1), next_month, 1),
            }
            assert _ymd(today) in allowed
            before = today


@given(DAYS, st.sampled_from(EDITIONS))
def test_a_day_goes_there_and_back(day: date, edition: Edition) -> None:
    """A Gregorian day turned into a Bangla date and back is itself."""
    assert to_gregorian(from_gregorian(day, edition)) == day


@given(DAYS, st.sampled_from(EDITIONS))
def test_every_year_begins_on_14_april(day: date, edition: Edition) -> None:
    """1 Boishakh is 14 April in either edition, whatever the year."""
    year = from_gregorian(day, edition).year
    assert to_gregorian(BanglaDate(year, 1, 1, edition)) == date(year + 593, 4, 14)


def test_the_edition_follows_the_day() -> None:
    """Each day is reckoned in the edition in force on it."""
    days = (date(1987, 4, 14), date(2019, 10, 15), date(2019, 10, 16))
    assert [edition_on(day) for day in days] == ["BD-1987", "BD-1987", "BD-2019"]


def test_before_the_first_edition_one_must_be_named() -> None:
    """A day before 14 April 1987 without an edition is refused, saying what to do."""
    with pytest.raises(CalendarError, match="name an edition"):
        from_gregorian(date(1987, 4, 13))


def test_a_named_edition_reckons_backwards() -> None:
    """With an edition named, days before it are reckoned too."""
    assert from_gregorian(date(1971, 3, 26), "BD-2019") == BanglaDate(1377, 12, 12, "BD-2019")


def test_a_datetime_counts_as_its_day() -> None:
    """A datetime gives the Bangla date of the day it names."""
    assert from_gregorian(datetime(2025, 7, 3, 23, 59)) == from_gregorian(date(2025, 7, 3))  # noqa: DTZ001 - only its day counts


@pytest.mark.parametrize(
    "bad",
    [
        BanglaDate(1432, 3, 32),
        BanglaDate(1432, 3, 0),
        BanglaDate(1432, 13, 1),
        BanglaDate(1432, 0, 1),
        BanglaDate(1427, 11, 30),
        BanglaDate(1432, 6, 31, "BD-1987"),
        BanglaDate(9999, 1, 1),
        BanglaDate(-600, 1, 1),
    ],
)
def test_days_that_do_not_exist_are_refused(bad: BanglaDate) -> None:
    """A Bangla date that its edition does not have raises CalendarError."""
    with pytest.raises(CalendarError):
        to_gregorian(bad)


def test_an_unknown_edition_is_refused() -> None:
    """A misspelt edition is named in the error."""
    with pytest.raises(CalendarError, match="BD-1999"):
        from_gregorian(date(2025, 1, 1), "BD-1999")  # type: ignore[arg-type]


def test_dates_sort_by_day() -> None:
    """Bangla dates compare in the order of their days."""
    days = [from_gregorian(date(2024, 1, 1) + timedelta(days=n)) for n in range(0, 400, 13)]
    shuffled = [*days[1::2], *days[::2]]
    assert sorted(shuffled) == days


def test_a_month_has_its_printed_name() -> None:
    """The third month is আষাঢ়, written with letter and nukta."""
    assert from_gregorian(date(2025, 7, 3)).month_name == "আষা\u09a2\u09bc"
