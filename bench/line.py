"""Measures the whole line on the real system: newsroom, ledger, press, page store, delivery.

    .venv/bin/python bench/line.py [--stories N] [--quick] [--port P] [--only PART …]

Prints a table, each figure beside a baseline of the same run where there is one, and one line of JSON.
Everything happens in a temporary home and on loopback; nothing of it stays. Not for continuous
integration: times depend on the machine and on what else it does.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import clicks
import keeping
import renaming
import serving
from figures import Figure, table
from machine import BenchError, Place, listening, note

READY = "Barta is ready."
PARTS = ("clicks", "archive", "rename", "backup", "delivery")


def measure(place: Place, folder: Path, stories: int, *, quick: bool, parts: set[str]) -> list[Figure]:
    """Measure `parts` on a fresh home, which is filled with `stories` on the way."""
    figures: list[Figure] = []
    rounds, seconds, size = (8, 2, f"{stories:,} stories") if quick else (40, 5, f"{stories:,} stories")
    note("the demo paper")
    place.barta("demo")
    place.barta("press", "--once")
    figures += keeping.cost(place, "demo", "demo")
    if "clicks" in parts:
        figures += _running(place, lambda: clicks.measure(place, rounds, "demo", "demo"))
    figures += keeping.fill(place, stories)
    figures += keeping.catch_up(place)
    if "archive" in parts:
        figures += keeping.rebuild(place)
        figures += keeping.bytes_kept(place, folder)
    figures += keeping.cost(place, "full", size)
    if "clicks" in parts:
        figures += _running(place, lambda: clicks.measure(place, rounds, "full", size))
    if "rename" in parts:
        figures += _running(place, lambda: renaming.measure(place))
    if "backup" in parts:
        figures += keeping.backup_and_restore(place, folder)
    if "delivery" in parts:
        figures += serving.measure(place, folder, seconds)
    return figures


def _running(place: Place, work: Callable[[], list[Figure]]) -> list[Figure]:
    note("starting barta run")
    with place.running("run", until=READY):
        return work()


def main() -> int:
    """Measure and print; 1 when something did not work."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--stories", type=int, default=2000, help="how large the paper gets (default 2000)")
    made.add_argument("--quick", action="store_true", help="few rounds: does it still work?")
    made.add_argument("--port", type=int, default=18340, help="the first of three free ports (default 18340)")
    made.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="leave the other parts out")
    called = made.parse_args()
    taken = [port for port in range(called.port, called.port + 3) if listening(port)]
    if taken:
        print(f"bench: port {taken[0]} is in use: choose others with --port", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="barta-bench-") as temporary:
        folder = Path(temporary)
        place = Place(folder / "home", called.port)
        try:
            figures = measure(place, folder, called.stories, quick=called.quick, parts=set(called.only))
        except BenchError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
    print(table(figures))
    numbers = {key: value for figure in figures for key, value in figure.numbers().items()}
    print(json.dumps(_facts(called.stories) | numbers))
    return 0


def _facts(stories: int) -> dict[str, object]:
    return {"stories": stories, "cores": os.cpu_count(), "python": platform.python_version()}


if __name__ == "__main__":
    sys.exit(main())
