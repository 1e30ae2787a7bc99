"""The paper as it would have been at another moment: a small store of one page and its lists.

Valid time: of what is public now, the stories with `published` up to then, in their present edition. What
was withdrawn stays withdrawn.
"""

import unicodedata
from datetime import datetime
from pathlib import Path

from barta.edition import Story, decode
from barta.pagestore import Batch, Page, Reader, Writer, path_key, story_key
from barta.press import pages
from barta.press.cards import Cards
from barta.press.finishing import Finish
from barta.press.lists import Lists
from barta.press.making import SHARED, Making, clock_hour, paper_day
from barta.press.objects import read_paper
from barta.press.paper import Paper
from barta.press.rows import Ended, Public, microseconds
from barta.press.shelf import Shelf
from barta.press.sources import Sources
from barta.press.standings import Standings
from barta.press.touching import Touched
from barta.press.watching import Unwatched


def moment(
    home: Path, path: str, at: datetime, folder: Path, *, ledger_url: str, readership_url: str
) -> None:
    """Fill the empty `folder` with a store that holds the page at `path` as of `at`, ready to be served.

    `path` is decoded, `at` aware. It reads the page store of `home` as it is; a page that was not there
    then is left out, so that delivery answers 404. The cost does not depend on the size of the archive.
    Raises StoreMissingError while there is no page store.
    """
    reader, sources = Reader(home / "store"), Sources(ledger_url, readership_url)
    try:
        with reader.snapshot() as view, Writer(folder) as writer:
            shelf = Shelf(view)
            writer.write(lambda batch: _Moment(batch, shelf, sources, at).write(path))
            writer.make_live()
    finally:
        sources.close()
        reader.close()


class _Moment:
    """What is written of one moment."""

    def __init__(self, batch: Batch, shelf: Shelf, sources: Sources, at: datetime) -> None:
        self._batch = batch
        self._shelf = shelf
        self._sources = sources
        self._paper = _arranged_by(at, read_paper(shelf), shelf, sources)
        standings, until = Standings(sources.score(at)), microseconds(at)
        lists = Lists(shelf, self._paper, standings, Cards(), Unwatched(), until=until)
        self._finish = Finish(batch, Making(lists, paper_day(at), clock_hour(at)), Unwatched())
        self._resolver = lists.printing.resolver

    def write(self, path: str) -> None:
        """Write the page, the slots it needs, and what every answer needs."""
        plain = unicodedata.normalize("NFC", path)
        slots: set[str] = set()
        self._finish.code()
        self._finish.heads(*self._sources.heads_and_keys())
        for candidate in {plain, plain.rstrip("/") or "/"}:
            slots |= self._page(candidate)
        self._finish.write(Touched(slots=slots - {*SHARED}, shared=True))

    def _page(self, path: str) -> set[str]:
        """Write what stands at `path`; return the slots of its page."""
        story = self._story(path)
        if story:
            key, page = story
            self._batch.put_page(key, page)
        else:
            self._finish.write(Touched(paths={path}))
            found = self._batch.get_page(path_key(path))
            page = found or pages.missing_page(self._paper.site)
        return {part for part in page.parts if isinstance(part, str)}

    def _story(self, path: str) -> tuple[bytes, Page] | None:
        """Return key and page of the story whose public id is the second part of `path`."""
        parts = path.split("/")
        key = self._shelf.story_of(parts[2]) if len(parts) > 2 else None
        row = self._shelf.row(key) if key else None
        if isinstance(row, Ended):
            return story_key(row.public_id), pages.ended_page(row, self._paper.site)
        if not isinstance(row, Public) or not self._resolver.public(row.stub.id):
            return None
        item = self._sources.record(row.seq)
        if item is None or item.payload is None:
            return None
        story = decode(item.record.kind, item.record.schema, item.payload)
        if not isinstance(story, Story):
            return None
        return story_key(row.public_id), pages.story_page(self._resolver.view(story), self._paper.site)


def _arranged_by(at: datetime, paper: Paper, shelf: Shelf, sources: Sources) -> Paper:
    """Return the paper without the front's arrangement, if that was made after `at`."""
    seq = shelf.thing_seq("front:home")
    item = sources.record(seq) if seq else None
    return paper.before_its_front() if item and datetime.fromisoformat(item.record.at) > at else paper
