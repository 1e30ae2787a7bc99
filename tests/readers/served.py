"""The demo paper as readers get it: loaded, printed, and delivered on a port of this machine."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
READY = 30.0


class Answer(NamedTuple):
    """What came back for one request: status, headers in lower case, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Served:
    """A paper that is being delivered."""

    home: Path
    base: str
    kinds: Mapping[str, str]

    def url(self, path: str) -> str:
        """Return the whole address of a decoded path."""
        return self.base + quote(path, safe="/?=&%+")

    def get(self, path: str, **headers: str) -> Answer:
        """Return what a reader's program gets, redirects not followed."""
        return _get(self.url(path), headers)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:  # type: ignore[override]
        """Follow nothing."""


def _get(url: str, headers: Mapping[str, str] | None = None) -> Answer:
    opener = urllib.request.build_opener(_NoRedirects)
    asked = urllib.request.Request(url, headers=dict(headers or {}))
    try:
        with opener.open(asked, timeout=20) as answer:
            return Answer(answer.status, _lower(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _lower(error.headers), error.read())


def _lower(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}  # type: ignore[attr-defined]


def barta(home: Path, site: str, *arguments: str) -> str:
    """Run the `barta` command on `home` and return what it printed; a failure raises with its words."""
    done = subprocess.run(
        [sys.executable, "-m", "barta", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "BARTA_HOME": str(home), "BARTA_SITE_URL": site},
    )
    if done.returncode:
        raise RuntimeError(f"barta {' '.join(arguments)}: {done.stderr}")
    return done.stdout


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """Load the demo paper into the empty `home` and deliver it until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    base = f"http://127.0.0.1:{port}"
    barta(home, base, "demo")
    barta(home, base, "show", "/")
    delivery = subprocess.Popen(
        [sys.executable, "-m", "barta", "deliver", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "BARTA_HOME": str(home), "BARTA_SITE_URL": base},
    )
    try:
        wait(base)
        yield Served(home, base, kinds(home, base))
    finally:
        delivery.terminate()
        delivery.wait(20)


def wait(base: str) -> None:
    """Return when delivery answers; raise RuntimeError when it does not in time."""
    until = time.monotonic() + READY
    while True:
        try:
            if _get(base + "/").status == 200:
                return
        except OSError:
            pass
        if time.monotonic() > until:
            raise RuntimeError("delivery did not answer in time")
        time.sleep(0.05)


def kinds(home: Path, base: str) -> dict[str, str]:
    """Return a path of every kind of page that the demo paper has, by the kind's name."""
    from barta import ledger
    from barta.edition import Ending, Person, Story, Topic, decode

    newest: dict[str, list[object]] = {}
    connection = ledger.connect(f"sqlite:///{home / 'newsroom.sqlite3'}")
    try:
        for kind in ("story", "person", "topic", "section", "ending"):
            items = ledger.newest_of_kind(connection, kind, after=None, limit=1000)
            newest[kind] = [decode(kind, item.record.schema, item.payload) for item in items if item.payload]
    finally:
        connection.close()
    sections = {one.id: one for one in newest["section"]}  # type: ignore[attr-defined]
    stories = [one for one in newest["story"] if isinstance(one, Story)]
    people = [one for one in newest["person"] if isinstance(one, Person)]
    topics = [one for one in newest["topic"] if isinstance(one, Topic)]
    endings = [one for one in newest["ending"] if isinstance(one, Ending) and one.public_id]

    def path(story: Story) -> str:
        return f"/{sections[story.section].slug}/{story.public_id}/{story.slug}"  # type: ignore[attr-defined]

    def has(story: Story, block: str) -> bool:
        return any(type(one).__name__ == block for one in story.body)

    lead = max((one for one in stories if one.pictures), key=lambda one: len(one.body))
    eldest = min(stories, key=lambda one: one.published)
    from barta.bangla.calendar import from_gregorian
    from barta.bangla.dates import DHAKA

    day = eldest.published.astimezone(DHAKA).date()
    bangla = from_gregorian(day)
    return {
        "front": "/",
        "section": "/town",
        "most-read": "/most-read",
        "story": path(lead),
        "story-plain": path(next(one for one in stories if not one.pictures)),
        "story-table": path(next(one for one in stories if has(one, "Table"))),
        "story-corrected": path(next(one for one in stories if one.corrections)),
        "person": f"/people/{next(one.slug for one in people if one.kind == 'person' and one.asset)}",
        "desk": f"/people/{next(one.slug for one in people if one.kind == 'desk')}",
        "topic": f"/topics/{topics[0].slug}",
        "archive": "/archive",
        "archive-year": f"/archive/{day.year}",
        "archive-month": f"/archive/{day:%Y/%m}",
        "archive-day": f"/archive/{day:%Y/%m/%d}",
        "archive-bangla-month": f"/archive/bangla/{bangla.year}/{bangla.month:02}",
        "archive-bangla-day": f"/archive/bangla/{bangla.year}/{bangla.month:02}/{bangla.day:02}",
        "section-archive": "/town/archive",
        "section-month": f"/{sections[eldest.section].slug}/archive/{day:%Y/%m}",  # type: ignore[attr-defined]
        "about": "/about",
        "contact": "/contact",
        "corrections-policy": "/corrections-policy",
        "search": "/search",
        "search-found": "/search?q=নদী",
        "search-nothing": "/search?q=কখগঘঙচছজঝঞ",
        "missing": "/নেই-এমন-পাতা",
        "withdrawn": f"/town/{next(one.public_id for one in endings if one.manner == 'withdraw')}",
        "not-available": f"/town/{next(one.public_id for one in endings if one.manner == 'unpublish')}",
        "offline": "/offline",
    }


def logins(home: Path) -> dict[str, str]:
    """Return the demo's passwords by user name."""
    return {
        one["username"]: one["password"] for one in json.loads((home / "demo-logins.json").read_text("utf-8"))
    }
