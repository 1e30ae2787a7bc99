"""The paper on which the sweep is made: one story for each change, and what can be seen of all of them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sweep.readers import ask

from barta import ledger
from barta.config.home import Home
from barta.delivery import make_application
from barta.press import Press

NOTE = "তথ্যটি ঠিক ছিল না।"
PUBLISHED, UPDATED, WITHDRAWN = "ঘাটে নতুন নৌকা", "হাটে নতুন ছাউনি", "মেলায় পুতুলনাচ"
UNPUBLISHED, TAKEN, FIRST, SECOND = "চরে সবজির খেত", "গুদামে ধান ওঠা", "ভোরের ট্রেন", "সন্ধ্যার লঞ্চ"
CHANGED = "হাটে পাকা ছাউনি"
HEADLINES = (PUBLISHED, UPDATED, CHANGED, WITHDRAWN, UNPUBLISHED, TAKEN, FIRST, SECOND, "নদীর জলে স্রোত")
SECTION = "নগর"

HOUR = timedelta(hours=1)


def press(home: Home) -> Press:
    """Return the press of `home`; to be closed."""
    return Press(home.folder, home.database, home.readership_url)


def build(home: Home) -> None:
    """Fill a home in which nothing has happened yet, and bring its page store up to date."""
    from django.utils import timezone

    from barta.config.clockwork import Clockwork
    from barta.newsroom.actions import Publish

    _people()
    for headline in (UPDATED, WITHDRAWN, UNPUBLISHED, TAKEN, HEADLINES[-1]):
        Publish(_draft(headline)).execute()
    _draft(PUBLISHED)
    for headline, hours in ((SECOND, 2), (FIRST, 1)):
        story = _draft(headline)
        content = story.get_latest_revision_as_object()
        content.go_live_at = timezone.now() + hours * HOUR
        Publish(story, content.save_revision(clean=False)).execute()
    changed = _story(UPDATED).get_latest_revision_as_object()
    changed.headline, changed.pictures = CHANGED, []
    changed.save_revision(clean=False)
    Clockwork(home).tick()
    with press(home) as working:
        working.catch_up()


def _people() -> None:
    from barta.newsroom.people.models import Person
    from barta.newsroom.sections.models import Section

    Section(name=SECTION, slug=SECTION).save()
    Person(name="রূপা সেন", slug="রূপা-সেন").save()


def _draft(headline: str) -> Any:
    """Return a saved draft with a picture and a topic of its own, and a byline that others have too."""
    from barta.newsroom.people.models import Person
    from barta.newsroom.sections.models import Section
    from barta.newsroom.stories.models import Story, StoryByline, StoryPicture
    from barta.newsroom.topics.models import Topic

    body = [{"type": "paragraph", "value": "<p>সকাল থেকে ঘাটে ভিড় ছিল।</p>"}]
    story = Story(section=Section.objects.get(), headline=headline, body=body)
    story.save()
    topic = Topic(name=f"বিষয় {headline}")
    topic.save()
    story.topics = [topic]
    story.bylines = [StoryByline(person=Person.objects.get(), printed="রূপা সেন")]
    story.pictures = [StoryPicture(photo=_photo(HEADLINES.index(headline)), caption="ঘাট")]
    story.save_revision(clean=False)
    return story


def _photo(number: int) -> Any:
    import io

    from django.core.files.base import ContentFile
    from PIL import Image

    from barta.newsroom.media.models import Photo

    image = Image.new("RGB", (60 + 8 * number, 48), "teal")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    photo = Photo(title="ঘাট", alt="নদীর ঘাট", file=ContentFile(buffer.getvalue(), name="ghat.jpg"))
    photo.save()
    return photo


def _story(headline: str) -> Any:
    from barta.newsroom.stories.models import Story

    return Story.objects.get(headline=headline)


def _run_due(hours: float) -> Any:
    from django.utils import timezone

    from barta.newsroom.scheduling import run_due

    return run_due(timezone.now() + hours * HOUR)


def publish() -> None:
    """Publish a draft for the first time."""
    from barta.newsroom.actions import Publish

    Publish(_story(PUBLISHED)).execute()


def update() -> None:
    """Publish a change that drops a picture."""
    from barta.newsroom.actions import Update

    Update(_story(UPDATED), significant=True).execute()


def withdraw() -> None:
    """Withdraw a live story with a reason."""
    from barta.newsroom.actions import Withdraw

    Withdraw(_story(WITHDRAWN), public_note=NOTE).execute()


def unpublish() -> None:
    """Take a live story away for now."""
    from barta.newsroom.actions import Unpublish

    Unpublish(_story(UNPUBLISHED)).execute()


def takedown() -> None:
    """Remove a live story by law."""
    from barta.newsroom.actions import TakeDown

    TakeDown(_story(TAKEN)).execute()


def schedule() -> None:
    """Publish two stories whose times have come."""
    assert [] == _run_due(3).failed


def schedule_one() -> None:
    """Publish the first of the two stories, at a moment between their times."""
    assert 1 == len(_run_due(1.5).published)


CHANGES: dict[str, Callable[[], None]] = {
    change.__name__: change for change in (publish, update, withdraw, unpublish, takedown, schedule)
}
"""What an editor, or the newsroom's clock, does; each is acknowledged once it has returned."""

