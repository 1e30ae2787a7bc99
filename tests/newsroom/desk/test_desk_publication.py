"""Every button that changes what readers see: one record each, or nothing at all."""

from datetime import timedelta
from typing import Any

import pytest
from desk_people import HEADLINE, Newsroom, messages_of, posted, records, url
from newsroom_samples import broken_ledger


def occasions(story: Any) -> list[str]:
    """Return the occasions of a story's records."""
    return [record.occasion for record in records(story)]


def newest_story() -> Any:
    """Return the story that was made last."""
    from barta.newsroom.stories.models import Story

    return Story.objects.order_by("-pk").first()


def edit(newsroom: Newsroom, who: str, story: Any, button: str, **more: str) -> Any:
    """Press `button` in the story form."""
    section = more.pop("section", newsroom.city)
    return newsroom.client(who).post(url("edit", story.pk), posted(section, **{button: "1"}, **more))


def test_saving_a_draft_records_nothing(newsroom: Newsroom) -> None:
    """Readers hear of a story when it is published, not before."""
    newsroom.client("reporter").post(url("add"), posted(newsroom.city))
    story = newest_story()
    assert (HEADLINE, "reporter", []) == (story.headline, story.filing.user.username, occasions(story))


def test_the_publish_button_of_a_new_story(newsroom: Newsroom) -> None:
    """Create and publish at once: one record, signed by the news editor."""
    newsroom.client("editor").post(url("add"), posted(newsroom.city, **{"action-publish": "1"}))
    story = newest_story()
    assert (True, "এলকে", ["publish"]) == (story.live, story.signoff, occasions(story))


def test_the_publish_button_of_a_draft(newsroom: Newsroom) -> None:
    """Edit and publish: one record."""
    story = newsroom.draft()
    edit(newsroom, "editor", story, "action-publish", headline="সেতু খুলছে শুক্রবার")
    assert ("সেতু খুলছে শুক্রবার", ["publish"]) == (newsroom.again(story).headline, occasions(story))


@pytest.mark.parametrize(("weight", "occasion"), [("minor", "minor"), ("update", "update")])
def test_the_editor_says_how_much_a_change_means(newsroom: Newsroom, weight: str, occasion: str) -> None:
    """A minor change keeps the printed time; a significant one is printed as an update."""
    story = newsroom.live()
    edit(newsroom, "editor", story, "action-publish", headline="সেতুর কাজ এগোচ্ছে", weight=weight)
    after = newsroom.again(story)
    assert ["publish", occasion] == occasions(story)
    assert (weight == "update") == (after.updated_at_public is not None)


def test_a_correction_is_announced_as_one(newsroom: Newsroom) -> None:
    """A correction written in the form makes the publication a correction."""
    story = newsroom.live()
    form = {
        "corrections-TOTAL_FORMS": "1",
        "corrections-0-kind": "correction",
        "corrections-0-text": "সেতুর দৈর্ঘ্য ২০০ নয়, ৩০০ মিটার।",
        "corrections-0-at": "2026-11-20 10:00",
        "corrections-0-ORDER": "1",
        "corrections-0-id": "",
        "corrections-0-DELETE": "",
    }
    edit(newsroom, "editor", story, "action-publish", **form)
    assert ["publish", "correction"] == occasions(story)


def test_the_form_of_every_change_begins_as_a_minor_one(newsroom: Newsroom) -> None:
    """Yesterday's significant update does not make today's typing mistake one."""
    story = newsroom.live()
    edit(newsroom, "editor", story, "action-publish", headline="নতুন শিরোনাম", weight="update")
    page = newsroom.client("editor").get(url("edit", story.pk)).content.decode()
    assert 'value="minor"' in page
    chosen = [line for line in page.split("<input") if 'name="weight"' in line and "checked" in line]
    assert [True] == ['value="minor"' in line for line in chosen]


