"""A byte that has changed where pages are stored never reaches a reader, and the press puts it right."""

import gzip
import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import quote

import pytest
from little_paper import Node, eventually, fill, free_port, headline, public_id, story

from barta.delivery import make_application
from barta.pagestore import (
    DamagedError,
    Page,
    Reader,
    Segment,
    error_key,
    inflate,
    read_pointer,
    repaired,
    repairs,
    story_key,
)

SEED = 20310414
STORIES = 7
# The child knows nothing of the page store's code: it opens the file as any LMDB program would.
VANDAL = """
import json, sys
import lmdb
env = lmdb.open(sys.argv[1], max_dbs=8, map_size=0, sync=False)
with env.begin() as txn:
    names = [bytes(name) for name, _ in txn.cursor()]
tables = {name.decode(): env.open_db(name, create=False) for name in names}
print(flush=True)
for line in sys.stdin:
    table, key, value = json.loads(line)
    answer = ""
    with env.begin(write=key is not None) as txn:
        if key is None:
            answer = json.dumps([[k.hex(), v.hex()] for k, v in txn.cursor(tables[table])])
        else:
            txn.put(bytes.fromhex(key), bytes.fromhex(value), db=tables[table])
    print(answer, flush=True)
"""


class Vandal:
    """Another program that writes in a generation of the store."""

    def __init__(self, generation: Path) -> None:
        """Open the generation."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", VANDAL, str(generation)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert "\n" == self._said()

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def _asked(self, *words: str | None) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        return self._said()

    def all(self, table: str) -> dict[bytes, bytes]:
        """Return every stored value of a table by its key."""
        found = json.loads(self._asked(table, None, None))
        return {bytes.fromhex(key): bytes.fromhex(value) for key, value in found}

    def put(self, table: str, key: bytes, value: bytes) -> None:
        """Store a value under a key, whatever it is."""
        assert "\n" == self._asked(table, key.hex(), value.hex())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()


class Answer(NamedTuple):
    """What a reader got: the status, who may keep it, and what it is made of."""

    status: int
    kept: bool
    etag: str
    location: str
    body: bytes


def answered(status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    """Return an answer as it is judged: its headers by lower-case name, its body as sent."""
    kept = "no-store" not in headers.get("cache-control", "")
    return Answer(status, kept, headers.get("etag", ""), headers.get("location", ""), body)


class Paper:
    """A small printed paper, what each of its addresses has to answer, and where each value is stored."""

    def __init__(self, node: Node, now: float) -> None:
        """Look at everything once, while all is well."""
        self.node = node
        self.now = now
        self.store = node.home / "store"
        self.generation = self.store / read_pointer(self.store).current
        with Vandal(self.generation) as vandal:
            self.stored = {table: vandal.all(table) for table in ("pages", "slots")}
        self._reader = Reader(self.store)
        self.pages = {key: self._read(key) for key in self.stored["pages"]}
        self.slots = {key.decode(): self._reader.slot(key.decode()) for key in self.stored["slots"]}
        self.addresses = {key: page.path for key, page in self.pages.items() if page.path}
        self.addresses[error_key(404)] = "/nirudesh"
        application = self.application()
        self.right = {
            (path, packed): ask(application, path, packed)
            for path in self.addresses.values()
            for packed in (False, True)
        }
        application.close()

    def _read(self, key: bytes) -> Page:
        page = self._reader.page(key)
        assert page is not None
        return page

    def close(self) -> None:
        """Let go of the store."""
        self._reader.close()

    def application(self) -> Any:
        """Return delivery as it is at its first request."""
        return make_application(self.node.home, clock=lambda: self.now)

    def refuses(self, table: str, key: bytes) -> bool:
        """Return whether the page store itself says that a value is damaged."""
        try:
            if table == "pages":
                self._reader.page(key)
            else:
                self._reader.slot(key.decode())
        except DamagedError:
            return True
        return False

    def concerned(self, table: str, key: bytes) -> list[str]:
        """Return addresses that show a value: the page's own, or some of those that share the slot."""
        if table == "pages":
            return [self.addresses[key]] if key in self.addresses else []
        sharing = [path for one, path in self.addresses.items() if key.decode() in self.pages[one].parts]
        return sharing[:: max(1, len(sharing) // 2)]

    def wrong(self, path: str, got: Answer, *, packed: bool) -> str:
        """Return what is wrong with an answer while something is damaged; "" for a right or an honest one.

        A page may come without some of what it shares, if nobody is to keep it then.
        """
        right = self.right[path, packed]
        honest = not got.kept and not got.etag
        if got == right or (honest and (got.status == 503 or got.status == right.status >= 400)):
            return ""
        if honest and got.status == right.status and self.is_curtailed(path, got.body, packed=packed):
            return ""
        return f"{path} ({'gzip' if packed else 'plain'}): {got[:4]} instead of {right[:4]}"

    def _shown(self, name: str, story: str) -> list[Segment]:
        slot = self.slots.get(name)
        return slot.segments(int(self.now), story) if slot else []

    def is_curtailed(self, path: str, body: bytes, *, packed: bool) -> bool:
        """Return whether a body is the page's, whole or without some of what it shares."""
        page = self.pages[next(key for key, address in self.addresses.items() if address == path)]
        text = gzip.decompress(body) if packed else body
        places = {0}
        for part in page.parts:
            shown = self._shown(part, page.story) if isinstance(part, str) else [part]
            piece = b"".join(map(inflate, shown))
            after = {place + len(piece) for place in places if text.startswith(piece, place)}
            places = after | places if isinstance(part, str) else after
        return len(text) in places


def ask(application: Any, path: str, packed: bool) -> Answer:
    """Return what delivery in this process answers."""
    told: list[tuple[str, dict[str, str]]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "HTTP_ACCEPT_ENCODING": "gzip" if packed else "identity",
    }

    def started(status: str, headers: list[tuple[str, str]]) -> None:
        told.append((status, {name.lower(): value for name, value in headers}))

    body = b"".join(application(environ, started))
    return answered(int(told[0][0][:3]), told[0][1], body)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """A small paper whose store is damaged and made whole again, byte by byte."""
    now = datetime.now(UTC)
    node = Node(tmp_path_factory.mktemp("flips") / "home")
    fill(node, STORIES, now)
    node.run("press", "--once")
    paper = Paper(node, now.timestamp())
    yield paper
    paper.close()


def judged(paper: Paper, table: str, key: bytes) -> list[str]:
    """Return what is wrong with the answers of a delivery that meets a damaged value, in both encodings."""
    found = []
    application = paper.application()
    for path in paper.concerned(table, key):
        for packed in (True, False):
            got = ask(application, path, packed)
            found.append(paper.wrong(path, got, packed=packed))
    application.close()
    return [complaint for complaint in found if complaint]


def offsets(value: bytes, chance: random.Random, *, every: bool) -> list[int]:
    """Return the offsets at which a value is damaged: all, or its ends and some between."""
    if every:
        return [*range(len(value))]
    return [0, 4, len(value) - 1, *(chance.randrange(len(value)) for _ in range(7))]


class Places:
    """Where values stand in the data file."""

    def __init__(self, data: Path) -> None:
        """Read the file once."""
        self.content = data.read_bytes()
        self.file = data.open("r+b", buffering=0)

    def of(self, value: bytes) -> list[int]:
        """Return every place of a value: old copies stay in pages of the file that are free by now."""
        found, at = [], self.content.find(value)
        while at >= 0:
            found.append(at)
            at = self.content.find(value, at + 1)
        return found

    def write(self, at: int, data: bytes) -> None:
        """Write beneath LMDB."""
        os.pwrite(self.file.fileno(), data, at)


def test_a_byte_flipped_in_the_file_is_never_served(printed: Paper) -> None:
    """Every page and slot, the smallest of each at every offset: answers are right, or honestly none."""
    chance, wrong, unseen = random.Random(SEED), list[str](), list[tuple[bytes, int]]()
    places = Places(printed.generation / "data.mdb")
    with places.file:
        for table, values in printed.stored.items():
            smallest = min(values, key=lambda key: len(values[key]))
            for key, value in values.items():
                found = places.of(value)
                assert found, f"{key!r} is not in the file"
                for offset in offsets(value, chance, every=key == smallest):
                    flipped = bytes([value[offset] ^ (1 << chance.randrange(8))])
                    for place in found:
                        places.write(place + offset, flipped)
                    wrong += judged(printed, table, key)
                    unseen += [] if printed.refuses(table, key) else [(key, offset)]
                    for place in found:
                        places.write(place + offset, value[offset : offset + 1])
    assert ([], []) == (wrong, unseen)
    assert all_right(printed)


def all_right(paper: Paper) -> bool:
    """Return whether delivery in this process answers at every address as it did at first."""
    application = paper.application()
    got = {(path, packed): ask(application, path, packed) for path, packed in paper.right}
    application.close()
    return got == paper.right


def test_a_wrong_value_put_through_lmdb_is_never_served(printed: Paper) -> None:
    """Flipped, cut, lengthened, emptied, zeroed, swapped with another one, or of the other table."""
    chance, wrong, unseen = random.Random(SEED + 1), list[str](), list[tuple[bytes, str]]()
    with Vandal(printed.generation) as vandal:
        for table, values in printed.stored.items():
            keys = list(values)
            (other,) = printed.stored.keys() - {table}
            foreign = next(iter(printed.stored[other].values()))
            for number, key in enumerate(keys):
                value, at = values[key], chance.randrange(len(values[key]))
                harms = {
                    "flipped": value[:at] + bytes([value[at] ^ 0x55]) + value[at + 1 :],
                    "cut": value[:at],
                    "lengthened": value + b"\0",
                    "emptied": b"",
                    "zeroed": bytes(len(value)),
                    "swapped": values[keys[number - 1]],
                    "foreign": foreign,
                }
                for name, harm in harms.items():
                    vandal.put(table, key, harm)
                    wrong += judged(printed, table, key)
                    unseen += [] if printed.refuses(table, key) else [(key, name)]
                vandal.put(table, key, value)
    assert ([], []) == (wrong, unseen)
    assert all_right(printed)


def test_a_key_flipped_in_the_file_is_missed(printed: Paper) -> None:
    """A page or slot that is there but not found is no page that never was: no 404, and nothing left out."""
    chance, wrong = random.Random(SEED + 2), list[str]()
    places = Places(printed.generation / "data.mdb")
    with places.file:
        for table, values in printed.stored.items():
            for key in values:
                # Before a key LMDB has its length, which no name in a page's recipe has.
                found = [at for at in places.of(key) if places.content[at - 2 : at] == bytes([len(key), 0])]
                assert found, f"{key!r} is not in the file"
                for offset in {0, len(key) - 1, chance.randrange(len(key))}:
                    flipped = bytes([key[offset] ^ (1 << chance.randrange(8))])
                    for place in found:
                        places.write(place + offset, flipped)
                    wrong += judged(printed, table, key)
                    for place in found:
                        places.write(place + offset, key[offset : offset + 1])
    assert [] == wrong
    assert all_right(printed)


def test_a_page_without_its_headers_is_for_nobody_to_keep(printed: Paper) -> None:
    """While what the store says of headers is damaged no page is cached or named, and the press is told."""
    with Vandal(printed.generation) as vandal:
        value = vandal.all("meta")[b"profiles"]
        vandal.put("meta", b"profiles", value[:-1] + bytes([value[-1] ^ 1]))
        for asked in repairs(printed.store):
            repaired(printed.store, asked)
        application = printed.application()
        got = ask(application, "/", packed=True)
        application.close()
        vandal.put("meta", b"profiles", value)
    assert (200, False, "") == (got.status, got.kept, got.etag) or (503, False) == (got.status, got.kept)
    assert [("generation", printed.generation.name.encode())] == repairs(printed.store)


def flip_everything(paper: Paper, chance: random.Random) -> None:
    """Flip a byte in every page and every slot at once."""
    places = Places(paper.generation / "data.mdb")
    with places.file:
        for values in paper.stored.values():
            for value in values.values():
                at = chance.randrange(len(value))
                for place in places.of(value):
                    places.write(place + at, bytes([value[at] ^ 0x20]))


def swap_everything(paper: Paper, chance: random.Random) -> None:
    """Store under every key what belongs to another one."""
    with Vandal(paper.generation) as vandal:
        for table, values in paper.stored.items():
            keys = list(values)
            for key, other in zip(keys, [*keys[1:], keys[0]], strict=True):
                vandal.put(table, key, values[other])


def flip_anywhere(paper: Paper, chance: random.Random) -> None:
    """Flip many bytes of the file, whatever they are of, but for what LMDB begins with."""
    data = paper.generation / "data.mdb"
    with data.open("r+b", buffering=0) as file:
        content = data.read_bytes()
        for _ in range(60):
            at = chance.randrange(8192, len(content))
            os.pwrite(file.fileno(), bytes([content[at] ^ (1 << chance.randrange(8))]), at)


def zero_pages(paper: Paper, chance: random.Random) -> None:
    """Fill a third of the file's pages with zeros."""
    data = paper.generation / "data.mdb"
    with data.open("r+b", buffering=0) as file:
        for number in range(2, data.stat().st_size // 4096):
            if chance.random() < 1 / 3:
                os.pwrite(file.fileno(), bytes(4096), number * 4096)


def truncate(paper: Paper, chance: random.Random) -> None:
    """Cut the file short by half."""
    data = paper.generation / "data.mdb"
    os.truncate(data, data.stat().st_size // 2 // 4096 * 4096)


class Running:
    """A press and a delivery of a paper, as its supervisor runs them: what dies is started again."""

    def __init__(self, paper: Paper) -> None:
        """Start both and wait until readers are served."""
        self.paper = paper
        self.port = free_port()
        self._commands = (("press",), ("deliver", "--port", str(self.port)))
        self._processes = [paper.node.start(*command) for command in self._commands]
        eventually(lambda: self.get("/", packed=True) is not None, 20)

    def get(self, path: str, *, packed: bool) -> Answer | None:
        """Return what a reader gets, None if the connection breaks; start what has died."""
        for number, process in enumerate(self._processes):
            if process.poll() is not None:
                self._processes[number] = self.paper.node.start(*self._commands[number])
        headers = {"Accept-Encoding": "gzip" if packed else "identity"}
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
                connection.request("GET", quote(path), headers=headers)
                got = connection.getresponse()
                named = {name.lower(): value for name, value in got.getheaders()}
                return answered(got.status, named, got.read())
        except (OSError, http.client.HTTPException):
            return None

    def close(self) -> None:
        """End both."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(20)


HARMS: list[Callable[[Paper, random.Random], None]] = [
    flip_everything,
    swap_everything,
    flip_anywhere,
    zero_pages,
    truncate,
]


@pytest.mark.parametrize("harm", HARMS)
def test_what_was_damaged_comes_back_by_itself(
    harm: Callable[[Paper, random.Random], None], tmp_path: Path
) -> None:
    """Under a running paper every answer is right or honest at once, and all are right in seconds."""
    now = datetime.now(UTC)
    node = Node(tmp_path / "home")
    fill(node, STORIES, now)
    node.run("press", "--once")
    paper = Paper(node, now.timestamp())
    paper.close()
    running = Running(paper)
    try:
        harm(paper, random.Random(SEED))
        wrong: list[str] = []
        until = time.monotonic() + 15
        while not seen_right(running, wrong):
            assert time.monotonic() < until, "not everything has come back"
            time.sleep(0.1)
        assert [] == wrong
    finally:
        running.close()


def seen_right(running: Running, wrong: list[str]) -> bool:
    """Ask for everything; return whether all of it was right, and tell what was neither right nor honest."""
    all_right = True
    for (path, packed), right in running.paper.right.items():
        got = running.get(path, packed=packed)
        all_right &= got == right
        if got is not None and got != right and got.kept:
            wrong.append(f"{path}: {got[:4]} instead of {right[:4]}")
    return all_right


def test_a_damaged_page_is_shown_as_it_last_was(tmp_path: Path) -> None:
    """While the generation before the live one is kept, readers see it wherever the live one is damaged."""
    now = datetime.now(UTC)
    node = Node(tmp_path / "home")
    fill(node, STORIES, now)
    node.run("press", "--once")
    node.record(story(STORIES, now, headline="নতুন শিরোনাম"))
    before = Paper(node, now.timestamp())
    before.close()
    node.run("rebuild")
    paper = Paper(node, now.timestamp())
    flip_everything(paper, random.Random(SEED))
    application = paper.application()
    got = {asked: ask(application, *asked) for asked in paper.right}
    application.close()
    paper.close()
    path = before.addresses[story_key(public_id(STORIES))]
    assert headline(STORIES) in gzip.decompress(got[path, True].body).decode()
    assert got[path, True] != paper.right[path, True]
    stories = {address for key, address in before.addresses.items() if key.startswith(story_key(""))}
    for asked, answer in before.right.items():
        # Where nothing was found beside what is damaged, nobody can say that there is nothing.
        doubted = got[asked].status == 503 and not got[asked].kept and asked[0] not in stories
        assert doubted or got[asked].body == answer.body, asked
