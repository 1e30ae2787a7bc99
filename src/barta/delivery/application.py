"""The WSGI application: finds the page for an address and joins its segments."""

import logging
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from barta.delivery import addresses, media
from barta.delivery.answers import PATIENCE, STATUS_LINES, Answer, Headers, plain, unavailable
from barta.delivery.negotiation import accepts_gzip, has_already, http_date, unchanged_since
from barta.delivery.searching import PATH as SEARCH_PATH
from barta.delivery.searching import Searching
from barta.delivery.shared import Ready, Shared
from barta.pagestore import (
    DamagedError,
    Page,
    Reader,
    Repair,
    StoreError,
    View,
    choose,
    error_key,
    etag,
    gzipped,
    inflate,
    path_key,
    request_repair,
    story_key,
)

Environ = dict[str, Any]
StartResponse = Callable[[str, Headers], Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_FOREVER_NOT = ("Cache-Control", "public, max-age=60, s-maxage=60")
_NOT_KEPT = ("Cache-Control", "no-store")
_KEPT_IN_304 = frozenset({"cache-control", "expires"})
_MOST_REMEMBERED = 10_000
_MOST_KEPT = 64 * 1024

log = logging.getLogger("barta.delivery")


def make_application(home: Path, *, clock: Callable[[], float] = time.time, avoid: str = "") -> Application:
    """Return a WSGI application that serves the page store and the public pictures in a home folder.

    `clock` gives seconds since 1970; `avoid` names a generation that kills its readers. Nothing is opened
    before the first request, so that the application may be made before a fork. It never reads a
    request's body and returns lists only.
    """
    return Delivery(home, clock, avoid)


class _UnavailableError(Exception):
    """The page is there but must not be shown."""


class Delivery:
    """Answers requests; one for each process, shared by its threads."""

    def __init__(self, home: Path, clock: Callable[[], float], avoid: str = "") -> None:
        self._media = home / "public" / "media"
        self._reader = Reader(home / "store", avoid=avoid)
        self._searching = Searching(home / "search", self._note)
        self._clock = clock
        self._shared: Shared | None = None
        self._noted: set[str] = set()

    def __call__(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Answer one request, as PEP 3333 has it."""
        try:
            answer = self._answer(environ)
        except (StoreError, _UnavailableError) as error:
            self._note(str(error))
            answer = unavailable()
        except Exception:
            # Whatever fault of ours this is, the log has to have it and the reader a Bangla page.
            log.exception("a request could not be answered")
            answer = plain(500)
        headers = answer.headers
        if answer.status != 304:
            headers.append(("Content-Length", str(answer.length)))
        start_response(STATUS_LINES[answer.status], headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else answer.chunks

    def _note(self, trouble: str) -> None:
        """Log a trouble, but not the same one again and again."""
        if trouble not in self._noted and len(self._noted) < _MOST_REMEMBERED:
            self._noted.add(trouble)
            log.error("not available: %s", trouble)

    def close(self) -> None:
        """Close the page store and the search; the next request opens them again."""
        self._reader.close()
        self._searching.close()

    def _answer(self, environ: Environ) -> Answer:
        if environ.get("CONTENT_LENGTH", "0") not in {"", "0"} or environ.get("HTTP_TRANSFER_ENCODING"):
            return plain(413)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return plain(405, ("Allow", "GET, HEAD"))
        path_info = environ["PATH_INFO"]
        if len(path_info) > addresses.LONGEST:
            return plain(414)
        path = addresses.decoded(path_info)
        if path is not None and path.startswith(media.PREFIX):
            found = media.picture(self._media, path, environ.get("HTTP_IF_NONE_MATCH", ""))
            if found is not None:
                return found
        with self._reader.snapshot() as view:
            return self._shown(environ, view, path)

    def _shown(self, environ: Environ, view: View, path: str | None) -> Answer:
        shared, now = self._sharing(view), int(self._clock())
        gzip = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        recent = shared.recent(now)
        ready = recent.get((path, gzip))
        if ready is None:
            page = self._found(view, path)
            if page is None:
                return plain(404)
            if page.status in {301, 302, 307, 308}:
                return _redirect(shared, page)
            question = path == SEARCH_PATH and page.status == 200
            if question:
                page = self._searching.answered(page, view, environ.get("QUERY_STRING", ""), now=now)
            ready = _ready(shared, view, page, now=now, gzip=gzip)
            if page.status == 503:
                ready.headers.append(PATIENCE)
            if page.status == 200 and ready.length <= _MOST_KEPT and not question:
                recent[path, gzip] = ready
        if ready.etag and _already_there(environ, ready):
            return Answer(304, [item for item in ready.headers if _kept_in_304(item[0])], [], 0)
        return Answer(ready.status, ready.headers.copy(), ready.body, ready.length)

    def _found(self, view: View, path: str | None) -> Page | None:
        page = None if path is None else self._page_of_story(view, path) or self._page_at(view, path)
        return self._page(view, error_key(404)) if page is None else page

    def _page_of_story(self, view: View, path: str) -> Page | None:
        """Return the story's page, or a way to it if the path is not its own.

        An ended story is shown at any path: what its address said is not to be repeated.
        """
        identity = addresses.public_id(path)
        page = self._page(view, story_key(identity)) if identity else None
        if page is None or page.status >= 400 or page.path == path:
            return page
        return _way_to(page)

    def _page_at(self, view: View, path: str) -> Page | None:
        page = self._page(view, path_key(path))
        if page is not None and page.path == path:
            return page
        shorter = path.rstrip("/")
        if shorter and shorter != path:
            page = self._page(view, path_key(shorter))
            if page is not None and page.path == shorter:
                return page if page.status >= 300 else _way_to(page)
        return None

    def _page(self, view: View, key: bytes) -> Page | None:
        """Return a page; a damaged one as it last was, if that may be shown, and the press is told."""
        try:
            return view.get_page(key)
        except DamagedError as error:
            self._note(str(error))
            request_repair(self._reader.folder, Repair("page", key))
            page = self._reader.last_good(lambda before: before.get_page(key))
            if page is None:
                raise _UnavailableError(f"the page under {key!r} is damaged") from error
            return page

    def _sharing(self, view: View) -> Shared:
        shared = self._shared
        if shared is None or shared.moment != view.moment:
            shared = self._shared = Shared(self._reader, view)
        return shared


def _redirect(shared: Shared, page: Page) -> Answer:
    location = addresses.encoded(page.location)
    if location is None:
        return plain(404)
    headers = [*shared.headers("redirect"), ("Location", location)]
    if not any(name.lower() == "cache-control" for name, _ in headers):
        headers.append(_FOREVER_NOT)
    if page.tag:
        headers.append(("Cache-Tag", page.tag))
    return Answer(page.status, headers, [], 0)


def _ready(shared: Shared, view: View, page: Page, *, now: int, gzip: bool) -> Ready:
    """Join a page's segments and gather its headers; raise DamagedError if they do not inflate."""
    segments = choose(page, partial(shared.slot, view), now=now)
    headers = [*shared.headers(page.profile), ("Vary", "Accept-Encoding"), ("Content-Type", page.media_type)]
    if page.tag:
        headers.append(("Cache-Tag", page.tag))
    if shared.damaged:
        headers = [*(item for item in headers if item[0].lower() != "cache-control"), _NOT_KEPT]
    tag = etag(page, segments, gzip=gzip) if page.status == 200 and not shared.damaged else ""
    if tag:
        headers.append(("ETag", tag))
        if page.modified:
            headers.append(("Last-Modified", http_date(page.modified)))
    if gzip:
        headers.append(("Content-Encoding", "gzip"))
    body = b"".join(gzipped(segments) if gzip else [inflate(segment) for segment in segments])
    return Ready(page.status, headers, tag, page.modified, [body], len(body))


def _way_to(page: Page) -> Page:
    return Page(301, "redirect", page.path, "", (), "", location=page.path, tag=page.tag)


def _already_there(environ: Environ, ready: Ready) -> bool:
    if_none_match = environ.get("HTTP_IF_NONE_MATCH")
    if if_none_match is not None:
        return has_already(if_none_match, ready.etag)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return bool(since and ready.modified and unchanged_since(since, ready.modified))


def _kept_in_304(name: str) -> bool:
    return name in {"Vary", "ETag", "Last-Modified", "Cache-Tag"} or name.lower() in _KEPT_IN_304