def test_a_sub_editor_signs_what_a_reporter_sent(newsroom: Newsroom) -> None:
    """The approving sub-editor's initials become the sign-off, and the story is published."""
    newsroom.client("reporter").post(url("add"), posted(newsroom.city, **{"action-submit": "1"}))
    story = newest_story()
    assert (False, []) == (story.live, occasions(story))
    edit(newsroom, "sub_editor", story, "action-workflow-action", **{"workflow-action-name": "approve"})
    after = newsroom.again(story)
    assert (True, "শাআ", ["publish"]) == (after.live, after.signoff, occasions(story))
    assert "approved" == after.workflow_states.get().status


def test_approval_from_the_workflow_window(newsroom: Newsroom) -> None:
    """Approving without opening the form publishes in the same way."""
    story = newsroom.submitted()
    step = story.current_workflow_task_state.pk
    newsroom.client("sub_editor").post(url("workflow_action", story.pk, "approve", step))
    assert (True, ["publish"]) == (newsroom.again(story).live, occasions(story))


def test_a_story_that_is_sent_back_stays_a_draft(newsroom: Newsroom) -> None:
    """Asking for changes publishes nothing and gives the story back to the reporter."""
    story = newsroom.submitted()
    step = story.current_workflow_task_state.pk
    newsroom.client("sub_editor").post(
        url("workflow_action", story.pk, "reject", step), {"comment": "সূত্র কী?"}
    )
    assert (False, []) == (newsroom.again(story).live, occasions(story))
    assert 302 == edit(newsroom, "reporter", story, "action-submit").status_code
    assert newsroom.again(story).workflow_in_progress


def test_a_reporter_does_not_change_what_is_being_checked(newsroom: Newsroom) -> None:
    """Between submission and decision the text that is read is the text that is signed."""
    story = newsroom.submitted()
    edit(newsroom, "reporter", story, "action-save", headline="শেষ মুহূর্তের বদল")
    assert HEADLINE == newsroom.again(story).get_latest_revision_as_object().headline


def test_an_older_version_is_published_again(newsroom: Newsroom) -> None:
    """Revert and publish: one record, with the old text."""
    story = newsroom.live()
    first = story.live_revision_id
    edit(newsroom, "editor", story, "action-publish", headline="ভুল শিরোনাম")
    newsroom.client("editor").post(
        url("revisions_revert", story.pk, first), posted(newsroom.city, **{"action-publish": "1"})
    )
    assert (HEADLINE, ["publish", "minor", "minor"]) == (newsroom.again(story).headline, occasions(story))


def test_a_scheduled_story_is_recorded_when_it_is_due(newsroom: Newsroom) -> None:
    """Scheduling appends nothing; calling the schedule off leaves a draft."""
    from django.utils import timezone

    story = newsroom.draft()
    when = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    edit(newsroom, "editor", story, "action-publish", go_live_at=when)
    after = newsroom.again(story)
    assert (False, True, []) == (after.live, after.approved_schedule, occasions(story))
    newsroom.client("editor").post(url("revisions_unschedule", story.pk, after.scheduled_revision.pk))
    assert (False, []) == (newsroom.again(story).approved_schedule, occasions(story))


def test_unpublishing(newsroom: Newsroom) -> None:
    """The confirmation page takes a story away for now."""
    story = newsroom.live()
    assert "হ্যাঁ, অপ্রকাশ করুন" in newsroom.client("editor").get(url("unpublish", story.pk)).content.decode()
    newsroom.client("editor").post(url("unpublish", story.pk), {"reason": "তথ্য যাচাই চলছে"})
    assert (False, "unpublish") == (newsroom.again(story).live, newsroom.again(story).ending)
    assert ["publish", "unpublish"] == occasions(story)


def test_withdrawing_needs_a_reason_for_readers(newsroom: Newsroom) -> None:
    """Without the public reason nothing happens; with it the story is gone and readers are told why."""
    story = newsroom.live()
    newsroom.client("editor").post(url("withdraw", story.pk), {"public_note": "  ", "reason": "ভেতরের কারণ"})
    assert ["publish"] == occasions(story)
    newsroom.client("editor").post(
        url("withdraw", story.pk), {"public_note": "তথ্যটি ভুল ছিল।", "reason": "ভেতরের কারণ"}
    )
    after = newsroom.again(story)
    assert ("withdraw", "তথ্যটি ভুল ছিল।") == (after.ending, after.ending_note)
    assert ["publish", "withdraw"] == occasions(story)


