"""The WSGI application: finds the page for an address and joins what it is made of."""

import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from barta.delivery import addresses, media
from barta.delivery.answers import PATIENCE, STATUS_LINES, Answer, Headers, plain, unavailable
from barta.delivery.aside import AsideError, BusyError
from barta.delivery.asking import Asking
from barta.delivery.counting import UNSEEN, Counting
from barta.delivery.negotiation import accepts_gzip, has_already, unchanged_since
from barta.delivery.questions import PATH as SEARCH_PATH
from barta.delivery.questions import asked
from barta.delivery.shared import Shared, not_kept
from barta.pagestore import (
    STORY,
    DamagedError,
    Holding,
    Reader,
    Recipe,
    Repair,
    StoreError,
    View,
    error_key,
    etag,
    gathered,
    inflated,
    path_key,
    recipe_of,
    request_repair,
    story_key,
)

Environ = dict[str, Any]
StartResponse = Callable[[str, Headers], Any]
Reply = tuple[int, Headers, list[bytes], int]
"""An Answer, or as much: status, headers, body and its length."""

Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_FOREVER_NOT = ("Cache-Control", "public, max-age=60, s-maxage=60")
_MOST_REMEMBERED = 10_000
_ID_LETTERS = 10
_READING = frozenset({"GET", "HEAD"})
WITHOUT_LENGTH = frozenset({204, 304})
"""Statuses whose answers have no content, and do not say how long it is (RFC 9110, section 8.6)."""


log = logging.getLogger("barta.delivery")


def make_application(
    home: Path, *, clock: Callable[[], float] = time.time, avoid: str = "", hold: float = 0.0
) -> Application:
    """Return a WSGI application that serves the page store and the public pictures in a home folder.

    `clock` gives seconds since 1970; `avoid` names a generation that kills its readers; for `hold` seconds
    stories are served from one snapshot of the store. Nothing is opened before the first request, so that
    the application may be made before a fork. It never reads a request's body and returns lists only.
    """
    return Delivery(home, clock, avoid, Asking(home, clock, avoid), hold)


class _UnavailableError(Exception):
    """The page is there but must not be shown."""


