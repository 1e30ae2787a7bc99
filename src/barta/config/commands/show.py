"""`barta show`: a page exactly as a reader gets it, now or as of another moment."""

import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes, urlsplit

from barta.bangla.dates import DHAKA
from barta.config.commands import parser
from barta.config.commands.press import open_press
from barta.config.home import Home, HomeError
from barta.config.readiness import ensure_ready
from barta.delivery import make_application
from barta.importers.archive import YEARS
from barta.press import moment
from barta.rendering import visible_text

MOST_REDIRECTS = 5
LONGEST_PATH = 4096

_QUERY_SAFE = "!$&'()*+,;=:@/?%-._~"


class Shown(NamedTuple):
    """An answer of delivery: the status line, headers by lower-case name, and the body."""

    status: str
    headers: dict[str, str]
    body: bytes


def main(arguments: Sequence[str]) -> int:
    """Print the page at PATH; what is not a page or a moment ends in a message and exit code 2."""
    made = parser(
        "show",
        "Print a page exactly as a reader gets it; redirects are followed and said.\n"
        "--at shows the page as of a moment: of what is public now, the stories published up to then.",
        "  barta show /\n  barta show --text /national/k3m8z0q1w2\n  barta show --text '/search?q=রাশিয়া'\n"
        "  barta show --at 2025-07-03T12:00 --text /foreign/k3m8z0q1w2/কিছু-একটা",
    )
    made.add_argument("path", metavar="PATH", help="an address below the site, decoded or percent-encoded")
    made.add_argument("--at", default="", metavar="TIME", help="ISO 8601; without a zone it is Dhaka's")
    made.add_argument("--text", action="store_true", help="the visible text in reading order")
    called = made.parse_args(arguments)
    home = Home.from_environment()
    path, at = read_path(called.path, home), read_moment(called.at)
    query = read_query(called.path)
    ensure_ready(home)
    with open_press(home) as press:
        press.catch_up()
    shown = page(home, path, at, query)
    if not shown.status.startswith("200"):
        print(f"barta show: {shown.status}: {path}", file=sys.stderr)
    if called.text:
        print(visible_text(shown.body.decode("utf-8")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(shown.body)
        sys.stdout.buffer.flush()
    return 0


def read_path(text: str, home: Home) -> str:
    """Return the decoded path in an argument that may be a whole URL of this paper.

    Raises HomeError for what cannot be an address.
    """
    if text.startswith(("http://", "https://")):
        if not text.startswith(f"{home.site_url}/") and text != home.site_url:
            raise HomeError(
                f"{text[:80]!r} is not an address of {home.site_url}: give a path such as /national"
            )
        text = text.removeprefix(home.site_url) or "/"
    try:
        path = unquote_to_bytes(urlsplit(text).path.encode("utf-8")).decode("utf-8")
    except ValueError as error:
        raise HomeError(f"the address is not UTF-8 ({error}): give a path such as /national") from error
    if not path.startswith("/"):
        raise HomeError(
            f"{text[:80]!r} is not an address: begin with /, such as /national (see `barta addresses`)"
        )
    if "\0" in path or len(path.encode()) > LONGEST_PATH:
        raise HomeError("no address holds a NUL or is that long: give a path such as /national")
    return path


def read_query(text: str) -> str:
    """Return what stands behind the `?` of an address as a browser sends it; the search alone reads it."""
    return quote(urlsplit(text).query, safe=_QUERY_SAFE, errors="replace")


def read_moment(text: str) -> datetime | None:
    """Return the moment that --at names, None for now; a date alone is its midnight in Dhaka."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
        at = at if at.tzinfo else at.replace(tzinfo=DHAKA)
        if at.year not in YEARS:
            raise ValueError(f"the year is not from {YEARS[0]} to {YEARS[-1]}")
    except ValueError as error:
        raise HomeError(f"--at {text[:60]!r}: {error}; give ISO 8601, such as 2025-07-03T12:00") from error
    return at


def page(home: Home, path: str, at: datetime | None, query: str = "") -> Shown:
    """Return what delivery answers for `path`, from the page store or from one made for the moment `at`.

    `query` is percent-encoded. A moment has no search: its page says so.
    """
    if at is None:
        return _follow(home.folder, path, query)
    with tempfile.TemporaryDirectory(prefix="barta-show-") as name:
        folder = Path(name)
        (folder / "public").symlink_to(home.folder / "public")
        where = path
        for _ in range(MOST_REDIRECTS):
            store = folder / "store"
            moment(
                home.folder, where, at, store, ledger_url=home.database, readership_url=home.readership_url
            )
            shown = _ask(folder, where, at, query)
            if "location" not in shown.headers:
                break
            where = _redirected(shown)
            shutil.rmtree(store)
        return shown


def _follow(folder: Path, path: str, query: str) -> Shown:
    for _ in range(MOST_REDIRECTS):
        shown = _ask(folder, path, None, query)
        if "location" not in shown.headers:
            break
        path = _redirected(shown)
    return shown


def _redirected(shown: Shown) -> str:
    location = shown.headers["location"]
    path = unquote_to_bytes(urlsplit(location).path).decode("utf-8")
    print(f"barta show: {shown.status}: {path}", file=sys.stderr)
    return path


def _ask(folder: Path, path: str, at: datetime | None, query: str) -> Shown:
    answered: dict[str, Shown] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        answered["it"] = Shown(status, {name.lower(): value for name, value in headers}, b"")

    application = make_application(folder, clock=at.timestamp) if at else make_application(folder)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "RAW_URI": quote(path),
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(),
    }
    body = b"".join(application(environ, start))
    return answered["it"]._replace(body=body)
