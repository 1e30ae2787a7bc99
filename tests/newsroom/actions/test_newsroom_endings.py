"""How stories end, move and are deleted."""

import pytest
from newsroom_samples import (
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
)

from barta.edition import Ending


def _with_everything(token: str = "") -> object:
    """Return a public story with a person, a topic and a picture that only it uses."""
    from barta.newsroom.stories.models import StoryByline, StoryPicture

    writer, subject, view = person(f"রেখা {token}"), topic(f"সেতু {token}"), photo(f"ছবি {token}", alt=token)
    story = draft(f"সেতুর খবর {token}")
    story.topics = [subject]
    story.bylines = [StoryByline(person=writer, printed=writer.name)]
    story.pictures = [StoryPicture(photo=view, caption=token)]
    story.save_revision(clean=False).publish()
    story.refresh_from_db()
    return story


def test_unpublishing_appends_an_ending_with_nothing_of_the_story() -> None:
    """An unpublished story leaves its id behind and no word of it."""
    story = published()
    story.unpublish()
    assert Ending(id=story.uuid, manner="unpublish", public_id=story.public_id) == newest(story)
    story.refresh_from_db()
    assert (False, "unpublish") == (story.live, story.ending)


def test_unpublishing_takes_back_what_only_that_story_made_known() -> None:
    """People, topics and pictures that no public story uses any more end with the story."""
    from barta.newsroom.media import renditions

    story = _with_everything()
    files = sorted(path.name for path in renditions.public_folder().iterdir())
    story.unpublish()
    assert (["remove"] * 3, "unpublish") == (
        [words for _, _, words in told("ending")[:-1]],
        told("ending")[-1][2],
    )
    assert files and [] == list(renditions.public_folder().iterdir())


def test_what_another_public_story_uses_stays() -> None:
    """A topic that two stories share outlives one of them."""
    shared = topic()
    stories = []
    for headline in ("প্রথম সংবাদ", "দ্বিতীয় সংবাদ"):
        story = draft(headline)
        story.topics = [shared]
        story.save_revision(clean=False).publish()
        stories.append(story)
    stories[0].unpublish()
    assert shared.name == newest(shared).name
    stories[1].unpublish()
    assert "remove" == newest(shared).manner


def test_a_subject_that_an_update_drops_ends_too() -> None:
    """A topic taken off its only story is not known to readers any more."""
    story = _with_everything()
    gone = story.topics.get()
    revised(story, topics=[]).publish()
    assert "remove" == newest(gone).manner


def test_a_failed_append_leaves_the_story_live() -> None:
    """An ending commits with its record or not at all, and public files stay until it has."""
    from django.db import DatabaseError

    from barta.newsroom.media import renditions

    story = _with_everything()
    with broken_ledger(), pytest.raises(DatabaseError):
        story.unpublish()
    story.refresh_from_db()
    assert (True, True) == (story.live, any(renditions.public_folder().iterdir()))


def test_withdrawing_gives_the_public_reason_and_keeps_the_private_one() -> None:
    """Readers get the note; the newsroom's reason stays in its log."""
    from barta.newsroom.actions import Withdraw
    from barta.newsroom.log.models import Entry

    story = published()
    Withdraw(story, public_note="তথ্যসূত্র ভুল ছিল।", reason="উৎস ফোনে অস্বীকার করেছে").execute()
    assert ("withdraw", "তথ্যসূত্র ভুল ছিল।") == (newest(story).manner, newest(story).public_note)
    assert "উৎস ফোনে অস্বীকার করেছে" == Entry.objects.get(action="withdraw").reason
    assert not any("অস্বীকার".encode() in (item.payload or b"") for item in items())


def test_a_withdrawal_without_a_public_reason_is_refused() -> None:
    """A story does not vanish without a word to its readers."""
    from barta.newsroom.actions import Refused, Withdraw

    story = published()
    with pytest.raises(Refused):
        Withdraw(story, public_note="  ").execute()
    assert story.headline == newest(story).headline


