"""The process beside a worker: it answers requests that take work, one after the other, in the same way.

    python -m barta.delivery.answering HOME AVOID PARENT

It speaks at file descriptor 0 with the worker whose process id is PARENT, and ends with it.
"""

import json
import logging
import os
import resource
import signal
import socket
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import barta.rendering  # noqa: F401 - whoever says that it is ready has loaded the templates
from barta.delivery.answers import PATIENCE, Answer, Headers, plain
from barta.delivery.application import Delivery, Environ, Reply
from barta.delivery.aside import READY
from barta.delivery.asking import pack
from barta.delivery.parentage import die_with_parent
from barta.delivery.questions import PATH
from barta.delivery.searching import Searching
from barta.pagestore import error_key, path_key, recipe_of

MOST_DATA: Final = 512 * 1024 * 1024
"""How many bytes of memory it may have of its own. The page store's map is not among them."""

NICE: Final = 10
"""How far it stands back. Measured on one core that three other processes keep busy: pages take as long as
without questions, and 22 of 24 questions are answered; at 5 pages wait twice as long, at 19 or as SCHED_IDLE
no question is answered."""

_LENGTH = struct.Struct("<I")


class Answering(Delivery):
    """Delivery at the time that the worker names, which works out what the worker hands on."""

    def __init__(self, home: Path, avoid: str = "") -> None:
        super().__init__(home, lambda: self._now, avoid)
        self._now = 0.0
        self._searching = Searching(home / "search", self._note)

    def reply(self, message: bytes) -> bytes:
        """Return the answer to a request, both as `asking` packs them."""
        self._now, request = json.loads(message)
        started: list[tuple[str, Headers]] = []
        chunks = self(
            {"REQUEST_METHOD": "GET", **request}, lambda status, headers: started.append((status, headers))
        )
        ((status, headers),) = started
        # The worker states the length itself, as it does for all answers.
        kept = [header for header in headers if header[0] != "Content-Length"]
        return pack(Answer(int(status.split()[0]), kept, chunks, sum(map(len, chunks))))

    def close(self) -> None:
        """Close the page store and the index."""
        super().close()
        self._searching.close()

    def _answer(self, environ: Environ) -> Reply:
        """Answer what the search is asked; a paper without its page has no search."""
        with self._reader.snapshot() as view:
            page = view.get_page(path_key(PATH))
            if page is None:
                recipe = self._recipe(view, error_key(404))
                return self._shown(environ, view, recipe) if recipe else plain(404)
            query = environ.get("QUERY_STRING", "")
            page = self._searching.answered(page, view, query)
            status, headers, chunks, length = self._shown(environ, view, recipe_of(page))
        patience = [PATIENCE] if status == 503 else []
        return status, headers + patience, chunks, length


def main(arguments: Sequence[str]) -> int:
    """Answer until the worker closes the line."""
    home, avoid, parent = arguments
    die_with_parent(signal.SIGKILL, int(parent))
    for number in (signal.SIGINT, signal.SIGTERM):
        # Whoever stops the whole group of processes stops the worker: what it has begun, it ends.
        signal.signal(number, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA, MOST_DATA))
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    answering = Answering(Path(home), avoid)
    # Not before: whoever asks first waits for all of the above.
    _stand_back()
    with socket.socket(fileno=0) as line:
        try:
            _send(line, READY)
            while message := _received(line):
                _send(line, answering.reply(message))
        except ConnectionError:
            # The worker has not waited for the answer, or is no more.
            pass
    answering.close()
    return 0


def _stand_back() -> None:
    """Let the kernel run this process after those that answer with pages."""
    os.setpriority(os.PRIO_PROCESS, 0, NICE)
    if hasattr(os, "sched_setscheduler"):
        # It wakes up without pushing anybody off the processor.
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _send(line: socket.socket, message: bytes) -> None:
    line.sendall(_LENGTH.pack(len(message)) + message)


def _received(line: socket.socket) -> bytes:
    """Return the next message, b"" once there is none."""
    length = _exactly(line, _LENGTH.size)
    return _exactly(line, _LENGTH.unpack(length)[0]) if length else b""


def _exactly(line: socket.socket, size: int) -> bytes:
    found = line.recv(size, socket.MSG_WAITALL)
    return found if len(found) == size else b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
