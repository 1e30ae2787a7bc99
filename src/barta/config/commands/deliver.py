"""`barta deliver`: readers are served from the page store alone."""

import logging
import sys
from collections.abc import Sequence

from barta.config.commands import parser
from barta.config.home import Home
from barta.config.supervisor import require_free
from barta.delivery import serve
from barta.delivery.access import STDERR
from barta.delivery.handover import expected
from barta.delivery.server import usable_cores


def main(arguments: Sequence[str]) -> int:
    """Serve until stopped. Needs no newsroom, press or database; without a page store it answers 503.

    SIGHUP loads what is installed now, with new workers first: no request is lost.
    """
    made = parser(
        "deliver",
        "Serve readers from BARTA_HOME's page store alone: no newsroom, no press, no database.\n"
        "Put nginx or Caddy in front of it on an open network: deploy/ has both.\n"
        "SIGHUP reloads it, with what is installed by then, and no request is lost.",
        "  barta deliver --port 8000\n  barta deliver --port 8000 --workers 4 --host 0.0.0.0\n"
        "  barta deliver --access-log /var/log/barta/access.log",
    )
    made.add_argument("--port", type=int, help="default: BARTA_PORT, or 8000")
    made.add_argument("--host", help="default: BARTA_HOST, or 127.0.0.1")
    made.add_argument(
        "--workers", type=int, default=usable_cores(), help="processes (default: one for each usable core)"
    )
    made.add_argument(
        "--access-log",
        metavar="FILE",
        nargs="?",
        const=STDERR,
        default="",
        help="write a line a request, without addresses: to FILE, or to standard error (default: none)",
    )
    called = made.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    home = Home.from_environment()
    port = called.port or home.port
    if not 0 < port < 65536 or not 0 < called.workers <= 256:
        made.error("--port is 1 to 65535, --workers 1 to 256")
    host = called.host or home.host
    if not expected():
        require_free(port, host, "--port")
    print(f"delivering {home.store} at http://{host}:{port}", file=sys.stderr)
    serve(home.folder, host, port, called.workers, access_log=called.access_log)
    return 0
