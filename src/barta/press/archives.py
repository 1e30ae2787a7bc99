"""Pages of the archive: by both calendars, and of each section, person and topic."""

from datetime import date, timedelta

from barta.pagestore import Page, Slot, Variant, compress
from barta.press import pages
from barta.press.addresses import Address, bangla_path, day_path
from barta.press.chronicle import Chronicle, Month, bangla_month, bangla_of, month_after
from barta.press.lists import Lists, sources_of
from barta.press.paper import Paper
from barta.press.resolving import front_at
from barta.press.rows import ALL
from barta.press.shelf import Shelf
from barta.rendering import (
    archive_bangla_day,
    archive_day,
    archive_index,
    archive_month,
    archive_year,
    bangla_index,
    bangla_year,
    day_rows,
    list_index,
    list_month,
)
from barta.rendering import bangla_month as bangla_month_page

DAY = "day:"
"""What the slots begin with that hold the stories of a day, before its date."""

_ONE_DAY = timedelta(days=1)


class Archives:
    """Makes archive pages; one without stories is none, but for the two that all others are reached by."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._paper = lists.paper
        self._site = lists.paper.site
        self._all = Chronicle(lists.shelf, (ALL,), lists.until)

    def page(self, address: Address) -> Page | None:
        """Return the page at an address of the archive."""
        match address.kind:
            case "index" | "year" | "month" | "day":
                return self._gregorian(address)
            case "list-index" | "list-month":
                return self._list(address)
        return self._bangla(address) if self._paper.has_bangla_archive else None

    def slot(self, name: str) -> Slot | None:
        """Return the stories of a day, `day:2031-04-14`; None for a day without any."""
        day = date.fromisoformat(name.removeprefix(DAY))
        rows = list(self._lists.printing.rows(self._all.stories(day, day + _ONE_DAY)))
        if not rows:
            return None
        return Slot((Variant(0, compress(day_rows(self._lists.printing.html(rows, "row")))),))

    def _gregorian(self, address: Address) -> Page | None:
        site, numbers = self._site, address.numbers
        if address.kind == "index":
            return pages.archive_page("/archive", *archive_index(site, list(self._all.months())))
        if address.kind == "year":
            first = date(numbers[0], 1, 1)
            months = list(self._all.months(first, first.replace(year=first.year + 1)))
            path = f"/archive/{first.year:04d}"
            return pages.archive_page(path, *archive_year(site, first.year, months)) if months else None
        if address.kind == "month":
            return self._month(address.month)
        day = address.day
        if not self._all.any(day, day + _ONE_DAY):
            return None
        head, body = archive_day(site, day, self._all.before(day), self._all.since(day + _ONE_DAY))
        return pages.archive_page(day_path(day), head, body, f"{DAY}{day}")

    def _month(self, first: date) -> Page | None:
        after = month_after(first)
        days = [day.day for day in self._all.days(first, after)]
        if not days:
            return None
        made = archive_month(self._site, first, days, *_around(self._all, first, after))
        return pages.archive_page(f"/archive/{first:%Y/%m}", *made)

    def _bangla(self, address: Address) -> Page | None:
        site, numbers = self._site, address.numbers
        if address.kind == "bangla-index":
            return pages.archive_page("/archive/bangla", *bangla_index(site, list(self._all.bangla_months())))
        if address.kind == "bangla-year":
            year = numbers[0]
            months = [month for month in range(12, 0, -1) if self._has_month(year, month)]
            made = bangla_year(site, year, months) if months else None
            return pages.archive_page(bangla_path(year), *made) if made else None
        bounds = bangla_month(*numbers[:2]) if 1 <= numbers[1] <= 12 else None
        if bounds is None:
            return None
        if address.kind == "bangla-month":
            return self._bangla_month(address, *bounds)
        return self._bangla_day(address, bounds[0] + (numbers[2] - 1) * _ONE_DAY)

    def _has_month(self, year: int, month: int) -> bool:
        bounds = bangla_month(year, month)
        return bounds is not None and self._all.any(*bounds)

    def _bangla_month(self, address: Address, first: date, after: date) -> Page | None:
        year, month = address.numbers
        days = [known.day for day in self._all.days(first, after) if (known := bangla_of(day))]
        if not days:
            return None
        before, later = self._all.before(first), self._all.since(after)
        made = bangla_month_page(self._site, year, month, days, _bangla(before), _bangla(later))
        return pages.archive_page(bangla_path(year, month), *made)

    def _bangla_day(self, address: Address, day: date) -> Page | None:
        """Return the page of a Gregorian day under its Bangla date, if that is the date it has."""
        known = bangla_of(day)
        named = known is not None and (known.year, known.month, known.day) == address.numbers
        if not named or not self._all.any(day, day + _ONE_DAY):
            return None
        before, later = self._all.before(day), self._all.since(day + _ONE_DAY)
        head, body = archive_bangla_day(self._site, day, before if _bangla(before) else None, later)
        return pages.archive_page(bangla_path(*address.numbers), head, body, f"{DAY}{day}")

    def _list(self, address: Address) -> Page | None:
        found = front_at(self._lists.shelf, address.base)
        if found is None:
            return None
        subject, thing = found
        chronicle = chronicle_of(subject, self._lists.shelf, self._paper, self._lists.until)
        path = f"{address.base}/archive"
        if address.kind == "list-index":
            months = list(chronicle.months())
            return pages.archive_page(path, *list_index(thing, self._site, months)) if months else None
        first = address.month
        after = month_after(first)
        rows = list(self._lists.printing.rows(chronicle.stories(first, after)))
        if not rows:
            return None
        html = self._lists.printing.html(rows, "row")
        made = list_month(thing, self._site, first, html, *_around(chronicle, first, after))
        return pages.archive_page(f"{path}/{first:%Y/%m}", *made)


def chronicle_of(subject: str, shelf: Shelf, paper: Paper, until: int | None = None) -> Chronicle:
    """Return the days of the stories of a section and of those below it, of a person or of a topic."""
    return Chronicle(shelf, sources_of(subject, paper), until)


def _around(chronicle: Chronicle, first: date, after: date) -> tuple[date | None, date | None]:
    """Return the months with stories before and after the one from `first` to `after`."""
    before, later = chronicle.before(first), chronicle.since(after)
    return before and before.replace(day=1), later and later.replace(day=1)


def _bangla(day: date | None) -> Month | None:
    known = bangla_of(day) if day else None
    return (known.year, known.month) if known else None