def test_a_withdrawn_story_does_not_return() -> None:
    """What was withdrawn cannot be published again."""
    from barta.newsroom.actions import Refused, Withdraw

    story = published()
    Withdraw(story, public_note="ভুল সংবাদ।").execute()
    story.refresh_from_db()
    with pytest.raises(Refused):
        story.get_latest_revision().publish()
    assert "withdraw" == newest(story).manner


def test_a_takedown_removes_every_payload_and_the_chain_still_verifies() -> None:
    """Nothing of the story, its picture or its people is left in the ledger."""
    from barta import ledger
    from barta.newsroom.actions import TakeDown
    from barta.newsroom.actions.work import raw_connection

    token = "কখগঘ৭৭"
    story = _with_everything(token)
    revised(story, kicker=token, weight="update").publish()
    TakeDown(story, reason="আদালতের আদেশ").execute()
    assert not any(token.encode() in (item.payload or b"") for item in items())
    assert Ending(id=story.uuid, manner="takedown", public_id=story.public_id) == newest(story)
    assert [] == [found for found in ledger.verify(raw_connection()) if isinstance(found, ledger.Fault)]


def test_a_takedown_clears_the_text_from_the_files_of_the_ledger(home: object) -> None:
    """The write-ahead log keeps no copy; what is left stands in the newsroom's own tables only."""
    from barta.newsroom.actions import TakeDown

    story = published()
    TakeDown(story).execute()
    assert 0 == (home / "newsroom.sqlite3-wal").stat().st_size  # type: ignore[operator]
    story.refresh_from_db()
    assert (True, False) == (story.locked, story.live)


def test_only_a_draft_can_be_deleted() -> None:
    """What readers have seen ends in other ways; the message says which."""
    from barta.newsroom.actions import Refused
    from barta.newsroom.stories.models import Story

    never, live, ended = draft("খসড়া"), published("প্রকাশিত"), published("সরানো")
    ended.unpublish()
    ended.refresh_from_db()
    never.delete()
    for story in (live, ended):
        with pytest.raises(Refused, match="প্রত্যাহার"):
            story.delete()
    assert {live.pk, ended.pk} == set(Story.objects.values_list("pk", flat=True))


def test_deleting_in_bulk_deletes_drafts_only() -> None:
    """The bulk action of the admin goes through the same door."""
    from barta.newsroom.actions import Refused
    from barta.newsroom.stories.models import Story

    draft("খসড়া")
    published("প্রকাশিত")
    with pytest.raises(Refused):
        Story.objects.filter(headline="প্রকাশিত").delete()
    Story.objects.filter(headline="খসড়া").delete()
    assert ["প্রকাশিত"] == [story.headline for story in Story.objects.all()]


def test_moving_changes_the_address_and_keeps_the_id() -> None:
    """A move is on record at once, without an update."""
    from barta.newsroom.actions import Move

    story, other = published(), section("অর্থনীতি", "economy")
    Move(story, other).execute()
    assert ("move", other.uuid, None) == (
        items()[-1].record.occasion,
        newest(story).section,
        newest(story).updated,
    )
    story.refresh_from_db()
    assert f"/economy/{story.public_id}/{story.slug}" == story.path


def test_a_draft_change_does_not_move_a_story_back() -> None:
    """An edit that waited while the story moved is published in the new section."""
    from barta.newsroom.actions import Move

    story, other = published(), section("অর্থনীতি", "economy")
    waiting = revised(story, kicker="সেতু")
    Move(story, other).execute()
    waiting.refresh_from_db()
    waiting.publish()
    assert (other.uuid, "সেতু") == (newest(story).section, newest(story).kicker)


def test_publishing_and_unpublishing_at_once_end_in_the_last_one() -> None:
    """Two editors who act from stale screens leave row and record in agreement."""
    from barta.newsroom.stories.models import Story

    story = published()
    stale = Story.objects.get(pk=story.pk)
    revision = revised(story, kicker="সেতু")
    story.unpublish()
    revision.publish()
    stale.unpublish()
    assert (False, "unpublish") == (Story.objects.get(pk=story.pk).live, newest(story).manner)
