"""Who may do what: every URL of the story screens, for every role, on stories of all desks."""

from typing import Any

import pytest
from desk_people import Newsroom, messages_of, posted, records, url

NAMES = frozenset(
    {
        "list",
        "list_results",
        "add",
        "edit",
        "delete",
        "usage",
        "history",
        "history_results",
        "preview_on_add",
        "preview_on_edit",
        "revisions_view",
        "revisions_revert",
        "revisions_compare",
        "revisions_unschedule",
        "unpublish",
        "lock",
        "unlock",
        "workflow_action",
        "collect_workflow_action_data",
        "confirm_workflow_cancellation",
        "workflow_history",
        "workflow_history_detail",
        "workflow_preview",
        "withdraw",
        "takedown",
        "readers",
    }
)
EVERYBODY = frozenset({"reporter", "sub_editor", "editor", "superuser", "other_reporter", "other_sub_editor"})
LEADERS = frozenset({"editor", "superuser"})
CITY_DESK = frozenset({"reporter", "sub_editor"}) | LEADERS
CITY_EDITORS = frozenset({"sub_editor"}) | LEADERS

OF_THE_STORY = {
    **{name: CITY_DESK for name in NAMES if name not in {"list", "list_results", "add", "preview_on_add"}},
    **dict.fromkeys(("delete", "unpublish", "withdraw", "takedown", "revisions_unschedule"), LEADERS),
    **dict.fromkeys(("lock", "unlock"), CITY_EDITORS),
}
"""Who may reach the URL for a story that the city desk's reporter filed."""


def patterns() -> dict[str, Any]:
    """Return every URL pattern of the story screens by its name."""
    from barta.newsroom.stories.models import Story

    return {pattern.name: pattern for pattern in Story.snippet_viewset.get_urlpatterns()}


def arguments(name: str, story: Any) -> list[Any]:
    """Return what the URL called `name` takes for `story`."""
    state = story.current_workflow_state
    task = state.current_task_state
    more = {
        "revisions_view": [story.latest_revision_id],
        "revisions_revert": [story.latest_revision_id],
        "revisions_unschedule": [story.latest_revision_id],
        "revisions_compare": ["earliest", "latest"],
        "workflow_action": ["approve", task.pk],
        "collect_workflow_action_data": ["approve", task.pk],
        "workflow_preview": [task.task_id],
        "workflow_history_detail": [state.pk],
    }
    return [story.pk, *more.get(name, [])]


def is_closed(response: Any) -> bool:
    """Return whether the answer is the one for what does not exist."""
    return bool(response.status_code == 404)


def test_every_url_of_the_story_screens_has_a_declared_right(newsroom: Newsroom) -> None:
    """A URL that a new Wagtail brings is not open before somebody has thought about it."""
    from barta.newsroom.desk.guard import NEEDS

    assert set(patterns()) == NAMES
    assert set(NEEDS) == NAMES


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_each_role_reaches_exactly_its_urls_of_a_story(newsroom: Newsroom, who: str) -> None:
    """For a story of the city desk each URL is open to whom the table says, and a 404 to everybody else."""
    story = newsroom.submitted()
    client = newsroom.client(who)
    opened = {
        name
        for name in OF_THE_STORY
        if not is_closed(
            client.get(url(name, *arguments(name, story)), headers={"x-requested-with": "XMLHttpRequest"})
        )
    }
    assert {name for name, allowed in OF_THE_STORY.items() if who in allowed} == opened


@pytest.mark.parametrize("who", ["other_reporter", "other_sub_editor"])
def test_nothing_can_be_posted_to_a_story_of_another_desk(newsroom: Newsroom, who: str) -> None:
    """Every POST by somebody of the sport desk leaves the city desk's story as it was."""
    story = newsroom.submitted()
    before = (story.latest_revision_id, story.current_workflow_state.status)
    for name in OF_THE_STORY:
        response = newsroom.client(who).post(url(name, *arguments(name, story)), posted(newsroom.sport))
        assert is_closed(response), name
    after = newsroom.again(story)
    assert before == (after.latest_revision_id, after.current_workflow_state.status)
    assert [] == records(story)


def test_what_exists_and_what_does_not_answer_alike(newsroom: Newsroom) -> None:
    """A number gives nothing away: a story of another desk and no story at all have the same page."""
    story = newsroom.draft()
    client = newsroom.client("other_sub_editor")
    assert client.get(url("edit", story.pk)).content == client.get(url("edit", 999_999)).content


def test_a_reporter_does_not_open_a_colleagues_draft(newsroom: Newsroom) -> None:
    """A reporter works on their own stories, even at the same desk."""
    story = newsroom.draft(by="sub_editor")
    assert 404 == newsroom.client("reporter").get(url("edit", story.pk)).status_code
    assert 200 == newsroom.client("sub_editor").get(url("edit", story.pk)).status_code


def test_the_list_shows_only_what_may_be_opened(newsroom: Newsroom) -> None:
    """Headlines of other desks and of colleagues' drafts stay out of a reporter's list."""
    own = newsroom.draft(headline="নিজের লেখা")
    colleague = newsroom.draft(by="sub_editor", headline="সহকর্মীর লেখা")
    foreign = newsroom.draft(by="other_reporter", section=newsroom.sport, headline="মাঠের লেখা")
    seen = {
        who: {story.headline for story in (own, colleague, foreign) if story.headline in page}
        for who in ("reporter", "sub_editor", "editor", "other_sub_editor")
        if (page := newsroom.client(who).get(url("list")).content.decode())
    }
    assert {
        "reporter": {"নিজের লেখা"},
        "sub_editor": {"নিজের লেখা", "সহকর্মীর লেখা"},
        "editor": {"নিজের লেখা", "সহকর্মীর লেখা", "মাঠের লেখা"},
        "other_sub_editor": {"মাঠের লেখা"},
    } == seen


