"""The paper as the press knows it: its settings and its sections, which form a tree."""

from collections.abc import Iterable, Mapping

from barta.edition import Section, Setting
from barta.rendering import Site

UNNAMED = Setting(name="বার্তা", site_url="http://localhost:8000")
"""What the pages say while the ledger holds no settings."""

_ELSEWHERE = "খবর"


class Paper:
    """An immutable picture of settings and sections. A tree that bites its tail is cut where it does."""

    def __init__(self, setting: Setting | None, sections: Iterable[Section]) -> None:
        ordered = sorted(sections, key=lambda section: (section.position, section.slug, section.id))
        self.sections: Mapping[str, Section] = {section.id: section for section in ordered}
        self.site = Site(setting or UNNAMED, self.sections)

    def section(self, key: str) -> Section:
        """Return the section `key`; a plain one in its place when it is not in the ledger."""
        known = self.sections.get(key)
        return known or Section(id=key, slug="news", name=_ELSEWHERE, in_menu=False)

    def ancestors(self, key: str) -> tuple[str, ...]:
        """Return `key` and the ids of the sections above it, nearest first."""
        found: dict[str, None] = {}
        while key in self.sections and key not in found:
            found[key] = None
            key = self.sections[key].parent
        return tuple(found)

    def descendants(self, key: str) -> tuple[str, ...]:
        """Return `key` and the ids of all sections below it."""
        return (key, *(other for other in self.sections if other != key and key in self.ancestors(other)))
