"""The screens of the paper's own pages: who may open them, what they keep, and what they refuse."""

from typing import Any

import pytest
from desk_people import Newsroom, content, messages_of
from newsroom_samples import newest, told

NAMES = frozenset({"list", "list_results", "add", "edit", "delete", "usage", "history", "history_results"})


def form(title: str = "আমাদের কথা", slug: str = "about", *, live: bool = True, **more: str) -> dict[str, str]:
    """Return the form of a page with one paragraph as a browser posts it."""
    data = {
        "title": title,
        "slug": slug,
        "position": "0",
        "in_footer": "on",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": content("নীলকুঠি থেকে প্রকাশিত।"),
    }
    return {**data, **({"live": "on"} if live else {}), **more}


def table(rows: str, *, head: bool = True) -> dict[str, str]:
    """Return the fields of a table in the place of the paragraph."""
    fields = {"body-0-type": "table", "body-0-value-caption": "ভাড়া", "body-0-value-rows": rows}
    return {**fields, **({"body-0-value-head": "on"} if head else {})}


def pages() -> Any:
    """Return the model's rows."""
    from barta.newsroom.pages.models import Page

    return Page.objects


def screens(page: Any) -> dict[str, str]:
    """Return the address of every screen of the pages by its name."""
    from django.urls import reverse

    views = type(page).snippet_viewset
    names = {pattern.name: pattern for pattern in views.get_urlpatterns()}
    return {
        name: reverse(views.get_url_name(name), args=[page.pk] if ":pk" in str(pattern.pattern) else [])
        for name, pattern in names.items()
        if name in NAMES
    }


@pytest.mark.parametrize("who", ["reporter", "sub_editor", "editor", "superuser", ""])
def test_only_news_editors_come_to_the_pages(newsroom: Newsroom, who: str) -> None:
    """Every screen opens for them, and for nobody else, to read or to write."""
    newsroom.client("editor").post("/own-pages/add/", form())
    page = pages().get()
    addresses = screens(page)
    assert set(addresses) == NAMES
    opened = {
        name for name, address in addresses.items() if newsroom.client(who).get(address).status_code == 200
    }
    assert (NAMES if who in {"editor", "superuser"} else frozenset()) == opened
    if not opened:
        for address in addresses.values():
            newsroom.client(who).post(address, form("বদলানো"))
        assert ["আমাদের কথা"] == [one.title for one in pages().all()]


def test_every_url_of_the_pages_is_known(newsroom: Newsroom) -> None:
    """A URL that a new Wagtail brings is seen here before it is open."""
    from barta.newsroom.pages.models import Page

    names = {pattern.name for pattern in Page.snippet_viewset.get_urlpatterns()}
    assert set() == names - NAMES


def test_a_page_is_public_when_the_form_has_answered(newsroom: Newsroom) -> None:
    """Whatever is done to a page is on record at once; its form leads to the readers' page."""
    client = newsroom.client("editor")
    assert 302 == client.post("/own-pages/add/", form("যোগাযোগ", "")).status_code
    page = pages().get()
    address = f"/own-pages/edit/{page.pk}/"
    assert "http://paper.test/%E0%A6%AF" in client.get(address).content.decode()
    client.post(address, form("যোগাযোগের ঠিকানা", "contact"))
    assert ("যোগাযোগের ঠিকানা", "contact") == (newest(page).title, newest(page).slug)
    client.post(address, form(live=False))
    assert "remove" == newest(page).manner
    assert "http://paper.test" not in client.get(address).content.decode()
    client.post(address, form())
    client.post(f"/own-pages/delete/{page.pk}/")
    assert (["publish", "update", "publish"], "remove", 0) == (
        [occasion for _, occasion, _ in told("page")],
        newest(page).manner,
        pages().count(),
    )


