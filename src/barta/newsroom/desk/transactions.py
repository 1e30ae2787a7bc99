"""Writing requests of the newsroom run in one transaction; reading ones in none.

A change, its log entry and its ledger record must be there together or not at all, so every request that
may write is wrapped. Reads are not: an immediate transaction takes SQLite's write lock, and every page
view would wait for it. Autosaves (JSON) are not either: they are atomic in themselves and render HTML for
longer than they write.
"""

from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

_READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def is_autosave(request: HttpRequest) -> bool:
    """Return whether the browser saves by itself: it asks for JSON only and presses no button."""
    return not request.accepts("text/html") and not any(name.startswith("action-") for name in request.POST)


def written_whole(view: View) -> View:
    """Return `view` so that its writing requests commit everything or nothing."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method in _READING or is_autosave(request):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    return wrapped
