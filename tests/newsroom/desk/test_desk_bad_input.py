"""Whatever is sent to the forms, the answer is a page or a message: never an error, never half a change."""

import json
from typing import Any

import pytest
from desk_people import Newsroom, content, posted, records, url

HOSTILE = {
    "NUL": "শিরো\x00নাম",
    "surrogate": "শিরো\ud800নাম".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "long": "ক" * 100_000,
    "marks": "ক" + "\u09be" * 5_000,
    "controls": "শিরো\u202eনাম\u0007",
}


def answer(newsroom: Newsroom, form: dict[str, str], **headers: str) -> Any:
    """Post the form of a new story as a reporter."""
    return newsroom.client("reporter").post(url("add"), form, headers=headers)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("field", ["headline", "kicker", "slug", "standfirst", "canonical"])
def test_hostile_text_in_a_field(newsroom: Newsroom, field: str, text: str) -> None:
    """The form comes back with a message, or the text is cleaned and kept."""
    assert answer(newsroom, posted(newsroom.city, **{field: text})).status_code in {200, 302}


@pytest.mark.parametrize(
    "text", ["\\u0000", "\\ud800", "\\udc00\\ud800", "a" * 200_000], ids=["NUL", "surrogate", "pair", "long"]
)
def test_hostile_text_in_the_body(newsroom: Newsroom, text: str) -> None:
    """Rich text arrives as JSON, which can say what UTF-8 cannot."""
    raw = content("TEXT").replace("TEXT", text)
    form = posted(newsroom.city) | {"body-0-value": raw}
    assert answer(newsroom, form).status_code in {200, 302}
    assert answer(newsroom, {**form, "action-submit": "1"}).status_code in {200, 302}
    preview = newsroom.client("reporter").post(url("preview_on_add"), form)
    assert 200 == preview.status_code
    assert 200 == newsroom.client("reporter").get(url("preview_on_add")).status_code


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body-0-value", "এটি JSON নয়"),
        ("body-0-value", "[]"),
        ("body-0-value", json.dumps({"blocks": 5, "entityMap": {}})),
        ("body-0-value", json.dumps({"blocks": [{"text": 5}], "entityMap": {}})),
        ("body-0-value", "[" * 100_000),
        ("body-count", "অনেক"),
        ("body-count", "-1"),
        ("body-count", "999999999"),
        ("body-0-order", "x"),
        ("body-0-type", "অজানা"),
        ("bylines-TOTAL_FORMS", "x"),
        ("bylines-TOTAL_FORMS", "99999999"),
        ("section", "x" * 1000),
        ("section", "99999999999999999999999999"),
        ("topics", "x"),
        ("go_live_at", "কাল"),
        ("expire_at", "9999999-01-01"),
        ("overwrite_revision_id", "x"),
        ("loaded_revision_id", "x"),
        ("workflow-action-extra-data", "{"),
    ],
)
def test_a_form_that_no_browser_sends(newsroom: Newsroom, name: str, value: str) -> None:
    """Malformed parts of the form are refused in words, for a new story and for one that exists."""
    story = newsroom.draft()
    form = posted(newsroom.city) | {name: value}
    assert answer(newsroom, form).status_code in {200, 302, 400}
    for more in ({}, {"action-publish": "1"}):
        response = newsroom.client("editor").post(url("edit", story.pk), form | more)
        assert response.status_code in {200, 302, 400}
    assert newsroom.client("editor").post(url("preview_on_edit", story.pk), form).status_code in {
        200,
        302,
        400,
    }


def test_an_autosave_that_cannot_be_read_is_answered_in_json(newsroom: Newsroom) -> None:
    """The browser's own saving gets an answer that it understands."""
    story = newsroom.draft()
    response = newsroom.client("reporter").post(
        url("edit", story.pk),
        posted(newsroom.city) | {"body-0-value": "x"},
        headers={"accept": "application/json"},
    )
    assert (400, False) == (response.status_code, response.json()["success"])


def test_an_autosave_keeps_the_draft(newsroom: Newsroom) -> None:
    """What is typed is kept without a button, and published by none."""
    story = newsroom.draft()
    response = newsroom.client("reporter").post(
        url("edit", story.pk),
        posted(newsroom.city, headline="নিজে থেকে রাখা"),
        headers={"accept": "application/json"},
    )
    assert (200, True) == (response.status_code, response.json()["success"])
    assert ("নিজে থেকে রাখা", []) == (
        newsroom.again(story).get_latest_revision_as_object().headline,
        records(story),
    )


@pytest.mark.parametrize(
    "query",
    [
        "?q=\x00",
        "?q=\"'%",
        "?p=99999999999999999999",
        "?section=x",
        "?ordering=evil",
        "?state=x",
        "?q=" + "ক" * 500,
    ],
)
def test_hostile_queries_of_the_list(newsroom: Newsroom, query: str) -> None:
    """The list answers with a list."""
    newsroom.draft()
    assert newsroom.client("editor").get(url("list") + query).status_code in {200, 400, 404}


@pytest.mark.parametrize("key", ["0", "99999999999999999999999", "1.5", "x", "%00", "-1", "১"])
def test_numbers_that_no_story_has(newsroom: Newsroom, key: str) -> None:
    """An address with an impossible number leads nowhere."""
    for address in (
        f"/stories/edit/{key}/",
        f"/stories/history/{key}/revisions/compare/live...latest/",
        f"/stories/choose/chosen/{key}/",
    ):
        assert 404 == newsroom.client("superuser").get(address).status_code, address


def test_text_that_cannot_be_printed_is_refused_with_its_reason(newsroom: Newsroom) -> None:
    """The message says which text and what to do."""
    form = posted(newsroom.city) | {"body-0-value": content("TEXT").replace("TEXT", "\\ud800")}
    page = answer(newsroom, form).content.decode()
    assert json.dumps("লেখাটি আবার টাইপ করুন")[1:-1] in page
