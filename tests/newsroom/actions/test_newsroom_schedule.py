"""Scheduled stories go out on time, in order, once; one bad one does not stop the rest."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from newsroom_samples import broken_ledger, draft, items, newest, photo, published, revised, told


def _scheduled(headline: str, minutes: float) -> Any:
    """Return a draft that is approved to go out `minutes` from now."""
    story = draft(headline, go_live_at=timezone.now() + timedelta(minutes=minutes))
    story.latest_revision.publish()
    story.refresh_from_db()
    return story


def _after(minutes: float) -> Any:
    from barta.newsroom.scheduling import run_due

    return run_due(timezone.now() + timedelta(minutes=minutes))


def test_nothing_goes_out_early() -> None:
    """Before its time a scheduled story leaves no trace."""
    _scheduled("সকালের খবর", 10)
    before = len(items())
    assert ([], before) == (_after(9).published, len(items()))


def test_what_is_due_goes_out_in_the_order_of_its_time() -> None:
    """After downtime everything due is published, earliest first, and never again."""
    second, first = _scheduled("দ্বিতীয়", 11), _scheduled("প্রথম", 10)
    assert [first.public_id, second.public_id] == _after(30).published
    assert [("story", "schedule", "প্রথম"), ("story", "schedule", "দ্বিতীয়")] == told("story")
    assert [] == _after(40).published


def test_a_poisoned_story_does_not_stop_the_others() -> None:
    """The bad one is put off, noted on the story and in the log, and goes out once it is mended."""
    from barta.newsroom.log.models import Entry
    from barta.newsroom.stories.models import Story

    bad = _scheduled("বিষ", 10)
    good = [_scheduled("ভালো এক", 9), _scheduled("ভালো দুই", 11)]
    revision = bad.latest_revision
    whole = dict(revision.content)
    revision.content = whole | {"headline": ""}
    revision.save()
    done = _after(12)
    assert ([story.public_id for story in good], [bad.public_id]) == (done.published, done.failed)
    bad = Story.objects.get(pk=bad.pk)
    assert (1, True) == (bad.schedule_attempts, "শিরোনাম" in bad.schedule_error)
    assert 1 == Entry.objects.filter(action="schedule failed").count()
    revision.content = whole
    revision.save()
    assert [] == _after(12.5).published
    assert [bad.public_id] == _after(14).published
    assert "" == Story.objects.get(pk=bad.pk).schedule_error


def test_a_failed_append_keeps_the_schedule() -> None:
    """A crash in the middle of a scheduled publication loses neither the schedule nor the story."""
    story = _scheduled("রাতের খবর", 10)
    with broken_ledger():
        assert [story.public_id] == _after(11).failed
    story.refresh_from_db()
    assert (False, True) == (story.live, story.latest_revision.approved_go_live_at is not None)
    assert [story.public_id] == _after(20).published


def test_a_scheduled_change_of_a_live_story_is_an_update() -> None:
    """A change that was scheduled goes out as what it is, a minor change or an update."""
    story = published()
    revised(story, headline="পরে", go_live_at=timezone.now() + timedelta(minutes=5)).publish()
    _after(6)
    assert [("story", "publish", "শিমুলপুর সেতু খুলছে কাল"), ("story", "minor", "পরে")] == told("story")


def test_a_story_expires_at_its_time() -> None:
    """An expiry is an unpublishing, marked as expired for the newsroom."""
    story = published(expire_at=timezone.now() + timedelta(minutes=5))
    assert [story.public_id] == _after(6).expired
    story.refresh_from_db()
    assert (True, "unpublish") == (story.expired, newest(story).manner)
    assert [] == _after(7).expired


def test_the_licence_of_a_picture_ends_at_its_time() -> None:
    """The files go, and the picture's record names none; the story stays."""
    from barta.newsroom.media import renditions
    from barta.newsroom.stories.models import StoryPicture

    view = photo(expiry=timezone.now() + timedelta(minutes=5))
    story = draft()
    story.pictures = [StoryPicture(photo=view)]
    story.save_revision(clean=False).publish()
    assert any(renditions.public_folder().iterdir())
    _after(6)
    assert ((), []) == (newest(view).renditions, list(renditions.public_folder().iterdir()))
    assert story.headline == newest(story).headline
    view.refresh_from_db()
    view.expiry = None
    view.save()
    assert {one.name for one in newest(view).renditions} == {
        path.name for path in renditions.public_folder().iterdir()
    }


def test_wagtails_command_is_ours(capsys: pytest.CaptureFixture[str]) -> None:
    """The command that Wagtail documents publishes by our rules."""
    revision = _scheduled("প্রথম", 10).latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert "published 1, expired 0 stories" in capsys.readouterr().out


def test_the_next_due_moment_is_known() -> None:
    """A scheduler can sleep until something is due."""
    from barta.newsroom.scheduling import next_due

    assert None is next_due()
    story = _scheduled("প্রথম", 10)
    published("দুই", expire_at=timezone.now() + timedelta(minutes=20))
    assert story.go_live_at == next_due()


def test_a_cancelled_schedule_is_not_published() -> None:
    """Cancelling takes the approval away, and nothing goes out."""
    story = _scheduled("প্রথম", 10)
    story.latest_revision.approved_go_live_at = None
    story.latest_revision.save(update_fields=["approved_go_live_at"])
    assert [] == _after(20).published
