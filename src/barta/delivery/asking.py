"""What has to be worked out: the worker hands the request on, and sends what comes back as it is."""

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from barta.delivery.answers import STATUS_LINES, Answer, Headers
from barta.delivery.aside import Aside, AsideError, BusyError
from barta.delivery.questions import LONGEST_QUERY

MODULE: Final = "barta.delivery.answering"
"""The module that runs beside the worker."""

_HEAD = struct.Struct("<I")
_LONGEST: Final = {
    "PATH_INFO": 4096,
    "QUERY_STRING": LONGEST_QUERY,
    "HTTP_ACCEPT_ENCODING": 4096,
    "HTTP_IF_NONE_MATCH": 4096,
    "HTTP_IF_MODIFIED_SINCE": 100,
}
_NO_TEXT = frozenset("\r\n\0")


class Asking:
    """Hands questions on; one for each worker, shared by its threads. Nothing is started before the first.

    `home` is the home folder, `clock` gives seconds since 1970, `avoid` names a generation of the page
    store that kills its readers.
    """

    def __init__(self, home: Path, clock: Callable[[], float], avoid: str = "") -> None:
        self._aside = Aside(MODULE, (str(home.absolute()), avoid))
        self._clock = clock

    @property
    def pid(self) -> int:
        """The id of the process beside the worker, 0 while there is none."""
        return self._aside.pid

    def answer(self, environ: dict[str, Any]) -> Answer:
        """Return the answer to a WSGI request whose path takes work; a HEAD gets the same as a GET.

        Raises BusyError at once while another question is being answered, AsideError if there is no
        answer within `aside.LONGEST_S` seconds. Hold no snapshot of the page store meanwhile: the store
        could not grow.
        """
        if self._aside.is_busy:
            raise BusyError("one question is being answered already")
        return unpacked(self._aside.ask(_packed(environ, self._clock())))

    def close(self) -> None:
        """End the process beside the worker; the next question starts another one."""
        self._aside.close()


def pack(answer: Answer) -> bytes:
    """Return an answer as a message."""
    head = json.dumps([answer.status, answer.headers, answer.length]).encode()
    return b"".join((_HEAD.pack(len(head)), head, *answer.chunks))


def unpacked(message: bytes) -> Answer:
    """Return the answer in a message; raise AsideError unless it is one that may be sent."""
    try:
        (size,) = _HEAD.unpack_from(message)
        head, body = message[_HEAD.size : _HEAD.size + size], message[_HEAD.size + size :]
        status, stated, length = json.loads(head)
        headers: Headers = [(name, value) for name, value in stated]
        texts = [text for header in headers for text in header]
        fit = all(isinstance(text, str) and text.isascii() and _NO_TEXT.isdisjoint(text) for text in texts)
        if not fit or status not in STATUS_LINES or length != len(body):
            raise ValueError(f"a status {status!r}, {len(headers)} headers, {len(body)} bytes")
    except (struct.error, ValueError, TypeError) as error:
        raise AsideError(f"the process beside the worker talks nonsense: {error}") from error
    return Answer(status, headers, [body], length)


def _packed(environ: dict[str, Any], now: float) -> bytes:
    request = {name: environ[name][:longest] for name, longest in _LONGEST.items() if environ.get(name)}
    return json.dumps([now, request]).encode()
