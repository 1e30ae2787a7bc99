"""A page of the archive is as live as the front: its date at midnight, its lists within a second."""

import calendar
import http.client
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from little_paper import SECTIONS, Node, eventually, fill, free_port, public_id, story

from barta import readership
from barta.delivery import make_application
from barta.pagestore import dump
from barta.press import Press

DHAKA = ZoneInfo("Asia/Dhaka")
STORIES = 9
DAYS = 14
"""How many days, its own among them, a press that has died leaves the right dates behind for."""

WEEKDAYS = ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রোববার")
MONTHS = (
    *("জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন"),
    *("জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"),
)
BANGLA_MONTHS = (
    *("বৈশাখ", "জ্যৈষ্ঠ", "আষাঢ়", "শ্রাবণ", "ভাদ্র", "আশ্বিন"),
    *("কার্তিক", "অগ্রহায়ণ", "পৌষ", "মাঘ", "ফাল্গুন", "চৈত্র"),
)
DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
DATES = re.compile(r'<div class="dates">\s*<p>(.*?)</p>\s*<p>(.*?)</p>')


def written(day: date) -> tuple[str, str]:
    """Return a day as mastheads have it in both calendars, by Bangladesh's rule since 2019, no code of ours.

    Boishakh begins on 14 April; six months have 31 days, the others 30, Falgun 29 but in leap years.
    """
    began = date(day.year if (day.month, day.day) >= (4, 14) else day.year - 1, 4, 14)
    left = (day - began).days
    falgun = 30 if calendar.isleap(began.year + 1) else 29
    lengths = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, falgun, 30)
    month = 0
    while left >= lengths[month]:
        left -= lengths[month]
        month += 1
    common = f"{WEEKDAYS[day.weekday()]}, {day.day:02} {MONTHS[day.month - 1]} {day.year}"
    bangla = f"{left + 1} {BANGLA_MONTHS[month]} {began.year - 593}"
    return common.translate(DIGITS), bangla.translate(DIGITS)


class Shown(NamedTuple):
    """What a reader got: status, ETag and text."""

    status: int
    etag: str
    text: str

    @property
    def dates(self) -> tuple[str, str]:
        """The dates in the masthead."""
        found = DATES.search(self.text)
        return (found[1], found[2]) if found else ("", "")


def ask(application: Any, path: str) -> Shown:
    """Return what delivery in this process answers."""
    told: list[tuple[str, dict[str, str]]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "REMOTE_ADDR": "127.0.0.1",
    }
    body = b"".join(application(environ, lambda status, headers: told.append((status, dict(headers)))))
    return Shown(int(told[0][0][:3]), told[0][1].get("ETag", ""), body.decode())


def printed(folder: Path, at: datetime) -> Node:
    """Return a paper whose press has printed everything at an instant, and died."""
    node = Node(folder / "home")
    fill(node, STORIES, at - timedelta(hours=1))
    with Press(node.home, node.database, node.views, "test", lambda: at) as press:
        press.catch_up()
    return node


def pages_of(node: Node) -> list[str]:
    """Return the paths of all pages of a paper that have a masthead."""
    found = []
    for table, _, value in dump(node.home / "store"):
        line = re.search(rb"^path: (/.*)$", value, re.MULTILINE)
        if table == "pages" and line and b"{{masthead}}" in value:
            found.append(line[1].decode())
    return found


FIRST_DAYS = [
    pytest.param(date(2031, 4, 8), id="Boishakh begins"),
    pytest.param(date(2028, 3, 5), id="Falgun of a leap year ends"),
    pytest.param(date(2029, 3, 9), id="Falgun of a common year ends"),
    pytest.param(date(2030, 12, 25), id="a year ends"),
]


