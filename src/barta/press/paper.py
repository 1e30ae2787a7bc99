"""The paper as the press knows it: its settings, its tree of sections, its own pages, its arranged front."""

from collections.abc import Iterable, Mapping

from barta.edition import Front, Page, Section, Setting
from barta.rendering import Site

UNNAMED = Setting(name="বার্তা", site_url="http://localhost:8000")
"""What the pages say while the ledger holds no settings."""

_ELSEWHERE = "খবর"


class Paper:
    """An immutable picture of all that. A tree of sections that bites its tail is cut where it does."""

    def __init__(
        self,
        setting: Setting | None,
        sections: Iterable[Section],
        pages: Iterable[Page] = (),
        front: Front | None = None,
    ) -> None:
        ordered = sorted(sections, key=lambda section: (section.position, section.slug, section.id))
        self.sections: Mapping[str, Section] = {section.id: section for section in ordered}
        self.pages: Mapping[str, Page] = {page.id: page for page in pages}
        self.front = front or Front()
        self.site = Site(setting or UNNAMED, self.sections, self.pages)

    def before_its_front(self) -> "Paper":
        """Return the paper as it is while nobody has arranged its front."""
        return Paper(self.site.setting, self.sections.values(), self.pages.values())

    @property
    def has_bangla_archive(self) -> bool:
        """Whether the archive goes by the Bangla calendar too: West Bengal reckons otherwise."""
        return self.site.setting.edition == "bd"

    def children(self, key: str) -> tuple[Section, ...]:
        """Return the sections directly below the section `key`, in their order."""
        return tuple(one for one in self.sections.values() if one.parent == key and one.id != key)

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
