"""What is measured inside a process of the press; prints one JSON object.

    python bench/turns.py publications 20 | rebuild | other-code

`BARTA_HOME` names a filled home on which nothing else works. `other-code` is a press that takes itself for
another version, as after a change of a template, and works until it is told to end.
"""

import json
import os
import signal
import sys
import threading
import time
from contextlib import closing
from typing import Any

from changing import publish
from machine import memory_mb

from barta import ledger
from barta.config.commands.press import open_press
from barta.config.home import Home
from barta.importers.invented import known
from barta.press import printer

OTHER = "0" * 64


def publications(count: int) -> dict[str, Any]:
    """Publish `count` stories one by one; return the seconds of each turn, and its page-store writes."""
    home = Home.from_environment()
    walls: list[float] = []
    cpus: list[float] = []
    writes: list[int] = []
    with closing(ledger.connect(home.database)) as connection, open_press(home) as press:
        press.catch_up(timeout=3600)
        first = known(connection)
        for number in range(first, first + count):
            while press.step():
                pass  # What the publication before left to be derived is not this one's.
            seq = publish(connection, number)
            wall, cpu = time.perf_counter(), time.process_time()
            while press.seq < seq:
                press.step()
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
            writes.append(press.writes)
        memory = memory_mb(os.getpid())
    return {"walls": walls, "cpus": cpus, "writes": writes, "memory": memory}


def rebuild() -> dict[str, Any]:
    """Make a new generation; return seconds and how many stories."""
    home = Home.from_environment()
    with closing(ledger.connect(home.database)) as connection:
        stories = known(connection)
    with open_press(home) as press:
        wall, cpu = time.perf_counter(), time.process_time()
        press.rebuild()
        return {
            "stories": stories,
            "wall": time.perf_counter() - wall,
            "cpu": time.process_time() - cpu,
        }


def other_code() -> None:
    """Run a press whose code differs from that of the store, until SIGTERM."""
    vars(printer)["store_digest"] = lambda: OTHER
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stopping.set())
    with open_press(Home.from_environment()) as press:
        press.run(stopping)


def main() -> None:
    """Do what the command line names."""
    what = sys.argv[1]
    if what == "other-code":
        other_code()
        return
    print(json.dumps(publications(int(sys.argv[2])) if what == "publications" else rebuild()), flush=True)


if __name__ == "__main__":
    main()
