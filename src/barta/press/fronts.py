"""Fronts: what stands where on the paper's own, and the fronts of sections, people and topics.

What an editor pinned stands first and ends by itself: the slots of the front have a variant for each
instant at which a pin ends. The rest is filled by rule, from the newest stories.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Final, NamedTuple

from barta.edition import Asset, Person, Pin, Section, Topic
from barta.pagestore import Slot, Variant, compress
from barta.press.lists import Lists, sources_of
from barta.press.rows import ALL, Public
from barta.rendering import (
    Strap,
    Strip,
    front_strips,
    front_top,
    person_front,
    section_front,
    topic_front,
)
from barta.rendering.inline import outside

TOP, OPINION, PICTURES, STRIP, PLAIN, LIST = 6, 4, 6, 5, 8, 30
"""How many stories stand in each zone; of a section's thirty one leads and eight are shown large."""

LOOK_BACK: Final = 60
"""How many of the newest stories are looked at to fill a zone: a paper may have no picture at all."""


class Zones(NamedTuple):
    """The stories of the paper's front, by zone."""

    lead: Sequence[Public]
    top: Sequence[Public]
    strips: Sequence[tuple[Section, Sequence[Public]]]
    opinion: Sequence[Public]
    pictures: Sequence[Public]


def seconds(at: datetime) -> int:
    """Return an instant in whole seconds since 1970, rounded up: nothing ends before its time."""
    return -int(-at.timestamp() // 1)


class Fronts:
    """Makes the slots of fronts."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._paper = lists.paper
        self._printing = lists.printing
        self._zones: dict[int, Zones] = {}

    def slot(self, name: str) -> Slot | None:
        """Return a slot of the paper's front, or the whole front of a section, person or topic."""
        if name == "front:top":
            inside = self._lists.inside()
            return self._slot(lambda zones: self._top(zones) + inside)
        if name == "front:strips":
            return self._slot(self._strips)
        html = self._thing(name)
        return None if html is None else Slot((Variant(0, compress(html)),))

    def strap(self, now: int) -> Strap | None:
        """Return the breaking bar as it stands at `now` (seconds since 1970)."""
        breaking = self._paper.front.breaking
        if breaking is None or seconds(breaking.until) <= now:
            return None
        row = self._printing.resolver.public(breaking.story) if breaking.story else None
        path = self._printing.resolver.path(row) if row else ""
        return Strap(breaking.text, path or ("" if breaking.story else outside(breaking.url)))

    def _slot(self, part: Callable[[Zones], bytes]) -> Slot:
        return Slot(tuple(Variant(at, compress(part(zones))) for at, zones in self._by_time().items()))

    def _by_time(self) -> dict[int, Zones]:
        """Return the zones from each instant on at which a pin ends; what stays the same is not repeated."""
        if not self._zones:
            front = self._paper.front
            pins = (*front.lead, *front.top, *front.pictures)
            ends = sorted({seconds(pin.until) for pin in pins if pin.until})
            before: Zones | None = None
            for at in (0, *ends):
                zones = self._arranged(at)
                if zones != before:
                    self._zones[at] = before = zones
        return self._zones

    def _arranged(self, now: int) -> Zones:
        """Return which stories stand where from `now` on."""
        front, opinion = self._paper.front, self._opinion()
        newest = _Looked(islice(self._lists.stories(ALL), LOOK_BACK))
        away = set(sources_of(f"section:{opinion.id}", self._paper)) if opinion else set()
        news = _Looked(row for row in newest if away.isdisjoint(row.lists))
        lead = list(islice(self._pinned(front.lead, now), 1))
        lead = lead or list(islice(chain(filter(self._has_picture, news), news, newest), 1))
        shown = {row.stub.id for row in lead}
        top = _filled(self._pinned(front.top, now), news, shown, TOP)
        above = frozenset(shown)
        strips = [
            (section, self._led(islice(_new(self._lists.of(f"section:{section.id}"), shown), STRIP)))
            for section in self._sections(opinion)
        ]
        opinions = self._lists.of(f"section:{opinion.id}") if opinion else iter(())
        pinned = list(self._pinned(front.pictures, now))
        shown_large = (*lead, *top, *(rows[0] for _, rows in strips if rows), *pinned)
        return Zones(
            lead,
            top,
            strips,
            tuple(islice(_new(opinions, set(above)), OPINION)),
            _filled(pinned, self._band(newest, shown_large), set(above), PICTURES),
        )

    def _led(self, rows: Iterable[Public]) -> Sequence[Public]:
        """Return stories in their order, but for the first one with a picture, which leads them."""
        others = list(rows)
        led = next((place for place, row in enumerate(others) if self._has_picture(row)), 0)
        return (*others[led : led + 1], *others[:led], *others[led + 1 :])

    def _band(self, newest: Iterable[Public], elsewhere: Iterable[Public]) -> Iterator[Public]:
        """Yield stories with pictures: first those whose picture is shown nowhere yet, then the others."""
        seen = {self._picture(row) for row in elsewhere}
        known: list[Public] = []
        for row in newest:
            picture = self._picture(row)
            if picture and picture not in seen:
                seen.add(picture)
                yield row
            elif picture:
                known.append(row)
        yield from known

    def _opinion(self) -> Section | None:
        return self._paper.sections.get(self._paper.front.opinion)

    def _sections(self, opinion: Section | None) -> list[Section]:
        """Return the sections that have strips: those chosen, else those of the menu that stand on top."""
        chosen = [self._paper.sections.get(key) for key in dict.fromkeys(self._paper.front.strips)]
        menu = [section for section in self._paper.site.menu if section.parent not in self._paper.sections]
        return [section for section in (chosen or menu) if section and section != opinion]

    def _pinned(self, pins: Iterable[Pin], now: int) -> Iterator[Public]:
        active = (pin.story for pin in pins if pin.until is None or seconds(pin.until) > now)
        return self._printing.rows(dict.fromkeys(active))

    def _has_picture(self, row: Public) -> bool:
        return bool(self._picture(row))

    def _picture(self, row: Public) -> str:
        """Return the address of the picture that stands with a story, "" if there is none."""
        cards = self._printing.cards([row]) if row.stub.pictures else ()
        return next((shown.photo.src for _, shown in cards if shown.photo), "")

    def _top(self, zones: Zones) -> bytes:
        lead, top = self._printing.html(zones.lead, "lead"), self._printing.html(zones.top, "top")
        return front_top(self._paper.site, lead, top)

    def _strips(self, zones: Zones) -> bytes:
        html, opinion = self._printing.html, self._opinion()
        return front_strips(
            self._paper.site,
            [
                Strip(section, [*html(rows[:1], "plain"), *html(rows[1:], "text")])
                for section, rows in zones.strips
            ],
            Strip(opinion, html(zones.opinion, "opinion")) if opinion else None,
            html(zones.pictures, "picture"),
        )

    def _thing(self, subject: str) -> bytes | None:
        """Return the contents of the front of a section, person or topic; None for one that is not kept."""
        thing = self._lists.shelf.thing(subject)
        if not isinstance(thing, Person | Section | Topic):
            return None
        rows, site = list(islice(self._lists.of(subject), LIST)), self._paper.site
        html = self._printing.html
        if isinstance(thing, Section):
            return section_front(
                thing,
                site,
                children=self._paper.children(thing.id),
                lead=html(rows[:1], "lead"),
                plain=html(rows[1 : 1 + PLAIN], "plain"),
                rows=html(rows[1 + PLAIN :], "row"),
                archive=bool(rows),
            )
        if isinstance(thing, Topic):
            return topic_front(thing, site, rows=html(rows, "row"), archive=bool(rows))
        asset = self._lists.shelf.thing(f"asset:{thing.asset}") if thing.asset else None
        portrait = asset if isinstance(asset, Asset) else None
        return person_front(thing, portrait, site, rows=html(rows, "row"), archive=bool(rows))


class _Looked:
    """Rows that may be gone through again and again, and are looked up as far as somebody goes."""

    def __init__(self, rows: Iterator[Public]) -> None:
        self._rows = rows
        self._seen: list[Public] = []

    def __iter__(self) -> Iterator[Public]:
        at = 0
        while True:
            if at == len(self._seen):
                row = next(self._rows, None)
                if row is None:
                    return
                self._seen.append(row)
            yield self._seen[at]
            at += 1


def _new(rows: Iterable[Public], shown: set[str]) -> Iterator[Public]:
    """Yield the rows of stories that are not shown yet, which they are then."""
    for row in rows:
        if row.stub.id not in shown:
            shown.add(row.stub.id)
            yield row


def _filled(pinned: Iterable[Public], rest: Iterable[Public], shown: set[str], count: int) -> list[Public]:
    """Return `count` stories not shown yet: what is pinned, in that order, then the rest."""
    chosen = list(islice(_new(pinned, shown), count))
    return chosen + list(islice(_new(rest, shown), count - len(chosen)))
