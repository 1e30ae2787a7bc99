"""A reader: one kept-alive connection to delivery, looking at pages until they say what they should."""

import http.client
import time
from collections.abc import Callable, Mapping
from urllib.parse import quote

from machine import BenchError

EVERY = 0.005
"""Seconds between two looks."""


class Reader:
    """One connection; not to be shared between threads."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Return status and body; headers are named as keywords, `Accept_Encoding="gzip"`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request("GET", quote(path, safe="/%?=&"), headers=sent)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def text(self, path: str) -> str:
        """Return the page at `path`. Raises BenchError for anything but 200."""
        status, body = self.get(path)
        if status != 200:
            raise BenchError(f"{path} answered {status}")
        return body.decode()

    def await_all(
        self, pages: Mapping[str, str], right: Callable[[bytes], bool], patience: float = 60
    ) -> dict[str, float]:
        """Look at all pages (name -> path) every 5 ms; return when each first answered 200 and was right."""
        seen: dict[str, float] = {}
        end = time.monotonic() + patience
        while len(seen) < len(pages):
            begun = time.monotonic()
            for name in pages.keys() - seen.keys():
                status, body = self.get(pages[name])
                if status == 200 and right(body):
                    seen[name] = time.monotonic()
            if begun > end:
                raise BenchError(f"after {patience:.0f} s still not right: {pages.keys() - seen.keys()}")
            time.sleep(max(0.0, EVERY - (time.monotonic() - begun)))
        return seen
