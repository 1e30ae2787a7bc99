"""One turn of the press: records into rows, pages and lists, within one transaction of the page store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from barta.edition import (
    Asset,
    Ending,
    PayloadError,
    Person,
    Redaction,
    Section,
    Setting,
    Story,
    Topic,
    decode,
)
from barta.ledger import Item
from barta.pagestore import Batch, story_key
from barta.press import pages
from barta.press.lists import EVERYWHERE, lists_around
from barta.press.paper import Paper
from barta.press.resolving import Resolver, front_path
from barta.press.rows import Ended, Public, Row, public_row
from barta.press.shelf import THINGS, Desk, Shelf
from barta.press.watching import Watch


class Editions(Protocol):
    """What a turn looks up in the ledger."""

    def newest(self, subjects: Iterable[str]) -> Mapping[str, Item]:
        """Return the newest edition of each subject."""

    def record(self, seq: int) -> Item | None:
        """Return one item."""


REFERRED: Final = ("person", "topic", "asset")


class RecordError(Exception):
    """A record cannot be printed: undo the turn and go on without it."""

    def __init__(self, item: Item, error: BaseException) -> None:
        super().__init__(f"record {item.record.seq} ({item.record.subject}): {type(error).__name__}: {error}")
        self.item = item
        self.error = error


@dataclass
class Touched:
    """What has to be made again at the end: slots and pages by name, and everything that is shared."""

    slots: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    shared: bool = False
    gone: set[str] = field(default_factory=set)

    def merge(self, other: "Touched") -> None:
        """Add what `other` has."""
        self.slots |= other.slots
        self.paths |= other.paths
        self.shared |= other.shared
        self.gone |= other.gone


class Turn:
    """Applies newest editions to a batch and gathers what they touch.

    With `bulk` no story page is rendered: a rebuild does that afterwards, in the order of the paper.
    """

    def __init__(
        self, batch: Batch, paper: Paper, editions: Editions, watch: Watch, *, bulk: bool = False
    ) -> None:
        self.desk = Desk(batch)
        self.paper = paper
        self.touched = Touched()
        self.batch = batch
        self.editions = editions
        self.watch = watch
        self._bulk = bulk
        self._new_things: set[str] = set()
        self._old_things: set[str] = set()
        self._rendered: set[str] = set()

    def apply(self, items: Sequence[Item]) -> None:
        """Apply records, of which only the last of each subject counts.

        Raises RecordError for one that cannot be decoded or rendered; the batch has to be undone then.
        """
        last: dict[str, Item] = {}
        for item in items:
            known = last.get(item.record.subject)
            if known is None or known.record.seq < item.record.seq:
                last[item.record.subject] = item
        kinds: dict[str, list[Item]] = {}
        for item in last.values():
            kinds.setdefault(item.record.subject.partition(":")[0], []).append(item)
        for item in kinds.get("redaction", ()):
            self._redact(item)
        self._paper([*kinds.get("setting", ()), *kinds.get("section", ())])
        fresh = [(item, story) for item in kinds.get("story", ()) if (story := self._story(item))]
        self._rendered = {story.id for _, story in fresh}
        things = [item for kind in REFERRED for item in kinds.get(kind, ())]
        self.settle_things({item.record.subject: item for item in things})
        if not self._bulk:
            for item, story in fresh:
                self._render(item, story)

    def _redact(self, item: Item) -> None:
        """Drop a story that is still shown in an edition removed by law; a newer one should have come."""
        content = self._content(item)
        for seq in content.seqs if isinstance(content, Redaction) else ():
            removed = self.editions.record(seq)
            kind, _, key = removed.record.subject.partition(":") if removed else ("", "", "")
            row = self.desk.row(key) if kind == "story" else None
            if row and row.seq == seq:
                self.replace_row(key, row, None)

    def _paper(self, items: Iterable[Item]) -> None:
        """Take in settings and sections; whatever shows them is made again, the dear part of it later."""
        changed = [item for item in items if self._replace_thing(item)]
        if not changed:
            return
        before, self.paper = self.paper, read_paper(self.desk)
        self.touched.shared = True
        self.touched.slots |= set(EVERYWHERE)
        sections = {*before.sections, *self.paper.sections}
        self.touched.slots |= {f"{kind}:{key}" for kind in ("related", "section") for key in sections}
        for paper in (before, self.paper):
            self.touched.paths |= {path for one in paper.sections.values() if (path := front_path(one))}
        if self._bulk:
            return
        self.desk.mark(THINGS)
        for item in changed:
            kind, _, key = item.record.subject.partition(":")
            names = {"all", "ended"} if kind == "setting" else set()
            if kind == "section":
                below = (*before.descendants(key), *self.paper.descendants(key))
                names = {f"section:{section}" for section in below}
            for name in names:
                self.desk.mark(name)

    def _story(self, item: Item) -> Story | None:
        """Put a story's row in the place of its old one; return the story if it is public and new here."""
        key = item.record.subject.partition(":")[2]
        old = self.desk.row(key)
        if old and old.seq >= item.record.seq:
            return None
        content = self._content(item)
        new: Row | None = None
        if isinstance(content, Story):
            new = public_row(content, item.record.seq)
        elif isinstance(content, Ending):
            note = content.public_note if content.manner == "withdraw" else ""
            new = Ended(item.record.seq, key, content.public_id, content.manner, note)
        self.replace_row(key, old, new)
        return content if isinstance(content, Story) else None

    def replace_row(self, key: str, old: Row | None, new: Row | None) -> None:
        """Put `new` in the place of `old`, and everything in motion that follows from it."""
        self.desk.replace_row(key, old, new)
        names = {name for row in (old, new) if row for name in row.lists}
        referred = {name for name in names if name.startswith(REFERRED)}
        now = {name for name in referred if new and name in new.lists}
        self._new_things |= now
        self._old_things |= referred - now
        for row in (old, new):
            if isinstance(row, Public):
                self.touched.slots |= lists_around(row, self.paper)
                self.touched.paths.update(row.stub.formerly)
        if old and isinstance(old, Public) and not isinstance(new, Public):
            self.touched.gone.add(old.public_id)
        if old and old.public_id and (new is None or new.public_id != old.public_id):
            self.batch.delete_page(story_key(old.public_id))
        if isinstance(new, Ended) and new.public_id:
            self.batch.put_page(story_key(new.public_id), pages.ended_page(new, self.paper.site))
        if _card(old) != _card(new) and not self._bulk:
            self.desk.mark(f"link:{key}", urgent=not isinstance(new, Public))

    def settle_things(self, given: Mapping[str, Item]) -> None:
        """Keep people, topics and assets that public stories refer to, and nothing of any other."""
        for subject in sorted(self._old_things):
            if not self.desk.anybody(subject):
                self._drop_thing(subject)
        missing = {subject for subject in self._new_things if not self.desk.thing_seq(subject)}
        found = dict(self.editions.newest(sorted(missing - given.keys())))
        for subject, item in {**found, **given}.items():
            if self.desk.anybody(subject) and self._replace_thing(item):
                if not subject.startswith("asset:"):
                    self.touched.slots.add(subject)
                if self._stands_elsewhere(subject):
                    self.desk.mark(subject, urgent=subject.startswith("asset:"))

    def _stands_elsewhere(self, subject: str) -> bool:
        """Return whether a story refers to `subject` that is not rendered in this turn anyhow."""
        if self._bulk:
            return False
        return any(story not in self._rendered for _, story in self.desk.standing(subject))

    def _replace_thing(self, item: Item) -> bool:
        """Keep the newest edition of an object, or drop it if it ended; return whether that is news."""
        subject, seq = item.record.subject, item.record.seq
        if self.desk.thing_seq(subject) >= seq:
            return False
        content = self._content(item)
        if not isinstance(content, Asset | Person | Topic | Section | Setting) or item.payload is None:
            return self._drop_thing(subject)
        self._move_front(subject, content)
        self.desk.put_thing(subject, seq, item.record.schema, item.payload)
        return True

    def _drop_thing(self, subject: str) -> bool:
        if not self.desk.thing_seq(subject):
            return False
        self._move_front(subject, None)
        self.desk.drop_thing(subject)
        if subject.startswith(("person:", "topic:")):
            self.touched.slots.add(subject)
        return True

    def _move_front(self, subject: str, content: object) -> None:
        old, new = front_path(self.desk.thing(subject)), front_path(content)
        self.desk.claim(subject, old, new)
        self.touched.paths |= {path for path in (old, new) if path is not None}

    def _render(self, item: Item, story: Story) -> None:
        try:
            view = Resolver(self.desk, self.paper).view(story)
            page = self.watch.render(item.record.seq, pages.story_page, view, self.paper.site)
        except Exception as error:
            # Whatever a template or a payload may raise is this record's fault alone.
            raise RecordError(item, error) from error
        self.batch.put_page(story_key(story.public_id), page)

    def _content(self, item: Item) -> object:
        """Return the payload; None when it was removed by law."""
        if item.payload is None:
            return None
        try:
            return decode(item.record.kind, item.record.schema, item.payload)
        except PayloadError as error:
            raise RecordError(item, error) from error


def read_paper(shelf: Shelf) -> Paper:
    """Return settings and sections as they are kept."""
    setting = next((one for one in shelf.things("setting") if isinstance(one, Setting)), None)
    return Paper(setting, (one for one in shelf.things("section") if isinstance(one, Section)))


def _card(row: Row | None) -> Story | None:
    return row.stub if isinstance(row, Public) else None
