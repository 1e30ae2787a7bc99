"""What is live on every page costs a few slot writes, however many pages there are that show it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import groupby
from typing import Any

import pytest
from press_samples import Paper, ident, public_id, section, setting, story

from barta.pagestore import Page, Reader
from barta.press import pages
from barta.press.building import Builder
from barta.press.printer import Printer
from barta.press.sources import Sources
from barta.press.watching import Unwatched
from barta.readership import Ranking

SECTIONS = (1, 2, 3, 4, 5)
LISTS = ("tail", "front:top", "front:strips", "most-read:day", "most-read:week", "most-read:sections")
BY_SECTION = ("section", "related", "most-read")
RANKING = 1
"""The one write of a new ranking beside slots: which one it is that the lists show."""

BATCH = 5000
EMPTY = Page(200, "story", "", "", ("style",), pages.HTML)
ARCHIVE = 3
"""The stage of a rebuild that comes after what is not a story, the stories, and the lists."""


def section_of(number: int) -> str:
    """Return the id of the section of a story."""
    return ident("section", 1 + number % len(SECTIONS))


class Pageless(Unwatched):
    """Prints no page of a story before all is there: that is made in seconds."""

    filling = True

    def render(self, seq: int, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        if self.filling and function is pages.story_page:
            return EMPTY
        return super().render(seq, function, *args, **kwargs)


class Filled:
    """A large paper, and what prints it: every list is ready; pages of old stories matter to no list."""

    def __init__(self, paper: Paper, printer: Printer, size: int) -> None:
        self.paper = paper
        self.printer = printer
        self._next = 2 * size

    def publish(self, count: int = 1) -> list[int]:
        """Publish stories, each newer than all others, the first in section 1; return their numbers."""
        numbers = range(self._next, self._next + count)
        self._next += -(-count // len(SECTIONS)) * len(SECTIONS)
        self.record(*numbers)
        return list(numbers)

    def record(self, *numbers: int, **changes: object) -> None:
        """Record stories and print them."""
        self.paper.record(*(story(number, section=section_of(number), **changes) for number in numbers))
        while self.printer.follow():
            pass

    def slots(self) -> dict[str, object]:
        """Return all slots that are shared by pages."""
        names = [*LISTS, *(f"{kind}:{ident('section', n)}" for kind in BY_SECTION for n in SECTIONS)]
        reader = Reader(self.paper.home / "store")
        try:
            return {name: reader.slot(name) for name in (*names, "masthead", "style", "footer")}
        finally:
            reader.close()

    def show(self, day: dict[int, int], week: dict[int, int]) -> int:
        """Take in a new ranking a minute later; return how many values that wrote."""
        self.paper.now += timedelta(minutes=1)
        both = [
            tuple(sorted(((public_id(n), count) for n, count in reads.items()), key=lambda read: -read[1]))
            for reads in (day, week)
        ]
        self.printer.ranking = Ranking(self.paper.now, both[0], both[1])
        self.printer.tick()
        return self.printer.ticked


@pytest.fixture(scope="module", params=[100, 100_000])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """A small and a large paper of five sections: the rebuild of their rows and lists, without old pages."""
    paper, size = Paper(tmp_path_factory.mktemp("live") / "home"), int(request.param)
    paper.record(setting(), *(section(number) for number in SECTIONS))
    for start in range(0, size, BATCH):
        numbers = range(start, min(size, start + BATCH))
        paper.record(*(story(n, section=section_of(n)) for n in numbers))
    with closing(Sources(paper.ledger_url, paper.readership_url)) as sources:
        watch = Pageless()
        builder = Builder(paper.home / "store", sources, watch, lambda: paper.now, ranking=None)
        with closing(builder):
            for stage, (_, steps) in enumerate(groupby(builder.steps(budget=0.5), key=bool)):
                if stage == ARCHIVE:
                    break
                assert all(count >= 0 for count in steps)
            watch.filling = False
            builder.printer.writer.make_live()
            yield Filled(paper, builder.printer, size)


def changed(filled: Filled, before: dict[str, object]) -> set[str]:
    """Return the names of the slots that are not what they were; sections by their number."""
    after = filled.slots()
    names = {name for name in after if after[name] != before[name]}
    ids = {ident("section", number): str(number) for number in SECTIONS}
    return {":".join(ids.get(part, part) for part in name.split(":")) for name in names}


def ranked(filled: Filled) -> dict[int, int]:
    """Return reads of fifty stories, ten of each section."""
    return {n: 1000 - n for n in range(50)}


def test_a_changed_most_read_list_costs_a_few_slot_writes(filled: Filled) -> None:
    """Two stories of a section change places at the head: both fronts' lists, the page's, the section's."""
    day = ranked(filled)
    filled.show(day, day)
    before = filled.slots()
    writes = filled.show({**day, 5: 2000}, {**day, 5: 2000})
    expected = {"tail", "front:top", "most-read:1", "most-read:day", "most-read:week", "most-read:sections"}
    assert (expected, len(expected) + RANKING) == (changed(filled, before), writes)


def test_a_change_far_down_costs_the_list_that_shows_it(filled: Filled) -> None:
    """The eighteenth of the day is overtaken: one slot of one page."""
    day = ranked(filled)
    filled.show(day, day)
    before = filled.slots()
    writes = filled.show({**day, 18: day[17], 17: day[18]}, day)
    assert ({"most-read:day"}, 1 + RANKING) == (changed(filled, before), writes)


def test_a_new_ranking_that_changes_no_list_writes_no_slot(filled: Filled) -> None:
    """More reads, the same order."""
    day = ranked(filled)
    filled.show(day, day)
    before = filled.slots()
    writes = filled.show({n: 7 * count for n, count in day.items()}, day)
    assert (set(), RANKING) == (changed(filled, before), writes)


def test_a_publication_changes_latest_and_its_section_and_nothing_that_is_read(filled: Filled) -> None:
    """The list of its section stays the very slot it was: nobody has read the story yet."""
    day = ranked(filled)
    filled.show(day, day)
    filled.publish()
    before = filled.slots()
    filled.publish()
    expected = {"tail", "front:top", "front:strips", "section:1", "related:1"}
    own = 4  # Its page, its row, its public id, its card in the search.
    order, rest = (
        3,
        2,
    )  # All, and its section twice; how far the ledger is printed, and what is to be derived.
    assert (expected, own + order + rest + len(expected)) == (changed(filled, before), filled.printer.writes)


def test_a_changed_section_list_costs_its_own_slots(filled: Filled) -> None:
    """An older story of a section, shown there and no longer among the latest, gets a new headline."""
    filled.show({}, {})
    _, older, *_ = [number for number in filled.publish(60) if section_of(number) == section_of(0)]
    before = filled.slots()
    filled.record(older, short_headline="খবর বদলেছে")
    assert {"section:1"} == changed(filled, before)
    # Besides: its page, row and card, how far the ledger is printed, and what is to be derived.
    assert 1 + 5 == filled.printer.writes


def test_a_corrected_headline_of_what_is_read_most_changes_the_lists_in_its_turn(filled: Filled) -> None:
    """An old story that is read again is in the lists of what is read, and in no other."""
    filled.publish(150)
    filled.show({7: 90, 8: 50}, {7: 90, 8: 50})
    before = filled.slots()
    filled.record(7, short_headline="খবর আবার")
    expected = {"tail", "front:top", "most-read:3", "most-read:day", "most-read:week", "most-read:sections"}
    assert (expected, 5 + len(expected)) == (changed(filled, before), filled.printer.writes)
