"""A steady stream of requests, and how long each answer took from the moment the request was due.

The stream does not wait for answers: a request that finds no free connection waits, and its wait counts.
So a server that stands still for a moment pays for all who would have asked meanwhile.
"""

import gc
import random
import re
import select
import socket
import time
from collections import deque
from collections.abc import Generator, Sequence

from machine import BenchError

CONNECTIONS = 32
PATIENCE = 10.0

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Answer:
    """One answer as it comes in over one connection."""

    def __init__(self) -> None:
        self.data = b""

    def feed(self, data: bytes) -> bool:
        """Take in what has come; return whether the answer is complete."""
        self.data += data
        end = self.data.find(b"\r\n\r\n")
        if end < 0:
            return False
        found = _LENGTH.search(self.data, 0, end)
        length = 0 if self.status in (204, 304) else int(found[1]) if found else None
        if length is None:
            raise BenchError(f"an answer without a length: {self.data[:300]!r}")
        return len(self.data) >= end + 4 + length

    @property
    def status(self) -> int:
        """The status code."""
        return int(self.data[9:12])

    @property
    def body(self) -> bytes:
        """What follows the headers."""
        return self.data.partition(b"\r\n\r\n")[2]

    def header(self, name: str) -> str:
        """Return a header's value, "" where there is none."""
        for line in self.data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name:
                return value.strip()
        return ""


def stream(
    port: int, requests: Sequence[bytes], *, rate: float, seconds: float, status: int = 200, seed: int = 1971
) -> list[float]:
    """Send `requests` at random, `rate` a second; return the seconds each answer took since it was due.

    Raises BenchError for any other status than `status` and for a connection that ends.
    """
    dice = random.Random(seed)
    chosen = [requests[dice.randrange(len(requests))] for _ in range(int(rate * seconds))]
    gc.collect()
    gc.disable()
    try:
        return _Stream(port, chosen, rate, status).run()
    finally:
        gc.enable()


class _Stream:
    """The connections, who is free, and what is due."""

    def __init__(self, port: int, requests: list[bytes], rate: float, status: int) -> None:
        self._requests = requests
        self._gap = 1 / rate
        self._status = status
        self._sockets = {one.fileno(): one for one in (_connected(port) for _ in range(CONNECTIONS))}
        self._free = deque(self._sockets)
        self._due: dict[int, float] = {}
        self._answers: dict[int, Answer] = {}
        self._poll = select.epoll()
        for number in self._sockets:
            self._poll.register(number, select.EPOLLIN)

    def run(self) -> list[float]:
        """Send and receive until every answer has come."""
        taken: list[float] = []
        begun, sent = time.perf_counter() + 0.01, 0
        try:
            while len(taken) < len(self._requests):
                now = time.perf_counter()
                while sent < len(self._requests) and self._free and begun + sent * self._gap <= now:
                    self._send(self._requests[sent], begun + sent * self._gap)
                    sent += 1
                # A wait in the kernel is counted in whole milliseconds: too coarse for what is measured.
                for number, _ in self._poll.poll(0):
                    if self._receive(number):
                        taken.append(time.perf_counter() - self._due.pop(number))
                if now > begun + len(self._requests) * self._gap + PATIENCE:
                    raise BenchError(f"{len(self._requests) - len(taken)} requests were not answered")
        finally:
            self._poll.close()
            for one in self._sockets.values():
                one.close()
        return taken

    def _send(self, request: bytes, due: float) -> None:
        number = self._free.popleft()
        self._due[number], self._answers[number] = due, Answer()
        self._sockets[number].sendall(request)

    def _receive(self, number: int) -> bool:
        data = self._sockets[number].recv(262_144)
        if not data:
            raise BenchError("the server closed a connection")
        answer = self._answers[number]
        if not answer.feed(data):
            return False
        if answer.status != self._status:
            raise BenchError(f"{answer.status} instead of {self._status}: {answer.data[:300]!r}")
        self._free.append(number)
        return True


def fetch(port: int, requests: Sequence[bytes], connections: int = 16) -> Generator[Answer, None, None]:
    """Yield the answer to each request, in order; some are on their way at once."""
    sockets = [_connected(port) for _ in range(min(connections, max(1, len(requests))))]
    try:
        for start in range(0, len(requests), len(sockets)):
            asked = list(zip(sockets, requests[start : start + len(sockets)], strict=False))
            for one, request in asked:
                one.sendall(request)
            for one, _ in asked:
                yield _whole(one)
    finally:
        for one in sockets:
            one.close()


def _whole(connection: socket.socket) -> Answer:
    answer = Answer()
    while True:
        data = connection.recv(262_144)
        if not data:
            raise BenchError("the server closed a connection")
        if answer.feed(data):
            return answer


def _connected(port: int) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made
