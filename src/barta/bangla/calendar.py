"""The Bangla calendar of Bangladesh, in both of its official editions.

BD-1987 (Bangla Academy, official from 1 Boishakh 1394) has five months of 31 days and seven of 30;
Falgun has 31 days when it contains 29 February. BD-2019 (in force from 16 October 2019, which is
31 Ashwin 1426) has six months of 31 days; Falgun has 29, or 30 when it contains 29 February. Both
begin on 14 April, and the day changes at midnight in Dhaka.

How the leap year was tied to the Gregorian one between 1987 and 1995 is not established; the rule
used since 1995 is applied to those years as well.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from barta.bangla.tables import BANGLA_MONTHS

Edition = Literal["BD-2019", "BD-1987"]

BD_2019_BEGINS: Final = date(2019, 10, 16)
BD_1987_BEGINS: Final = date(1987, 4, 14)

_YEARS_BEHIND: Final = 593
_FALGUN: Final = 11
_LENGTHS: Final[dict[str, tuple[int, ...]]] = {
    "BD-2019": (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 29, 30),
    "BD-1987": (31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30, 30),
}


class CalendarError(ValueError):
    """A day that the Bangla calendar does not have, or that no edition covers."""


@dataclass(frozen=True, order=True, slots=True)
class BanglaDate:
    """A day of the Bangla calendar: year of the Bangla era, month 1 (Boishakh) to 12 (Choitro), day."""

    year: int
    month: int
    day: int
    edition: Edition = "BD-2019"

    @property
    def month_name(self) -> str:
        """The month's name as papers print it, for example আষাঢ়; IndexError if the month is not 1-12."""
        return BANGLA_MONTHS[range(1, 13).index(self.month)]


def month_length(year: int, month: int, edition: Edition) -> int:
    """Return how many days a month has; CalendarError if the edition or the month does not exist."""
    if edition not in _LENGTHS:
        raise CalendarError(f"unknown edition {edition!r}: write 'BD-2019' or 'BD-1987'")
    if not 1 <= month <= 12:
        raise CalendarError(f"there is no Bangla month {month}: write 1 (Boishakh) to 12 (Choitro)")
    # Falgun of Bangla year y lies in February and March of y + 594.
    leap_day = month == _FALGUN and isleap(year + _YEARS_BEHIND + 1)
    return _LENGTHS[edition][month - 1] + leap_day


def edition_on(day: date) -> Edition:
    """Return the edition in force on a Gregorian day; CalendarError before 14 April 1987."""
    if day.toordinal() >= BD_2019_BEGINS.toordinal():
        return "BD-2019"
    if day.toordinal() >= BD_1987_BEGINS.toordinal():
        return "BD-1987"
    raise CalendarError(
        f"no official Bangla calendar of Bangladesh covers {day:%Y-%m-%d}: the first begins on 1987-04-14; "
        "name an edition ('BD-2019' or 'BD-1987') to reckon it backwards"
    )


def from_gregorian(day: date, edition: Edition | None = None) -> BanglaDate:
    """Return the Bangla date of a Gregorian day.

    Without `edition` the one in force on that day is used; CalendarError before 14 April 1987. With
    `edition` that one is used for any day, also backwards. A datetime counts as the day it names.
    """
    edition = edition or edition_on(day)
    before_boishakh = (day.month, day.day) < (4, 14)
    new_year = day.year - before_boishakh
    if new_year < 1:
        raise CalendarError("days before 14 April of the year 1 have no Bangla date: give a later day")
    year = new_year - _YEARS_BEHIND
    left = day.toordinal() - date(new_year, 4, 14).toordinal()
    month = 1
    while left >= (length := month_length(year, month, edition)):
        left -= length
        month += 1
    return BanglaDate(year, month, left + 1, edition)


def to_gregorian(day: BanglaDate) -> date:
    """Return the Gregorian day of a Bangla date; CalendarError if the calendar has no such day."""
    length = month_length(day.year, day.month, day.edition)
    if not 1 <= day.day <= length:
        raise CalendarError(
            f"month {day.month} of {day.year} has {length} days in {day.edition}: there is no day {day.day}"
        )
    past = sum(month_length(day.year, month, day.edition) for month in range(1, day.month))
    try:
        return date.fromordinal(date(day.year + _YEARS_BEHIND, 4, 14).toordinal() + past + day.day - 1)
    except ValueError as error:
        raise CalendarError(
            f"Bangla year {day.year} lies outside the Gregorian years 1 to 9999: give one from -592 to 9405"
        ) from error
