"""The floor that delivery is held against: delivery's own server with an empty application.

    python bench/constant.py PORT SIZE

Only the application is another: settings, sockets, threads and the stripped environment are delivery's.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from barta.delivery import server

Start = Callable[[str, list[tuple[str, str]]], Any]


def constant(size: int) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
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
    if not hasattr(server, "make_application"):
        raise SystemExit("bench: delivery's server makes its application elsewhere now: look there")
    server.make_application = lambda *_, **__: constant(size)
    server.serve(Path.cwd(), "127.0.0.1", port, 1)


if __name__ == "__main__":
    main()
