"""What machines read of the paper: feeds and sitemaps."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain, islice
from typing import Final

from barta.edition import Section
from barta.pagestore import Page, Slot, Variant, compress
from barta.press import pages
from barta.press.addresses import NEWS_SITEMAP, PAGES_SITEMAP, SITEMAP, Address, sitemap_path
from barta.press.chronicle import Chronicle, month_after
from barta.press.lists import Lists
from barta.press.resolving import front_at, front_path
from barta.press.rows import ALL, Public, microseconds
from barta.rendering import (
    FEEDS,
    feed,
    news_sitemap,
    sitemap_day,
    sitemap_frame,
    sitemap_index,
    sitemap_pages,
)

SITEMAP_DAY = "sitemap:"
"""What the slots begin with that hold a day's part of a month's sitemap, before its date."""

IN_FEED: Final = 30
IN_SITEMAP: Final = 50_000
IN_NEWS: Final = 1000
NEWS: Final = timedelta(hours=48)

_ONE_DAY = timedelta(days=1)


class Machines:
    """Makes feeds and sitemaps; `hour` is the hour of the clock by which news are news."""

    def __init__(self, lists: Lists, hour: datetime) -> None:
        self._lists = lists
        self._paper = lists.paper
        self._site = lists.paper.site
        self._hour = hour
        self._all = Chronicle(lists.shelf, (ALL,), lists.until)

    def page(self, address: Address) -> Page | None:
        """Return the feed or sitemap at an address; None for a feed or month that does not exist."""
        match address.kind:
            case "feed":
                return self._feed(address)
            case "sitemap":
                return pages.xml_page(SITEMAP, sitemap_index(self._site, list(self._all.months())))
            case "sitemap-pages":
                paths = list(islice(self._paths(), IN_SITEMAP))
                return pages.xml_page(PAGES_SITEMAP, sitemap_pages(self._site, paths))
            case "news-sitemap":
                return pages.xml_page(NEWS_SITEMAP, self._news())
        return self._month(address.month)

    def slot(self, name: str) -> Slot | None:
        """Return a day's part of its month's sitemap; None for a day without stories."""
        day = date.fromisoformat(name.removeprefix(SITEMAP_DAY))
        printing = self._lists.printing
        rows = list(printing.rows(self._all.stories(day, day + _ONE_DAY)))
        if not rows:
            return None
        return Slot((Variant(0, compress(printing.joined(rows, partial(sitemap_day, self._site)))),))

    def _feed(self, address: Address) -> Page | None:
        found = front_at(self._lists.shelf, address.base) if address.base else None
        section = found[1] if found and isinstance(found[1], Section) else None
        if address.base and section is None:
            return None
        rows = self._lists.of(f"section:{section.id}") if section else self._lists.stories(ALL)
        newest = list(islice(rows, IN_FEED))
        form, (name, media_type) = address.form, FEEDS[address.form]
        text = self._lists.printing.joined(
            newest, lambda cards: feed(form, self._site, cards, section=section)
        )
        return pages.feed_page(f"/feeds{address.base}/{name}", text, media_type)

    def _month(self, first: date) -> Page | None:
        if not self._all.any(first, month_after(first)):
            return None
        days = (first + count * _ONE_DAY for count in range((month_after(first) - first).days))
        return pages.month_sitemap(
            sitemap_path(first), *sitemap_frame(), [f"{SITEMAP_DAY}{day}" for day in days]
        )

    def _news(self) -> bytes:
        rows = islice(self._recent(), IN_NEWS)
        return self._lists.printing.joined(rows, partial(news_sitemap, self._site))

    def _recent(self) -> Iterator[Public]:
        since = microseconds(self._hour - NEWS)
        stories = self._lists.shelf.merged((ALL,), until=self._lists.until, since=since)
        return self._lists.printing.rows(stories)

    def _paths(self) -> Iterator[str]:
        """Yield the addresses of all fronts and of the paper's own pages, as they are now."""
        yield from ("/", "/archive")
        shelf, until = self._lists.shelf, self._lists.until
        kept = chain(shelf.kept("person"), shelf.kept("topic"))
        # At another moment only those have a front who had written, or been written about, by then.
        known = (thing for subject, thing in kept if until is None or shelf.newest(subject, until))
        for thing in chain(self._paper.sections.values(), self._paper.pages.values(), known):
            path = front_path(thing)
            if path:
                yield path