def test_the_private_reason_stays_in_the_log(newsroom: Newsroom) -> None:
    """What editors write for themselves is in the newsroom's log and in no record."""
    from newsroom_samples import items

    from barta.newsroom.log.models import Entry

    story = newsroom.live()
    newsroom.client("editor").post(url("takedown", story.pk), {"reason": "আদালতের আদেশ ১২/২৬"})
    assert ["আদালতের আদেশ ১২/২৬"] == list(
        Entry.objects.filter(action="takedown").values_list("reason", flat=True)
    )
    assert [] == [item for item in items() if item.payload and "আদালতের আদেশ" in item.payload.decode()]


def test_a_takedown_removes_the_published_text(newsroom: Newsroom) -> None:
    """The record of the publication stays, its text does not; a takedown without a reason is refused."""
    from barta import ledger
    from barta.newsroom.actions.work import raw_connection
    from barta.newsroom.edition import subject_of

    story = newsroom.live()
    newsroom.client("editor").post(url("takedown", story.pk), {"reason": ""})
    assert ["publish"] == occasions(story)
    newsroom.client("editor").post(url("takedown", story.pk), {"reason": "আদালতের আদেশ"})
    texts = [item.payload is None for item in ledger.editions(raw_connection(), subject_of(story))]
    assert (["publish", "takedown"], [True, False]) == (occasions(story), texts)


def test_a_draft_can_be_deleted_and_a_published_story_cannot(newsroom: Newsroom) -> None:
    """Deleting is for what readers never saw."""
    from barta.newsroom.stories.models import Story

    draft, live = newsroom.draft(), newsroom.live(headline="প্রকাশিত খবর")
    for story in (draft, live):
        newsroom.client("editor").post(url("delete", story.pk))
    assert [live.pk] == list(Story.objects.values_list("pk", flat=True))
    assert ["publish"] == occasions(live)


@pytest.mark.parametrize(
    ("action", "drafts", "expected"),
    [("publish", True, ["publish"]), ("unpublish", False, ["publish", "unpublish"]), ("delete", True, [])],
)
def test_many_stories_at_once(newsroom: Newsroom, action: str, drafts: bool, expected: list[str]) -> None:
    """A bulk action gives each story its one record."""
    make = newsroom.draft if drafts else newsroom.live
    stories = [make(headline=f"খবর {number}") for number in ("এক", "দুই", "তিন")]
    keys = "&".join(f"id={story.pk}" for story in stories)
    address = f"/bulk/stories/story/{action}/?{keys}"
    assert 200 == newsroom.client("editor").get(address).status_code
    response = newsroom.client("editor").post(address)
    assert (302, [expected] * 3) == (response.status_code, [occasions(story) for story in stories])


def test_one_refusal_undoes_a_bulk_action(newsroom: Newsroom) -> None:
    """Of several stories none is published when one cannot be."""
    good, bad = newsroom.draft(headline="ভালো খবর"), newsroom.draft(headline="ভাঙা খবর")
    revision = bad.latest_revision
    revision.content["headline"] = " "
    revision.save()
    response = newsroom.client("editor").post(f"/bulk/stories/story/publish/?id={good.pk}&id={bad.pk}")
    assert (302, [], []) == (response.status_code, occasions(good), occasions(bad))
    assert not newsroom.again(good).live
    assert ["শিরোনাম ছাড়া সংবাদ প্রকাশ করা যায় না।"] == messages_of(response)


