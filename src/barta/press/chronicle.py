"""On which days and in which months there are stories: found by seeking in the lists, without a table.

A day is the paper's: from midnight to midnight in Dhaka.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from barta.bangla import DHAKA, BanglaDate, CalendarError, from_gregorian, to_gregorian
from barta.bangla.calendar import edition_on
from barta.press.rows import microseconds
from barta.press.shelf import Shelf

_ONE_DAY = timedelta(days=1)

Month = tuple[int, int]
"""Year and month of the Bangla era."""


def midnight(day: date) -> int:
    """Return the beginning of a day in Dhaka, in microseconds since 1970."""
    return microseconds(datetime.combine(day, time(), DHAKA).astimezone(UTC))


def day_of(moment: int) -> date:
    """Return the paper's day at an instant in microseconds since 1970."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment)).astimezone(DHAKA).date()


def month_after(day: date) -> date:
    """Return the first day of the month after that of `day`."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def bangla_of(day: date) -> BanglaDate | None:
    """Return the Bangla date of a day, None before the calendar's first official edition."""
    try:
        return from_gregorian(day)
    except CalendarError:
        return None


def bangla_month(year: int, month: int) -> tuple[date, date] | None:
    """Return the first day of a Bangla month and the first day after it, None if there is no such month."""
    first = _first(year, month)
    after = _first(year + month // 12, month % 12 + 1) if first else None
    return (first, after) if first and after else None


def _first(year: int, month: int) -> date | None:
    # In 1426 the calendar changed: the months before and after it begin by different editions.
    for edition in ("BD-2019", "BD-1987"):
        try:
            day = to_gregorian(BanglaDate(year, month, 1, edition))
            if edition_on(day) == edition:
                return day
        except CalendarError:
            continue
    return None


class Chronicle:
    """The days of the stories in some lists taken together. `until` hides later ones (microseconds)."""

    def __init__(self, shelf: Shelf, names: tuple[str, ...], until: int | None = None) -> None:
        self._shelf = shelf
        self._names = names
        self._until = until

    def stories(self, first: date, after: date) -> Iterator[str]:
        """Yield the ids of the stories from the day `first` to the day before `after`, newest first."""
        return self._shelf.merged(self._names, until=self._capped(midnight(after) - 1), since=midnight(first))

    def any(self, first: date, after: date) -> bool:
        """Return whether there is a story from the day `first` to the day before `after`."""
        found = self.before(after)
        return found is not None and found >= first

    def newest(self) -> date | None:
        """Return the day of the newest story."""
        return self._day(self._shelf.newest(name, self._until) for name in self._names)

    def before(self, day: date) -> date | None:
        """Return the last day before `day` that has a story."""
        last = self._capped(midnight(day) - 1)
        return self._day(self._shelf.newest(name, last) for name in self._names)

    def since(self, day: date) -> date | None:
        """Return the first day from `day` on that has a story."""
        found = [self._shelf.oldest(name, midnight(day)) for name in self._names]
        first = min((moment for moment in found if moment is not None), default=None)
        late = first is None or (self._until is not None and first > self._until)
        return None if first is None or late else day_of(first)

    def days(self, first: date, after: date) -> Iterator[date]:
        """Yield the days from `first` to the day before `after` that have stories, newest first."""
        day = self.before(after)
        while day is not None and day >= first:
            yield day
            day = self.before(day)

    def months(self, first: date = date.min, after: date | None = None) -> Iterator[date]:
        """Yield the first days of the months that have stories, newest first, within the days given."""
        day = self.newest() if after is None else self.before(after)
        while day is not None and day >= first:
            month = day.replace(day=1)
            yield month
            day = self.before(month)

    def bangla_months(self) -> Iterator[Month]:
        """Yield the Bangla months that have stories, newest first."""
        day = self.newest()
        while day is not None and (known := bangla_of(day)):
            yield known.year, known.month
            day = self.before(day - (known.day - 1) * _ONE_DAY)

    def _capped(self, moment: int) -> int:
        return moment if self._until is None else min(moment, self._until)

    @staticmethod
    def _day(moments: Iterator[int | None]) -> date | None:
        newest = max((moment for moment in moments if moment is not None), default=None)
        return None if newest is None else day_of(newest)
