"""What is read most: the list of each section, and the three zones of the page that shows it all."""

from itertools import islice
from typing import Final

from barta.edition import Section
from barta.pagestore import Slot, Variant, compress
from barta.press.lists import MOST_READ, READ_DAY, READ_SECTIONS, READ_WEEK, Lists, sources_of
from barta.press.rows import ALL
from barta.press.standings import DAY_FIRST, Window
from barta.rendering import (
    Strip,
    most_read_day,
    most_read_sections,
    most_read_week,
    section_list_frame,
)

RANKED, OF_SECTION = 20, 5
"""How many stories stand in a list of the page, and in that of a section."""

_ZONES: Final = (READ_DAY, READ_WEEK, READ_SECTIONS)


class MostRead:
    """Makes those slots; a list that nobody has read anything of is none, since nothing is made up."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._paper = lists.paper

    def slot(self, name: str) -> Slot | None:
        """Return a zone of the page, or the list of the section whose id the slot's name ends with."""
        html = self._zone(name) if name in _ZONES else self._of_section(name.removeprefix(MOST_READ))
        return Slot((Variant(0, compress(html)),)) if html else None

    def _zone(self, name: str) -> bytes:
        if name == READ_WEEK:
            return most_read_week(self._ranked("week"))
        if name == READ_SECTIONS:
            return most_read_sections(self._sections())
        # An address within the page is named only where it leads somewhere.
        anybody = next(self._lists.read(("week",), ALL), None) is not None
        return most_read_day(self._ranked("day"), week=anybody, sections=bool(self._sections()))

    def _ranked(self, window: Window) -> list[bytes]:
        cards = self._lists.printing.named(self._lists.read((window,), ALL), "ranked")
        return [html for _, html in islice(cards, RANKED)]

    def _sections(self) -> list[Strip]:
        """Return the sections of the menu of which anything was read, each with its first."""
        found = [Strip(section, self._cards(section)) for section in self._paper.site.menu]
        return [strip for strip in found if strip.cards]

    def _of_section(self, key: str) -> bytes:
        section = self._paper.sections.get(key)
        cards = self._cards(section) if section else []
        if section is None or not cards:
            return b""
        before, after = section_list_frame(section)
        return b"".join((before, *cards, after))

    def _cards(self, section: Section) -> list[bytes]:
        names = sources_of(f"section:{section.id}", self._paper)
        cards = self._lists.printing.named(self._lists.read(DAY_FIRST, *names), "side")
        return [html for _, html in islice(cards, OF_SECTION)]
