"""What an outsider sends: error pages are Bangla and tell nothing, and no query or form ends in an error."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from desk_people import Newsroom, messages_of, posted, url


def english(page: str) -> bool:
    """Return whether a page speaks English to its reader or of what it is made."""
    return any(word in page for word in ("Not Found", "Forbidden", "Error", "Bad Request", "Django", "DEBUG"))


def test_an_unknown_address_is_answered_in_bangla(newsroom: Newsroom) -> None:
    """Somebody who is not logged in reads that the page is not there."""
    answer = newsroom.client().get("/nowhere/")
    page = answer.content.decode()
    assert (404, True, False) == (answer.status_code, "পাতাটি পাওয়া যায়নি" in page, english(page))


def test_a_form_without_its_token_is_answered_in_bangla(newsroom: Newsroom) -> None:
    """Nothing is changed, and the editor reads how to save the text."""
    from django.test import Client

    story = newsroom.draft()
    client = Client(headers={"host": "newsroom.test"}, enforce_csrf_checks=True)
    client.force_login(newsroom.user("editor"))
    answer = client.post(url("edit", story.pk), posted(newsroom.city, headline="বদলানো"))
    page = answer.content.decode()
    assert (403, True, False) == (answer.status_code, "ফরমটি আর চালু নেই" in page, english(page))
    told = client.post(url("edit", story.pk), {}, headers={"accept": "application/json"})
    assert (403, False) == (told.status_code, told.json()["success"])
    assert story.headline == newsroom.again(story).headline


def test_a_strange_host_is_answered_without_a_word_of_the_paper(newsroom: Newsroom) -> None:
    """The name that was asked for is not repeated, nor is anything of ours told."""
    answer = newsroom.client().get("/login/", headers={"host": "evil.example"})
    page = answer.content.decode()
    assert (400, False, False) == (answer.status_code, "evil" in page, english(page))


def test_a_post_that_is_too_large_is_answered_in_bangla(newsroom: Newsroom) -> None:
    """Megabytes in one field are refused with what to do."""
    answer = newsroom.client("editor").post(
        url("add"),
        urlencode(posted(newsroom.city, headline="ক" * 400_000)),
        content_type="application/x-www-form-urlencoded",
    )
    page = answer.content.decode()
    assert (400, True, False) == (answer.status_code, "বেশি বড়" in page, english(page))


def test_a_post_in_another_charset_is_refused(newsroom: Newsroom) -> None:
    """Even where the request cannot be read at all, the answer is a page."""
    answer = newsroom.client("editor").post(
        url("add"), b"headline=x", content_type="application/x-www-form-urlencoded; charset=utf-7"
    )
    assert (400, True) == (answer.status_code, "নেওয়া যায়নি" in answer.content.decode())


def test_a_failure_inside_says_nothing_of_it(newsroom: Newsroom) -> None:
    """The page of a server error is fixed text, whatever has failed."""
    from django.test import RequestFactory
    from django.urls import get_resolver

    page = get_resolver().resolve_error_handler(500)(RequestFactory().get("/")).content.decode()
    assert (True, False) == ("কাজটি শেষ করা যায়নি" in page, english(page))


@pytest.mark.parametrize(
    "address",
    [
        "/users/?group=999999999999999999999999",
        "/people/choose/chosen-multiple/?id=abc",
        "/images/chooser/chosen-multiple/?id=abc",
        "/stories/history/{}/?user=99999999999999999999999",
        "/bulk/media/photo/delete/?id=abc",
        "/bulk/media/photo/delete/?id=99999999999999999999999",
        "/bulk/media/photo/delete/?id=all&childOf=abc",
    ],
)
def test_a_query_for_rows_that_cannot_exist_finds_nothing(newsroom: Newsroom, address: str) -> None:
    """A number that no database holds, or no number at all, is not there."""
    story = newsroom.live()
    assert 404 == newsroom.client("editor").get(address.format(story.pk)).status_code


def test_a_long_number_may_be_searched_for(newsroom: Newsroom) -> None:
    """What somebody types into a search field is text."""
    assert 200 == newsroom.client("editor").get("/stories/?q=99999999999999999999999").status_code


@pytest.mark.parametrize("name", ["add", "preview_on_add"])
def test_a_story_form_that_lacks_its_body_is_unreadable(newsroom: Newsroom, name: str) -> None:
    """What no browser of ours sends is answered in words."""
    answer = newsroom.client("reporter").post(url(name), {"headline": "শিরোনাম"})
    assert answer.status_code in {302, 400}


@pytest.mark.parametrize(
    "fields",
    [
        {"translation_of": "abc"},
        {"series": "{{7*7}}"},
        {"supersedes": "9" * 24},
        {"topics": "9" * 24},
        {"pictures-TOTAL_FORMS": "1", "pictures-0-photo": "abc"},
        {"body-0-type": "picture", "body-0-value-photo": "abc"},
        {"body-0-type": "list"},
        {"body-0-type": "list", "body-0-value-items-count": "2"},
    ],
    ids=str,
)
def test_rows_and_lists_that_cannot_exist_are_unreadable(newsroom: Newsroom, fields: dict[str, str]) -> None:
    """The editor is told; nothing is kept."""
    from barta.newsroom.stories.models import Story

    answer = newsroom.client("editor").post(url("add"), posted(newsroom.city) | fields)
    assert (302, False) == (answer.status_code, Story.objects.exists())
    assert "পড়া যায়নি" in " ".join(messages_of(answer))


@pytest.mark.parametrize("address", ["/people/add/", "/desks/add/", "/users/new/"])
def test_other_forms_survive_rows_that_cannot_exist(newsroom: Newsroom, address: str) -> None:
    """People, desks and accounts are chosen from rows too."""
    rows = {"picture": "abc", "members": "9" * 24, "groups": "9" * 24, "desks": "9" * 24}
    assert 302 == newsroom.client("editor").post(address, {"name": "নাম", **rows}).status_code


@pytest.mark.parametrize("field", ["go_live_at", "source_expiry", "corrections-0-at"])
@pytest.mark.parametrize("moment", ["0001-01-01 00:00", "9999-12-31 23:59"])
def test_a_year_that_no_paper_has_seen_is_a_mistake(newsroom: Newsroom, field: str, moment: str) -> None:
    """The form comes back and names the field; the text is not lost."""
    form = posted(newsroom.city, **{field: moment})
    if field.startswith("corrections"):
        form |= {
            "corrections-TOTAL_FORMS": "1",
            "corrections-0-kind": "correction",
            "corrections-0-text": "ঠিক।",
        }
    answer = newsroom.client("editor").post(url("add"), form)
    assert (200, True) == (answer.status_code, "এমন তারিখ রাখা যায় না" in answer.content.decode())


@pytest.mark.parametrize("field", ["canonical", "source_url"])
@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/পথ", "https://"])
def test_an_address_is_one_of_the_web(newsroom: Newsroom, field: str, address: str) -> None:
    """What a browser would run instead of opening never comes into a story."""
    answer = newsroom.client("editor").post(url("add"), posted(newsroom.city, **{field: address}))
    assert (200, True) == (answer.status_code, "পুরো ঠিকানা দিন" in answer.content.decode())


def test_only_a_button_logs_out(newsroom: Newsroom) -> None:
    """A link or a picture on some other page ends nobody's session."""
    client = newsroom.client("reporter")
    answer = client.get("/logout/")
    assert (405, {}) == (answer.status_code, dict(answer.cookies))
    assert 200 == client.get("/").status_code
    assert 302 == client.post("/logout/").status_code
    assert 302 == client.get("/").status_code