class Delivery:
    """Answers requests; one for each process, shared by its threads.

    What takes work is left to `asking`; without it, it is a page like any other.
    """

    def __init__(
        self,
        home: Path,
        clock: Callable[[], float],
        avoid: str = "",
        asking: Asking | None = None,
        hold: float = 0.0,
    ) -> None:
        self._media = home / "public" / "media"
        self._reader = Reader(home / "store", avoid=avoid)
        self._holding = Holding(self._reader, hold)
        self._asking = asking
        self._counting = Counting(home, clock, self._note)
        self._elsewhere = {"media": self._picture, "search": self._search, "v": self._beacon}
        self._clock = clock
        self._shared: Shared | None = None
        self._noted: set[str] = set()

    def __call__(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Answer one request, as PEP 3333 has it."""
        status, headers, chunks, length = self.answer(environ)
        if status not in WITHOUT_LENGTH:
            headers = [*headers, ("Content-Length", str(length))]
        start_response(STATUS_LINES[status], headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else chunks

    def answer(self, environ: Environ) -> Reply:
        """Answer one request, whatever happens; a HEAD like a GET, and the length is not yet a header."""
        try:
            return self._answer(environ)
        except (StoreError, _UnavailableError) as error:
            self._note(str(error))
            return unavailable()
        except Exception:
            # Whatever fault of ours this is, the log has to have it and the reader a Bangla page.
            log.exception("a request could not be answered")
            return plain(500)

    def _note(self, trouble: str) -> None:
        """Log a trouble, but not the same one again and again."""
        if trouble not in self._noted and len(self._noted) < _MOST_REMEMBERED:
            self._noted.add(trouble)
            log.error("not available: %s", trouble)

    def close(self) -> None:
        """Close the page store and end the process beside us; the next requests open and start them again."""
        self._counting.close()
        self._holding.close()
        self._reader.close()
        if self._asking is not None:
            self._asking.close()

    def _answer(self, environ: Environ) -> Reply:
        path_info: str = environ["PATH_INFO"]
        if (
            environ["REQUEST_METHOD"] != "GET"
            or "CONTENT_LENGTH" in environ
            or "HTTP_TRANSFER_ENCODING" in environ
            or len(path_info) > addresses.LONGEST
        ):
            refused = _refused(environ, path_info)
            if refused is not None:
                return refused
        parts = path_info.split("/", 3)
        if len(parts) > 2 and len(parts[2]) == _ID_LETTERS and parts[2].isascii():
            reply = self._story(environ, path_info, parts[2])
            if reply is not None:
                return reply
        elsewhere = self._elsewhere.get(parts[1]) if len(parts) > 1 else None
        reply = elsewhere(environ, path_info) if elsewhere else None
        if reply is not None:
            return reply
        with self._reader.snapshot() as view:
            return self._found(environ, view, addresses.decoded(path_info))

    def _story(self, environ: Environ, path_info: str, identity: str) -> Reply | None:
        """Answer with the story whose own address, as browsers send it, was asked for; None for all else."""
        key = STORY + identity.encode()
        lent = self._holding.take()
        view = lent[1]
        try:
            try:
                recipe = view.get_recipe(key)
            except DamagedError as error:
                recipe = self._as_it_was(key, error)
            if recipe is None or recipe.path != path_info.encode("latin-1", "replace"):
                return None
            reply = self._shown(environ, view, recipe)
        finally:
            self._holding.give(lent)
        if recipe.status == 200 and environ["REQUEST_METHOD"] == "GET":
            self._counting.read(environ)
        return reply

    def _picture(self, environ: Environ, path_info: str) -> Answer | None:
        return media.picture(self._media, path_info, environ.get("HTTP_IF_NONE_MATCH", ""))

    def _beacon(self, environ: Environ, path_info: str) -> Answer:
        try:
            with self._reader.snapshot() as view:
                return self._counting.beacon(environ, path_info, view)
        except StoreError as error:
            self._note(str(error))
            return UNSEEN

    def _found(self, environ: Environ, view: View, path: str | None) -> Reply:
        """Answer for what stands at a decoded path, or that nothing does."""
        recipe = self._at(view, path) if path is not None else None
        if recipe is not None and path is not None and 200 <= recipe.status < 300:
            own = recipe.path.decode()
            if own != path:
                return _redirect(self._sharing(view), own, recipe.tag)
        recipe = recipe or self._recipe(view, error_key(404))
        if recipe is None:
            return plain(404)
        if recipe.location:
            return _redirect(self._sharing(view), recipe.location, recipe.tag, recipe.status)
        return self._shown(environ, view, recipe)

    def _at(self, view: View, path: str) -> Recipe | None:
        """Return the story that a path names by its id, else the page at the path, with a slash or without.

        An ended story is shown at any path: what its address said is not to be repeated.
        """
        identity = addresses.public_id(path)
        recipe = self._recipe(view, story_key(identity)) if identity else None
        for spelt in () if recipe else (path, path.rstrip("/")):
            found = self._recipe(view, path_key(spelt)) if spelt else None
            if found is not None and found.path == spelt.encode():
                return found
        return recipe

    def _search(self, environ: Environ, path_info: str) -> Reply | None:
        """Return the answer to a question, or the page that asks for patience; None if nothing is asked.

        No snapshot is held while the process beside us works: the store could not grow meanwhile.
        """
        if path_info != SEARCH_PATH or self._asking is None:
            return None
        if not asked(environ.get("QUERY_STRING", "")).question:
            return None
        try:
            return self._asking.answer(environ)
        except BusyError:
            pass
        except AsideError as error:
            self._note(f"search: {error}")
        with self._reader.snapshot() as view:
            recipe = self._recipe(view, error_key(503))
            if recipe is None:
                return unavailable()
            status, headers, chunks, length = self._shown(environ, view, recipe)
        return status, [*headers, PATIENCE], chunks, length

    def _recipe(self, view: View, key: bytes) -> Recipe | None:
        """Return a page; a damaged one as it last was, if that may be shown, and the press is told."""
        try:
            return view.get_recipe(key)
        except DamagedError as error:
            return self._as_it_was(key, error)

    def _as_it_was(self, key: bytes, damage: DamagedError) -> Recipe:
        """Return a damaged page as it last was, and tell the press."""
        self._note(str(damage))
        request_repair(self._reader.folder, Repair("page", key))
        page = self._reader.last_good(lambda before: before.get_page(key))
        if page is None:
            raise _UnavailableError(f"the page under {key!r} is damaged") from damage
        return recipe_of(page)

    def _shown(self, environ: Environ, view: View, recipe: Recipe) -> Reply:
        """Answer with a page and what its slots show now."""
        shared = self._shared
        if shared is None or shared.moment != view.moment:
            shared = self._sharing(view)
        common = shared.common(view, self._clock(), recipe.layout)
        gzip = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        groups, tags = common.whole if recipe.story not in common.listed else common.without(recipe.story)
        headers, own = common.headers[gzip], [("Cache-Tag", recipe.tag)] if recipe.tag else []
        if tags is None:
            headers = not_kept(headers)
        elif recipe.status == 200:
            tag = etag(recipe.own, tags, gzip=gzip)
            own.append(("ETag", tag))
            if recipe.date:
                own.append(("Last-Modified", recipe.date))
            conditional = "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ
            if conditional and _already_there(environ, tag, recipe.modified):
                return 304, common.repeated + own, [], 0
        body = gathered(recipe, groups) if gzip else inflated(recipe, groups)
        return recipe.status, headers + own, [body], len(body)

    def _sharing(self, view: View) -> Shared:
        shared = self._shared
        if shared is None or shared.moment != view.moment:
            shared = self._shared = Shared(self._reader, view)
        return shared


def _refused(environ: Environ, path_info: str) -> Answer | None:
    """Return why a request is not answered: it wants to write, brings something along, or is too long."""
    if environ.get("HTTP_TRANSFER_ENCODING") or environ.get("CONTENT_LENGTH", "0") not in {"", "0"}:
        return plain(413)
    if environ["REQUEST_METHOD"] not in _READING:
        return plain(405, ("Allow", "GET, HEAD"))
    return plain(414) if len(path_info) > addresses.LONGEST else None


def _redirect(shared: Shared, path: str, tag: str, status: int = 301) -> Answer:
    location = addresses.encoded(path)
    if location is None:
        return plain(404)
    headers = [*shared.profile("redirect"), ("Location", location)]
    if not any(name.lower() == "cache-control" for name, _ in headers):
        headers.append(_FOREVER_NOT)
    if tag:
        headers.append(("Cache-Tag", tag))
    return Answer(status, headers, [], 0)


def _already_there(environ: Environ, tag: str, modified: int) -> bool:
    if "HTTP_IF_NONE_MATCH" in environ:
        return has_already(environ["HTTP_IF_NONE_MATCH"], tag)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return bool(since and modified and unchanged_since(since, modified))
