"""A little invented paper with a record and no newsroom: nodes print and serve what is recorded."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from barta import ledger, readership
from barta.edition import (
    CURRENT,
    Byline,
    Ending,
    Paragraph,
    Person,
    RelatedLink,
    Section,
    Setting,
    Story,
    Topic,
    encode,
)
from barta.edition.codec import kind_of
from barta.edition.identity import ALPHABET
from barta.ledger import Entry

SECTIONS = ("nogor", "nodi", "math")
SITE = "https://chorghat.example"


def ident(kind: str, number: int) -> str:
    """Return the same id each time for the same thing."""
    return blake2b(f"{kind} {number}".encode(), digest_size=16).hexdigest()


def public_id(number: int) -> str:
    """Return a story's public id."""
    digest = blake2b(f"public {number}".encode(), digest_size=10).digest()
    return "".join(ALPHABET[byte % 32] for byte in digest)


def headline(number: int) -> str:
    """Return a story's headline, which stands in its page and in every list."""
    return f"চরঘাটে খেয়া চালু, পালা {number}"


def story(number: int, published: datetime, **changes: Any) -> Story:
    """Return a story of the section that its number names; it links to the story before it."""
    given: dict[str, Any] = {
        "headline": headline(number),
        "section": ident("section", number % len(SECTIONS)),
        "slug": f"চরঘাটে-খেয়া-{number}",
        "published": published,
        "bylines": (Byline(printed="নীলা ঢালী", person=ident("person", 1)),),
        "topics": (ident("topic", number % 2),),
        "body": (
            Paragraph(html=f"চরঘাটের ঘাটে আজ {number} নম্বর খেয়াটি নেমেছে।"),
            RelatedLink(story=ident("story", number - 1)),
            Paragraph(html="মাঝিরা বলছেন, বর্ষার আগে আরও দুটি নৌকা আসবে।"),
        ),
    }
    return Story(id=ident("story", number), public_id=public_id(number), **{**given, **changes})


def furniture() -> list[Any]:
    """Return what a paper has before its first story."""
    sections = [
        Section(id=ident("section", number), slug=slug, name=f"বিভাগ {slug}", position=number)
        for number, slug in enumerate(SECTIONS)
    ]
    people = [Person(id=ident("person", 1), public_id=public_id(900), slug="nila-dhali", name="নীলা ঢালী")]
    topics = [Topic(id=ident("topic", n), slug=f"bishoy-{n}", name=f"বিষয় {n}") for n in range(2)]
    return [Setting(name="চরঘাট বার্তা", site_url=SITE), *sections, *people, *topics]


class Node:
    """A home that follows a record: a SQLite file of its own, or a PostgreSQL that other nodes follow too."""

    def __init__(self, home: Path, database: str = "") -> None:
        """Make the home ready for every command but the newsroom's."""
        self.home = home
        self.database = database or f"sqlite:///{home / 'newsroom.sqlite3'}"
        self.views = database or f"sqlite:///{home / 'readership.sqlite3'}"
        home.mkdir(parents=True)
        (home / "ready").write_text(version("barta"), encoding="ascii")
        with closing(ledger.connect(self.database)) as connection, ledger.transaction(connection):
            ledger.create(connection)
        with closing(readership.connect(self.views)) as connection:
            readership.create(connection)

    def record(self, *payloads: Any, at: datetime | None = None) -> int:
        """Record editions in one transaction; return the last one's number."""
        with closing(ledger.connect(self.database)) as connection:
            with ledger.transaction(connection):
                ledger.append(connection, [_entry(one) for one in payloads], at=at or datetime.now(UTC))
            last = ledger.head(connection)
        assert last is not None
        return last.seq

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment in which a command works on this node alone."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BARTA_")}
        own = {"BARTA_HOME": str(self.home), "BARTA_SITE_URL": SITE, "BARTA_DATABASE": self.database}
        return {**kept, **own, **more}

    def run(self, *arguments: str) -> str:
        """Run a `barta` command and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "barta", *arguments],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert 0 == done.returncode, done.stderr[-4000:]
        return done.stdout

    @contextmanager
    def running(self, *arguments: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run a `barta` command until the block ends."""
        process = self.start(*arguments, **more)
        try:
            yield process
        finally:
            stop(process)

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a `barta` command; what it says goes to the file `said` in the home."""
        with (self.home / "said").open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "barta", *arguments],
                env=self.environment(**more),
                stdout=said,
                stderr=said,
            )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that may have ended."""
    process.terminate()
    process.wait(20)


def _entry(payload: Any) -> Entry:
    kind = kind_of(payload)
    named = "story" if isinstance(payload, Ending) else kind
    subject = "setting:paper" if kind == "setting" else f"{named}:{payload.id}"
    return Entry(kind, subject, "publish", True, CURRENT[kind], encode(payload))


def fill(node: Node, stories: int, newest: datetime) -> int:
    """Record the furniture and stories, 25 hours apart, the newest last; return the last record's number."""
    times = [newest - timedelta(hours=25 * ago) for ago in reversed(range(stories))]
    return node.record(*furniture(), *(story(number, at) for number, at in enumerate(times, 1)))


def free_port() -> int:
    """Return a port that nothing listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(what: Callable[[], bool], seconds: float, complaint: str = "it never came true") -> float:
    """Wait until `what()` is true; return how many seconds that took, or fail."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < seconds, complaint
        time.sleep(0.01)
    return time.monotonic() - begun
