"""Dates and times written as Bangla papers print them.

Every result is NFC: য়, ড় and ঢ় come out as letter and nukta (U+09BC), because that is the only form
that Unicode normalisation leaves alone, and what readers, search and addresses are compared in.
Spellings are the papers' (জানুয়ারি, আগস্ট, রোববার), not CLDR's.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from barta.bangla.calendar import Edition, from_gregorian
from barta.bangla.digits import to_bangla
from barta.bangla.tables import GREGORIAN_MONTHS, WEEKDAYS


def _dhaka() -> tzinfo:
    """Return Dhaka's time zone, or a fixed +06:00 where the machine has no zone database."""
    try:
        return ZoneInfo("Asia/Dhaka")
    except ZoneInfoNotFoundError:
        # Bangladesh has kept +06:00 but for the second half of 2009, so a bare machine may go on with it.
        return timezone(timedelta(hours=6), "Asia/Dhaka")


DHAKA: Final = _dhaka()

# The part of the day that papers name, by the first hour (0-23) it is used for.
_PARTS: Final = (
    (0, "রাত"),
    (4, "ভোর"),
    (6, "সকাল"),
    (11, "বেলা"),
    (12, "দুপুর"),
    (15, "বিকেল"),
    (18, "সন্ধ্যা"),
    (20, "রাত"),
)


def day(when: date) -> str:
    """Return day, month and year, the day with two digits: ০৫ সেপ্টেম্বর ২০২৩."""
    return to_bangla(f"{when.day:02} {GREGORIAN_MONTHS[when.month - 1]} {when.year}")


def long_date(when: date) -> str:
    """Return weekday and day as a masthead prints them: বৃহস্পতিবার, ০৩ জুলাই ২০২৫."""
    return f"{WEEKDAYS[when.weekday()]}, {day(when)}"


def stamp(moment: datetime) -> str:
    """Return an aware moment in Dhaka's time: ০৫ সেপ্টেম্বর ২০২৩, ০৯:১২.

    Raises ValueError for a naive datetime, which does not say when it is.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone: attach one, for example DHAKA, before printing it")
    local = moment.astimezone(DHAKA)
    return f"{day(local)}, {to_bangla(f'{local:%H:%M}')}"


def bangla_date(when: date, edition: Edition | None = None) -> str:
    """Return the Bangla date of a Gregorian day as a masthead prints it: ১৯ আষাঢ় ১৪৩২.

    `edition` as in `calendar.from_gregorian`; CalendarError before 14 April 1987 without one.
    """
    bangla = from_gregorian(when, edition)
    return to_bangla(f"{bangla.day} {bangla.month_name} {bangla.year}")


def clock_in_words(clock: time) -> str:
    """Return a clock time as prose says it: সকাল ৮টা ৩০ মিনিট; seconds are left out."""
    part = [name for first, name in _PARTS if first <= clock.hour][-1]
    words = f"{part} {clock.hour % 12 or 12}টা"
    if clock.minute:
        words += f" {clock.minute} মিনিট"
    return to_bangla(words)
