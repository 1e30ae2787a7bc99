"""One story written, sent, signed and published by hand, in a real browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from desk_people import PASSWORD, Newsroom, records
from newsroom_samples import newest

from browser import browser

HEADLINE = "র‍্যাবের মহড়া দেখল নীলকুঠির মানুষ"
TEXT = "রোববার বিকেলে নীলকুঠি মাঠে মহড়া হয়। শত শত মানুষ তা দেখেন।"


class Quiet(WSGIRequestHandler):
    """A server that does not talk."""

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the newsroom in a thread of its own and give its address."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), handler_class=Quiet)

    def run() -> None:
        server.serve_forever(poll_interval=0.05)
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def log_in(running: Any, address: str, who: str, faults: list[str], *, width: int = 1280) -> Any:
    """Return a page in which `who` has logged in; what goes wrong in its scripts is added to `faults`."""
    page = running.new_context(viewport={"width": width, "height": 900}).new_page()
    page.set_default_timeout(30_000)
    page.on("pageerror", lambda error: faults.append(f"{who}: {error}"))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{address}/login/")
    page.fill("[name=username]", who)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{address}/")
    return page


def write(page: Any, address: str) -> str:
    """Write a story as a reporter does, and send it; return the slug that the form showed."""
    page.goto(f"{address}/stories/add/")
    page.fill("[name=headline]", HEADLINE)
    page.select_option("[name=section]", label="নগর")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="অনুচ্ছেদ").click()
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type(TEXT)
    slug: str = page.locator("[name=slug]").input_value()
    # The text reaches the form's own field a moment after it is typed.
    page.wait_for_function("() => document.querySelector('[name=body-0-value]').value.includes('দেখেন')")
    page.get_by_role("button", name="আরও কাজ").last.click()
    page.locator("[name=action-submit]").click()
    page.wait_for_url(f"{address}/stories/")
    return slug


def test_a_story_from_the_reporters_keyboard_to_the_ledger(newsroom: Newsroom) -> None:
    """A reporter writes and sends, a sub-editor reads and signs, and the ledger has the story."""
    from barta.newsroom.stories.models import Story

    faults: list[str] = []
    with served() as address, browser() as running:
        slug = write(log_in(running, address, "reporter", faults), address)
        page = log_in(running, address, "sub_editor", faults)
        page.get_by_role("link", name=HEADLINE).first.click()
        assert TEXT in page.locator(".public-DraftEditor-content").inner_text()
        page.get_by_role("button", name="আরও কাজ").last.click()
        page.get_by_role("button", name="সই ও প্রকাশ", exact=True).click()
        page.wait_for_selector("[data-desk-readers-state]")
        told = page.locator("[data-desk-readers]").inner_text()
    story = Story.objects.get()
    assert ("র‍্যাবের-মহড়া-দেখল-নীলকুঠির-মানুষ", slug) == (slug, story.slug)
    assert (True, "শাআ", ["publish"]) == (story.live, story.signoff, [one.occasion for one in records(story)])
    assert TEXT in str(story.body)
    assert ("প্রেস চালু নেই" in told, []) == (True, faults)


def test_a_table_and_a_pin_from_an_editors_phone(newsroom: Newsroom) -> None:
    """A page with a table is typed on a phone, which is told its size; a story is pinned to the front."""
    from barta.edition import Table
    from barta.newsroom.fronts.models import Front
    from barta.newsroom.pages.models import Page

    newsroom.live(headline=HEADLINE)
    faults: list[str] = []
    with served() as address, browser() as running:
        page = log_in(running, address, "editor", faults, width=360)
        page.goto(f"{address}/own-pages/add/")
        page.fill("[name=title]", "ফেরির ভাড়া")
        page.locator(".c-sf-add-button").first.click()
        page.get_by_role("option", name="সারণি").click()
        page.fill("[name=body-0-value-rows]", "ঘাট | ভাড়া\nনীলকুঠি | ১০ টাকা\nকাজলা")
        told = page.locator(".desk-table").inner_text()
        page.get_by_role("button", name="রাখুন").last.click()
        page.wait_for_url(f"{address}/own-pages/")
        page.goto(f"{address}/front/")
        page.locator("#id_lead-ADD").click()
        page.locator("#id_lead-0-story-chooser").get_by_role("button", name="সংবাদ বাছুন").click()
        page.get_by_role("link", name=HEADLINE).click()
        page.locator("#id_lead-0-story-chooser").get_by_text(HEADLINE).wait_for()
        page.get_by_role("button", name="রাখুন").last.click()
        page.wait_for_load_state()
        page.locator(".messages .success").wait_for()
    rows = (("ঘাট", "ভাড়া"), ("নীলকুঠি", "১০ টাকা"), ("কাজলা", ""))
    assert "৩ সারি, ২ কলাম। শেষ ঘর খালি: ৩ নম্বর সারি।" == told
    assert (Table(rows=rows),) == newest(Page.objects.get()).body
    assert [HEADLINE] == [pin.story.headline for pin in Front.load().lead.all()]
    assert [] == faults
