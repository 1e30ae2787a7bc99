"""Publishing in batches: an archive comes in with the same checks, in few statements, by one append."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Revision

from barta import edition as records
from barta.bangla import slug as bangla_slug
from barta.newsroom import door, edition
from barta.newsroom.actions import uses
from barta.newsroom.actions.action import note
from barta.newsroom.actions.copies import Copy, Outcome, edition_of_copy, keys_of_copy, story_of_copy
from barta.newsroom.actions.work import UnitOfWork, encoded, unit
from barta.newsroom.door import Refused
from barta.newsroom.people.models import Person
from barta.newsroom.stories.keys import headline_key
from barta.newsroom.stories.models import PublicUse, Story, StoryByline
from barta.newsroom.topics.models import Topic

BATCH = 500
"""How many stories one transaction publishes."""


@dataclass
class _Batch:
    """The rows of one transaction, beside each other until they are written."""

    stories: list[Story] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    seen: dict[Any, Story] = field(default_factory=dict)


def publish_many(
    copies: Iterable[Copy], *, by: Any = None, announce: bool = False, occasion: str = "import"
) -> list[Outcome]:
    """Publish `copies` in their order; return what became of each.

    A copy with the `url` of a story, or with its headline and moment of publication, is that story. One
    bad copy does not stop the rest. Each batch of 500 is one transaction and one append.
    """
    outcomes: list[Outcome] = []
    waiting = iter(copies)
    while batch := list(islice(waiting, BATCH)):
        with unit() as work, door.opened():
            outcomes += _publish(batch, work, by, announce, occasion)
    return outcomes


def _publish(
    copies: Sequence[Copy], work: UnitOfWork, by: Any, announce: bool, occasion: str
) -> list[Outcome]:
    known = _already_there(copies)
    people = _people(copies)
    batch = _Batch(seen=known)
    outcomes = [_file(copy, batch, people) for copy in copies]
    if batch.stories:
        topics = _topics(batch.copies)
        _write(batch, topics, people, by)
        _record(batch, topics, people, work, announce, occasion)
        note(occasion, "stories", f"{len(batch.stories)} stories", by)
    return outcomes


def _file(copy: Copy, batch: _Batch, people: dict[str, Person]) -> Outcome:
    """Check one copy and put it in the batch, unless it is there already or cannot be published."""
    try:
        keys = keys_of_copy(copy)
        for key in keys:
            if key in batch.seen:
                return Outcome(batch.seen[key], batch.seen[key].path, already=True)
        story = story_of_copy(copy)
        encoded(edition_of_copy(story, copy, [], people))
    except Refused as refused:
        return Outcome(None, "", refused=refused.message)
    batch.seen.update(dict.fromkeys(keys, story))
    batch.stories.append(story)
    batch.copies.append(copy)
    return Outcome(story, story.path)


def _already_there(copies: Sequence[Copy]) -> dict[Any, Story]:
    """Return the stories of the paper that these copies may be, by both kinds of key. Two queries."""
    rows = Story.objects.select_related("section").defer("body")
    keys = {headline_key(copy.headline) for copy in copies}
    urls = {copy.url for copy in copies if copy.url}
    found: dict[Any, Story] = {
        (story.headline_key, story.published_at.astimezone(UTC)): story
        for story in rows.filter(headline_key__in=keys, published_at__isnull=False)
    }
    found.update((story.old_url, story) for story in rows.filter(old_url__in=urls))
    return found


def _people(copies: Sequence[Copy]) -> dict[str, Person]:
    wanted = {byline.person for copy in copies for byline in copy.bylines if byline.person}
    rows = Person.objects.select_related("picture").filter(uuid__in=wanted) if wanted else ()
    return {person.uuid: person for person in rows}


def _topics(copies: Sequence[Copy]) -> dict[str, Topic]:
    """Return the topics named in `copies`, making those that are missing."""
    wanted = {name.strip() for copy in copies for name in copy.topics if name.strip()}
    if not wanted:
        return {}
    found = {topic.name: topic for topic in Topic.objects.filter(name__in=wanted)}
    missing = sorted(wanted - set(found))
    slugs = {name: bangla_slug.slug(name) for name in missing}
    taken = set(Topic.objects.filter(slug__in=slugs.values()).values_list("slug", flat=True))
    fresh = []
    for name in missing:
        topic = Topic(name=name)
        topic.slug = slugs[name] if slugs[name] and slugs[name] not in taken else topic.uuid
        taken.add(topic.slug)
        fresh.append(topic)
    return found | {topic.name: topic for topic in Topic.objects.bulk_create(fresh)}


def _of(copy: Copy, topics: dict[str, Topic]) -> list[Topic]:
    """Return the topics of a copy in the order in which the row will give them back."""
    mine = {topics[name.strip()].pk: topics[name.strip()] for name in copy.topics if name.strip()}
    return sorted(mine.values(), key=lambda topic: topic.name)


def _write(batch: _Batch, topics: dict[str, Topic], people: dict[str, Person], by: Any) -> None:
    """Insert the rows: one statement for each table, whatever the size of the batch."""
    now = timezone.now()
    for story in batch.stories:
        story.first_published_at = story.last_published_at = now
    Story.objects.bulk_create(batch.stories)
    pairs = list(zip(batch.stories, batch.copies, strict=True))
    bylines = [row for story, copy in pairs for row in _byline_rows(story, copy, people)]
    StoryByline.objects.bulk_create(bylines)
    through = Story.topics.through
    through.objects.bulk_create(
        [
            through(story_id=story.pk, topic_id=topic.pk)
            for story, copy in pairs
            for topic in _of(copy, topics)
        ]
    )
    rows_of: dict[int, list[StoryByline]] = {}
    for row in bylines:
        rows_of.setdefault(row.story_id, []).append(row)
    blank = Story().serializable_data()
    _write_revisions(
        [
            (
                story,
                _content(story, blank, rows_of.get(story.pk, ()), [topic.pk for topic in _of(copy, topics)]),
            )
            for story, copy in pairs
        ],
        by,
        now,
    )


def _byline_rows(story: Story, copy: Copy, people: dict[str, Person]) -> Iterator[StoryByline]:
    for order, byline in enumerate(copy.bylines):
        yield StoryByline(
            story_id=story.pk,
            sort_order=order,
            printed=byline.printed,
            kind=byline.kind,
            role=byline.role,
            place=byline.place,
            person=people.get(byline.person),
        )


_VARYING = tuple(
    Story._meta.get_field(name)
    for name in (
        *("uuid", "public_id", "live", "headline", "kicker", "standfirst", "slug", "body", "signoff"),
        *("published_at", "published_precision", "updated_at_public", "updated_precision", "headline_key"),
        *("old_url", "old_paths", "first_published_at", "last_published_at"),
    )
)
"""The fields in which the stories of a batch differ; their revisions share the rest."""


def _content(
    story: Story, blank: dict[str, Any], bylines: Iterable[StoryByline], topics: list[int]
) -> dict[str, Any]:
    """Return what a revision of `story` holds: `serializable_data()` without looking at every field."""
    content = dict(blank, pk=story.pk, section=story.section_id, topics=topics)
    for column in _VARYING:
        value = getattr(story, column.attname)
        content[column.name] = column.value_to_string(story) if column.name == "body" else value
    content["bylines"] = [
        {
            "pk": row.pk,
            "sort_order": row.sort_order,
            "story": story.pk,
            "person": row.person_id,
            "printed": row.printed,
            "kind": row.kind,
            "role": row.role,
            "place": row.place,
        }
        for row in bylines
    ]
    return content


def _write_revisions(contents: Sequence[tuple[Story, dict[str, Any]]], by: Any, now: datetime) -> None:
    """Give every story its one revision, from which it can be edited."""
    kind = Story.get_base_content_type()
    Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(story.pk),
                created_at=now,
                user=by,
                object_str=story.headline,
                content=content,
            )
            for story, content in contents
        ]
    )
    newest = (
        Revision.objects.filter(base_content_type=kind, object_id=Cast(OuterRef("pk"), CharField()))
        .order_by("-pk")
        .values("pk")[:1]
    )
    Story.objects.filter(pk__in=[story.pk for story, _ in contents]).update(
        latest_revision=Subquery(newest), live_revision=Subquery(newest)
    )


def _record(
    batch: _Batch,
    topics: dict[str, Topic],
    people: dict[str, Person],
    work: UnitOfWork,
    announce: bool,
    occasion: str,
) -> None:
    """Gather the records: first what the stories refer to, then the stories in their order."""
    used: dict[str, records.Payload] = {}
    rows: list[PublicUse] = []
    editions: list[tuple[str, records.Story]] = []
    for story, copy in zip(batch.stories, batch.copies, strict=True):
        mine = _of(copy, topics)
        persons = {people[b.person].pk: people[b.person] for b in copy.bylines if b.person in people}
        photos = {p.picture.pk: p.picture for p in persons.values() if p.picture is not None}
        uses.make_public(photos.values())
        refers = edition.References((), tuple(persons.values()), tuple(mine), tuple(photos.values()))
        own = uses.used_by(refers)
        used |= own
        rows += [PublicUse(story=story, subject=subject) for subject in own]
        editions.append((edition.subject_of(story), edition_of_copy(story, copy, mine, people)))
    PublicUse.objects.bulk_create(rows)
    sections = {copy.section.pk: copy.section for copy in batch.copies}
    above = edition.with_those_above(sections.values())
    everything = {edition.subject_of(s): edition.subject_edition(s) for s in above} | used
    work.refer(everything, "publish", work.newest(everything))
    for subject, payload in editions:
        work.add(subject, payload, occasion, announce=announce)
