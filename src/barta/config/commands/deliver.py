"""`barta deliver`: readers are served from the page store alone."""

import sys
from collections.abc import Sequence

from barta.config.commands import parser
from barta.config.home import Home
from barta.config.supervisor import require_free
from barta.delivery import serve


def main(arguments: Sequence[str]) -> int:
    """Serve until stopped. Needs no newsroom, press or database; without a page store it answers 503."""
    made = parser(
        "deliver",
        "Serve readers from BARTA_HOME's page store alone: no newsroom, no press, no database.\n"
        "Put nginx or Caddy in front of it on an open network.",
        "  barta deliver --port 8000\n  barta deliver --port 8000 --workers 4 --host 0.0.0.0",
    )
    made.add_argument("--port", type=int, help="default: BARTA_PORT, or 8000")
    made.add_argument("--host", help="default: BARTA_HOST, or 127.0.0.1")
    made.add_argument("--workers", type=int, default=1, help="processes; one a core is enough (default 1)")
    called = made.parse_args(arguments)
    home = Home.from_environment()
    port = called.port or home.port
    if not 0 < port < 65536 or not 0 < called.workers <= 256:
        made.error("--port is 1 to 65535, --workers 1 to 256")
    host = called.host or home.host
    require_free(port, host, "--port")
    print(f"delivering {home.store} at http://{host}:{port}", file=sys.stderr)
    serve(home.folder, host, port, called.workers)
    return 0
