"""The archive of one section, person or topic, month by month."""

from collections.abc import Sequence
from datetime import date

from barta.bangla import to_bangla
from barta.bangla.tables import GREGORIAN_MONTHS
from barta.edition import Person, Section, Topic
from barta.rendering import months as calendar
from barta.rendering.addresses import person_path, section_path, topic_path
from barta.rendering.archiving import Made, archive_head, overview_page, steps
from barta.rendering.environment import render
from barta.rendering.fronts import joined
from barta.rendering.months import Step
from barta.rendering.views import Site


def list_index(thing: Section | Person | Topic, site: Site, months: Sequence[date]) -> Made:
    """Return the page of all months in which a section, person or topic has stories."""
    front = _front(thing)
    path = f"{front}/archive"
    groups = [
        (
            Step(to_bangla(str(year))),
            [
                Step(GREGORIAN_MONTHS[each.month - 1], f"{path}/{each:%Y/%m}")
                for each in months
                if each.year == year
            ],
        )
        for year in sorted({month.year for month in months}, reverse=True)
    ]
    return overview_page(site, f"{thing.name}: আর্কাইভ", path, (Step(thing.name, front),), groups)


def list_month(
    thing: Section | Person | Topic,
    site: Site,
    month: date,
    rows: Sequence[bytes],
    previous: date | None,
    next: date | None,
) -> Made:
    """Return all stories of a section, person or topic in a month, with links to the months beside it."""
    front = _front(thing)
    path = f"{front}/archive"
    title = f"{thing.name}: {calendar.month_name(month)}"
    page_head = archive_head(site, title, f"{path}/{month:%Y/%m}")
    body = render(
        "list_month.html",
        title=calendar.month_name(month),
        above=(Step(thing.name, front), Step("আর্কাইভ", path)),
        rows=joined(rows),
        steps=steps(
            *(
                Step(calendar.month_name(each), f"{path}/{each:%Y/%m}") if each else None
                for each in (previous, next)
            )
        ),
    )
    return page_head, body


def _front(thing: Section | Person | Topic) -> str:
    match thing:
        case Section():
            return section_path(thing)
        case Person():
            return person_path(thing)
        case Topic():
            return topic_path(thing)
