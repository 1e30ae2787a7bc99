"""`barta count`: what readers read, from this node's journals into the database, and ranked."""

import logging
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from contextlib import closing

from barta.config.commands import parser
from barta.config.home import Home, HomeError
from barta.readership import Counter, ReadershipError


def main(arguments: Sequence[str]) -> int:
    """Count until stopped, or what waits now with --once."""
    made = parser(
        "count",
        "Count the views that delivery has noted on this node, and rank the stories each minute.\n"
        "One runs on every node that serves readers; on PostgreSQL one of them is elected to rank.",
        "  barta count\n  barta count --once",
    )
    made.add_argument("--once", action="store_true", help="count what waits, rank, and end")
    called = made.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    home = Home.from_environment()
    if not home.folder.is_dir():
        raise HomeError(f"{home.folder} does not exist: `barta run` makes it, or set BARTA_HOME")
    try:
        with closing(Counter(home.readership_url, home.readership, socket.gethostname())) as counter:
            if called.once:
                return _once(counter)
            stopping = threading.Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda _number, _frame: stopping.set())
            counter.run(stopping)
    except ReadershipError as error:
        print(f"barta count: {error}", file=sys.stderr)
        return 1
    return 0


def _once(counter: Counter) -> int:
    counted = counter.step() + counter.drain()
    ranked = counter.score()
    print(f"{counted:,} records are counted; {len(ranked.week) if ranked else 0:,} stories are ranked")
    return 0
