"""What is due: scheduled publications and expiries, on time, in order, once.

Each item is a transaction of its own. One that fails is put off (1, 2, 4 … minutes, at most an hour),
noted on the story and in the log, and never keeps the others waiting.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision

from barta.newsroom.actions.action import note
from barta.newsroom.actions.endings import Unpublish
from barta.newsroom.actions.pictures import Expire
from barta.newsroom.actions.publication import Publish
from barta.newsroom.actions.uses import remove_doomed, remove_strays
from barta.newsroom.media.models import Photo
from barta.newsroom.stories.models import Story

logger = logging.getLogger("barta.newsroom.scheduling")

LATE = timedelta(minutes=1)
"""From when on a publication is reported as late."""


@dataclass
class Done:
    """What one run did: public ids of stories, and names of pictures."""

    published: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def run_due(now: datetime | None = None) -> Done:
    """Publish and expire everything that is due at `now` (the clock's), in the order of its time.

    Safe to run twice at once: each item is taken under its row's lock and looked at again.
    """
    now = now or timezone.now()
    done = Done()
    for due, story, revision in _due(now):
        if revision is not None:
            _attempt(story, partial(_publish, story, revision, now, done), done, now, due)
        else:
            _attempt(story, partial(_expire, story, now, done), done, now, due)
    for photo in Photo.objects.filter(expiry__lte=now, withdrawn=False).order_by("expiry", "pk"):
        Expire(photo).execute()
        done.pictures.append(photo.title)
    remove_doomed()
    remove_strays()
    return done


def next_due() -> datetime | None:
    """Return when the next story is due, None when nothing is scheduled."""
    going = Revision.objects.filter(approved_go_live_at__isnull=False, base_content_type=_kind())
    moments = [
        going.order_by("approved_go_live_at").values_list("approved_go_live_at", flat=True).first(),
        Story.objects.filter(live=True, expire_at__isnull=False)
        .order_by("expire_at")
        .values_list("expire_at", flat=True)
        .first(),
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def _kind() -> Any:
    return Story.get_base_content_type()


def _due(now: datetime) -> Iterator[tuple[datetime, Story, Revision | None]]:
    """Yield what is due in the order of its time; an expiry has no revision."""
    revisions = list(
        Revision.objects.filter(approved_go_live_at__lte=now, base_content_type=_kind()).defer("content")
    )
    keys = [int(revision.object_id) for revision in revisions]
    ready = Q(schedule_retry_at=None) | Q(schedule_retry_at__lte=now)
    stories = Story.objects.defer("body").filter(ready)
    rows = {story.pk: story for story in stories.filter(pk__in=keys)}
    items: list[tuple[datetime, int, Story, Revision | None]] = [
        (revision.approved_go_live_at, revision.pk, rows[int(revision.object_id)], revision)
        for revision in revisions
        if int(revision.object_id) in rows
    ]
    items += [(story.expire_at, 0, story, None) for story in stories.filter(live=True, expire_at__lte=now)]
    for due, _, story, revision in sorted(items, key=lambda item: item[:2]):
        yield due, story, revision


def _attempt(story: Story, do: Callable[[], None], done: Done, now: datetime, due: datetime) -> None:
    """Do one item; whatever it raises is noted on the story and does not stop the rest."""
    try:
        do()
    except Exception as error:
        # A poisoned story must not hold up the paper: it is put off and reported, the others go out.
        logger.exception("story %s was due at %s and could not go out", story.public_id, due.isoformat())
        done.failed.append(story.public_id)
        _put_off(story, error, now)


def _publish(story: Story, revision: Revision, now: datetime, done: Done) -> None:
    with transaction.atomic():
        due = Revision.objects.select_for_update().filter(approved_go_live_at__lte=now)
        fresh = due.filter(pk=revision.pk).first()
        if fresh is None:
            # Another scheduler, or an editor, was quicker.
            return
        late = now - fresh.approved_go_live_at
        reason = f"late by {late}" if late >= LATE else ""
        occasion = "" if story.live else "schedule"
        action = Publish(
            story, fresh, at=now, occasion=occasion, reason=reason, log_action="wagtail.publish.scheduled"
        )
        action.execute()
    if not action.scheduled:
        done.published.append(story.public_id)


def _expire(story: Story, now: datetime, done: Done) -> None:
    with transaction.atomic():
        row = Story.objects.select_for_update().filter(pk=story.pk, live=True, expire_at__lte=now).first()
        if row is None:
            return
        Unpublish(row, expired=True, reason="expired").execute()
    done.expired.append(story.public_id)


def _put_off(story: Story, error: Exception, now: datetime) -> None:
    """Note the failure on the story, for its editors, and try again later."""
    attempts = story.schedule_attempts + 1
    retry = now + timedelta(minutes=min(60, 2 ** min(attempts - 1, 6)))
    with transaction.atomic():
        Story.objects.filter(pk=story.pk).update(
            schedule_attempts=attempts,
            schedule_retry_at=retry,
            schedule_error=f"{type(error).__name__}: {error}",
        )
        if attempts == 1:
            note("schedule failed", f"story:{story.uuid}", story.headline, None, str(error))
