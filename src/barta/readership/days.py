"""Days and hours of counting, as plain numbers."""

from datetime import date, datetime, timedelta

from barta.bangla.dates import DHAKA

HOUR = 3600
DAY = 24 * HOUR

_AHEAD = 6 * HOUR
"""How far Dhaka is ahead of UTC; a whole number of hours, so that each hour lies in one day."""

_FIRST = date(1970, 1, 1)


def day_of(at: int) -> int:
    """Return the day of Dhaka in which `at` (seconds since 1970) lies, counted from 1970."""
    return (at + _AHEAD) // DAY


def day_of_hour(hour: int) -> int:
    """Return the day of Dhaka in which an hour lies; both counted from 1970."""
    return day_of(hour * HOUR)


def hours_of(day: int) -> range:
    """Return the hours of a day of Dhaka, as `day_of` counts days."""
    first = (day * DAY - _AHEAD) // HOUR
    return range(first, first + 24)


def date_of(day: int) -> date:
    """Return the date of a day."""
    return _FIRST + timedelta(days=day)


def today(now: datetime) -> date:
    """Return the date in Dhaka at an aware instant."""
    return now.astimezone(DHAKA).date()
