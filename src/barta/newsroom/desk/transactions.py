"""Writing requests of the newsroom run in one transaction; reading ones in none.

A change, its log entry and its ledger record must be there together or not at all, so every request that
may write is wrapped. Reads are not: an immediate transaction takes SQLite's write lock, and every page
view would wait for it. Autosaves (JSON) are not either: they are atomic in themselves and render HTML for
longer than they write; nor is the form that a preview is made of, which arrives with every pause in typing.
"""

import logging
from collections.abc import Callable
from functools import wraps

from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse

from barta.newsroom.actions.work import unit
from barta.newsroom.desk.failures import busy

logger = logging.getLogger("barta.newsroom")

View = Callable[..., HttpResponse]

_READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def is_autosave(request: HttpRequest) -> bool:
    """Return whether the browser saves by itself: it asks for JSON only and presses no button."""
    return not request.accepts("text/html") and not any(name.startswith("action-") for name in request.POST)


def unwrapped(view: View) -> View:
    """Mark `view`: its POST keeps nothing but what is being typed, and must not hold the write lock."""
    view.desk_unwrapped = True  # type: ignore[attr-defined]
    return view


def is_whole(view: View, request: HttpRequest) -> bool:
    """Return whether this request to `view` commits everything or nothing. Decorators keep the mark."""
    return not (request.method in _READING or getattr(view, "desk_unwrapped", False) or is_autosave(request))


def is_busy(error: OperationalError) -> bool:
    """Return whether the database could not be written now, though nothing is wrong with the request.

    SQLite says so of another writer, of a disk that is full and of one that is read-only; PostgreSQL of a
    lock that was waited for in vain, a deadlock or a server that is starting or gone.
    """
    text = str(error).lower()
    return any(
        sign in text for sign in ("locked", "readonly", "disk is full", "deadlock", "timeout", "connection")
    )


def written_whole(view: View) -> View:
    """Return `view` so that its writing requests commit everything or nothing."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return answer(request, *args, **kwargs)
        except OperationalError as error:
            if not is_busy(error):
                raise
            logger.warning("the database took no writing: %s %s", request.method, request.path)
            return busy(request)

    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_whole(view, request):
            return view(request, *args, **kwargs)
        # A unit of work, so that what several actions gather is appended once and last.
        with unit():
            response = view(request, *args, **kwargs)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    return wrapped
