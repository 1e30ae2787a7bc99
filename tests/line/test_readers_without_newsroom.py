"""Readers are served with the newsroom, its database and the press gone: from the page store alone."""

import http.client
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from sweep import homes
from sweep.readers import ask, stored_paths

from barta.bangla import dates
from barta.delivery import make_application
from barta.delivery.application import Application
from barta.pagestore import dump

DHAKA = ZoneInfo("Asia/Dhaka")
PORT = 18320
DAYS_AHEAD = 13

Site = tuple[Path, list[str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The demo paper's folder with nothing in it but page store and public pictures, and all addresses."""
    home = homes.fresh(tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("alone") / "home")
    homes.run(home, "barta", "demo")
    homes.run(home, "barta", "press", "--once")
    stories = homes.run(home, "barta", "addresses").split()
    assert len(stories) > 10
    for thing in home.iterdir():
        if thing.name not in ("store", "public"):
            shutil.rmtree(thing) if thing.is_dir() else thing.unlink()
    media = [f"/media/{file.name}" for file in (home / "public" / "media").iterdir()]
    return home, sorted({"/", *stories, *stored_paths(home), *media})


@pytest.fixture
def serving(site: Site) -> Iterator[Callable[[float], Application]]:
    """Delivery of the lone page store, at a clock that the test sets."""
    made = []

    def at(moment: float) -> Application:
        made.append(make_application(site[0], clock=lambda: moment))
        return made[-1]

    yield at
    for application in made:
        application.close()  # type: ignore[attr-defined]


def test_every_address_answers(site: Site, serving: Callable[[float], Application]) -> None:
    """Stories, fronts, people, topics, pictures: everything published is served, in both encodings."""
    home, addresses = site
    application = serving(time.time())
    for gzipped in (False, True):
        answers = [ask(application, address, gzipped=gzipped) for address in addresses]
        assert [] == [answer.path for answer in answers if answer.status not in (200, 301)]
        pages = [
            answer for answer in answers if answer.headers.get("content-type", "").startswith("text/html")
        ]
        assert len(pages) > 20
        assert [] == [answer.path for answer in pages if b"</html>" not in answer.body[-200:]]
    # What is read is written down, a moment later, until somebody counts it; nothing else is.
    assert {"public", "store"} == {thing.name for thing in home.iterdir()} - {"readership"}


def test_the_date_is_right_after_every_midnight(site: Site, serving: Callable[[float], Application]) -> None:
    """The masthead names the day from the midnight in Dhaka that begins it to the one that ends it."""
    today = stored_day(site[0])
    story = next(
        address for address in site[1] if len(address.split("/")) == 4 and ask_page(serving, address)
    )
    for ahead in range(DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        midnight = datetime.combine(day, clock_time(), DHAKA).astimezone(UTC)
        for moment in (midnight, midnight + timedelta(hours=24, seconds=-1)):
            application = serving(moment.timestamp())
            for address in ("/", story):
                text = ask(application, address).text
                assert dates.long_date(day) in text, (address, moment)
                assert dates.long_date(day + timedelta(days=1)) not in text, (address, moment)


def stored_day(home: Path) -> date:
    """Return the day on which the press last worked."""
    meta = {key: value for table, key, value in dump(home / "store") if table == "meta"}
    return date.fromisoformat(meta[b"day"].decode())


def ask_page(serving: Callable[[float], Application], address: str) -> bool:
    """Return whether a page of text stands at an address."""
    answer = ask(serving(time.time()), address)
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


def test_who_has_a_page_already_gets_no_second_one(
    site: Site, serving: Callable[[float], Application]
) -> None:
    """An ETag sent back is answered by 304 and no body; the one for gzip is another than the plain one."""
    application = serving(time.time())
    for address in site[1]:
        plain, packed = ask(application, address), ask(application, address, gzipped=True)
        if plain.status != 200:
            continue
        again = ask(application, address, HTTP_IF_NONE_MATCH=plain.headers["etag"])
        assert (304, b"") == (again.status, again.body), address
        assert plain.headers["etag"] == again.headers["etag"]
        if not address.startswith("/media/"):
            assert packed.headers["etag"] != plain.headers["etag"], address
        other = ask(application, address, HTTP_IF_NONE_MATCH='"something else"')
        assert (200, plain.body) == (other.status, other.body)


def test_an_etag_changes_with_the_day(serving: Callable[[float], Application]) -> None:
    """After midnight a page is another one, since its masthead says another day."""
    now = time.time()
    tags = {ask(serving(now + days * 86_400), "/").headers["etag"] for days in range(3)}
    assert 3 == len(tags)


def test_a_real_delivery_needs_nothing_else(site: Site) -> None:
    """`barta deliver` serves every address from a folder that holds page store and pictures only."""
    home, addresses = site
    command = [sys.executable, "-m", "barta", "deliver", "--port", str(PORT)]
    server = subprocess.Popen(command, env=homes.environment(home), stderr=subprocess.DEVNULL)
    try:
        _wait()
        got = {address: _fetch(address) for address in addresses}
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert [] == [address for address, status in got.items() if status not in (200, 301)]
    assert [] == [path.name for path in home.rglob("newsroom.sqlite3*")]


def _fetch(address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    try:
        connection.request("GET", quote(address), headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def _wait() -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            _fetch("/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("delivery has not begun to answer within 30 seconds")
