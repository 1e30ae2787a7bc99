"""What stands under every name and at every address: one place that knows who makes it."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from barta.bangla import DHAKA
from barta.edition import Page as OwnPage
from barta.edition import Person, Section, Topic
from barta.pagestore import Page, Slot, Variant, compress
from barta.press import pages
from barta.press.addresses import ARCHIVE, BANGLA, HEADS, KEYS, parse
from barta.press.archives import DAY, Archives
from barta.press.beacons import BEACON, beacons
from barta.press.fronts import Fronts, seconds
from barta.press.lists import MOST_READ, RELATED, TAIL, Lists
from barta.press.machines import SITEMAP_DAY, Machines
from barta.press.most_read import MostRead
from barta.press.resolving import front_path
from barta.rendering import Site, fixed_files, footer, masthead, search_form, style

MASTHEAD_DAYS = 14
"""Mastheads are written this far ahead: readers see the right date with the press dead."""

SHARED = ("style", "masthead", "footer", "results")
"""The slots that follow from the paper's settings and the code: what pages share, and the search's form."""

_FRONTS = ("front:", "section:", "person:", "topic:")
_OWN: Mapping[str, Callable[[Site], Page]] = {
    "/": pages.front_page,
    "/most-read": pages.most_read_page,
    "/search": pages.search,
    "/offline": pages.offline_page,
}


def paper_day(now: datetime) -> date:
    """Return the paper's day at an instant."""
    return now.astimezone(DHAKA).date()


def clock_hour(now: datetime) -> datetime:
    """Return the beginning of the clock's hour."""
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


class Making:
    """Makes slots by name and pages by path, as of the shelf that its lists read, a day and an hour.

    `key` is the key of the beacons' tokens; without one there are none.
    """

    def __init__(self, lists: Lists, day: date, hour: datetime, key: bytes = b"") -> None:
        self._lists = lists
        self._paper = lists.paper
        self._site = lists.paper.site
        self._day = day
        self._key = key
        self._fronts = Fronts(lists)
        self._most_read = MostRead(lists)
        self._archives = Archives(lists)
        self._machines = Machines(lists, hour)

    @cached_property
    def files(self) -> Mapping[str, Page]:
        """The files at fixed addresses, by path."""
        found = fixed_files(self._site, self._day)
        return {path: pages.file_page(path, file) for path, file in found.items()}

    @property
    def fixed(self) -> set[str]:
        """The paths of what is always there."""
        return {*_OWN, *self.files, ARCHIVE, BANGLA}

    def slot(self, name: str) -> Slot | None:
        """Return the slot `name`; None for one that has no place in the paper as it is."""
        if name == TAIL or name.startswith(RELATED):
            return self._lists.slot(name)
        if name.startswith(MOST_READ):
            return self._most_read.slot(name)
        if name.startswith(_FRONTS):
            return self._fronts.slot(name)
        if name.startswith(DAY):
            return self._archives.slot(name)
        if name.startswith(SITEMAP_DAY):
            return self._machines.slot(name)
        if name == "masthead":
            return self._mastheads()
        if name == BEACON:
            return beacons(self._key, self._day, MASTHEAD_DAYS) if self._key else None
        if name == "results":
            return Slot((Variant(0, compress(search_form())),))
        plain = {"style": style, "footer": footer}.get(name)
        return Slot((Variant(0, compress(plain(self._site), shared=True)),)) if plain else None

    def missing(self) -> Page:
        """Return the 404 page."""
        return pages.missing_page(self._site)

    def busy(self) -> Page:
        """Return the 503 page of the search."""
        return pages.busy_page(self._site)

    def page(self, path: str) -> Page | None:
        """Return the page at `path`: what is fixed first, then the derived, then fronts, then redirects."""
        if path in _OWN:
            return _OWN[path](self._site)
        if path in self.files:
            return self.files[path]
        address = parse(path)
        if address:
            machine = address.kind.startswith(("feed", "sitemap", "news"))
            page = self._machines.page(address) if machine else self._archives.page(address)
            if page:
                return page
        return self._owned(path)

    def _owned(self, path: str) -> Page | None:
        owner = self._lists.shelf.owner(path)
        if owner is None:
            return None
        kind, _, key = owner.partition(":")
        if kind == "story":
            resolver = self._lists.printing.resolver
            row = resolver.public(key)
            return pages.redirect_page(path, resolver.path(row), row.public_id) if row else None
        thing = self._lists.shelf.thing(owner)
        if isinstance(thing, Person | Section | Topic | OwnPage) and front_path(thing) == path:
            return pages.thing_page(owner, thing, self._site)
        return None

    def _mastheads(self) -> Slot:
        """Return the masthead for each of the next days, from midnight in Dhaka, and for the bar's end."""
        days = [self._day + timedelta(days=ahead) for ahead in range(MASTHEAD_DAYS)]
        named = {_midnight(day): day for day in days}
        breaking = self._paper.front.breaking
        end = seconds(breaking.until) if breaking else 0
        if min(named) < end <= max(named):
            named[end] = paper_day(datetime.fromtimestamp(end, UTC))
        return Slot(
            tuple(
                Variant(at, compress(masthead(self._site, day, self._fronts.strap(at)), shared=True))
                for at, day in sorted(named.items())
            )
        )


def is_kept(path: str) -> bool:
    """Return whether what stands at `path` follows from no record alone, and is written elsewhere."""
    return path in (HEADS, KEYS) or path.startswith("/assets/")


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), DHAKA).astimezone(UTC).timestamp())
