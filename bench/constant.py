"""The floor that delivery is held against: Granian with the same settings and one constant body.

python bench/constant.py PORT SIZE
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import MPServer

Start = Callable[[str, list[tuple[str, str]]], Any]


def load(size: int) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """Return an application that answers everything with the same `size` bytes."""
    body = [b"x" * size]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(size))]

    def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return body

    return application


def main() -> None:
    """Serve until SIGTERM."""
    port, size = int(sys.argv[1]), int(sys.argv[2])
    MPServer(
        target="constant:load",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=1,
        http=HTTPModes.http1,
        backlog=2048,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=False,
    ).serve(target_loader=partial(load, size), wrap_loader=False)


if __name__ == "__main__":
    main()
