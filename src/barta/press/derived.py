"""Derived work: archives, feeds and sitemaps, which a publication touches but does not wait for.

What a turn touches of them is gathered as tasks and left under one row of the dirty set; it is done right
after, coalesced. An ending does its tasks in its own turn.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from barta.pagestore import path_key
from barta.press.addresses import (
    ARCHIVE,
    BANGLA,
    NEWS_SITEMAP,
    SITEMAP,
    bangla_path,
    day_path,
    feed_paths,
    month_path,
    sitemap_path,
)
from barta.press.archives import DAY, chronicle_of
from barta.press.chronicle import Chronicle, bangla_month, bangla_of, day_of, month_after
from barta.press.lists import things_of
from barta.press.machines import SITEMAP_DAY
from barta.press.paper import Paper
from barta.press.resolving import front_at, front_path
from barta.press.rows import ALL, Public
from barta.press.shelf import Shelf
from barta.press.touching import Touched

CHUNK = 20
"""How many months of one front are touched at a time."""

_ONE_DAY = timedelta(days=1)


class Task(NamedTuple):
    """Something to be derived anew.

    day: the day `name` of the archive, and what else changes when it gets its first story or loses its last
    list: the month `at` of the subject `name`, likewise
    months: the archive of the front at the path `name`, from the month before `at` backwards
    sweep: the months of the front at the path `name` that have a page and no stories any more
    feeds: the feeds of the section with the slug `name`, of the paper without one
    path: the page at `name`
    """

    kind: Literal["day", "list", "months", "sweep", "feeds", "path"]
    name: str
    at: str = ""


@dataclass
class Tasks:
    """The tasks of a turn: those of what ended, to be done in it, and those that may be done after it."""

    now: set[Task] = field(default_factory=set)
    later: set[Task] = field(default_factory=set)


_codec: msgspec.msgpack.Decoder[list[Task]] = msgspec.msgpack.Decoder(list[Task])


def encode(tasks: Iterable[Task]) -> bytes:
    """Return tasks as the dirty set keeps them."""
    return msgspec.msgpack.encode(sorted(tasks))


def decode(data: bytes) -> list[Task]:
    """Return the tasks kept as `data`."""
    return _codec.decode(data)


def tasks_of(row: Public, paper: Paper) -> Iterator[Task]:
    """Yield what has to be derived anew where a story was or is now."""
    day = day_of(row.moment)
    yield Task("day", day.isoformat())
    yield Task("path", NEWS_SITEMAP)
    yield Task("feeds", "")
    for subject in things_of(row, paper):
        yield Task("list", subject, day.isoformat()[:7])
        path = front_path(paper.sections.get(subject.partition(":")[2]))
        if path:
            yield Task("feeds", path.removeprefix("/"))


class Deriving:
    """Turns tasks into the names of slots and pages to be made, by what stands on the shelf now."""

    def __init__(self, shelf: Shelf, paper: Paper, touched: Touched) -> None:
        self._shelf = shelf
        self._paper = paper
        self._touched = touched
        self._all = Chronicle(shelf, (ALL,))

    def take(self, task: Task) -> Task | None:
        """Touch what a task is about; return what is left of it."""
        match task.kind:
            case "day":
                self._day(date.fromisoformat(task.name))
            case "list":
                self._list(task.name, date.fromisoformat(f"{task.at}-01"))
            case "months":
                return self._months(task)
            case "sweep":
                self._sweep(task.name)
            case "feeds":
                self._touched.paths.update(feed_paths(task.name))
            case "path":
                self._touched.paths.add(task.name)
        return None

    def name(self, task: Task) -> None:
        """Touch only what a task names itself."""
        if task.kind in ("feeds", "path"):
            self.take(task)
        elif task.kind == "months":
            self._touched.paths.add(f"{task.name}{ARCHIVE}")

    def whole_day(self, day: date, given: Container[Task] = ()) -> Iterator[Task]:
        """Touch a day, and the months and years of which it is the newest; yield what is left to do.

        Gone through from the newest day to the oldest, every page of the archive is made once. `given` are
        tasks that need not be yielded again.
        """
        self._touched.slots |= {f"{DAY}{day}", f"{SITEMAP_DAY}{day}"}
        self._touched.paths |= _days(day)
        later = self._all.since(day + _ONE_DAY)
        if later is None or month_path(later) != month_path(day):
            self._touched.paths |= {month_path(day), sitemap_path(day)}
        if later is None or later.year != day.year:
            self._touched.paths.add(_year_path(day))
        if later is None:
            self._touched.paths |= {ARCHIVE, BANGLA, SITEMAP}
        known, after = bangla_of(day), bangla_of(later) if later else None
        if known and (after is None or (after.year, after.month) != (known.year, known.month)):
            self._touched.paths.add(bangla_path(known.year, known.month))
        if known and (after is None or after.year != known.year):
            self._touched.paths.add(bangla_path(known.year))
        yield from self._lists_of(day, given)

    def _lists_of(self, day: date, given: Container[Task]) -> Iterator[Task]:
        """Yield the lists whose newest story of the month was published on `day`."""
        found: set[str] = set()
        for story in self._all.stories(day, day + _ONE_DAY):
            row = self._shelf.row(story)
            if isinstance(row, Public):
                found |= things_of(row, self._paper)
        for subject in found:
            base = front_path(self._shelf.thing(subject))
            task = Task("path", month_path(day, base)) if base else None
            if task is None or task in given:
                continue
            if chronicle_of(subject, self._shelf, self._paper).before(month_after(day)) == day:
                yield task

    def _day(self, day: date) -> None:
        self._touched.slots |= {f"{DAY}{day}", f"{SITEMAP_DAY}{day}"}
        if self._all.any(day, day + _ONE_DAY) == self._stands(day_path(day)):
            return
        before, later = self._all.before(day), self._all.since(day + _ONE_DAY)
        # A neighbour without a page has a task of its own, which has to see that there was none.
        for near in (before, later):
            self._touched.paths |= _days(near) if near and self._stands(day_path(near)) else set()
        self._touched.paths |= _days(day)
        first = day.replace(day=1)
        for month in (day, self._all.before(first), self._all.since(month_after(first))):
            self._touched.paths |= {month_path(month)} if month else set()
        for near in (day, *self._beside_bangla_month(day)):
            self._touched.paths |= _bangla_month_paths(near)
        self._touched.paths |= {_year_path(day), ARCHIVE, BANGLA, SITEMAP, sitemap_path(day)}

    def _beside_bangla_month(self, day: date) -> Iterator[date]:
        """Yield the nearest days with stories before and after the Bangla month that holds `day`."""
        known = bangla_of(day)
        bounds = bangla_month(known.year, known.month) if known else None
        for near in (self._all.before(bounds[0]), self._all.since(bounds[1])) if bounds else ():
            yield from (near,) if near else ()

    def _list(self, subject: str, first: date) -> None:
        base = front_path(self._shelf.thing(subject))
        if base is None or self._shelf.owner(base) != subject:
            return
        self._touched.paths.add(month_path(first, base))
        chronicle, after = chronicle_of(subject, self._shelf, self._paper), month_after(first)
        if chronicle.any(first, after) == self._stands(month_path(first, base)):
            return
        self._touched.paths.add(f"{base}{ARCHIVE}")
        for near in (chronicle.before(first), chronicle.since(after)):
            if near and self._stands(month_path(near, base)):
                self._touched.paths.add(month_path(near, base))

    def _months(self, task: Task) -> Task | None:
        found = front_at(self._shelf, task.name)
        self._touched.paths.add(f"{task.name}{ARCHIVE}")
        if found is None:
            return None
        chronicle = chronicle_of(found[0], self._shelf, self._paper)
        before = date.fromisoformat(task.at) if task.at else None
        months = list(islice(chronicle.months(after=before), CHUNK))
        self._touched.paths |= {month_path(month, task.name) for month in months}
        return task._replace(at=months[-1].isoformat()) if len(months) == CHUNK else None

    def _sweep(self, base: str) -> None:
        found = front_at(self._shelf, base)
        chronicle = chronicle_of(found[0], self._shelf, self._paper) if found else None
        listed = list(self._shelf.listed(base))
        for month in listed:
            if chronicle is None or not chronicle.any(month, month_after(month)):
                self._touched.paths.add(month_path(month, base))
        if listed:
            self._touched.paths.add(f"{base}{ARCHIVE}")

    def _stands(self, path: str) -> bool:
        """Return whether the store has a page of ours at `path`; an old address may lead away from there."""
        page = self._shelf.tables.get_page(path_key(path))
        return page is not None and page.status == 200


def paths_of_day(day: date) -> set[str]:
    """Return the addresses of a day, its month and its year, by both calendars."""
    return {*_days(day), month_path(day), _year_path(day), *_bangla_month_paths(day)}


def _year_path(day: date) -> str:
    return f"{ARCHIVE}/{day.year:04d}"


def _days(day: date) -> set[str]:
    """Return the addresses of a day by both calendars."""
    known = bangla_of(day)
    return {day_path(day)} | ({bangla_path(known.year, known.month, known.day)} if known else set())


def _bangla_month_paths(day: date) -> set[str]:
    known = bangla_of(day)
    return {bangla_path(known.year), bangla_path(known.year, known.month)} if known else set()
