"""Reconciling: what the rows say against what the ledger says, so that nothing stays behind for long.

Actions keep both in step. This catches what went past them: a hand in the database, a bulk update, a
restored file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from barta import ledger
from barta.edition import CURRENT, Ending, decode, subject
from barta.newsroom import door, edition
from barta.newsroom.actions import uses
from barta.newsroom.actions.fronts import refer_front
from barta.newsroom.actions.settings import refer_setting
from barta.newsroom.actions.subjects import refer_pages
from barta.newsroom.actions.work import Last, UnitOfWork, raw_connection, unit
from barta.newsroom.pages.models import Page
from barta.newsroom.sections.models import Section
from barta.newsroom.stories.models import PublicUse, Story

CHUNK = 200
"""How many stories are compared in one transaction."""


@dataclass(frozen=True)
class Reconciled:
    """How many stories were compared, and how many records had to be appended."""

    stories: int
    appended: int


def reconcile() -> Reconciled:
    """Compare every public thing with its newest record and append what differs; announce nothing.

    Works in chunks of their own transactions, so that editors never wait long.
    """
    appended = _subjects()
    compared = 0
    last = 0
    while stories := list(with_parts(Story.objects.filter(live=True, pk__gt=last).order_by("pk"))[:CHUNK]):
        appended += _stories([story.pk for story in stories])
        compared += len(stories)
        last = stories[-1].pk
    appended += _ended()
    return Reconciled(compared, appended)


def with_parts(stories: Any) -> Any:
    """Return the query set `stories` with what their editions need, fetched at once."""
    return stories.select_related("section__parent__parent", "series").prefetch_related(
        "bylines", "pictures", "places", "corrections", "topics", "sections__parent"
    )


def _subjects() -> int:
    """Bring sections, the setting, pages and the front into step."""
    with unit() as work:
        sections = {
            edition.subject_of(s): edition.subject_edition(s)
            for s in Section.objects.select_related("parent")
        }
        work.refer(sections, "rename", work.newest(sections))
        refer_setting(work)
        refer_pages(work, Page.objects.all())
        refer_front(work)
        return _count(work)


def _stories(keys: list[int]) -> int:
    with unit() as work, door.opened():
        stories = list(
            with_parts(Story.objects.select_for_update(of=("self",)).filter(pk__in=keys, live=True))
        )
        shelf = edition.shelve(stories)
        refers = {story.pk: edition.references(story, shelf) for story in stories}
        used = {story.pk: uses.used_by(refers[story.pk]) for story in stories}
        before: dict[int, set[str]] = {story.pk: set() for story in stories}
        for use in PublicUse.objects.filter(story__in=keys):
            before.setdefault(use.story_id, set()).add(use.subject)
        wanted = {edition.subject_of(story) for story in stories}
        everything = {name: payload for payloads in used.values() for name, payload in payloads.items()}
        known = work.newest(wanted | set(everything) | set().union(*before.values()))
        gone: set[str] = set()
        for story in stories:
            uses.make_public(refers[story.pk].photos)
            if before[story.pk] != set(used[story.pk]):
                gone |= uses.replace(story, used[story.pk], before[story.pk])
        work.refer(everything, "minor", known)
        for story in stories:
            name = edition.subject_of(story)
            work.refer(
                {name: edition.story_edition(story, shelf)}, "minor" if name in known else "publish", known
            )
        uses.forget(work, uses.orphans(gone), known)
        return _count(work)


def _ended() -> int:
    """End what the ledger still calls public but the newsroom does not, or does not know any more."""
    appended = 0
    for kind in ("story", "section", "page", "person", "topic", "asset"):
        for names in _newest(kind):
            ids = {name.partition(":")[2] for name in names}
            gone = ids - _public(kind, ids)
            if gone:
                appended += _end(kind, gone)
    return appended


def _newest(kind: str) -> Iterator[list[str]]:
    after: int | None = None
    while True:
        with connection.wrap_database_errors:
            items = ledger.newest_of_kind(raw_connection(), kind, after=after, limit=CHUNK)
        if not items:
            return
        after = items[-1].record.seq
        yield [item.record.subject for item in items]


def _public(kind: str, ids: set[str]) -> set[str]:
    if kind == "story":
        return set(Story.objects.filter(uuid__in=ids, live=True).values_list("uuid", flat=True))
    if kind == "section":
        return set(Section.objects.filter(uuid__in=ids).values_list("uuid", flat=True))
    if kind == "page":
        return set(Page.objects.filter(uuid__in=ids, live=True).values_list("uuid", flat=True))
    names = [subject(kind, uuid) for uuid in ids]
    found = PublicUse.objects.filter(subject__in=names).values_list("subject", flat=True)
    return {name.partition(":")[2] for name in found}


def _end(kind: str, ids: set[str]) -> int:
    with unit() as work, door.opened():
        names = {subject(kind, uuid) for uuid in ids - _public(kind, ids)}
        known = work.newest(names)
        if kind != "story":
            uses.forget(work, names, known)
            return _count(work)
        rows = {edition.subject_of(story): story for story in Story.objects.filter(uuid__in=ids)}
        PublicUse.objects.filter(story__in=[story.pk for story in rows.values()]).delete()
        for name in sorted(names):
            row = rows.get(name)
            manner = str(row.ending) if row is not None and row.ending else "unpublish"
            work.add(name, _ending(row, known[name], manner), manner)
        return _count(work)


def _ending(row: Story | None, last: Last, manner: Any) -> Ending:
    """Return the end of a story whose row says so, or of one whose row is gone."""
    if row is not None:
        return Ending(id=row.uuid, manner=manner, public_id=row.public_id, public_note=row.ending_note)
    told = decode("story", CURRENT["story"], last.payload or b"")
    return Ending(id=told.id, manner=manner, public_id=told.public_id)


def _count(work: UnitOfWork) -> int:
    return work.mark()[0]
