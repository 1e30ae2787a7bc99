"""`barta newsroom`: the newsroom's own web server, one process with threads."""

from collections.abc import Sequence

from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

from barta.config.commands import parser
from barta.config.home import Home
from barta.config.readiness import collect_static, make_ready

THREADS = 8


def main(arguments: Sequence[str]) -> int:
    """Serve the newsroom until stopped.

    One process: with SQLite its writers wait in one fair queue, which several processes cannot share.
    """
    made = parser(
        "newsroom", "Serve the newsroom.", "  barta newsroom\n  BARTA_NEWSROOM_PORT=9001 barta newsroom"
    )
    made.parse_args(arguments)
    home = Home.from_environment()
    make_ready(home)
    static = collect_static(home)
    Server(
        "barta.config.wsgi:application",
        address=home.host,
        port=home.newsroom_port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=5_000),
        static_path_route=["/static"],
        static_path_mount=[static],
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()
    return 0
