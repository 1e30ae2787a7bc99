"""Months of both calendars: what they are called, where they stand, and the weeks a reader sees of them."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from barta.bangla import BanglaDate, CalendarError, from_gregorian, to_bangla, to_gregorian
from barta.bangla.tables import GREGORIAN_MONTHS

# Calendars in Bangladesh begin the week on Saturday and end it with the day off; Monday is 0 in Python.
_SATURDAY = 5
WEEKDAYS = ("শনি", "রবি", "সোম", "মঙ্গল", "বুধ", "বৃহঃ", "শুক্র")
WEEKDAY_NAMES = ("শনিবার", "রোববার", "সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার")


class Step(NamedTuple):
    """A link of an archive: what it is called and where it leads; without an address it is text."""

    name: str
    href: str = ""


class Cell(NamedTuple):
    """A day in a calendar: its figure, the other calendar's, and its page's address or ""."""

    figure: str
    other: str
    href: str


Weeks = Sequence[Sequence[Cell | None]]


def month_name(month: date) -> str:
    """Return a month of the Gregorian calendar with its year: জুলাই ২০২৫."""
    return to_bangla(f"{GREGORIAN_MONTHS[month.month - 1]} {month.year}")


def bangla_month_name(year: int, month: int) -> str:
    """Return a month of the Bangla calendar with its year: আষাঢ় ১৪৩২."""
    return to_bangla(f"{BanglaDate(year, month, 1).month_name} {year}")


def year_path(year: int) -> str:
    """Return the address of a year's archive."""
    return f"/archive/{year:04}"


def month_path(month: date) -> str:
    """Return the address of a month's archive."""
    return f"/archive/{month:%Y/%m}"


def day_path(day: date) -> str:
    """Return the address of a day's archive."""
    return f"/archive/{day:%Y/%m/%d}"


def bangla_path(year: int, month: int = 0, day: int = 0) -> str:
    """Return the address of a year, month or day of the Bangla calendar."""
    return f"/archive/bangla/{year}" + "".join(f"/{part:02}" for part in (month, day) if part)


def bangla_of(day: date) -> BanglaDate | None:
    """Return a day's Bangla date, or None before the calendar of today was made."""
    try:
        return from_gregorian(day)
    except CalendarError:
        return None


def bangla_day_path(day: date) -> str:
    """Return the address of a Gregorian day in the Bangla archive, or "" for a day without a Bangla date."""
    bangla = bangla_of(day)
    return bangla_path(bangla.year, bangla.month, bangla.day) if bangla else ""


def month_days(month: date) -> list[date]:
    """Return the days of the month that begins on `month`."""
    found = [month + timedelta(days=ahead) for ahead in range(31)]
    return [day for day in found if day.month == month.month]


def bangla_month_days(year: int, month: int) -> list[date]:
    """Return the days of a Bangla month.

    They are looked up one by one, because the calendar was changed in the middle of the month Ashwin 1426.
    """
    about = to_gregorian(BanglaDate(year, month, 1))
    near = (about + timedelta(days=ahead) for ahead in range(-3, 36))
    return [day for day in near if (found := bangla_of(day)) and (found.year, found.month) == (year, month)]


def weeks(month: date, days: Collection[int]) -> Weeks:
    """Return a month as a calendar; `days` are those that have a page."""
    cells = []
    for day in month_days(month):
        bangla = bangla_of(day)
        path = day_path(day) if day.day in days else ""
        cells.append(Cell(to_bangla(str(day.day)), to_bangla(str(bangla.day)) if bangla else "", path))
    return _rows(month, cells)


def bangla_weeks(year: int, month: int, days: Collection[int]) -> Weeks:
    """Return a Bangla month as a calendar; `days` are the days of that month that have a page."""
    found = bangla_month_days(year, month)
    cells = []
    for number, day in enumerate(found, 1):
        path = bangla_path(year, month, number) if number in days else ""
        cells.append(Cell(to_bangla(str(number)), to_bangla(str(day.day)), path))
    return _rows(found[0], cells)


def span(first: str, last: str) -> str:
    """Return two months with their years as one line: আষাঢ়–শ্রাবণ ১৪৩২."""
    if first == last:
        return first
    name, _, year = first.rpartition(" ")
    return f"{name}–{last}" if last.endswith(year) else f"{first} – {last}"


def _rows(first: date, cells: Sequence[Cell]) -> Weeks:
    """Return the days in rows of seven, Saturday first; None where a week reaches out of the month."""
    padded = [None] * ((first.weekday() - _SATURDAY) % 7) + list(cells)
    padded += [None] * (-len(padded) % 7)
    return [padded[at : at + 7] for at in range(0, len(padded), 7)]
