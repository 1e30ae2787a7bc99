"""How readers are counted, in a real browser: once, without cookies, without a trace of who they are."""

import http.client
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from served import Served

from barta.readership import journal

PHONE = {"width": 360, "height": 740}
TELEPHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/141.0.0.0 Mobile Safari/537.36"
)
SOON = 10.0
BEATS = 1.5
"""Seconds in which the journal is written more than once."""


class Counted:
    """What the paper has counted since this was made, and what a browser asked and complained of."""

    def __init__(self, paper: Served) -> None:
        self._folder = paper.home / "readership" / "journal"
        self._before = self._all()
        self.asked: list[str] = []
        self.complaints: list[str] = []

    def _all(self) -> Counter[journal.Entry]:
        files = journal.files(self._folder)
        entries = (entry for file in files for entry in journal.read(file, 0, 1_000_000)[0])
        return Counter(entry for entry in entries if entry.story)

    def views(self, number: int) -> list[journal.Entry]:
        """Return the views, once there are as many; more than that, or fewer, are returned as they are."""
        until = time.monotonic() + SOON
        while (self._all() - self._before).total() < number and time.monotonic() < until:
            time.sleep(0.05)
        if not number:
            time.sleep(BEATS)
        return list((self._all() - self._before).elements())

    def watch(self, page: Any) -> Any:
        """Take down what a page asks of the counting, and its console's errors."""
        page.on("request", lambda request: "/v/" in request.url and self.asked.append(request.url))
        page.on(
            "console",
            lambda message: message.type in {"error", "warning"} and self.complaints.append(message.text),
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page


@pytest.fixture
def counted(paper: Served) -> Counted:
    """What is counted from now on."""
    return Counted(paper)


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A reader's telephone."""
    context = chromium.new_context(viewport=PHONE, user_agent=TELEPHONE)
    yield context
    context.close()


def story_id(paper: Served, kind: str) -> str:
    """Return the public id in the address of a kind of story."""
    return paper.kinds[kind].split("/")[2]


def test_a_reader_who_sees_a_story_is_counted_once(phone: Any, paper: Served, counted: Counted) -> None:
    """One small request, one view, no cookie, nothing in the console."""
    page = counted.watch(phone.new_page())
    page.goto(paper.url(paper.kinds["story"]))
    (view,) = counted.views(1)
    assert story_id(paper, "story") == view.story
    (asked,) = counted.asked
    assert re.fullmatch(rf"/v/[\w-]{{8}}/{view.story}\?[0-9a-v]{{16}}", asked.removeprefix(paper.base))
    assert ([], []) == (phone.cookies(), counted.complaints)


def test_a_reload_is_the_same_reader_and_another_tab_another(
    phone: Any, paper: Served, counted: Counted
) -> None:
    """What has the same mark counts once a day; a tab has a name of its own until it is closed."""
    first, second = (counted.watch(phone.new_page()) for _ in range(2))
    first.goto(paper.url(paper.kinds["story"]))
    first.reload()
    first.goto(paper.url("/"))
    first.go_back()
    assert 1 == len({view.mark for view in counted.views(3)})
    second.goto(paper.url(paper.kinds["story"]))
    assert 2 == len({view.mark for view in counted.views(4)})
    assert [] == counted.complaints


def test_only_stories_are_counted(phone: Any, paper: Served, counted: Counted) -> None:
    """Fronts, archives and the paper's own pages ask for nothing."""
    page = counted.watch(phone.new_page())
    for kind in ("front", "section", "archive-month", "about", "withdrawn", "missing"):
        page.goto(paper.url(paper.kinds[kind]))
    assert ([], []) == (counted.views(0), counted.asked)


def test_without_script_a_picture_that_nobody_sees_is_counted(
    chromium: Any, paper: Served, counted: Counted
) -> None:
    """It takes no place; the story is known by the address of its page."""
    context = chromium.new_context(viewport=PHONE, user_agent=TELEPHONE, java_script_enabled=False)
    page = counted.watch(context.new_page())
    page.goto(paper.url(paper.kinds["story-table"]))
    (view,) = counted.views(1)
    assert story_id(paper, "story-table") == view.story
    (asked,) = counted.asked
    assert re.fullmatch(r"/v/[\w-]{8}", asked.removeprefix(paper.base))
    assert page.locator("noscript img").bounding_box() is None
    assert ([], []) == (context.cookies(), counted.complaints)
    context.close()


def test_a_browser_that_nobody_looks_at_is_not_counted(
    chromium: Any, paper: Served, counted: Counted
) -> None:
    """It asks as any browser does, and says that it has no head."""
    context = chromium.new_context(viewport=PHONE)
    page = counted.watch(context.new_page())
    page.goto(paper.url(paper.kinds["story"]))
    page.wait_for_load_state("networkidle")
    assert ([], 1) == (counted.views(0), len(counted.asked))
    context.close()


def test_a_page_that_is_prefetched_is_not_counted(chromium: Any, paper: Served, counted: Counted) -> None:
    """Neither what is fetched ahead of its reader, nor a beacon that is."""
    context = chromium.new_context(viewport=PHONE, user_agent=TELEPHONE, bypass_csp=True)
    page = counted.watch(context.new_page())
    story = paper.get(paper.kinds["story"]).text
    beacon = re.search(r"/v/[\w-]+", story)
    assert beacon
    page.goto(paper.url("/"))
    for address in (quote(paper.kinds["story"]), f"{beacon[0]}/{story_id(paper, 'story')}"):
        with page.expect_response(lambda response, end=address: response.url.endswith(end)) as fetched:
            page.evaluate(
                """(address) => document.head.append(
                    Object.assign(document.createElement("link"), { rel: "prefetch", href: address }))""",
                address,
            )
        assert "prefetch" in fetched.value.request.all_headers()["sec-purpose"]
    assert [] == counted.views(0)
    context.close()


@pytest.mark.parametrize(
    ("waiting", "event"),
    [("prerendering", "prerenderingchange"), ("hidden", "visibilitychange")],
)
def test_a_page_is_counted_when_somebody_sees_it(
    phone: Any, paper: Served, counted: Counted, waiting: str, event: str
) -> None:
    """A page made ready ahead, or opened in the background, is counted when it is looked at, and once."""
    page = counted.watch(phone.new_page())
    page.add_init_script(
        f"window.ahead = true; Object.defineProperty(document, '{waiting}', {{ get: () => window.ahead }})"
    )
    page.goto(paper.url(paper.kinds["story"]))
    page.wait_for_load_state("networkidle")
    page.evaluate(f"document.dispatchEvent(new Event('{event}'))")
    assert ([], []) == (counted.views(0), counted.asked)
    page.evaluate(f"window.ahead = false; document.dispatchEvent(new Event('{event}'))")
    page.evaluate(f"document.dispatchEvent(new Event('{event}'))")
    assert 1 == len(counted.views(1))
    assert 1 == len(counted.asked)


def test_the_worker_that_keeps_pages_keeps_no_beacon(phone: Any, paper: Served, counted: Counted) -> None:
    """With it a story is counted as ever; without a network nothing is asked for."""
    page = counted.watch(phone.new_page())
    page.goto(paper.url("/"))
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.goto(paper.url(paper.kinds["story"]))
    page.wait_for_load_state("networkidle")
    assert 1 == len(counted.views(1))
    kept = page.evaluate(
        """caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)
            .then((cache) => cache.keys()).then((keys) => keys.map((key) => key.url)))))"""
    )
    assert [] == [url for urls in kept for url in urls if "/v/" in url]
    phone.set_offline(True)
    page.goto(paper.url(paper.kinds["story"]))
    page.wait_for_timeout(300)
    phone.set_offline(False)
    assert 1 == len(counted.asked)


def test_a_browser_that_remembers_nothing_is_counted(phone: Any, paper: Served, counted: Counted) -> None:
    """Where storage is refused, a reader is a browser instead of a tab."""
    page = counted.watch(phone.new_page())
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no') } })"
    )
    page.goto(paper.url(paper.kinds["story"]))
    page.reload()
    assert 1 == len({view.mark for view in counted.views(2)})
    assert {"?"} == {asked[-1] for asked in counted.asked}
    assert [] == counted.complaints


def test_no_readers_address_stands_anywhere(paper: Served, counted: Counted) -> None:
    """After a story was read and counted, no file of the paper holds the address, as text or as bytes."""
    address = "127.93.171.205"
    host = urlsplit(paper.base).netloc
    with closing(http.client.HTTPConnection(host, source_address=(address, 0), timeout=10)) as connection:

        def ask(path: str) -> bytes:
            connection.request("GET", path, headers={"User-Agent": TELEPHONE})
            return connection.getresponse().read()

        beacon = re.search(rb"/v/[\w-]+", ask(quote(paper.kinds["story"])))
        assert beacon
        assert b"" == ask(f"{beacon[0].decode()}/{story_id(paper, 'story')}?abcdefghijklmnop")
    assert 1 == len(counted.views(1))
    time.sleep(BEATS)
    packed = ip_address(address).packed
    for file in paper.home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            traces = [trace for trace in (address.encode(), packed, packed[::-1]) if trace in content]
            assert [] == traces, file