ENDED = {"withdraw": WITHDRAWN, "unpublish": UNPUBLISHED, "takedown": TAKEN}
"""What readers are not to find again after a change, not even in the store's bytes."""


def restart(home: Home, name: str) -> None:
    """Do what a newsroom does of itself when it is started again."""
    from barta.config.clockwork import Clockwork

    Clockwork(home).tick()
    if name == "schedule":
        schedule()


def rows() -> dict[str, Any]:
    """Return what newsroom and record say, without moments: the same after the same changes."""
    from barta.newsroom.actions.work import raw_connection
    from barta.newsroom.log.models import Entry
    from barta.newsroom.stories.models import Story

    told: dict[str, list[list[str]]] = {}
    for item in ledger.follow(raw_connection(), 0, 10_000):
        name = item.record.subject if item.record.kind != "redaction" else "redaction"
        body = "without payload" if item.payload is None else _said(item)
        told.setdefault(name, []).append([item.record.kind, item.record.occasion, body])
    found: dict[str, Any] = {"record": told}
    for story in Story.objects.order_by("pk"):
        found[f"story {story.pk}"] = {
            "row": [story.live, story.headline, story.ending, story.ending_note, story.locked],
            "dates": [story.published_at is not None, story.updated_at_public is not None],
            "changes": [story.has_unpublished_changes, story.live_revision_id is not None],
            "approved": story.revisions.filter(approved_go_live_at__isnull=False).count(),
            "trouble": [story.schedule_attempts, story.schedule_error],
            "uses": sorted(story.public_uses.values_list("subject", flat=True)),
            "log": list(Entry.objects.filter(subject=f"story:{story.uuid}").values_list("action", flat=True)),
        }
    return found


def _said(item: ledger.Item) -> str:
    from barta.edition import decode

    payload: Any = decode(item.record.kind, item.record.schema, item.payload or b"")
    words = (getattr(payload, name, "") for name in ("headline", "name", "manner", "public_note"))
    return " ".join(str(word) for word in words if word)


def in_step(found: dict[str, Any]) -> list[str]:
    """Return in which stories the row and the newest record disagree."""
    from barta.newsroom.stories.models import Story

    wrong = []
    for story in Story.objects.order_by("pk"):
        told = found["record"].get(f"story:{story.uuid}")
        wanted = ["story", story.headline] if story.live else ["ending", story.ending]
        got = [told[-1][0], told[-1][2].split(" " if told[-1][0] == "ending" else "\n")[0]] if told else None
        if got != (wanted if story.live or story.ending else None):
            wrong.append(f"{story.headline}: {wanted} but {got}")
    return wrong


def pages(home: Home, addresses: list[str]) -> dict[str, list[Any]]:
    """Return what readers see at each address: the status, and which headlines stand there."""
    application = make_application(home.folder)
    try:
        return {address: _seen(ask(application, address, gzipped=True)) for address in addresses}
    finally:
        application.close()  # type: ignore[attr-defined]


def _seen(answer: Any) -> list[Any]:
    text = answer.text if answer.headers.get("content-type", "").startswith("text/") else ""
    return [answer.status, [headline for headline in (*HEADLINES, NOTE) if headline in text]]


def addresses() -> list[str]:
    """Return every address at which something stands before or after any of the changes."""
    from barta.newsroom.media.models import Photo
    from barta.newsroom.stories.models import Story
    from barta.newsroom.topics.models import Topic

    found = ["/", f"/{SECTION}", "/people/রূপা-সেন", "/robots.txt"]
    found += [story.path for story in Story.objects.order_by("pk")]
    found += [f"/topics/{topic.slug}" for topic in Topic.objects.order_by("pk")]
    found += [
        f"/media/{file['name']}" for photo in Photo.objects.all() for file in photo.public_files["renditions"]
    ]
    return found


def files(folder: Path) -> list[str]:
    """Return the names of everything in the public folder."""
    return sorted(str(path.relative_to(folder / "public")) for path in (folder / "public").rglob("*"))