def test_a_story_cannot_be_filed_under_another_desks_section(newsroom: Newsroom) -> None:
    """The section field takes only sections of one's desks, whatever is posted."""
    from barta.newsroom.stories.models import Story

    response = newsroom.client("reporter").post(url("add"), posted(newsroom.sport))
    assert 200 == response.status_code
    assert not Story.objects.exists()


def test_a_sub_editor_cannot_move_a_live_story(newsroom: Newsroom) -> None:
    """The section of a live story is its address; only a news editor changes it."""
    story = newsroom.live()
    newsroom.city.children.create(name="উপনগর", slug="উপনগর", desk=newsroom.city.desk)
    below = newsroom.city.children.get()
    newsroom.client("sub_editor").post(url("edit", story.pk), posted(below))
    assert newsroom.city.pk == newsroom.again(story).get_latest_revision_as_object().section_id
    newsroom.client("editor").post(url("edit", story.pk), posted(below))
    assert below.pk == newsroom.again(story).get_latest_revision_as_object().section_id


@pytest.mark.parametrize("field", ["live", "signoff", "public_id", "published_at", "uuid", "ending", "owner"])
def test_fields_that_are_not_offered_are_not_read(newsroom: Newsroom, field: str) -> None:
    """Posting a field by hand changes nothing that a reporter is not offered."""
    story = newsroom.draft()
    before = {name: getattr(story, name, None) for name in (field,)}
    newsroom.client("reporter").post(url("edit", story.pk), posted(newsroom.city, **{field: "1"}))
    latest = newsroom.again(story).get_latest_revision_as_object()
    assert before == {name: getattr(latest, name, None) for name in (field,)}


@pytest.mark.parametrize("who", ["reporter", "sub_editor"])
def test_the_publish_button_is_a_news_editors(newsroom: Newsroom, who: str) -> None:
    """Posting the button by hand saves a draft and publishes nothing."""
    story = newsroom.draft()
    newsroom.client(who).post(url("edit", story.pk), posted(newsroom.city, **{"action-publish": "1"}))
    newsroom.client(who).post(url("add"), posted(newsroom.city, **{"action-publish": "1"}))
    assert [] == records(story)
    assert not newsroom.again(story).live


def test_a_step_of_another_story_cannot_be_approved_through_ones_own(newsroom: Newsroom) -> None:
    """The number of a workflow step in the address must belong to the story in the address."""
    own = newsroom.submitted(by="other_reporter", section=newsroom.sport)
    foreign = newsroom.submitted()
    step = foreign.current_workflow_task_state.pk
    for name in ("workflow_action", "collect_workflow_action_data"):
        response = newsroom.client("other_sub_editor").post(url(name, own.pk, "approve", step))
        assert 404 == response.status_code
    assert not newsroom.again(foreign).live


def test_choosers_show_public_stories_and_ones_own(newsroom: Newsroom) -> None:
    """A headline under embargo is not found by choosing a related story."""
    secret = newsroom.draft(headline="গোপন-শিরোনাম-৭৭১")
    public = newsroom.live(headline="সবার জানা খবর")
    client = newsroom.client("other_reporter")
    page = client.get("/stories/choose/").json()["html"]
    assert ("সবার জানা খবর" in page, "গোপন-শিরোনাম-৭৭১" in page) == (True, False)
    assert 404 == client.get(f"/stories/choose/chosen/{secret.pk}/").status_code
    assert 200 == client.get(f"/stories/choose/chosen/{public.pk}/").status_code
    several = client.get(f"/stories/choose/chosen-multiple/?id={secret.pk}&id={public.pk}").json()
    assert [str(public.pk)] == [chosen["id"] for chosen in several["result"]]


def test_an_editing_session_of_another_desks_story_is_not_told(newsroom: Newsroom) -> None:
    """Who is at work on what is the desk's own business."""
    story = newsroom.draft()
    newsroom.client("reporter").get(url("edit", story.pk))
    response = newsroom.client("other_reporter").post(f"/editing-sessions/ping/stories/story/{story.pk}/1/")
    assert 404 == response.status_code


def test_nobody_comes_in_without_logging_in(newsroom: Newsroom) -> None:
    """Every screen leads a stranger to the login page."""
    story = newsroom.submitted()
    for name in OF_THE_STORY:
        response = newsroom.client().get(url(name, *arguments(name, story)))
        assert (302, True) == (response.status_code, response["location"].startswith("/login/")), name


def test_a_link_in_next_leads_to_no_other_site(newsroom: Newsroom) -> None:
    """After deleting a draft the editor stays in the newsroom whatever ?next says."""
    story = newsroom.draft()
    response = newsroom.client("editor").post(url("delete", story.pk) + "?next=https://elsewhere.example/")
    assert "/stories/" == response["location"]


def test_a_refusal_is_told_in_words(newsroom: Newsroom) -> None:
    """An editor who may not do something reads why, on a page they may see."""
    story = newsroom.live()
    response = newsroom.client("editor").get(url("delete", story.pk))
    assert url("edit", story.pk) == response["location"]
    assert ["প্রকাশিত সংবাদ মোছা যায় না; অপ্রকাশ বা প্রত্যাহার করুন।"] == messages_of(response)
