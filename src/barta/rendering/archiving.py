"""What the pages of all archives have in common: a page of months, a calendar, the top of a day."""

from collections.abc import Sequence

from barta.rendering import months as calendar
from barta.rendering.environment import render
from barta.rendering.heads import head
from barta.rendering.months import Step
from barta.rendering.sheet import fronted
from barta.rendering.views import Site

Made = tuple[bytes, bytes]
"""A page's head and its body."""

ROOT = Step("আর্কাইভ", "/archive")


def archive_head(site: Site, title: str, path: str, canonical: str = "") -> bytes:
    """Return the beginning of an archive's page; `canonical` is a full address if another page counts."""
    language = site.setting.language
    return fronted(head(title=title, site=site, path=path, canonical=canonical, language=language))


def overview_page(
    site: Site,
    title: str,
    path: str,
    above: Sequence[Step],
    groups: Sequence[tuple[Step | None, Sequence[Step]]],
    other: Step | None = None,
) -> Made:
    """Return a page of links to months, in groups that may have a heading."""
    page_head = archive_head(site, title, path)
    return page_head, render("archive.html", title=title, above=above, groups=groups, other=other)


def month_page(site: Site, *, title: str, path: str, **values: object) -> Made:
    """Return a month as a calendar; `values` are `other`, `above`, `weeks` and `steps` of the template."""
    page_head = archive_head(site, f"{title}: আর্কাইভ", path)
    names = tuple(zip(calendar.WEEKDAYS, calendar.WEEKDAY_NAMES, strict=True))
    return page_head, render("archive_month.html", title=title, weekdays=names, **values)


def day_page(site: Site, *, title: str, path: str, canonical: str, **values: object) -> Made:
    """Return a day's page up to its stories; `values` are `other`, `above` and `steps` of the template."""
    page_head = archive_head(site, f"{title}: আর্কাইভ", path, canonical)
    return page_head, render("archive_day.html", title=title, **values)


def steps(previous: Step | None, next: Step | None) -> tuple[tuple[str, Step], ...]:
    """Return the links to what stands before and after, each with its relation."""
    both = (("prev", previous), ("next", next))
    return tuple((relation, step) for relation, step in both if step)
