"""The two scripts in a real browser: overlays keep the focus, and what was read stays readable offline."""

import json
import time
from urllib.parse import quote

import pytest
from delivery_samples import HTML, build
from delivery_served import Server

from barta.pagestore import Page, compress, path_key
from barta.rendering.assets import static
from barta.rendering.headers import PROFILES
from browser import browser

BODY = """<!doctype html><html lang="bn"><meta charset="utf-8"><title>{0}</title>
<script src="/assets/paper.js" defer></script>
<body><header><a id="skip" href="#main">যান</a>
<div id="menu" popover><button id="close" popovertarget="menu" popovertargetaction="hide">বন্ধ করুন</button>
<a id="inside" href="/other">বিভাগ</a></div>
<div id="search" popover><input id="q"><button id="go">খুঁজুন</button></div>
<button id="opener" popovertarget="menu">মেনু</button>
<button id="seeker" popovertarget="search">খোঁজ</button></header>
<main id="main"><h1>{0}</h1><a id="outside" href="/other">খবর</a></main></body></html>"""
STORIES = [f"/খবর/{number}" for number in range(45)]


def stored(path, text, status=200, profile="html", media_type=HTML):
    return Page(status, profile, path, "", (compress(text.encode()),), media_type)


def paper(batch):
    batch.set_meta("profiles", json.dumps(PROFILES).encode())
    for path, title in (("/", "প্রথম পাতা"), ("/other", "অন্য পাতা"), ("/offline", "সংযোগ নেই")):
        batch.put_page(path_key(path), stored(path, BODY.format(title)))
    for path in STORIES:
        batch.put_page(path_key(path), stored(path, f"<!doctype html><title>{path}</title>"))
    batch.put_page(path_key("/search"), stored("/search", BODY.format("খোঁজ"), profile="search"))
    for path, name, profile in (("/sw.js", "sw.js", "script"), ("/assets/paper.js", "paper.js", "asset")):
        script = stored(path, static(name).decode(), profile=profile, media_type="text/javascript")
        batch.put_page(path_key(path), script)


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture
def reader(chromium, tmp_path):
    """A reader's page, with the server it reads from, and no complaint of the browser at the end."""
    build(tmp_path, paper)
    server = Server(tmp_path)
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.port}")
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, context, server
    context.close()
    server.end()
    # What the browser itself says of a page that is not there is none of the scripts' doing.
    assert [] == [said for said in complaints if "Failed to load resource" not in said]


def until(condition):
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def focused(page):
    return page.evaluate("document.activeElement.id")


def still(page):
    return page.evaluate(
        "[...document.querySelectorAll('[inert]')].map((one) => one.id || one.localName).sort()"
    )


@pytest.mark.parametrize("how", ["Escape", "#close"])
def test_an_overlay_keeps_the_focus_until_it_is_closed(reader, how):
    """Tab stays inside, the rest is inert, and closing gives the focus back to the button that opened."""
    page, _, _ = reader
    page.goto("/")
    page.focus("#opener")
    page.keyboard.press("Enter")
    until(lambda: page.evaluate("document.querySelector('main').inert"))
    assert "close" == focused(page)
    assert ["main", "opener", "search", "seeker", "skip"] == still(page)
    seen = set()
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.add(focused(page))
    assert {"close", "inside"} <= seen <= {"close", "inside", ""}
    if how == "Escape":
        page.keyboard.press("Escape")
    else:
        page.focus(how)
        page.keyboard.press("Enter")
    until(lambda: page.evaluate("!document.querySelector('main').inert"))
    assert ([], "opener") == (still(page), focused(page))


def test_one_overlay_after_another_leaves_nothing_inert(reader):
    """Opening the other overlay, and closing that, leaves the page as it was."""
    page, _, _ = reader
    page.goto("/")
    page.click("#opener")
    until(lambda: page.evaluate("document.querySelector('main').inert"))
    page.evaluate("document.querySelector('#search').showPopover()")
    until(lambda: page.evaluate("document.activeElement.id == 'q'"))
    assert ["main", "menu", "opener", "seeker", "skip"] == still(page)
    page.keyboard.press("Escape")
    until(lambda: page.evaluate("!document.querySelector('main').inert"))
    assert [] == still(page)


def test_overlays_open_and_close_without_script(chromium, tmp_path):
    """The buttons alone do it."""
    build(tmp_path, paper)
    server = Server(tmp_path)
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.port}", java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    assert not page.is_visible("#menu")
    page.click("#opener")
    assert page.is_visible("#inside")
    page.click("#close")
    assert not page.is_visible("#menu")
    context.close()
    server.end()


def ready(page):
    """Wait until the worker rules the page and has kept it."""
    until(lambda: page.evaluate("navigator.serviceWorker.controller?.state == 'activated'"))
    until(lambda: page.evaluate("caches.keys().then((names) => names.length == 1)"))
    page.wait_for_timeout(100)


def kept(page):
    """Return the paths that are kept, the longest unread first."""
    script = """async () => {
        const [name] = await caches.keys();
        const kept = await (await caches.open(name)).keys();
        return kept.map((one) => decodeURI(new URL(one.url).pathname));
    }"""
    return page.evaluate(script)


def test_what_was_read_can_be_read_without_a_network(reader):
    """Kept pages open, the very first one too, whatever stands behind `?`; others say why they cannot."""
    page, context, _ = reader
    page.goto("/")
    ready(page)
    page.goto("/other?utm_source=x")
    until(lambda: "/other" in kept(page))
    context.set_offline(True)
    titles = {path: page.goto(path) and page.title() for path in ("/", "/other", "/other?a=b#c", STORIES[1])}
    expected = {"/": "প্রথম পাতা", "/other": "অন্য পাতা", "/other?a=b#c": "অন্য পাতা", STORIES[1]: "সংযোগ নেই"}
    assert expected == titles
    context.set_offline(False)
    page.goto(STORIES[1])
    assert STORIES[1] == page.title()


def test_a_network_that_answers_is_never_contradicted(reader, tmp_path):
    """The newest page is shown, and one that has gone is not kept."""
    page, context, _ = reader
    page.goto("/")
    ready(page)
    page.goto("/other")
    until(lambda: "/other" in kept(page))
    build(tmp_path, lambda batch: batch.put_page(path_key("/other"), stored("/other", "<title>নতুন</title>")))
    page.goto("/other")
    assert "নতুন" == page.title()
    gone = stored("/other", "<title>নেই</title>", status=410, profile="gone")
    build(tmp_path, lambda batch: batch.put_page(path_key("/other"), gone))
    page.goto("/other")
    assert "নেই" == page.title()
    page.goto("/")
    until(lambda: "/other" not in kept(page))
    context.set_offline(True)
    page.goto("/other")
    assert "সংযোগ নেই" == page.title()


def test_the_last_forty_pages_are_kept_and_no_search(reader):
    """What was read longest ago makes room; questions are nobody's business but the reader's."""
    page, _, _ = reader
    page.goto("/")
    ready(page)
    page.goto(f"/search?q={quote('নদী')}")
    for path in STORIES:
        page.goto(path)
    until(lambda: STORIES[44] in kept(page))
    paths = kept(page)
    assert (41, "/offline", [*STORIES[5:]]) == (len(paths), paths[0], paths[1:])


def test_what_an_older_version_kept_is_removed(reader):
    """A worker cleans up after the one before it."""
    page, _, _ = reader
    # A page without a script: no worker is there yet.
    page.goto(STORIES[0])
    page.evaluate("caches.open('barta-0')")
    page.goto("/")
    ready(page)
    until(lambda: page.evaluate("caches.keys()") == ["barta-1"])
