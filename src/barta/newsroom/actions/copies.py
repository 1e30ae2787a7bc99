"""Copy from outside: what it says, whether it can be published, and which story it is."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from barta import edition as records
from barta.bangla import normalise
from barta.bangla import slug as bangla_slug
from barta.newsroom.door import Refused
from barta.newsroom.inline import plain
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Section
from barta.newsroom.stories.keys import headline_key
from barta.newsroom.stories.models import Story
from barta.newsroom.topics.models import Topic


@dataclass(frozen=True)
class Copy:
    """A story as it came from outside. `body` is plain paragraphs, whose code points are kept.

    `published` and `updated` are aware; a precision of `day` says that no clock was printed. `url` is the
    old address; `topics` are names; `public_id` is given when the story had one of ours already.
    """

    headline: str
    section: Section
    published: datetime
    body: Sequence[str]
    published_precision: str = "minute"
    updated: datetime | None = None
    updated_precision: str = "minute"
    bylines: Sequence[records.Byline] = ()
    signoff: str = ""
    url: str = ""
    kicker: str = ""
    standfirst: str = ""
    topics: Sequence[str] = ()
    public_id: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a Copy: its story and path; `already` when it was there before.

    `refused` says, in words for the editor, why it was not published; then there is no story.
    """

    story: Story | None
    address: str
    already: bool = False
    refused: str = ""


def keys_of_copy(copy: Copy) -> list[Any]:
    """Return what makes a copy the same story as another. Raises Refused for a moment without a zone."""
    if copy.published.tzinfo is None or (copy.updated is not None and copy.updated.tzinfo is None):
        raise Refused("প্রকাশের সময়ের সঙ্গে সময়-অঞ্চল দিতে হবে।", "published")
    keys: list[Any] = [(headline_key(copy.headline), copy.published.astimezone(UTC))]
    return [copy.url, *keys] if copy.url else keys


def story_of_copy(copy: Copy) -> Story:
    """Return the unsaved row of a copy. Raises Refused for text that cannot be stored."""
    texts = (copy.headline, copy.kicker, copy.standfirst, copy.signoff, copy.url, *copy.body, *copy.topics)
    try:
        for text in texts:
            normalise.display(text)
    except normalise.TextError as error:
        raise Refused(f"লেখায় এমন অক্ষর আছে যা রাখা যায় না: {error}") from error
    if not copy.headline.strip():
        raise Refused("শিরোনাম নেই।", "headline")
    if copy.section.pk is None:
        raise Refused("বিভাগটি আগে তৈরি করুন।", "section")
    story = Story(
        headline=copy.headline,
        kicker=copy.kicker,
        standfirst=copy.standfirst,
        slug=bangla_slug.slug(copy.headline),
        section=copy.section,
        signoff=copy.signoff,
        published_at=copy.published,
        published_precision=copy.published_precision,
        updated_at_public=copy.updated,
        updated_precision=copy.updated_precision,
        old_url=copy.url,
        old_paths=_old_paths(copy.url),
        headline_key=headline_key(copy.headline),
        live=True,
        body=[
            {"type": "paragraph", "value": f"<p>{plain(text)}</p>", "id": str(uuid.uuid4())}
            for text in copy.body
        ],
    )
    if copy.public_id:
        story.public_id = copy.public_id
    _fits(story)
    return story


_LIMITED = tuple(
    name for name in ("headline", "kicker", "signoff", "old_url") if Story._meta.get_field(name).max_length
)


def _fits(story: Story) -> None:
    """Refuse what the columns cannot hold; SQLite would take it and PostgreSQL stop the whole batch."""
    for name in _LIMITED:
        limit = Story._meta.get_field(name).max_length
        if len(getattr(story, name)) > limit:
            raise Refused(f"{name}: {limit} অক্ষরের বেশি রাখা যায় না।", name)


def _old_paths(url: str) -> list[str]:
    """Return the path of an old address that shall lead to the story, if it names one by path alone."""
    parts = urlsplit(url)
    path = unquote(parts.path).rstrip("/")
    return [path] if path.startswith("/") and not parts.query else []


def edition_of_copy(
    story: Story, copy: Copy, topics: Sequence[Topic], people: Mapping[str, Person]
) -> records.Story:
    """Return the edition of a copy: what `story_edition` says of the row once it is written."""
    return records.Story(
        id=story.uuid,
        public_id=story.public_id,
        headline=story.headline,
        section=copy.section.uuid,
        published=story.published_at.astimezone(UTC),
        body=tuple(records.Paragraph(html=plain(text)) for text in copy.body if text.strip()),
        kicker=story.kicker,
        standfirst=story.standfirst,
        slug=story.slug,
        bylines=tuple(_byline(byline, people) for byline in copy.bylines),
        topics=tuple(topic.uuid for topic in topics),
        updated=story.updated_at_public.astimezone(UTC) if story.updated_at_public else None,
        published_precision=story.published_precision,
        updated_precision=story.updated_precision,
        signoff=story.signoff,
        formerly=tuple(story.old_paths),
    )


def _byline(byline: records.Byline, people: Mapping[str, Person]) -> records.Byline:
    return records.Byline(
        printed=byline.printed,
        kind=byline.kind,
        role=byline.role,
        place=byline.place,
        person=byline.person if byline.person in people else "",
    )
