"""`barta press`: follows the ledger and keeps the page store."""

import logging
import signal
import socket
import threading
from collections.abc import Sequence

from barta.config.commands import parser
from barta.config.home import Home
from barta.config.readiness import ensure_ready
from barta.press import Press


def open_press(home: Home) -> Press:
    """Return the press of `home`; to be closed."""
    return Press(home.folder, home.database, home.readership_url, node=socket.gethostname())


def main(arguments: Sequence[str]) -> int:
    """Follow the ledger until stopped, or bring the store up to date with --once."""
    made = parser(
        "press",
        "Follow the ledger; render pages and lists into the page store.",
        "  barta press\n  barta press --once",
    )
    made.add_argument("--once", action="store_true", help="bring the page store up to date and end")
    called = made.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    home = Home.from_environment()
    ensure_ready(home)
    with open_press(home) as press:
        if called.once:
            print(f"the page store is at record {press.catch_up()}")
            return 0
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: stopping.set())
        press.run(stopping)
    return 0
