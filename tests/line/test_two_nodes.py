"""Two nodes that follow one record are one site: whichever answers, bytes and ETags are the same."""

import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from little_paper import Node, eventually, fill, headline, public_id, stop, story

from barta import readership
from barta.delivery import make_application
from barta.pagestore import Reader, StoreMissingError, dump
from barta.press import Press

STORIES, MORE = 12, 20
PATIENCE = 30.0
AHEAD = (timedelta(0), timedelta(hours=3), timedelta(days=1), timedelta(days=12))
"""How long after now the two are compared: each hour has its token, and each day its masthead."""

Site = dict[tuple[str, str, int], tuple[str, frozenset[tuple[str, str]], bytes]]


def site(home: Path, now: datetime) -> Site:
    """Return what a node answers at each of its addresses: status, headers and body, packed and plain."""
    found: Site = {}
    paths = [*paths_of(home), "/nirudesh", "/nodi/", f"/x/{public_id(3)}", "/v/abcdefgh"]
    for number, ahead in enumerate(AHEAD):
        at = (now + ahead).timestamp()
        application: Any = make_application(home, clock=lambda at=at: at)  # type: ignore[misc]
        for path in paths:
            for encoding in ("gzip", "identity"):
                found[path, encoding, number] = ask(application, path, encoding)
        application.close()
    return found


def paths_of(home: Path) -> list[str]:
    """Return the path of every page that a node has stored."""
    texts = [value for table, _, value in dump(home / "store") if table == "pages"]
    lines = [re.search(rb"^path: (/.*)$", text, re.MULTILINE) for text in texts]
    return sorted(line[1].decode() for line in lines if line)


def ask(application: Any, path: str, encoding: str) -> tuple[str, frozenset[tuple[str, str]], bytes]:
    """Return status, headers and body of an answer."""
    told: list[tuple[str, frozenset[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": encoding,
    }
    body = b"".join(application(environ, lambda *given: told.append((given[0], frozenset(given[1])))))
    return *told[0], body


def differing(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> list[Any]:
    """Return the keys under which two mappings do not have the same."""
    return sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))


def reached(node: Node) -> int:
    """Return the record up to which a node's readers see what was published, 0 before there is anything."""
    with closing(Reader(node.home / "store")) as reader:
        try:
            return int(reader.meta("seq") or b"0")
        except StoreMissingError:
            return 0


class Pair:
    """Two nodes of one paper, each with a press that runs."""

    def __init__(self, folder: Path, url: str) -> None:
        """Make both ready; the presses are started by `printing`."""
        self.nodes = Node(folder / "first", url), Node(folder / "second", url)
        self.presses: list[subprocess.Popen[bytes]] = []

    @contextmanager
    def printing(self) -> Iterator[None]:
        """Run both presses until the block ends."""
        try:
            for node in self.nodes:
                self.presses.append(node.start("press"))
            yield
        finally:
            for press in self.presses:
                stop(press)

    def restart(self, number: int) -> None:
        """Kill a press without a word, and start it again."""
        self.presses[number].kill()
        self.presses[number].wait(10)
        self.presses[number] = self.nodes[number].start("press")

    def agree(self, seq: int, now: datetime) -> Site:
        """Wait until both have reached the record `seq` and are one; return what they say by the clock `now`.

        Each press follows the clock by itself, so that they may differ for the first second of an hour.
        """
        eventually(lambda: min(map(reached, self.nodes)) >= seq, PATIENCE, "not all is printed")
        one, other = (site(node.home, now) for node in self.nodes)
        until = time.monotonic() + PATIENCE
        while one != other and time.monotonic() < until:
            one, other = (site(node.home, now) for node in self.nodes)
        assert [] == differing(one, other)
        return one


def read(url: str, counts: Mapping[int, int], now: datetime) -> None:
    """Let stories be read so often, by number, in this minute."""
    with closing(readership.connect(url)) as connection:
        readership.set_views(
            connection, [(public_id(number), now, count) for number, count in counts.items()]
        )


def test_two_nodes_on_one_postgresql_are_one_site(postgres_url: str, tmp_path: Path) -> None:
    """Equal at every address: at first, after views, a rebuild, a kill, and twenty more publications."""
    now = datetime.now(UTC)
    pair = Pair(tmp_path, postgres_url)
    first, second = pair.nodes
    last = fill(first, STORIES, now - timedelta(minutes=5))
    with pair.printing():
        begun = pair.agree(last, now)
        page = next(path for path, _, _ in begun if path.endswith("খেয়া-3"))
        assert 4 == len({begun[page, "gzip", number][1] for number in range(len(AHEAD))})

        read(postgres_url, {2: 40, 5: 30, 9: 30, 1: 7}, now)
        first.run("count", "--once")
        eventually(lambda: _most_read(second, now) == [2, 9, 5, 1], PATIENCE, "the ranking is not shown")
        ranked = pair.agree(last, now)
        assert begun[page, "gzip", 0][1] != ranked[page, "gzip", 0][1]

        second.run("rebuild")
        assert [] == _changed(ranked, pair.agree(last, now))
        pair.restart(0)
        assert [] == _changed(ranked, pair.agree(last, now))

        for number in range(STORIES + 1, STORIES + MORE + 1):
            last = first.record(story(number, now + timedelta(seconds=number)))
        published = pair.agree(last, now)
    assert headline(STORIES + MORE) in published[page, "identity", 0][2].decode()
    assert MORE <= len({path for path, _, _ in published} - {path for path, _, _ in begun})


def _changed(before: Site, after: Site) -> list[Any]:
    """Return what has changed but for the list of the last two days' stories, which follows the clock."""
    return [key for key in differing(before, after) if key[0] != "/news-sitemap.xml"]


def _most_read(node: Node, now: datetime) -> list[int]:
    """Return the numbers of the first four stories that a node's front calls most read."""
    application: Any = make_application(node.home, clock=now.timestamp)
    text = ask(application, "/", "identity")[2].decode()
    application.close()
    shown = text.partition('id="most-read"')[2].partition("</ol>")[0]
    return [int(number) for number in re.findall(r"পালা (\d+)</a>", shown)][:4]


def test_a_rebuilt_home_has_the_etags_it_had(tmp_path: Path) -> None:
    """On one machine too: the store made anew answers every request with the same tag and the same bytes."""
    now = datetime.now(UTC)
    node = Node(tmp_path / "home")
    fill(node, STORIES, now - timedelta(minutes=5))
    read(node.views, {2: 40, 5: 30, 9: 30, 1: 7}, now)
    with Press(node.home, node.database, node.views, "test", lambda: now) as press:
        press.catch_up()
        node.record(story(STORIES + 1, now), story(3, now - timedelta(days=2), headline="অন্য শিরোনাম"))
        press.catch_up()
        before = site(node.home, now)
        press.rebuild()
        assert [] == differing(before, site(node.home, now))
    etags = [value for _, headers, _ in before.values() for name, value in headers if name == "ETag"]
    assert len(before) // 2 < len(etags)
