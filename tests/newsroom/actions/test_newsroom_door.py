"""There is one door: public rows do not change past it, by whichever way of Wagtail."""

import pytest
from newsroom_samples import (
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


def test_public_rows_do_not_change_outside_an_action() -> None:
    """A save, an update and a bulk update of a live story are errors that name the way."""
    from barta.newsroom.door import DoorError
    from barta.newsroom.stories.models import Story, StoryByline

    story = published()
    story.headline = "অন্য কিছু"
    hidden = Story(headline="নতুন", section=story.section, live=True)
    attempts = (
        story.save,
        lambda: Story.objects.update(headline="অন্য কিছু"),
        lambda: Story.objects.bulk_update([story], ["headline"]),
        hidden.save,
        lambda: Story.objects.bulk_create([hidden]),
        lambda: StoryByline(story=story, printed="কেউ").save(),
    )
    for attempt in attempts:
        with pytest.raises(DoorError):
            attempt()
    assert "শিমুলপুর সেতু খুলছে কাল" == Story.objects.get().headline


def test_taking_a_story_off_by_hand_is_an_error_too() -> None:
    """Setting `live` to false and saving is not a way to unpublish."""
    from barta.newsroom.door import DoorError

    story = published()
    story.live = False
    with pytest.raises(DoorError):
        story.save()


def test_private_columns_of_a_live_story_may_be_saved() -> None:
    """Locks and drafts of a live story are no business of readers."""
    story = published()
    before = len(items())
    story.locked = True
    story.save(update_fields=["locked"])
    revised(story, headline="খসড়া শিরোনাম")
    assert (before, "শিমুলপুর সেতু খুলছে কাল") == (len(items()), type(story).objects.get().headline)


def test_wagtails_create_and_edit_actions_publish_through_ours() -> None:
    """The admin's create and edit views, and the API, use these actions."""
    from wagtail.actions.create import CreateAction
    from wagtail.actions.edit import EditAction

    from barta.newsroom.stories.models import Story

    editor = user()
    story = Story(headline="এক", section=section())
    CreateAction(story, user=editor, publish=True).execute(skip_permission_checks=True)
    story = Story.objects.get()
    story.headline = "দুই"
    EditAction(story, user=editor, publish=True).execute(skip_permission_checks=True)
    assert ["এক", "দুই"] == [words for _, _, words in told("story")]


def test_wagtails_own_publishing_action_reaches_the_ledger() -> None:
    """The action that the API would look up for a story is ours."""
    from wagtail.actions import action_registry

    from barta.newsroom.stories.models import Story

    story = draft()
    for name in ("publish", "unpublish", "delete"):
        action = action_registry.get_action_class(Story, name)
        assert action.__module__.startswith("barta.newsroom"), name
    action_registry.get_action_class(Story, "publish")(story.latest_revision).execute()
    assert story.headline == newest(story).headline


def test_publishing_by_wagtails_bare_action_is_stopped() -> None:
    """Code that calls Wagtail's own action directly gets an error, not a leak."""
    from wagtail.actions.publish_revision import PublishRevisionAction

    from barta.newsroom.door import DoorError

    story = draft()
    with pytest.raises(DoorError):
        PublishRevisionAction(story.latest_revision).execute()
    story.refresh_from_db()
    assert False is story.live


def test_the_last_approval_of_a_workflow_publishes_and_signs() -> None:
    """The sub-editor who approves signs the story off."""
    from django.contrib.auth.models import Group
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

    editor = user(initials="এলকে")
    group = Group.objects.get(name="sub-editor")
    editor.groups.add(group)
    workflow = Workflow.objects.create(name="স্বাক্ষর")
    task = GroupApprovalTask.objects.create(name="দেখা")
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    story = draft()
    state = workflow.start(story, editor)
    state.current_task_state.approve(user=editor)
    assert ("এলকে", story.headline) == (newest(story).signoff, newest(story).headline)


def test_reverting_is_a_publication_like_any_other() -> None:
    """An old revision that is published again is one more record."""
    story = published()
    first = story.latest_revision
    revised(story, headline="দুই").publish()
    old = first.as_object()
    old.save_revision(clean=False, previous_revision=first).publish(previous_revision=first)
    assert ["শিমুলপুর সেতু খুলছে কাল", "দুই", "শিমুলপুর সেতু খুলছে কাল"] == [words for _, _, words in told("story")]


def test_an_old_revision_cannot_bring_back_what_belongs_to_the_row() -> None:
    """Identity, first publication and endings are not content of a revision."""
    story = published()
    revision = revised(story, kicker="সেতু")
    revision.content |= {
        "uuid": "0" * 32,
        "public_id": "zzzzzzzzzz",
        "published_at": None,
        "ending": "takedown",
    }
    revision.save()
    revision.publish()
    assert (story.uuid, story.public_id, story.published_at) == (
        newest(story).id,
        newest(story).public_id,
        newest(story).published,
    )


def test_renaming_a_section_is_on_record_at_once() -> None:
    """Sections are public; their stories only refer to them."""
    from barta.newsroom.actions import Rename

    place = section()
    story = published(section=place)
    Rename(place, name="জনপদ", slug="জনপদ").execute()
    assert ("জনপদ", "জনপদ") == (newest(place).name, newest(place).slug)
    assert 1 == len(told("story"))
    story.refresh_from_db()
    assert f"/জনপদ/{story.public_id}/{story.slug}" == story.path


def test_a_person_is_recorded_only_while_a_public_story_names_them() -> None:
    """A draft's people are unknown to readers, whatever is saved of them."""
    from barta.newsroom.stories.models import StoryByline

    writer = person()
    writer.name = "কাজল রেখা"
    writer.save()
    assert None is newest(writer)
    story = draft()
    story.bylines = [StoryByline(person=writer, printed="কাজল")]
    story.save_revision(clean=False).publish()
    writer.name = "কাজল রেখা মিত্র"
    writer.save()
    assert ("কাজল রেখা মিত্র", "কাজল") == (newest(writer).name, newest(story).bylines[0].printed)


def test_what_a_public_story_uses_cannot_be_deleted() -> None:
    """The message says what to do first."""
    from barta.newsroom.door import Refused

    subject, view, place = topic(), photo(), section()
    story = draft(section=place)
    story.topics = [subject]
    story.body = [{"type": "picture", "value": {"photo": view.pk, "caption": "", "alt": "", "credit": ""}}]
    story.save_revision(clean=False).publish()
    for thing in (subject, view, place):
        with pytest.raises(Refused):
            thing.delete()
        with pytest.raises(Refused):
            type(thing).objects.filter(pk=thing.pk).delete()


def test_deleting_an_empty_section_ends_it() -> None:
    """A section that is gone is on record as gone, and out of the menu."""
    place = section("খেলা", "sports")
    place.delete()
    ended = [words for kind, _, words in told() if kind == "ending"]
    assert ["remove"] == ended


def test_the_menu_follows_the_sections() -> None:
    """The setting's menu lists the sections of the menu in their order."""
    from barta.edition import decode

    second, first = section("খেলা", "sports", position=2), section("দেশ", "country", position=1)
    section("গোপন", "quiet", in_menu=False)
    setting = decode("setting", 1, [item for item in items() if item.record.kind == "setting"][-1].payload)
    assert (first.uuid, second.uuid) == setting.menu


def test_the_papers_settings_are_on_record_when_saved() -> None:
    """Saving the settings appends them; saving them again unchanged appends nothing."""
    from barta.newsroom.site.models import Paper

    paper = Paper.load()
    paper.name = "শিমুলপুর বার্তা"
    paper.save()
    paper.save()
    assert [("setting", "setting", "শিমুলপুর বার্তা")] == told()


def test_nested_units_append_once_and_forget_what_failed() -> None:
    """An action that fails inside a larger unit takes its own records with it and no others."""
    from barta.newsroom.actions import Refused, unit

    good, live = draft("ভালো"), published("প্রকাশিত")
    before = len(items())
    with unit():
        good.latest_revision.publish()
        with pytest.raises(Refused):
            live.delete()
        assert before == len(items())
    assert ["প্রকাশিত", "ভালো"] == [words for _, _, words in told("story")]
