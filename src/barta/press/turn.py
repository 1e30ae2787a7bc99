"""One turn of the press: records into rows, pages and lists, within one transaction of the page store."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from barta.edition import Ending, Redaction, Story
from barta.ledger import Item
from barta.pagestore import Batch, Page, story_key
from barta.press import pages
from barta.press.addresses import ARCHIVE, NEWS_SITEMAP, PAGES_SITEMAP, SITEMAP, parse
from barta.press.cards import Cards, Printing
from barta.press.derived import Deriving, Task, Tasks, encode, tasks_of
from barta.press.lists import EVERYWHERE, RELATED, TAIL, lists_around, most_read_slots
from barta.press.objects import REFERRED, Objects, read_paper
from barta.press.paper import Paper
from barta.press.records import Editions, RecordError, content_of
from barta.press.resolving import front_path
from barta.press.rows import LINKING, Ended, Public, Row, public_row
from barta.press.shelf import DAYS, THINGS, Desk
from barta.press.standings import Standings
from barta.press.touching import Touched
from barta.press.watching import Watch
from barta.rendering import FOUND

ARRANGED: Final = ("setting", "section", "page", "front")


class Fresh(NamedTuple):
    """A story that is public and new here, with its row."""

    item: Item
    story: Story
    row: Public


class Turn:
    """Applies newest editions to a batch and gathers what they touch.

    With `bulk` no story that names others is rendered: a rebuild does that once it knows them all.
    """

    def __init__(
        self,
        batch: Batch,
        paper: Paper,
        editions: Editions,
        watch: Watch,
        standings: Standings,
        *,
        bulk: bool = False,
    ) -> None:
        self.desk = Desk(batch)
        self.paper = paper
        self.touched = Touched()
        self.batch = batch
        self.editions = editions
        self.watch = watch
        self._standings = standings
        self._bulk = bulk
        self.tasks = Tasks()
        self._rendered: set[str] = set()
        self._printing: Printing | None = None
        self._objects = Objects(self.desk, editions, self.touched, self.tasks, bulk=bulk)

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
        self._arrange([item for kind in ARRANGED for item in kinds.get(kind, ())])
        fresh = [one for item in kinds.get("story", ()) if (one := self._story(item))]
        self._rendered = {one.story.id for one in fresh}
        things = [item for kind in REFERRED for item in kinds.get(kind, ())]
        self.settle_things({item.record.subject: item for item in things})
        if self._bulk:
            self._print_in_bulk(one for one in fresh if LINKING not in one.row.lists)
        else:
            for one in fresh:
                self._print(one)

    def _redact(self, item: Item) -> None:
        """Drop a story that is still shown in an edition removed by law; a newer one should have come."""
        content = content_of(item)
        for seq in content.seqs if isinstance(content, Redaction) else ():
            removed = self.editions.record(seq)
            kind, _, key = removed.record.subject.partition(":") if removed else ("", "", "")
            row = self.desk.row(key) if kind == "story" else None
            if row and row.seq == seq:
                self.replace_row(key, row, None)

    def settle(self) -> None:
        """Touch what ended in archives, feeds and sitemaps; leave what else is to be derived for later."""
        deriving = Deriving(self.desk, self.paper, self.touched)
        if self._bulk:
            # A rebuild goes through all days and months afterwards, and so needs no more than names here.
            for task in self.tasks.later:
                deriving.name(task)
            return
        for task in self.tasks.now:
            left = deriving.take(task)
            self.tasks.later |= {left} if left else set()
        self.tasks.later -= self.tasks.now
        if self.tasks.later:
            self.desk.leave(encode(self.tasks.later))

    def _arrange(self, items: Iterable[Item]) -> None:
        """Take in settings, sections, pages and the arranged front, and touch what shows them."""
        changed = [item for item in items if self._objects.replace(item)]
        if not changed:
            return
        before, self.paper, self._printing = self.paper, read_paper(self.desk), None
        kinds = {item.record.subject.partition(":")[0] for item in changed}
        if "front" in kinds:
            self.touched.slots |= {"front:top", "front:strips", "masthead"}
        if "page" in kinds:
            # The front page's own data and the fixed files name some of them.
            self.touched.slots |= {"footer", TAIL}
            self.touched.paths.add("/")
            self.touched.files = True
            self.tasks.later.add(Task("path", PAGES_SITEMAP))
        changed = [item for item in changed if item.record.subject.startswith(("setting:", "section:"))]
        if changed:
            self._paper(changed, before)

    def _paper(self, changed: Sequence[Item], before: Paper) -> None:
        """Make again whatever shows settings and sections, the dear part of it later."""
        self.touched.shared = True
        self.touched.slots |= set(EVERYWHERE)
        for paper in (before, self.paper):
            self.touched.slots |= most_read_slots(paper)
            self.touched.slots |= {f"{kind}{key}" for kind in (RELATED, "section:") for key in paper.sections}
        for paper in (before, self.paper):
            for section in paper.sections.values():
                path = front_path(section)
                if path:
                    self.touched.paths.add(path)
                    self.tasks.now.add(Task("sweep", path))
                    self.tasks.later |= {
                        Task("feeds", path.removeprefix("/")),
                        Task("path", f"{path}{ARCHIVE}"),
                    }
        self.tasks.later.add(Task("feeds", ""))
        self.tasks.later |= {Task("path", path) for path in (NEWS_SITEMAP, PAGES_SITEMAP, SITEMAP)}
        if self._bulk:
            return
        self.desk.mark(THINGS)
        self.desk.mark(DAYS)
        for item in changed:
            kind, _, key = item.record.subject.partition(":")
            names = {"all", "ended"} if kind == "setting" else set()
            if kind == "section":
                below = (*before.descendants(key), *self.paper.descendants(key))
                names = {f"section:{section}" for section in below}
            for name in names:
                self.desk.mark(name)

    def _story(self, item: Item) -> Fresh | None:
        """Put a story's row in the place of its old one; return the story if it is public and new here."""
        key = item.record.subject.partition(":")[2]
        old = self.desk.row(key)
        if old and old.seq >= item.record.seq:
            return None
        content = content_of(item)
        new: Row | None = None
        if isinstance(content, Story):
            new = public_row(content, item.record.seq)
        elif isinstance(content, Ending):
            note = content.public_note if content.manner == "withdraw" else ""
            new = Ended(item.record.seq, key, content.public_id, content.manner, note)
        self.replace_row(key, old, new)
        return Fresh(item, content, new) if isinstance(content, Story) and isinstance(new, Public) else None

    def replace_row(self, key: str, old: Row | None, new: Row | None) -> None:
        """Put `new` in the place of `old`, and everything in motion that follows from it."""
        self.desk.replace_row(key, old, new)
        self._printing = None
        self._standings.changed(key, old, new)
        self._objects.refer(old, new)
        for row in (old, new):
            if isinstance(row, Public):
                self.touch_lists(row)
                self.touch_formerly(row, at_once=_ends(old, new))
        if _shown(old) != _shown(new):
            self.derive(*(row for row in (old, new) if isinstance(row, Public)), at_once=_ends(old, new))
        if self.paper.front.breaking and self.paper.front.breaking.story == key:
            self.touched.slots.add("masthead")
        if old and isinstance(old, Public) and not isinstance(new, Public):
            self.touched.gone.add(old.public_id)
        if old and old.public_id and (new is None or new.public_id != old.public_id):
            self.batch.delete_page(story_key(old.public_id))
        if isinstance(old, Public) and not (isinstance(new, Public) and new.public_id == old.public_id):
            self.batch.delete(FOUND, old.public_id.encode())
        if isinstance(new, Ended) and new.public_id:
            self.batch.put_page(story_key(new.public_id), pages.ended_page(new, self.paper.site))
        if _card(old) != _card(new) and not self._bulk:
            self.desk.mark(f"link:{key}", urgent=not isinstance(new, Public))

    def touch_lists(self, row: Public) -> None:
        """Have the lists made again in which a story stands; few stories are among those read most."""
        self.touched.slots |= lists_around(row, self.paper)
        if self._standings.ranks(row):
            self.touched.slots |= most_read_slots(self.paper)

    def touch_formerly(self, row: Public, *, at_once: bool = False) -> None:
        """Have the old addresses of a story made again."""
        for path in row.stub.formerly:
            if parse(path) is None:
                self.touched.paths.add(path)
            else:
                # What is derived there is made by a task, so that its neighbours are thought of.
                (self.tasks.now if at_once else self.tasks.later).add(Task("path", path))

    def derive(self, *rows: Public, at_once: bool = False) -> None:
        """Have the days, lists and feeds made again in which these stories stand."""
        if self._bulk:
            return
        tasks = {task for row in rows for task in tasks_of(row, self.paper)}
        (self.tasks.now if at_once else self.tasks.later).update(tasks)

    def settle_things(self, given: Mapping[str, Item]) -> None:
        """Keep what public stories refer to, of which some editions are `given`, and nothing else."""
        self._objects.settle(given, self._rendered)
        self._printing = None

    def _print(self, fresh: Fresh) -> None:
        try:
            page = self._page(fresh)
        except Exception as error:
            # Whatever a template or a payload may raise is this record's fault alone.
            raise RecordError(fresh.item, error) from error
        self._put(fresh.row, page)

    def _print_in_bulk(self, stories: Iterable[Fresh]) -> None:
        """Print stories; those that cannot be printed leave the paper."""
        left_out = [one for one in stories if not self.print_story(one)]
        for one in left_out:
            self.replace_row(one.story.id, one.row, None)
        if left_out:
            self.settle_things({})

    def print_story(self, fresh: Fresh) -> bool:
        """Print a story's page, and the story as the search shows it; return whether that could be done."""
        seq = fresh.row.seq
        if self.watch.is_aside(seq):
            return False
        try:
            page = self._page(fresh)
        except Exception as error:  # noqa: BLE001
            # Whatever this story's template or payload raises, the others' pages are to be made.
            self.watch.failed(seq, fresh.item.record.subject, error)
            return False
        self._put(fresh.row, page)
        return True

    def _page(self, fresh: Fresh) -> Page:
        view = self._prints().resolver.view(fresh.story)
        return self.watch.render(fresh.row.seq, pages.story_page, view, self.paper.site)

    def _put(self, row: Public, page: Page) -> None:
        """Put a story's page into the store, and the story as the search shows it."""
        self.batch.put_page(story_key(row.public_id), page)
        found, key = self._prints().found(row), row.public_id.encode()
        if found is None:
            self.batch.delete(FOUND, key)
        else:
            self.batch.put(FOUND, key, found)

    def _prints(self) -> Printing:
        """Return what prints stories as they stand at this moment; it remembers what it has looked up."""
        if self._printing is None:
            self._printing = Printing(self.desk, self.paper, Cards(limit=1), self.watch)
        return self._printing


def _ends(old: Row | None, new: Row | None) -> bool:
    """Return whether a story stops being public."""
    return isinstance(old, Public) and not isinstance(new, Public)


def _card(row: Row | None) -> Story | None:
    return row.stub if isinstance(row, Public) else None


def _shown(row: Row | None) -> tuple[Story, tuple[str, ...]] | None:
    """Return all that archives, feeds and sitemaps show of a story."""
    return (row.stub, row.lists) if isinstance(row, Public) else None
