"""What one printed stamp says: the day, the clock and the zone that its pieces name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from barta.bangla.clocks import ClockError, read_clock
from barta.bangla.dates import DHAKA
from barta.bangla.grammar import GREGORIAN_NUMBERS, WEEKDAY_NUMBERS, Piece, plain

_FIRST_YEAR: Final = 1700
_LAST_YEAR: Final = 2199


class StampError(ValueError):
    """A text that is not one date, with or without a clock time; the message says why."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed day and, where one was printed, the clock time in Dhaka.

    `zone_said`: the text named its zone (a foreign one is already turned into Dhaka's).
    `weekday_said`: the weekday printed beside the date, 0 for Monday; papers err, so it changes nothing.
    """

    date: date
    time: time | None = None
    zone_said: bool = False
    weekday_said: int | None = None

    def iso(self) -> str:
        """Return '2023-09-05T09:12:00+06:00', or '2023-09-05' when no clock was printed."""
        return self.date.isoformat() if self.time is None else self.moment().isoformat()

    def moment(self) -> datetime:
        """Return the aware moment in Dhaka, at midnight when no clock was printed."""
        return datetime.combine(self.date, self.time or time(), tzinfo=DHAKA)


def read(held: Mapping[str, Piece]) -> Stamp:
    """Return the stamp of pieces by kind, one of them a date; StampError if no such day or time exists."""
    weekday = WEEKDAY_NUMBERS[plain(held["weekday"].match[0])] if "weekday" in held else None
    match = held["date"].match
    if match["iso"]:
        return _read_iso(match, weekday)
    day = _day(match)
    try:
        clock = read_clock(held["clock"].match) if "clock" in held else None
    except ClockError as error:
        raise StampError(str(error)) from error
    if "foreign" not in held or clock is None:
        return Stamp(day, clock, "zone" in held or "foreign" in held, weekday)
    away = held["foreign"].match["away"]
    return _in_dhaka(datetime.combine(day, clock, tzinfo=_zone(away or "+0")), weekday)


def _read_iso(match: re.Match[str], weekday: int | None) -> Stamp:
    """Return the stamp of an ISO 8601 moment with its zone, turned into Dhaka's time."""
    fields = [int(match[f"iso_{name}"] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    year, month, day, hour, minute, second = fields
    zone = "+0" if match["iso_zone"] == "z" else match["iso_zone"]
    try:
        clock = time(hour, minute, second, tzinfo=_zone(zone))
    except ValueError as error:
        raise StampError(f"there is no such time ({error}): check the clock") from error
    return _in_dhaka(datetime.combine(_gregorian(year, month, day), clock), weekday)


def _zone(away: str) -> timezone:
    """Return the zone of an offset like +6, +06:00 or -0530; StampError if no zone lies so far away."""
    figures = away[1:].replace(":", "")
    hours, minutes = (figures, "0") if len(figures) < 3 else (figures[:-2], figures[-2:])
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset > timedelta(hours=14) or int(minutes) > 59:
        raise StampError(f"there is no time zone {away!r}: write Dhaka's as +06:00")
    return timezone(-offset if away.startswith("-") else offset)


def _in_dhaka(moment: datetime, weekday: int | None) -> Stamp:
    local = moment.astimezone(DHAKA)
    return Stamp(local.date(), local.time(), True, weekday)


def _day(match: re.Match[str]) -> date:
    """Return the Gregorian day that a match of a date names."""
    for form in "123":
        if match[f"g_d{form}"]:
            month = GREGORIAN_NUMBERS[plain(match[f"g_m{form}"])]
            return _gregorian(int(match[f"g_y{form}"]), month, int(match[f"g_d{form}"]))
    form = "yn" if match["yn_y"] else "dn"
    year, month, day = (int(match[f"{form}_{part}"]) for part in "ymd")
    if form == "dn" and month > 12 >= day:
        raise StampError(
            f"there is no month {month}: figures are read day first, so write {month}/{day}/{year}"
        )
    return _gregorian(year, month, day)


def _gregorian(year: int, month: int, day: int) -> date:
    """Return a day of the years papers are dated in; StampError if there is none."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise StampError(f"the year {year} is not one of {_FIRST_YEAR} to {_LAST_YEAR}: check it")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise StampError(f"there is no day {day} in month {month} of {year} ({error}): check both") from error
