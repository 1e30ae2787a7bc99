"""`barta schedule`: the newsroom's clock. Publishes what is due, keeps record and database in step."""

import logging
import signal
import sys
import threading
from collections.abc import Sequence

from barta.config.commands import parser
from barta.config.home import Home
from barta.config.readiness import make_ready


def main(arguments: Sequence[str]) -> int:
    """Run the clock until stopped, or once with --once."""
    made = parser(
        "schedule",
        "Publish and withdraw what is due, compare the newsroom with its record, sign the day's head line.",
        "  barta schedule\n  barta schedule --once --compare",
    )
    made.add_argument("--once", action="store_true", help="do what is due now and end")
    made.add_argument(
        "--compare", action="store_true", help="with --once: compare every story with its record"
    )
    called = made.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    home = Home.from_environment()
    make_ready(home)
    from barta.config.clockwork import Clockwork

    clockwork = Clockwork(home)
    if called.once:
        clockwork.tick(compare=called.compare)
        return 0
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    print("the newsroom's clock runs", file=sys.stderr)
    while not stopping.is_set():
        clockwork.tick()
        stopping.wait(1.0)
    return 0