def test_bulk_actions_reach_only_what_the_user_may_change(newsroom: Newsroom) -> None:
    """A sub-editor has no bulk publication, and Wagtail's own bulk deletion is not there."""
    story = newsroom.draft()
    assert (
        404 == newsroom.client("sub_editor").post(f"/bulk/stories/story/publish/?id={story.pk}").status_code
    )
    for model in ("sections/section", "users/user", "wagtailimages/image", "people/person"):
        assert 404 == newsroom.client("superuser").get(f"/bulk/{model}/delete/?id=1").status_code


def test_a_picture_that_a_story_shows_is_not_deleted(newsroom: Newsroom) -> None:
    """Neither its own page nor the list of pictures lets it go, and the editor reads why."""
    from newsroom_samples import photo

    from barta.newsroom.actions import Publish
    from barta.newsroom.media.models import Photo

    image, unused = photo("সেতু"), photo("অব্যবহৃত")
    story = newsroom.draft()
    story.pictures.create(photo=image)
    Publish(story, story.save_revision(clean=False)).execute()
    client = newsroom.client("editor")
    for address in (f"/images/{image.pk}/delete/", f"/bulk/media/photo/delete/?id={image.pk}&id={unused.pk}"):
        response = client.post(address)
        assert (302, 2) == (response.status_code, Photo.objects.count()), address
    assert 302 == client.post(f"/images/{unused.pk}/delete/").status_code
    assert [image.pk] == list(Photo.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("button", ["action-publish", "action-workflow-action"])
def test_when_the_ledger_fails_nothing_has_happened(newsroom: Newsroom, button: str) -> None:
    """The change, its log entry and its record commit together or not at all."""
    from django.db import DatabaseError
    from pysqlite3 import dbapi2

    from barta.newsroom.log.models import Entry

    story = newsroom.submitted()
    who = "editor" if button == "action-publish" else "sub_editor"
    before = (story.latest_revision_id, Entry.objects.count(), story.current_workflow_state.status)
    with broken_ledger(), pytest.raises((DatabaseError, dbapi2.DatabaseError)):
        edit(newsroom, who, story, button, **{"workflow-action-name": "approve", "headline": "অন্য শিরোনাম"})
    after = newsroom.again(story)
    assert before == (after.latest_revision_id, Entry.objects.count(), after.current_workflow_state.status)
    assert (False, []) == (after.live, occasions(story))


def test_a_refused_publication_keeps_the_text_as_a_draft(newsroom: Newsroom) -> None:
    """Nobody loses an hour of writing because the story may not go out."""
    story = newsroom.live()
    newsroom.client("editor").post(url("withdraw", story.pk), {"public_note": "ভুল ছিল।"})
    response = edit(newsroom, "editor", story, "action-publish", headline="আবার লেখা শিরোনাম")
    assert "আবার লেখা শিরোনাম" == newsroom.again(story).get_latest_revision_as_object().headline
    assert ["publish", "withdraw"] == occasions(story)
    assert "লেখাটি খসড়া হিসেবে রাখা হয়েছে।" in messages_of(response)[-1]


def test_a_slug_keeps_every_bangla_sign_through_the_form(newsroom: Newsroom) -> None:
    """What is typed as an address is stored whole; left empty, the headline makes it."""
    newsroom.client("reporter").post(url("add"), posted(newsroom.city, headline="র‍্যাবের অভিযান: পাঁচ জেলায়"))
    assert "র‍্যাবের-অভিযান-পাঁচ-জেলায়" == newest_story().slug
    newsroom.client("reporter").post(url("add"), posted(newsroom.city, slug="রূপগাঁয়ের মেলা"))
    assert "রূপগাঁয়ের-মেলা" == newest_story().slug


def test_the_slug_field_has_no_script_of_wagtails(newsroom: Newsroom) -> None:
    """Wagtail's slug script strips vowel signs; the field is driven by our own."""
    page = newsroom.client("reporter").get(url("add")).content.decode()
    field = next(part for part in page.split("<input") if 'name="slug"' in part).partition(">")[0]
    assert ("desk-slug" in field, "w-slug" in field) == (True, False)
    assert "desk/slug.js" in page
