"""A small invented paper: sections, people, topics, pictures and stories of the town of Shimulpur."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image

SENTENCE = "শিমুলপুরে নতুন সেতুর কাজ শেষ হয়েছে, কাল থেকে গাড়ি চলবে।"


def section(name: str = "জেলার খবর", slug: str = "district", **fields: Any) -> Any:
    """Return a saved section."""
    from barta.newsroom.sections.models import Section

    return Section.objects.filter(slug=slug).first() or _saved(Section(name=name, slug=slug, **fields))


def person(name: str = "কাজল রেখা মিত্র", **fields: Any) -> Any:
    """Return a saved person."""
    from barta.newsroom.people.models import Person

    return _saved(Person(name=name, **fields))


def topic(name: str = "শিমুলপুর সেতু", **fields: Any) -> Any:
    """Return a saved topic."""
    from barta.newsroom.topics.models import Topic

    return _saved(Topic(name=name, **fields))


def picture(width: int = 800, height: int = 600, *, form: str = "JPEG", **options: Any) -> bytes:
    """Return an image file with a picture in it that is not of one colour."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def photo(title: str = "সেতু", data: bytes | None = None, **fields: Any) -> Any:
    """Return a saved picture."""
    from django.core.files.base import ContentFile

    from barta.newsroom.media.models import Photo

    file = ContentFile(data or picture(), name="upload.jpg")
    return _saved(Photo(title=title, file=file, **fields))


def user(username: str = "editor", initials: str = "নই", **fields: Any) -> Any:
    """Return a saved superuser with initials."""
    from barta.newsroom.users.models import User

    return User.objects.create_superuser(username, password="pass", initials=initials, **fields)


def draft(headline: str = "শিমুলপুর সেতু খুলছে কাল", **fields: Any) -> Any:
    """Return a saved draft of a story with one revision; lists give its parts and topics."""
    from barta.newsroom.stories.models import Story

    fields.setdefault("section", None)
    fields["section"] = fields["section"] or section()
    fields.setdefault("body", [{"type": "paragraph", "value": f"<p>{SENTENCE}</p>"}])
    story = _saved(Story(headline=headline, **fields))
    story.save_revision(clean=False)
    return story


def published(headline: str = "শিমুলপুর সেতু খুলছে কাল", **fields: Any) -> Any:
    """Return a story that readers can see."""
    from barta.newsroom.actions import Publish
    from barta.newsroom.stories.models import Story

    Publish(draft(headline, **fields)).execute()
    return Story.objects.get(headline=headline)


def revised(story: Any, **changes: Any) -> Any:
    """Return a new revision of `story` with `changes` made."""
    content = story.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(content, name, value)
    return content.save_revision(clean=False)


def items() -> list[Any]:
    """Return everything in the ledger."""
    from barta import ledger
    from barta.newsroom.actions.work import raw_connection

    return ledger.follow(raw_connection(), 0, 10_000)


def told(kind: str = "") -> list[tuple[str, str, str]]:
    """Return (kind, occasion, manner or headline or name) of all records, or of those of one kind."""
    from barta.edition import decode

    found = []
    for item in items():
        if kind and item.record.kind != kind:
            continue
        payload = decode(item.record.kind, 1, item.payload) if item.payload is not None else None
        words = next(
            (getattr(payload, name) for name in ("manner", "headline", "name") if hasattr(payload, name)), ""
        )
        found.append((item.record.kind, item.record.occasion, words))
    return found


def newest(story: Any) -> Any:
    """Return the newest edition (or ending) of a story, person, topic, section or picture."""
    from barta import ledger
    from barta.edition import decode
    from barta.newsroom.actions.work import raw_connection
    from barta.newsroom.edition import subject_of

    found = ledger.newest(raw_connection(), [subject_of(story)]).get(subject_of(story))
    return found and decode(found.record.kind, 1, found.payload)


@contextmanager
def broken_ledger() -> Iterator[None]:
    """Make every append fail at its last statement."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON ledger_payload BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER broken")


class Statements:
    """Counts every SQL statement that reaches SQLite, the ledger's own too."""

    def __init__(self) -> None:
        """Start with none."""
        self.all: list[str] = []

    def __enter__(self) -> "Statements":
        """Begin to count."""
        from barta.newsroom.actions.work import raw_connection

        self._raw = raw_connection()
        self._raw.set_trace_callback(self._note)
        return self

    def __exit__(self, *error: object) -> None:
        """Stop counting."""
        self._raw.set_trace_callback(None)

    def _note(self, statement: str) -> None:
        # Triggers' own statements are traced as comments.
        if not statement.startswith("--"):
            self.all.append(statement)

    @property
    def count(self) -> int:
        """How many statements there were."""
        return len(self.all)


def _saved(row: Any) -> Any:
    row.save()
    return row