@pytest.mark.parametrize("first", FIRST_DAYS)
def test_the_date_changes_at_midnight_to_the_second_with_the_press_dead(first: date, tmp_path: Path) -> None:
    """For fourteen days every page names the day from 00:00:00 to 23:59:59 in Dhaka, with one ETag a day."""
    node = printed(tmp_path, datetime.combine(first, clock_time(17, 30), DHAKA).astimezone(UTC))
    now = [0.0]
    application: Any = make_application(node.home, clock=lambda: now[0])
    paths = pages_of(node)
    assert STORIES + len(SECTIONS) < len(paths)
    wrong, tags = [], dict[str, list[str]]()
    for ahead in range(DAYS):
        day = first + timedelta(days=ahead)
        midnight = datetime.combine(day, clock_time(), DHAKA).timestamp()
        seen: dict[str, set[str]] = {path: set() for path in paths}
        for second in (0.0, 0.999, 43_200.5, 86_399.0, 86_399.999):
            now[0] = midnight + second
            for path in paths if second in (0.0, 86_399.0) else paths[:4]:
                shown = ask(application, path)
                wrong += [] if shown.dates == written(day) else [(path, day, second, shown.dates)]
                seen[path].add(_without_token(shown))
        for path, found in seen.items():
            wrong += [] if len(found) == 1 else [(path, day, -1.0, (str(found), ""))]
            tags.setdefault(path, []).extend(found)
    application.close()
    assert [] == wrong
    assert [] == [path for path, found in tags.items() if len(set(found)) != DAYS]


def _without_token(shown: Shown) -> str:
    """Return a page's ETag, "" for a story: its token is another one each hour."""
    return shown.etag if "/v/" not in shown.text else str(shown.dates)


def library() -> Path:
    """Return the library that tells a process another time than it is."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not found:
        pytest.fail("faketime is missing: clocks are set by it (apt-get install faketime)")
    return found[0]


class Clock:
    """The clock of processes that are started with its environment; what they wait for is not changed."""

    def __init__(self, folder: Path) -> None:
        """The clock is right until it is `set`."""
        # Delivery keeps nothing of its environment that it does not need; a home folder stays.
        self._file = folder / ".faketimerc"
        self.shift = 0.0
        self.environment = {
            "LD_PRELOAD": str(library()),
            "HOME": str(folder),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        self.set(0.0)

    def set(self, shift: float) -> None:
        """Put the clock so many seconds ahead, for processes that run already too."""
        self.shift = round(shift, 3)
        fresh = self._file.with_name("new")
        fresh.write_text(f"{self.shift:+.3f}s\n", encoding="ascii")
        fresh.replace(self._file)

    def now(self) -> float:
        """Return what such a process thinks it is, in seconds since 1970."""
        return time.time() + self.shift


class Reader:
    """Somebody who asks a delivery again and again, on one connection as long as it lasts."""

    def __init__(self, port: int) -> None:
        """Nothing is asked yet."""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def ask(self, path: str, **headers: str) -> Shown:
        """Return what stands at a path."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request("GET", quote(path, safe="/?="), headers=named)
        answer = self._connection.getresponse()
        return Shown(answer.status, answer.getheader("ETag", ""), answer.read().decode())

    def answered(self) -> bool:
        """Return whether the front is there."""
        try:
            return self.ask("/").status == 200
        except OSError:
            self._connection.close()
            return False


@contextmanager
def delivered(node: Node, **clock: str) -> Iterator[Reader]:
    """Serve a paper by a real delivery until the block ends."""
    port = free_port()
    with node.running("deliver", "--port", str(port), **clock), closing(Reader(port)) as reader:
        eventually(reader.answered, 20, "delivery does not answer")
        yield reader


def test_a_real_delivery_changes_the_date_at_midnight(tmp_path: Path) -> None:
    """On the eve of the Bangla new year, with the press dead, no answer is a moment late or early."""
    eve = date(2031, 4, 13)
    midnight = datetime.combine(eve + timedelta(days=1), clock_time(), DHAKA).timestamp()
    node = printed(tmp_path, datetime.combine(eve, clock_time(20), DHAKA).astimezone(UTC))
    path = next(path for path in pages_of(node) if path.endswith("-2"))
    clock = Clock(tmp_path)
    wrong, seen, tags = [], set[tuple[str, str]](), dict[tuple[str, str], set[str]]()
    with delivered(node, **clock.environment) as reader:
        clock.set(midnight - time.time() - 1)
        while clock.now() < midnight + 0.5:
            asked = clock.now()
            shown = reader.ask(path)
            got = clock.now()
            seen.add(shown.dates)
            tags.setdefault(shown.dates, set()).add(shown.etag)
            if got < midnight and shown.dates != written(eve):
                wrong.append(f"{shown.dates} {midnight - got:.4f} s too early")
            if asked >= midnight and shown.dates != written(eve + timedelta(days=1)):
                wrong.append(f"{shown.dates} still {asked - midnight:.4f} s after midnight")
    assert [] == wrong
    assert {written(eve), ("সোমবার, ১৪ এপ্রিল ২০৩১", "১ বৈশাখ ১৪৩৮")} == seen
    assert [1, 1] == [len(found) for found in tags.values()]
    assert 2 == len({tag for found in tags.values() for tag in found})


