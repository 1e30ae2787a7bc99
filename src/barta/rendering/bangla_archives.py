"""The archive by the Bangla calendar of Bangladesh."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from barta.bangla import BanglaDate, CalendarError, to_bangla
from barta.bangla.dates import long_date
from barta.rendering import months as calendar
from barta.rendering.addresses import absolute
from barta.rendering.archiving import ROOT, Made, day_page, month_page, overview_page, steps
from barta.rendering.months import Step
from barta.rendering.views import Site

_BANGLA = Step("বাংলা সন", "/archive/bangla")


def bangla_index(site: Site, months: Sequence[tuple[int, int]]) -> Made:
    """Return the page of all months of the Bangla calendar with stories; (year, month), newest first."""
    groups = [
        (
            Step(to_bangla(str(year)), calendar.bangla_path(year)),
            _bangla_months(year, (month for own, month in months if own == year)),
        )
        for year in sorted({year for year, _ in months}, reverse=True)
    ]
    other = Step("ইংরেজি সাল অনুযায়ী দেখুন", "/archive")
    return overview_page(site, "বাংলা সনের আর্কাইভ", "/archive/bangla", (ROOT,), groups, other)


def bangla_year(site: Site, year: int, months: Sequence[int]) -> Made:
    """Return the page of a Bangla year's months with stories."""
    title = to_bangla(f"{year} বঙ্গাব্দের আর্কাইভ")
    return overview_page(
        site, title, calendar.bangla_path(year), (ROOT, _BANGLA), [(None, _bangla_months(year, months))]
    )


def bangla_month(
    site: Site,
    year: int,
    month: int,
    days: Collection[int],
    previous: tuple[int, int] | None,
    next: tuple[int, int] | None,
) -> Made:
    """Return a Bangla month as a calendar. `days` have stories; the neighbours are (year, month)."""
    found = calendar.bangla_month_days(year, month)
    return month_page(
        site,
        title=f"{calendar.bangla_month_name(year, month)} বঙ্গাব্দ",
        other=calendar.span(*(calendar.month_name(day) for day in (found[0], found[-1]))),
        path=calendar.bangla_path(year, month),
        above=(ROOT, _BANGLA, Step(to_bangla(str(year)), calendar.bangla_path(year))),
        weeks=calendar.bangla_weeks(year, month, days),
        steps=steps(
            *(
                Step(calendar.bangla_month_name(*each), calendar.bangla_path(*each)) if each else None
                for each in (previous, next)
            )
        ),
    )


def archive_bangla_day(site: Site, day: date, previous: date | None, next: date | None) -> Made:
    """Return the page of the Gregorian `day` by the Bangla calendar, up to its stories."""
    bangla = _bangla(day)
    title = f"{_said(day)} বঙ্গাব্দ"
    return day_page(
        site,
        title=title,
        other=Step(long_date(day), calendar.day_path(day)),
        path=calendar.bangla_day_path(day),
        canonical=absolute(site.setting.site_url, calendar.day_path(day)),
        above=(
            ROOT,
            _BANGLA,
            Step(to_bangla(str(bangla.year)), calendar.bangla_path(bangla.year)),
            Step(bangla.month_name, calendar.bangla_path(bangla.year, bangla.month)),
        ),
        steps=steps(
            Step(_said(previous), calendar.bangla_day_path(previous)) if previous else None,
            Step(_said(next), calendar.bangla_day_path(next)) if next else None,
        ),
    )


def _bangla_months(year: int, months: Iterable[int]) -> list[Step]:
    return [
        Step(BanglaDate(year, month, 1).month_name, calendar.bangla_path(year, month)) for month in months
    ]


def _bangla(day: date) -> BanglaDate:
    """Return a day's Bangla date; raises CalendarError for a day that has none."""
    found = calendar.bangla_of(day)
    if not found:
        raise CalendarError(f"{day:%Y-%m-%d} has no page by the Bangla calendar: it begins on 1987-04-14")
    return found


def _said(day: date) -> str:
    """Return a day by the Bangla calendar: ১৯ আষাঢ় ১৪৩২."""
    bangla = _bangla(day)
    return to_bangla(f"{bangla.day} {bangla.month_name} {bangla.year}")
