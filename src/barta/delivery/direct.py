"""The shortest way from Granian to the application, past the parts of WSGI that cost time and say nothing.

Granian's own way copies the process's environment into each request's, has the status written as text and
reads it again. That is 2 of some 24 microseconds. What a request states is the same, the application too.
"""

import logging
from collections.abc import Callable
from typing import Any, Protocol

from granian.server import mp

from barta.delivery.application import WITHOUT_LENGTH, Delivery
from barta.delivery.handover import parting

log = logging.getLogger("barta.delivery")

_WRAP = "_wsgi_call_wrap"


class _Protocol(Protocol):
    """What Granian sends an answer by; it states the length of what there is, and gives a HEAD no content."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Send an answer in one piece."""


Runner = Callable[[_Protocol, dict[str, Any]], int]


def runner(delivery: Delivery) -> Runner:
    """Return what Granian calls for each request, instead of a WSGI application."""
    answer = delivery.answer

    def run(protocol: _Protocol, scope: dict[str, Any]) -> int:
        status, headers, chunks, length = answer(scope)
        body = chunks[0] if len(chunks) == 1 else b"".join(chunks)
        if not body and status not in WITHOUT_LENGTH:
            headers = [*headers, ("Content-Length", str(length))]
        if parting:
            headers = [*headers, *parting]
        protocol.response_bytes(status, headers, body)
        return status

    return run


def take(delivery: Delivery) -> None:
    """Let the worker that this process becomes go the short way; one that has none goes Granian's own."""
    if not hasattr(mp, _WRAP):
        log.warning("this Granian has no short way: requests take some microseconds longer")
        return
    setattr(mp, _WRAP, lambda *_: runner(delivery))