def listed(text: str, kind: str) -> list[int]:
    """Return the numbers of the stories in one of a page's lists: related, latest or most-read."""
    shown = text.partition(f'id="{kind}"')[2].partition("</section>")[0]
    return [int(number) for number in re.findall(r"পালা (\d+)</a>", shown)]


PUBLICATIONS = 5
OLD = 24


def test_lists_change_on_the_whole_archive_within_a_second_of_publication(tmp_path: Path) -> None:
    """A new story leads what is latest on every page, and what is related on those of its section."""
    node = Node(tmp_path / "home")
    now = datetime.now(UTC)
    fill(node, OLD, now - timedelta(hours=1))
    node.run("press", "--once")
    everywhere = [path for path in pages_of(node) if listed_at(node, path)]
    taken, wrong = [], []
    with node.running("press"), delivered(node) as reader:
        before = {path: reader.ask(path).etag for path in everywhere}
        for number in range(OLD + 1, OLD + PUBLICATIONS + 1):
            begun = time.monotonic()
            node.record(story(number, datetime.now(UTC)))
            waiting = list(everywhere)
            while waiting and time.monotonic() < begun + 10:
                waiting = [
                    path for path in waiting if listed(reader.ask(path).text, "latest")[:1] != [number]
                ]
            taken.append(time.monotonic() - begun)
            shown = {path: reader.ask(path) for path in everywhere}
            wrong += [path for path, one in shown.items() if one.etag == before[path]]
            wrong += [path for path, one in shown.items() if not _related(path, one.text, number)]
            before = {path: one.etag for path, one in shown.items()}
    assert OLD < len(everywhere)
    assert [] == wrong
    assert statistics.median(taken) < 1.0, taken


def listed_at(node: Node, path: str) -> bool:
    """Return whether a page shows what is latest."""
    application: Any = make_application(node.home)
    text = ask(application, path).text
    application.close()
    return bool(listed(text, "latest"))


def _related(path: str, text: str, number: int) -> bool:
    """Return whether a page lists a new story as related just if it is a story of the same section."""
    own = re.search(r"/([a-z]+)/[0-9a-z]{10}/.*-(\d+)$", path)
    same = own is not None and own[1] == SECTIONS[number % len(SECTIONS)]
    return same == (listed(text, "related")[:1] == [number])


PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)
SPEED = 20
"""How many times faster than ours the counter's clock goes, so that its minute is three seconds."""


def test_most_read_changes_by_the_minute(tmp_path: Path) -> None:
    """Readers of an old story lift it to the head of what is most read, on every page, in the next minute."""
    node = Node(tmp_path / "home")
    now = datetime.now(UTC)
    fill(node, OLD, now - timedelta(days=2))
    with closing(readership.connect(node.views)) as connection:
        readership.set_views(connection, [(public_id(n), now - timedelta(hours=2), n) for n in range(1, 9)])
    node.run("count", "--once")
    node.run("press", "--once")
    fast = {"LD_PRELOAD": str(library()), "FAKETIME": f"+0 x{SPEED}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    with node.running("press"), node.running("count", **fast), delivered(node) as reader:
        one, other = (next(path for path in pages_of(node) if path.endswith(end)) for end in ("-3", "-20"))
        assert [8, 7, 6, 5, 4] == listed(reader.ask("/").text, "most-read")
        token = re.search(r'src="(/v/[\w-]{8})"', reader.ask(one).text)
        assert token is not None
        for number in range(31):
            seen = reader.ask(f"{token[1]}/{public_id(3)}?{number:016}", User_Agent=PHONE)
            assert 204 == seen.status
        before = reader.ask(other).etag
        # A journal's second, the counter's minute, and the seconds after which a press looks at the ranking.
        eventually(lambda: listed(reader.ask("/").text, "most-read")[:1] == [3], 20, "it is not shown")
        shown = reader.ask(other)
    assert [3, 8, 7, 6, 5] == listed(shown.text, "most-read")
    assert before != shown.etag
