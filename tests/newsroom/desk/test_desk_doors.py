"""What Wagtail brings and a newsroom does not use is closed, for everybody."""

from typing import Any

import pytest
from desk_people import Newsroom, posted, url


def views() -> dict[str, Any]:
    """Return every URL of the newsroom by name."""
    from django.urls import get_resolver

    from barta.newsroom.desk.doors import walk

    return dict(walk(get_resolver().url_patterns))


@pytest.mark.parametrize(
    "address",
    [
        "/pages/",
        "/pages/1/",
        "/pages/add/wagtailcore/page/1/",
        "/documents/",
        "/collections/",
        "/sites/",
        "/reports/site-history/",
        "/reports/locked/",
        "/workflows/list/",
        "/workflows/tasks/index/",
        "/groups/",
        "/api/main/pages/",
        "/api/main/images/",
        "/api/v2/",
        "/api/v3/",
        "/choose-page/",
        "/embeds/chooser/",
        "/password_reset/",
        "/snippets/",
        "/failwhale/",
        "/block-preview/",
        "/redirects/",
        "/forms/",
        "/django-admin/",
        "/stories/copy/1/",
        "/users/delete/1/",
        "/images/1/generate_url/",
    ],
)
def test_unused_parts_of_the_admin_do_not_exist(newsroom: Newsroom, address: str) -> None:
    """Even a superuser finds nothing there."""
    assert 404 == newsroom.client("superuser").get(address).status_code


def test_every_open_door_is_named(newsroom: Newsroom) -> None:
    """A view that is not on the list of open doors answers as if it were not there."""
    from barta.newsroom.desk.doors import closed, is_open

    ours = {"private_file", "ready_file", ""}
    wrong = [
        name
        for name, pattern in views().items()
        if name not in ours and is_open(name) == (pattern.callback is closed)
    ]
    assert [] == wrong


def test_the_menu_has_only_what_is_used(newsroom: Newsroom) -> None:
    """No menu item leads to a closed door."""
    page = newsroom.client("superuser").get("/").content.decode()
    for address in (
        "/pages/",
        "/documents/",
        "/reports/",
        "/snippets/",
        "/collections/",
        "/workflows/",
        "/groups/",
    ):
        assert f'"url": "{address}' not in page, address
    assert '"url": "/stories/' in page


@pytest.mark.parametrize("who", ["reporter", "sub_editor", "editor", "superuser"])
def test_the_first_page_opens_for_every_role(newsroom: Newsroom, who: str) -> None:
    """Whoever logs in finds a first page, with what waits for them."""
    newsroom.submitted(headline="অপেক্ষায় থাকা খবর")
    page = newsroom.client(who).get("/")
    assert (200, True) == (page.status_code, "অপেক্ষায় থাকা খবর" in page.content.decode())


def test_the_first_page_tells_other_desks_nothing(newsroom: Newsroom) -> None:
    """What waits at the city desk is not shown at the sport desk."""
    newsroom.submitted(headline="অপেক্ষায় থাকা খবর")
    for who in ("other_reporter", "other_sub_editor"):
        assert "অপেক্ষায় থাকা খবর" not in newsroom.client(who).get("/").content.decode()


def test_reading_takes_no_write_lock(newsroom: Newsroom) -> None:
    """Lists and forms are read outside of transactions: nobody waits for somebody else's page view."""
    from django.db import connection

    seen: list[bool] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(connection.in_atomic_block)
        return execute(sql, params, many, context)

    story = newsroom.draft()
    client = newsroom.client("reporter")
    with connection.execute_wrapper(watch):
        client.get(url("list"))
        client.get(url("history", story.pk))
    assert (True, False) == (bool(seen), any(seen))


def test_saving_is_one_transaction_and_typing_is_none(newsroom: Newsroom) -> None:
    """A pressed button is written whole; what the browser sends by itself locks for its own rows only."""
    from django.db import connection

    story = newsroom.draft()
    client = newsroom.client("reporter")
    outside: dict[str, int] = {}
    for name, address, headers in (
        ("button", url("edit", story.pk), {}),
        ("autosave", url("edit", story.pk), {"accept": "application/json"}),
        ("preview", url("preview_on_edit", story.pk), {}),
    ):
        seen: list[bool] = []

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any, seen: Any = seen) -> Any:
            seen.append(connection.in_atomic_block)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            client.post(address, posted(newsroom.city), headers=headers)
        outside[name] = seen.count(False)
    # Session and user are read before the view begins.
    assert outside["button"] <= 4 < outside["preview"]
    assert 4 < outside["autosave"]
