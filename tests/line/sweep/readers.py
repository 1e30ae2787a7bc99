"""Readers: requests to delivery in this process, and a crawl of every page there is a way to."""

import gzip
import html
import io
import re
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

from barta.delivery.application import Application
from barta.pagestore import dump

_LINK = re.compile(rb"""(?:href|src|srcset|action|content)\s*=\s*["']([^"']+)["']""")
_SITE = "https://paper.example"
_MOST = 20_000


class Answer(NamedTuple):
    """What a reader got for a path: the status, the headers by lower-case name, and the plain body."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def everything(self) -> bytes:
        """Return status, headers (as sent and decoded) and body."""
        lines = [f"{self.status}"]
        for name, value in self.headers.items():
            lines += [f"{name}: {value}", unquote(value)]
        return "\n".join(lines).encode() + b"\n" + self.body


def ask(
    application: Application, path: str, *, gzipped: bool = False, method: str = "GET", **more: str
) -> Answer:
    """Ask delivery for a decoded path; `more` are WSGI's names of headers, such as HTTP_IF_NONE_MATCH."""
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(),
        "HTTP_ACCEPT_ENCODING": "gzip" if gzipped else "identity",
        **more,
    }
    body = b"".join(application(environ, lambda status, headers: told.append((status, headers))))
    status, headers = told[0]
    named = {name.lower(): value for name, value in headers}
    if named.get("content-encoding") == "gzip" and body:
        body = gzip.decompress(body)
    return Answer(path, int(status[:3]), named, body)


def stored_paths(home: Path) -> list[str]:
    """Return the path of every page in the live page store."""
    found = []
    for table, _, value in dump(home / "store"):
        line = re.search(rb"^path: (/.*)$", value, re.MULTILINE) if table == "pages" else None
        if line:
            found.append(line.group(1).decode())
    return found


def crawl(application: Application, home: Path, guesses: Iterable[str] = ()) -> list[Answer]:
    """Ask for every stored page, every guess, and whatever they lead to, plain and gzipped.

    The HEAD of each is asked for too; every public file is a page.
    """
    media = sorted(file.name for file in (home / "public" / "media").glob("*"))
    beginnings = ["/", *stored_paths(home), *guesses, *(f"/media/{name}" for name in media)]
    waiting, seen, answers = deque(beginnings), set[str](), []
    while waiting and len(seen) < _MOST:
        path = waiting.popleft()
        if path in seen:
            continue
        seen.add(path)
        plain = ask(application, path)
        answers += [plain, ask(application, path, gzipped=True), ask(application, path, method="HEAD")]
        waiting += [link for link in _links(plain) if link not in seen]
    assert not waiting, f"there is no end of pages: {waiting[0]}"
    return answers


def _links(answer: Answer) -> list[str]:
    found = [answer.headers.get("location", "")]
    if answer.headers.get("content-type", "").startswith("text/"):
        found += [html.unescape(link.decode()) for link in _LINK.findall(answer.body)]
    paths = []
    for text in found:
        for part in text.split(", ") if " " in text else [text]:
            address = urldefrag(part.split(" ")[0]).url.removeprefix(_SITE)
            if address.startswith("/") and not address.startswith("//"):
                paths.append(unquote(urlsplit(address).path))
    return paths
