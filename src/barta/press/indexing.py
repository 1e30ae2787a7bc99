"""The search index follows the ledger with a cursor of its own, behind the pages and never in their way."""

import html
import logging
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from barta.edition import (
    Block,
    Ending,
    Heading,
    Items,
    Paragraph,
    PayloadError,
    Picture,
    Quote,
    Redaction,
    RelatedLink,
    Story,
    Table,
    decode,
)
from barta.ledger import Item
from barta.press.sources import Sources
from barta.search import SearchError, Writer

MOST_RECORDS: Final = 32
"""How many records are taken in between two commits."""

BUDGET: Final = 0.05
"""Seconds that a step takes unless it is told otherwise."""

CLEAN_AGAIN_S: Final = 1.0
"""How long cleaning waits after a reader was in its way."""

_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]*>")

log = logging.getLogger("barta.press")


class Indexing:
    """Keeps the index in `folder` up to the ledger; to be closed. Nothing is opened before the first step."""

    def __init__(self, folder: Path, sources: Sources) -> None:
        self._folder = folder
        self._sources = sources
        self._writer: Writer | None = None
        self._clean_at = 0.0

    def __enter__(self) -> "Indexing":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def step(self, budget: float = BUDGET) -> int:
        """Take in the next records for about `budget` seconds; return how many, 0 when nothing is to be done.

        Cleaning after an ending that is not finished counts as one. Raises SearchError if the index cannot be
        written (the next step opens it again, and begins anew if it is damaged); errors of the ledger's
        database pass through.
        """
        until = time.monotonic() + budget
        try:
            writer = self._opened()
            done = self._follow(writer, until)
            # Before a long way to go is over, every new piece would have to be merged again.
            return done if done and time.monotonic() >= until else done + self._clean(writer, until)
        except BaseException:
            # What was begun is undone with the file closed: the cursor stays where it was.
            self.close()
            raise

    def _opened(self) -> Writer:
        if self._writer is not None and self._writer.lost:
            log.warning("the search index was removed or is damaged: it is made anew")
            self.close()
        if self._writer is None:
            self._writer = Writer(self._folder, code=_code_digest())
            if self._writer.seq > self._sources.head():
                log.warning("the search index is ahead of the ledger: it is made anew")
                self._writer.clear()
                self._writer.commit(0)
        return self._writer

    def _follow(self, writer: Writer, until: float) -> int:
        done = 0
        while items := self._sources.follow(writer.seq, MOST_RECORDS):
            self._take(writer, items)
            done += len(items)
            if len(items) < MOST_RECORDS or time.monotonic() >= until:
                break
        return done

    def _take(self, writer: Writer, items: Sequence[Item]) -> None:
        """Take in records with one commit: of each story that they name its newest edition, or its ending."""
        subjects = dict.fromkeys(item.record.subject for item in items)
        removed = dict.fromkeys(subject for item in items for subject in self._redacted(item))
        stories = [one for one in (*subjects, *removed) if one.startswith("story:")]
        newest = self._sources.newest(stories)
        for subject in dict.fromkeys(stories):
            if subject in newest:
                _put(writer, newest[subject])
        if removed:
            writer.soil()
        writer.commit(items[-1].record.seq)

    def _redacted(self, item: Item) -> Iterator[str]:
        """Yield the subjects of records whose payloads this record says were removed by law."""
        if item.record.kind != "redaction":
            return
        content = _content(item)
        for seq in content.seqs if isinstance(content, Redaction) else ():
            record = self._sources.record(seq)
            if record is not None:
                yield record.record.subject

    def _clean(self, writer: Writer, until: float) -> int:
        """Remove remains of what has ended; return 1 while there is more to do at once."""
        now = time.monotonic()
        if now < self._clean_at:
            return 0
        if writer.clean(max(until - now, 0.0)):
            return 0
        if writer.held:
            self._clean_at = now + CLEAN_AGAIN_S
            return 0
        return 1


def _put(writer: Writer, item: Item) -> None:
    """Bring the index to the newest edition of a story; one that cannot be read leaves it as it is."""
    if item.payload is None:
        # Removed by law: the story may have no other name left than its subject.
        writer.delete_subject(item.record.subject)
        return
    content = _content(item)
    if isinstance(content, Ending):
        writer.delete(content.public_id)
        writer.delete_subject(item.record.subject)
    elif isinstance(content, Story):
        headline = "\n".join(dict.fromkeys((content.headline, content.short_headline)))
        body = "\n".join(_texts(content))
        writer.put(content.public_id, headline, body, content.published, subject=item.record.subject)


def _content(item: Item) -> object:
    """Return the payload; None, and a line in the log, when it cannot be read."""
    if item.payload is None:
        return None
    try:
        return decode(item.record.kind, item.record.schema, item.payload)
    except PayloadError as error:
        log.error("record %d (%s) is left out of the search: %s", item.record.seq, item.record.subject, error)
        return None


def _texts(story: Story) -> Iterator[str]:
    """Yield every text of a story besides its headlines, as plain text."""
    yield story.standfirst
    yield from (byline.printed for byline in story.bylines)
    yield from (figure.caption for figure in story.pictures)
    for block in story.body:
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    match block:
        case Paragraph():
            return (_plain(block.html),)
        case Heading():
            return (block.text,)
        case Quote():
            return (block.text, block.by)
        case Items():
            return map(_plain, block.items)
        case Table():
            return (block.caption, *(cell for row in block.rows for cell in row))
        case Picture():
            return (block.figure.caption,)
        case RelatedLink():
            # The words of another story's headline are not this story's.
            return ()


def _plain(inline: str) -> str:
    """Return inline HTML as text; emphasis inside a word does not divide it."""
    return html.unescape(_TAG.sub("", _BREAK.sub(" ", inline)))


@cache
def _code_digest() -> str:
    return sha256(Path(__file__).read_bytes()).hexdigest()


__all__ = ["BUDGET", "Indexing", "SearchError"]
