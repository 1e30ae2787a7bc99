"""Dates written as papers print them."""

import unicodedata
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barta.bangla import dates, tables
from barta.bangla.stamps import Stamp, parse

DAYS = st.dates(date(1987, 4, 14), date(2150, 1, 1))


def test_the_masthead_names_weekday_day_month_and_year() -> None:
    """The long date has a two-digit day and Bangla digits."""
    assert dates.long_date(date(2025, 7, 3)) == "বৃহস্পতিবার, ০৩ জুলাই ২০২৫"


def test_a_stamp_is_in_dhaka_time() -> None:
    """A moment in UTC is printed six hours later."""
    assert dates.stamp(datetime(2023, 9, 5, 3, 12, tzinfo=UTC)) == "০৫ সেপ্টেম্বর ২০২৩, ০৯:১২"


def test_a_stamp_may_fall_on_the_next_day_in_dhaka() -> None:
    """Half past six in the evening in London's winter is past midnight in Dhaka."""
    assert dates.stamp(datetime(2023, 12, 31, 18, 30, tzinfo=UTC)) == "০১ জানুয়ারি ২০২৪, ০০:৩০"


def test_a_naive_moment_is_refused() -> None:
    """A datetime without a zone raises ValueError and says what to attach."""
    with pytest.raises(ValueError, match="DHAKA"):
        dates.stamp(datetime(2023, 9, 5, 9, 12))  # noqa: DTZ001 - the naive datetime is the point


def test_a_day_has_two_digits() -> None:
    """The plain day is padded as datelines pad it."""
    assert dates.day(date(2023, 9, 5)) == "০৫ সেপ্টেম্বর ২০২৩"


def test_the_bangla_date_is_plain() -> None:
    """The Bangla date is not padded and has no era."""
    assert (dates.bangla_date(date(2025, 7, 3)), dates.bangla_date(date(2026, 4, 17))) == (
        unicodedata.normalize("NFC", "১৯ আষাঢ় ১৪৩২"),
        "৪ বৈশাখ ১৪৩৩",
    )


def test_the_bangla_date_follows_a_named_edition() -> None:
    """The old edition is a day ahead in winter."""
    assert dates.bangla_date(date(2022, 12, 16), "BD-1987") == "২ পৌষ ১৪২৯"


def test_weekdays_are_the_papers() -> None:
    """Sunday is রোববার, and the week runs as it should."""
    names = [dates.long_date(date(2025, 6, 29 + n) if n < 2 else date(2025, 7, n - 1)) for n in range(7)]
    assert [name.partition(",")[0] for name in names] == [
        "রোববার",
        "সোমবার",
        "মঙ্গলবার",
        "বুধবার",
        "বৃহস্পতিবার",
        "শুক্রবার",
        "শনিবার",
    ]


def test_clock_times_are_said_as_in_prose() -> None:
    """Each part of the day has its word."""
    said = {
        time(0, 0): "রাত ১২টা",
        time(2, 5): "রাত ২টা ৫ মিনিট",
        time(5, 0): "ভোর ৫টা",
        time(8, 30): "সকাল ৮টা ৩০ মিনিট",
        time(11, 0): "বেলা ১১টা",
        time(12, 0): "দুপুর ১২টা",
        time(14, 0): "দুপুর ২টা",
        time(16, 0): "বিকেল ৪টা",
        time(19, 0): "সন্ধ্যা ৭টা",
        time(23, 53): "রাত ১১টা ৫৩ মিনিট",
    }
    assert {clock: dates.clock_in_words(clock) for clock in said} == said


def test_every_printed_name_is_nfc() -> None:
    """No name of a month or weekday changes under normalisation."""
    names = (*tables.GREGORIAN_MONTHS, *tables.BANGLA_MONTHS, *tables.WEEKDAYS)
    assert [name for name in names if not unicodedata.is_normalized("NFC", name)] == []


@given(DAYS)
def test_all_that_is_printed_is_nfc(day: date) -> None:
    """Every form of a date is NFC."""
    printed = "".join((dates.long_date(day), dates.day(day), dates.bangla_date(day)))
    assert unicodedata.is_normalized("NFC", printed)


@given(st.datetimes(datetime(1972, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds are naive
def test_what_is_printed_is_read_again(moment: datetime) -> None:
    """A printed stamp parses to the same minute."""
    assert parse(dates.stamp(moment)).moment() == moment.replace(second=0, microsecond=0)


@given(DAYS)
def test_a_masthead_is_read_again(day: date) -> None:
    """A printed long date parses to its day and weekday."""
    assert parse(dates.long_date(day)) == Stamp(day, weekday_said=day.weekday())


@given(st.times())
def test_a_said_clock_is_read_again(clock: time) -> None:
    """A clock time in words after a date parses to the same minute."""
    said = f"০৫ সেপ্টেম্বর ২০২৩, {dates.clock_in_words(clock)}"
    assert parse(said).time == clock.replace(second=0, microsecond=0)
