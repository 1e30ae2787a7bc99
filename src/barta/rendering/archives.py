"""The archive by years, months and days."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from barta.bangla import to_bangla
from barta.bangla.dates import day as printed_day
from barta.bangla.dates import long_date
from barta.bangla.tables import GREGORIAN_MONTHS
from barta.rendering import months as calendar
from barta.rendering.archiving import ROOT, Made, day_page, month_page, overview_page, steps
from barta.rendering.environment import render
from barta.rendering.frames import bangla_day
from barta.rendering.fronts import joined
from barta.rendering.months import Step
from barta.rendering.views import Site


def archive_index(site: Site, months: Sequence[date]) -> Made:
    """Return the page of all months with stories; `months` are their first days, newest first."""
    groups = [
        (
            Step(to_bangla(str(year)), calendar.year_path(year)),
            _months(each for each in months if each.year == year),
        )
        for year in sorted({month.year for month in months}, reverse=True)
    ]
    other = Step("বাংলা সন অনুযায়ী দেখুন", "/archive/bangla") if site.setting.edition == "bd" else None
    return overview_page(site, "আর্কাইভ", "/archive", (), groups, other)


def archive_year(site: Site, year: int, months: Sequence[date]) -> Made:
    """Return the page of a year's months with stories."""
    title = to_bangla(f"{year} সালের আর্কাইভ")
    return overview_page(site, title, calendar.year_path(year), (ROOT,), [(None, _months(months))])


def archive_month(
    site: Site, month: date, days: Collection[int], previous: date | None, next: date | None
) -> Made:
    """Return a month as a calendar. `days` have stories; `previous` and `next` are months that have some."""
    all_days = calendar.month_days(month)
    other = [calendar.bangla_of(day) for day in (all_days[0], all_days[-1])]
    names = [calendar.bangla_month_name(each.year, each.month) for each in other if each]
    return month_page(
        site,
        title=calendar.month_name(month),
        other=calendar.span(*names) if len(names) == 2 and site.setting.edition == "bd" else "",
        path=calendar.month_path(month),
        above=(ROOT, Step(to_bangla(str(month.year)), calendar.year_path(month.year))),
        weeks=calendar.weeks(month, days),
        steps=steps(
            Step(calendar.month_name(previous), calendar.month_path(previous)) if previous else None,
            Step(calendar.month_name(next), calendar.month_path(next)) if next else None,
        ),
    )


def archive_day(site: Site, day: date, previous: date | None, next: date | None) -> Made:
    """Return the page of a day up to its stories: `day_rows` closes it."""
    month = day.replace(day=1)
    bangla = bangla_day(day, site)
    return day_page(
        site,
        title=long_date(day),
        other=Step(bangla, calendar.bangla_day_path(day)) if bangla else None,
        path=calendar.day_path(day),
        canonical="",
        above=(
            ROOT,
            Step(to_bangla(str(day.year)), calendar.year_path(day.year)),
            Step(GREGORIAN_MONTHS[day.month - 1], calendar.month_path(month)),
        ),
        steps=steps(
            Step(printed_day(previous), calendar.day_path(previous)) if previous else None,
            Step(printed_day(next), calendar.day_path(next)) if next else None,
        ),
    )


def day_rows(rows: Sequence[bytes]) -> bytes:
    """Return the stories of a day ("row" cards) and the end of its page's contents."""
    return render("day_rows.html", rows=joined(rows))


def _months(months: Iterable[date]) -> list[Step]:
    return [Step(GREGORIAN_MONTHS[month.month - 1], calendar.month_path(month)) for month in months]