def test_what_has_been_withdrawn_is_not_unpublished(newsroom: Newsroom) -> None:
    """The editor is not told that something was done when nothing was."""
    from barta.newsroom.actions import Withdraw

    story = newsroom.live()
    Withdraw(story, public_note="তথ্য ভুল ছিল।").execute()
    answer = newsroom.client("editor").post(url("unpublish", story.pk), {"reason": "কারণ"})
    assert (302, True) == (answer.status_code, "কিছু নেই" in " ".join(messages_of(answer)))
    assert "withdraw" == newsroom.again(story).ending


def test_a_form_speaks_bangla_about_its_mistakes(newsroom: Newsroom) -> None:
    """A headline that is too long, or that holds what cannot be stored, is named in words."""
    client = newsroom.client("editor")
    for headline, words in (("ক" * 301, "লেখাটি ছোট করুন"), ("ক\x00খ", "শূন্য অক্ষর")):
        page = client.post(url("add"), posted(newsroom.city, headline=headline)).content.decode()
        assert (True, False) == (words in page, "Ensure" in page or "Null" in page)


def test_titles_name_the_paper_s_own_system(newsroom: Newsroom) -> None:
    """The browser's tab says বার্তা."""
    page = newsroom.client("reporter").get("/stories/").content.decode()
    assert " - বার্তা</title>" in page


@contextmanager
def written_by_another() -> Iterator[None]:
    """Hold the database's write lock, as another process would; ours does not wait for long."""
    from django.db import connection
    from pysqlite3 import dbapi2

    connection.ensure_connection()
    connection.connection.execute("PRAGMA busy_timeout=50")
    # Another SQLite library in this process would not see our locks.
    other = dbapi2.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
        connection.connection.execute("PRAGMA busy_timeout=20000")


def test_a_text_survives_a_database_that_takes_no_writing(newsroom: Newsroom) -> None:
    """The answer holds everything that was posted, and one button sends it again."""
    story, client = newsroom.draft(), newsroom.client("reporter")
    form = posted(newsroom.city, headline="‘ঘাট’ & <সেতু>", paragraphs=["প্রথম", "দ্বিতীয়"])
    with written_by_another():
        answer = client.post(url("edit", story.pk), form)
    page = answer.content.decode()
    again = dict(re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', page, re.DOTALL))
    assert (503, "10", story.headline) == (
        answer.status_code,
        answer["Retry-After"],
        newsroom.again(story).headline,
    )
    assert form == {name: html.unescape(value) for name, value in again.items()}
    assert 302 == client.post(url("edit", story.pk), form).status_code
    assert form["headline"] == newsroom.again(story).latest_revision.content["headline"]


def test_scripts_are_told_that_the_database_takes_no_writing(newsroom: Newsroom) -> None:
    """A save by the browser itself gets an answer that it understands, and tries again."""
    story, client = newsroom.draft(), newsroom.client("reporter")
    with written_by_another():
        answer = client.post(
            url("edit", story.pk), posted(newsroom.city), headers={"accept": "application/json"}
        )
        assert 200 == client.get(url("list")).status_code
    assert (503, False) == (answer.status_code, answer.json()["success"])
