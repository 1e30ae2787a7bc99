"""The access log: one line a request, without anything about who asked."""

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from barta.delivery.handover import parting

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Write = Callable[[bytes], object]

STDERR = "-"
_LONGEST = 512
_SAFE = "/-._~!$&'()*+,;=:@"
_STDERR_NUMBER = 2


def logged(application: Application, write: Write, clock: Callable[[], float] = time.time) -> Application:
    """Return the application, writing a line for each answer.

    The line: time in UTC, method, path, status, bytes of body, milliseconds. The path is percent-encoded
    anew, so that no line can hold another line or a terminal's commands. What was searched for is left
    out with the rest of the query, and so are addresses, agents and referrers.
    """

    def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        began = time.perf_counter()
        status = "500"

        def started(line: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, [*headers, *parting], *more)

        size = 0
        try:
            chunks = list(application(environ, started))
            size = sum(map(len, chunks))
        finally:
            took = (time.perf_counter() - began) * 1000
            write(_line(clock(), environ, status, size, took))
        return chunks

    return answered


def writer(where: str) -> Write:
    """Return what appends a line to a file, or to standard error for "-".

    Raises OSError if the file cannot be opened. A line that cannot be written later, for want of room,
    is lost: readers are served all the same.
    """
    if where == STDERR:
        number = _STDERR_NUMBER
    else:
        number = os.open(Path(where), os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)

    def write(line: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(number, line)

    return write


def _line(now: float, environ: dict[str, Any], status: str, size: int, took: float) -> bytes:
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    method = environ["REQUEST_METHOD"]
    if not (method.isascii() and method.isalpha()):
        method = "?"
    path = quote(environ["PATH_INFO"].encode("latin-1", "replace")[:_LONGEST], safe=_SAFE)
    return f"{moment} {method[:16]} {path} {status} {size} {took:.2f}\n".encode()
