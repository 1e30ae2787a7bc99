"""Publishing: change and record commit together, and say what readers should hear."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone
from newsroom_samples import (
    SENTENCE,
    broken_ledger,
    draft,
    items,
    newest,
    person,
    photo,
    published,
    revised,
    section,
    told,
    topic,
    user,
)

from barta.edition import Paragraph


def test_a_draft_leaves_nothing_in_the_ledger() -> None:
    """What is only written is unknown to readers."""
    draft()
    assert [("section", "rename", "জেলার খবর"), ("setting", "setting", "বার্তা")] == told()


def test_publishing_makes_the_row_live_and_appends_its_edition() -> None:
    """One publication is one live row and one record of it."""
    story = published()
    assert (True, 1) == (story.live, len(told("story")))
    edition = newest(story)
    assert (story.uuid, story.public_id, story.headline) == (edition.id, edition.public_id, edition.headline)
    assert (Paragraph(html=SENTENCE),) == edition.body
    assert "শিমুলপুর-সেতু-খুলছে-কাল" == edition.slug
    assert story.published_at == edition.published


def test_what_a_story_refers_to_is_recorded_before_it() -> None:
    """A follower that reads in order always knows what a story refers to."""
    from barta.newsroom.stories.models import StoryByline, StoryPicture

    writer, bridge, view = person(), topic(), photo()
    story = draft()
    story.topics = [bridge]
    story.bylines = [StoryByline(person=writer, printed=writer.name)]
    story.pictures = [StoryPicture(photo=view, caption="সেতুর ছবি")]
    story.save_revision(clean=False).publish()
    assert ["asset", "person", "topic", "story"] == [kind for kind, _, _ in told()][2:]
    edition = newest(story)
    assert (writer.uuid, bridge.uuid, view.uuid) == (
        edition.bylines[0].person,
        edition.topics[0],
        edition.pictures[0].asset,
    )


def test_a_record_that_cannot_be_appended_undoes_the_publication() -> None:
    """A story is never live without its record."""
    story = draft()
    before = len(items())
    with broken_ledger(), pytest.raises(DatabaseError):
        story.latest_revision.publish()
    story.refresh_from_db()
    assert (False, None, before) == (story.live, story.published_at, len(items()))


def test_a_publication_that_fails_late_leaves_no_record() -> None:
    """A record is never there without its live story."""
    from django.db import transaction

    story = draft()
    before = len(items())
    with pytest.raises(RuntimeError), transaction.atomic():
        story.latest_revision.publish()
        raise RuntimeError
    story.refresh_from_db()
    assert (False, before) == (story.live, len(items()))


def test_a_minor_change_keeps_the_time_of_update() -> None:
    """A mended typing mistake is not an update."""
    story = published()
    revised(story, headline="শিমুলপুর সেতু খুলছে আগামীকাল").publish()
    assert ("story", "minor", "শিমুলপুর সেতু খুলছে আগামীকাল") == told("story")[-1]
    assert None is newest(story).updated
    assert False is items()[-1].record.announce


def test_a_significant_change_is_an_update_with_its_time() -> None:
    """What the editor calls significant is printed as an update, and only once."""
    story = published()
    revised(story, weight="update", standfirst="নতুন তথ্য").publish()
    assert ("update", True) == (items()[-1].record.occasion, newest(story).updated > newest(story).published)
    story.refresh_from_db()
    assert "minor" == story.weight


@pytest.mark.parametrize("kind", ["correction", "clarification"])
def test_a_new_correction_is_announced_as_one(kind: str) -> None:
    """A correction says so, once, and counts as an update."""
    from barta.newsroom.stories.models import StoryCorrection

    story = published()
    correction = StoryCorrection(kind=kind, text="সেতুর দৈর্ঘ্য ৩০০ মিটার, আগে ভুল ছাপা হয়েছিল।", sort_order=0)
    revised(story, corrections=[correction]).publish()
    assert (kind, True) == (items()[-1].record.occasion, newest(story).updated is not None)
    story.refresh_from_db()
    revised(story, kicker="সেতু").publish()
    assert "minor" == items()[-1].record.occasion


def test_the_one_who_publishes_signs_off_with_initials() -> None:
    """The sign-off comes from the profile, not from typing."""
    story = draft()
    story.latest_revision.publish(user=user(initials="নই"), skip_permission_checks=True)
    assert "নই" == newest(story).signoff


def test_a_minor_change_keeps_the_first_signoff() -> None:
    """Whoever mends a typing mistake does not sign the story anew."""
    story = published(signoff="এলকে")
    editor = user(initials="নই")
    revised(story, kicker="সেতু").publish(user=editor, skip_permission_checks=True)
    assert "এলকে" == newest(story).signoff
    revised(story, weight="update").publish(user=editor, skip_permission_checks=True)
    assert "নই" == newest(story).signoff


def test_scheduling_appends_nothing() -> None:
    """A story that is only scheduled is unknown to readers, though Wagtail signals a publication."""
    before = len(items()) + 2
    story = draft(go_live_at=timezone.now() + timedelta(hours=1))
    story.latest_revision.publish()
    story.refresh_from_db()
    assert (before, False) == (len(items()), story.live)
    assert story.latest_revision.approved_go_live_at == story.go_live_at


def test_a_live_story_with_a_scheduled_change_stays_as_it_is() -> None:
    """Scheduling a change of a live story changes nothing for readers before its time."""
    story = published()
    before = len(items())
    revised(story, headline="পরের শিরোনাম", go_live_at=timezone.now() + timedelta(hours=1)).publish()
    story.refresh_from_db()
    assert (before, True, "শিমুলপুর সেতু খুলছে কাল") == (len(items()), story.live, story.headline)


def test_an_unfit_story_is_refused_with_the_field() -> None:
    """A story without a headline, or with text that cannot be stored, is refused and stays a draft."""
    from barta.newsroom.actions import Publish, Refused

    for field, value in (("headline", " "), ("standfirst", "ভাঙা \ud800"), ("kicker", "শূন্য\x00")):
        story = draft()
        story.latest_revision.content[field] = value
        with pytest.raises(Refused) as refused:
            Publish(story, story.latest_revision).execute()
        assert (field, False) == (refused.value.field, type(story).objects.get(pk=story.pk).live)


def test_a_story_that_returns_keeps_its_first_time() -> None:
    """An unpublished story may return, with the time it was first published."""
    story = published()
    first = newest(story).published
    story.unpublish()
    story.refresh_from_db()
    story.get_latest_revision().publish()
    assert ("publish", first) == (items()[-1].record.occasion, newest(story).published)


def test_a_new_section_of_a_story_is_known_before_the_story() -> None:
    """The sections above a story's section are on record too."""
    above = section("সারাদেশ", "country")
    below = section("উত্তর", "north", parent=above)
    story = published(section=below)
    assert (above.uuid, below.uuid) == (newest(below).parent, newest(story).section)
