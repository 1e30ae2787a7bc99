"""A crowd of readers who keep their connections and count what they do not get."""

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

Open = Callable[[], http.client.HTTPConnection]

# What a client sees when the other side closed a kept connection while the next request was on its way.
CLOSED = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


class Crowd:
    """Readers that ask for pages again and again until told to stop.

    As every HTTP client does (RFC 9112, 9.3.1), a reader whose kept connection was closed before a byte
    of the answer came asks once more on a new one: that is `retried`. Whatever else is not status 200
    with the page's own bytes is in `failed`. Each pauses for `pause` seconds between two pages.
    """

    def __init__(
        self, connect: Open, pages: Sequence[tuple[str, bytes]], readers: int = 8, pause: float = 0.0
    ) -> None:
        self.answered = self.retried = 0
        self.slowest = 0.0
        self.failed: list[str] = []
        self._connect, self._pages, self._pause = connect, pages, pause
        self._lock, self._over = threading.Lock(), threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(readers)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _read(self, number: int) -> None:
        connection, kept = self._connect(), False
        while not self._over.is_set():
            number += 1
            path, body = self._pages[number % len(self._pages)]
            began = time.monotonic()
            try:
                trouble = _asked(connection, path, body)
            except CLOSED as error:
                connection.close()
                trouble = repr(error)
                if kept:
                    with self._lock:
                        self.retried += 1
                    trouble = _tried(connection, path, body)
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                trouble = repr(error)
            kept = connection.sock is not None
            with self._lock:
                self.answered += 1
                self.slowest = max(self.slowest, time.monotonic() - began)
                if trouble:
                    self.failed.append(f"{path}: {trouble}")
            time.sleep(max(self._pause, 0.02 if trouble else 0.0))
        connection.close()


def _tried(connection: http.client.HTTPConnection, path: str, body: bytes) -> str:
    try:
        return _asked(connection, path, body)
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return repr(error)


def _asked(connection: http.client.HTTPConnection, path: str, body: bytes) -> str:
    """Ask for a page; return "" if it is the right one."""
    connection.request("GET", path)
    response = connection.getresponse()
    got = response.read()
    if response.status != 200:
        return str(response.status)
    return "" if got == body else f"{len(got)} other bytes"
