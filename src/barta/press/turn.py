"""One turn of the press: records into rows, pages and lists, within one transaction of the page store."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from barta.edition import Ending, Redaction, Story
from barta.ledger import Item
from barta.pagestore import Batch, story_key
from barta.press import pages
from barta.press.addresses import ARCHIVE, NEWS_SITEMAP, PAGES_SITEMAP, SITEMAP, parse
from barta.press.cards import FOUND, Cards, Printing
from barta.press.derived import Deriving, Task, Tasks, encode, tasks_of
from barta.press.lists import EVERYWHERE, TAIL, lists_around
from barta.press.objects import REFERRED, Objects, read_paper
from barta.press.paper import Paper
from barta.press.records import Editions, RecordError, content_of
from barta.press.resolving import Resolver, front_path
from barta.press.rows import Ended, Public, Row, public_row
from barta.press.shelf import DAYS, THINGS, Desk
from barta.press.touching import Touched
from barta.press.watching import Watch

ARRANGED: Final = ("setting", "section", "page", "front")


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
        self.tasks = Tasks()
        self._rendered: set[str] = set()
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
        fresh = [(item, story) for item in kinds.get("story", ()) if (story := self._story(item))]
        self._rendered = {story.id for _, story in fresh}
        things = [item for kind in REFERRED for item in kinds.get(kind, ())]
        self.settle_things({item.record.subject: item for item in things})
        if not self._bulk:
            for item, story in fresh:
                self._render(item, story)

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
        before, self.paper = self.paper, read_paper(self.desk)
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
        sections = {*before.sections, *self.paper.sections}
        self.touched.slots |= {f"{kind}:{key}" for kind in ("related", "section") for key in sections}
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

    def _story(self, item: Item) -> Story | None:
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
        return content if isinstance(content, Story) else None

    def replace_row(self, key: str, old: Row | None, new: Row | None) -> None:
        """Put `new` in the place of `old`, and everything in motion that follows from it."""
        self.desk.replace_row(key, old, new)
        self._objects.refer(old, new)
        for row in (old, new):
            if isinstance(row, Public):
                self.touched.slots |= lists_around(row, self.paper)
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
            self.batch.delete_slot(f"{FOUND}{old.public_id}")
        if isinstance(new, Ended) and new.public_id:
            self.batch.put_page(story_key(new.public_id), pages.ended_page(new, self.paper.site))
        if _card(old) != _card(new) and not self._bulk:
            self.desk.mark(f"link:{key}", urgent=not isinstance(new, Public))

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

    def _render(self, item: Item, story: Story) -> None:
        resolver = Resolver(self.desk, self.paper)
        try:
            view = resolver.view(story)
            page = self.watch.render(item.record.seq, pages.story_page, view, self.paper.site)
        except Exception as error:
            # Whatever a template or a payload may raise is this record's fault alone.
            raise RecordError(item, error) from error
        self.batch.put_page(story_key(story.public_id), page)
        self.put_found(story.id)

    def put_found(self, story: str) -> None:
        """Print a story as the search shows it."""
        printing = Printing(self.desk, self.paper, Cards(limit=1), self.watch)
        for row in printing.rows([story]):
            slot = printing.found(row)
            if slot:
                self.batch.put_slot(f"{FOUND}{row.public_id}", slot)
            else:
                self.batch.delete_slot(f"{FOUND}{row.public_id}")


def _ends(old: Row | None, new: Row | None) -> bool:
    """Return whether a story stops being public."""
    return isinstance(old, Public) and not isinstance(new, Public)


def _card(row: Row | None) -> Story | None:
    return row.stub if isinstance(row, Public) else None


def _shown(row: Row | None) -> tuple[Story, tuple[str, ...]] | None:
    """Return all that archives, feeds and sitemaps show of a story."""
    return (row.stub, row.lists) if isinstance(row, Public) else None