@pytest.mark.parametrize("slug", ["নগর", "search", "corrections", "offline"])
def test_an_address_that_belongs_to_others_is_refused_in_the_form(newsroom: Newsroom, slug: str) -> None:
    """The form comes back with the reason at the field."""
    response = newsroom.client("editor").post("/own-pages/add/", form(slug=slug))
    assert (200, 0, True) == (
        response.status_code,
        pages().count(),
        "আরেকটি দিন" in response.content.decode(),
    )


def test_a_section_does_not_take_a_pages_address(newsroom: Newsroom) -> None:
    """The other way round it is refused as well."""
    newsroom.client("editor").post("/own-pages/add/", form())
    section = {"name": "নতুন", "slug": "about", "parent": "", "desk": "", "position": "0", "description": ""}
    response = newsroom.client("editor").post("/sections/add/", section)
    assert (200, True) == (response.status_code, "একটি পাতা আছে" in response.content.decode())


def test_a_table_is_written_in_the_form(newsroom: Newsroom) -> None:
    """What was pasted is kept in its plain form and shown so again; its rows are on record."""
    from barta.edition import Table

    client = newsroom.client("editor")
    client.post("/own-pages/add/", form(**table("ঘাট\tভাড়া\r\nনীলকুঠি\t১০ টাকা\r\n\r\n")))
    page = pages().get()
    expected = Table(rows=(("ঘাট", "ভাড়া"), ("নীলকুঠি", "১০ টাকা")), caption="ভাড়া", head=True)
    assert (expected,) == newest(page).body
    assert "ঘাট | ভাড়া\nনীলকুঠি | ১০ টাকা" == page.body.raw_data[0]["value"]["rows"]
    assert "desk/table.js" in client.get(f"/own-pages/edit/{page.pk}/").content.decode()


@pytest.mark.parametrize(
    ("rows", "told"),
    [("", ""), (" \n ", "অন্তত একটি সারি"), ("শুধু | নাম", "নামের নিচে"), ("ক\n" * 300, "৩০০টি"), ("ক\x00", "")],
)
def test_a_table_that_is_none_is_refused_in_the_form(newsroom: Newsroom, rows: str, told: str) -> None:
    """The form comes back with the reason, and nothing is kept."""
    import json

    response = newsroom.client("editor").post("/own-pages/add/", form(**table(rows)))
    page = response.content.decode()
    assert (200, 0, True) == (
        response.status_code,
        pages().count(),
        told in page or json.dumps(told)[1:-1] in page,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body-0-value", "x"),
        ("body-0-type", "picture"),
        ("body-0-type", "table"),
        ("body-0-type", "list"),
        ("body-count", "x"),
        ("position", "x"),
        ("position", "9" * 30),
        ("title", "ক" * 5_000),
        ("title", "শিরো\x00নাম"),
        ("slug", "!!!"),
    ],
)
def test_a_page_form_that_no_browser_sends(newsroom: Newsroom, name: str, value: str) -> None:
    """The answer is a page or a message, never an error."""
    client = newsroom.client("editor")
    assert client.post("/own-pages/add/", form() | {name: value}).status_code in {200, 302}
    short = {key: text for key, text in form().items() if key != "body-count"}
    response = client.post("/own-pages/add/", short)
    assert (302, True) == (response.status_code, "পড়া যায়নি" in " ".join(messages_of(response)))


def test_the_preview_of_a_story_names_the_papers_pages(newsroom: Newsroom) -> None:
    """Its foot is the reader's: with the pages that are public, without those kept back."""
    from desk_people import posted, url

    client = newsroom.client("editor")
    client.post("/own-pages/add/", form("আমাদের নীতি", "policy"))
    client.post("/own-pages/add/", form("গোপন পাতা", "hidden", live=False))
    client.post(url("preview_on_add"), posted(newsroom.city))
    page = client.get(url("preview_on_add")).content.decode()
    assert (True, False) == ("আমাদের নীতি" in page, "গোপন পাতা" in page)
