"""What readers do, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from served import Served

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A phone's browser window with everything switched on."""
    context = chromium.new_context(viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture
def bare(chromium: Any) -> Iterator[Any]:
    """A phone's browser window without script."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    yield context
    context.close()


def background(page: Any) -> int:
    """Return how light the page's paper is, from 0 to 765."""
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return sum(int(part) for part in colour.strip("rgba()").split(",")[:3])


def test_a_reader_opens_the_front_page_and_follows_a_story(phone: Any, paper: Served) -> None:
    """The first headline of the front leads to a story of that headline."""
    page = phone.new_page()
    page.goto(paper.url("/"))
    link = page.locator("main h2 a").first
    words = link.inner_text().strip()
    link.click()
    page.wait_for_url("**/*")
    headline = page.locator("h1").inner_text().strip()
    assert words in headline or headline[:20] == words[:20] or page.title().startswith(headline)
    assert 1 == page.locator("article h1").count()


def test_a_reader_reads_in_the_dark(chromium: Any, paper: Served) -> None:
    """With a dark scheme the paper is dark and the ink is light."""
    context = chromium.new_context(viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    page.goto(paper.url(paper.kinds["story"]))
    dark = background(page)
    page.emulate_media(color_scheme="light")
    light = background(page)
    context.close()
    assert dark < 120
    assert light > 690


def test_a_reader_prints_a_story(phone: Any, paper: Served) -> None:
    """On paper stand headline and text, and neither menu, lists nor share links."""
    page = phone.new_page()
    page.goto(paper.url(paper.kinds["story"]))
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".body p").first.is_visible()
    for unwanted in (".open", ".share a", "footer nav", "#latest", "#most-read"):
        assert [] == [one for one in page.locator(unwanted).all() if one.is_visible()], unwanted
    assert page.pdf().startswith(b"%PDF")


def test_a_reader_goes_back_in_the_archive_by_bangla_date(bare: Any, paper: Served) -> None:
    """From the footer to the archive, to the Bangla calendar, to a month, to a day, to its stories."""
    page = bare.new_page()
    page.goto(paper.url("/"))
    page.locator("footer a[href='/archive']").click()
    page.locator("main a[href='/archive/bangla']").first.click()
    page.locator("main a[href^='/archive/bangla/']").last.click()
    page.locator("main table a").first.click()
    assert "/archive/bangla/" in page.url
    story = page.locator("main li a").first
    words = story.inner_text().strip()
    story.click()
    assert words[:15] in page.locator("h1").inner_text() + page.title()


@pytest.mark.parametrize("overlay", ["menu", "search"])
def test_without_script_overlays_open_and_close(bare: Any, paper: Served, overlay: str) -> None:
    """The menu and the search open by their buttons and close by one that says বন্ধ করুন."""
    page = bare.new_page()
    page.goto(paper.url(paper.kinds["story"]))
    shown = page.locator(f"#{overlay}")
    assert not shown.is_visible()
    page.locator(f"button[popovertarget={overlay}]:not([data-close])").click()
    assert shown.is_visible()
    close = shown.locator("[data-close]")
    assert "বন্ধ করুন" == close.inner_text().strip()
    close.click()
    assert not shown.is_visible()


def test_without_script_a_reader_searches(bare: Any, paper: Served) -> None:
    """The search overlay leads to results with the question kept, and a result leads to a story."""
    page = bare.new_page()
    page.goto(paper.url(paper.kinds["about"]))
    page.locator("button[popovertarget=search]:not([data-close])").click()
    page.locator("#search input[name=q]").fill("নদী")
    page.locator("#search input[name=q]").press("Enter")
    page.wait_for_url("**/search?q=*")
    assert "নদী" == page.locator("main input[name=q]").input_value()
    page.locator("main li a").first.click()
    assert page.locator("article h1").is_visible()


@pytest.mark.parametrize("overlay", ["menu", "search"])
def test_with_script_focus_stays_in_an_overlay_until_escape(phone: Any, paper: Served, overlay: str) -> None:
    """Tab does not leave an open overlay; Escape closes it and focus is back on its opener."""
    page = phone.new_page()
    page.goto(paper.url(paper.kinds["story"]))
    page.wait_for_load_state("load")
    opener = page.locator(f"button[popovertarget={overlay}]:not([data-close])")
    opener.focus()
    page.keyboard.press("Enter")
    shown = page.locator(f"#{overlay}")
    assert shown.is_visible()
    inside = (
        "document.activeElement === document.body ||"
        f" document.querySelector('#{overlay}').contains(document.activeElement)"
    )
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)
    page.keyboard.press("Escape")
    assert not shown.is_visible()
    assert overlay == page.evaluate("document.activeElement.getAttribute('popovertarget')")


def test_a_story_can_be_read_after_one_request(phone: Any, paper: Served) -> None:
    """With everything but the page itself refused, the story stands there in its own style."""
    page = phone.new_page()
    asked: list[str] = []
    page.route(
        "**/*",
        lambda route: (
            route.continue_()
            if route.request.is_navigation_request()
            else (asked.append(route.request.url), route.abort())
        ),
    )
    page.goto(paper.url(paper.kinds["story"]))
    assert page.locator("h1").is_visible()
    assert "Barta" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert [] == [url for url in asked if not url.startswith(paper.base)]


def test_a_reader_who_loses_the_network_keeps_what_was_read(phone: Any, paper: Served) -> None:
    """What was read can be read again; what was not says so in Bangla, and the way back works."""
    page = phone.new_page()
    page.goto(paper.url("/"))
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.goto(paper.url(paper.kinds["story"]))
    headline = page.locator("h1").inner_text()
    page.wait_for_timeout(300)
    phone.set_offline(True)
    page.goto(paper.url(paper.kinds["story"]))
    assert headline == page.locator("h1").inner_text()
    page.goto(paper.url(paper.kinds["story-table"]))
    assert "ইন্টারনেট" in page.locator("main").inner_text()
    phone.set_offline(False)
    page.goto(paper.url(paper.kinds["story-table"]))
    assert page.locator("article h1").is_visible()


@pytest.mark.parametrize(
    "kind", ["front", "section", "story", "story-table", "archive-month", "search-found"]
)
def test_a_page_at_twice_its_size_is_read_without_scrolling_sideways(
    kind: str, chromium: Any, paper: Served
) -> None:
    """At 200 % zoom of a small window (320 CSS pixels) nothing is cut off."""
    context = chromium.new_context(viewport={"width": 320, "height": 500}, device_scale_factor=2)
    page = context.new_page()
    page.goto(paper.url(paper.kinds[kind]))
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    context.close()
    assert widths[0] == widths[1]


def test_in_forced_colours_controls_can_be_seen(chromium: Any, paper: Served) -> None:
    """The menu's lines take the reader's own colour, not one that may vanish."""
    context = chromium.new_context(viewport=PHONE, forced_colors="active")
    page = context.new_page()
    page.goto(paper.url("/"))
    colours = page.evaluate(
        "[getComputedStyle(document.querySelector('.open svg')).stroke,"
        " getComputedStyle(document.documentElement).backgroundColor]"
    )
    context.close()
    assert colours[0] != colours[1]


def test_english_words_are_marked_as_english(phone: Any, paper: Served) -> None:
    """A voice that reads Bangla is told where the language changes."""
    page = phone.new_page()
    page.goto(paper.url(paper.kinds["contact"]))
    assert "bn" == page.evaluate("document.documentElement.lang")
    assert 0 < page.locator("main [lang=en]").count()
