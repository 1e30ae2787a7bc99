"""What is kept besides stories: settings, sections, pages and the front, and what public stories refer to."""

from collections.abc import Collection, Mapping

from barta.edition import Asset, Front, Page, Person, Section, Setting, Topic
from barta.ledger import Item
from barta.press.addresses import PAGES_SITEMAP
from barta.press.derived import Task, Tasks
from barta.press.paper import Paper
from barta.press.records import Editions, content_of
from barta.press.resolving import front_path
from barta.press.rows import Row
from barta.press.shelf import Desk, Shelf
from barta.press.touching import Touched

REFERRED = ("person", "topic", "asset")

_KEPT = Asset | Front | Page | Person | Section | Setting | Topic


class Objects:
    """Keeps objects on the desk within one turn, and gathers what shows them.

    With `bulk` no page is marked to be rendered again: all are going to be.
    """

    def __init__(self, desk: Desk, editions: Editions, touched: Touched, tasks: Tasks, *, bulk: bool) -> None:
        self._desk = desk
        self._editions = editions
        self._touched = touched
        self._tasks = tasks
        self._bulk = bulk
        self._new: set[str] = set()
        self._old: set[str] = set()

    def refer(self, old: Row | None, new: Row | None) -> None:
        """Note what a story refers to now and did before."""
        names = {name for row in (old, new) if row for name in row.lists if name.startswith(REFERRED)}
        now = {name for name in names if new and name in new.lists}
        self._new |= now
        self._old |= names - now

    def settle(self, given: Mapping[str, Item], rendered: Collection[str] = ()) -> None:
        """Keep people, topics and assets that public stories refer to, and nothing of any other.

        `rendered` are the stories that are printed in this turn anyhow.
        """
        self._drop_unwanted()
        coming = dict(given)
        while True:
            missing = {subject for subject in self._new if not self._desk.thing_seq(subject)}
            self._new.clear()
            coming = {**self._editions.newest(sorted(missing - coming.keys())), **coming}
            if not coming:
                break
            for subject, item in coming.items():
                if self._desk.wanted(subject) and self.replace(item):
                    self._renewed(subject, rendered)
            # People who came now may have portraits that nobody knew of.
            coming = {}
        self._drop_unwanted()

    def replace(self, item: Item) -> bool:
        """Keep the newest edition of an object, or drop it if it ended; return whether that is news."""
        subject, seq = item.record.subject, item.record.seq
        if self._desk.thing_seq(subject) >= seq:
            return False
        content = content_of(item)
        if not isinstance(content, _KEPT) or item.payload is None:
            return self._drop(subject)
        self._move(subject, content)
        self._desk.put_thing(subject, seq, item.record.schema, item.payload)
        return True

    def _drop_unwanted(self) -> None:
        while self._old:
            subject = self._old.pop()
            if not self._desk.wanted(subject):
                self._drop(subject)

    def _drop(self, subject: str) -> bool:
        if not self._desk.thing_seq(subject):
            return False
        self._move(subject, None)
        self._desk.drop_thing(subject)
        if subject.startswith(("person:", "topic:")):
            self._touched.slots.add(subject)
        return True

    def _renewed(self, subject: str, rendered: Collection[str]) -> None:
        """Touch what shows a person, topic or asset of which there is a new edition."""
        if subject.startswith("asset:"):
            self._touched.slots.update(self._desk.portrayed(subject))
        else:
            self._touched.slots.add(subject)
        if not self._bulk and any(story not in rendered for _, story in self._desk.standing(subject)):
            self._desk.mark(subject, urgent=subject.startswith("asset:"))

    def _move(self, subject: str, content: object) -> None:
        """Move what stands at the address of a thing, and its archive, to where it belongs now."""
        was = self._desk.thing(subject)
        self._move_portrait(subject, was, content)
        old, new = front_path(was), front_path(content)
        self._desk.claim(subject, old, new)
        for path in {path for path in (old, new) if path is not None}:
            self._touched.paths.add(path)
            self._tasks.now.add(Task("sweep", path))
            self._tasks.later.add(Task("months", path))
            # What leaves the paper leaves it at once.
            (self._tasks.later if new else self._tasks.now).add(Task("path", PAGES_SITEMAP))
            if not subject.startswith(("person:", "topic:")):
                self._tasks.later.add(Task("feeds", path.removeprefix("/")))

    def _move_portrait(self, subject: str, was: object, now: object) -> None:
        old = was.asset if isinstance(was, Person) else ""
        new = now.asset if isinstance(now, Person) else ""
        if old != new:
            self._desk.portray(subject, old, new)
            self._old |= {f"asset:{old}"} if old else set()
            self._new |= {f"asset:{new}"} if new else set()


def read_paper(shelf: Shelf) -> Paper:
    """Return settings, sections, pages and the arranged front as they are kept."""
    setting = next((one for one in shelf.things("setting") if isinstance(one, Setting)), None)
    front = shelf.thing("front:home")
    return Paper(
        setting,
        (one for one in shelf.things("section") if isinstance(one, Section)),
        (one for one in shelf.things("page") if isinstance(one, Page)),
        front if isinstance(front, Front) else None,
    )
