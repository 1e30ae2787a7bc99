"""Measures serving: Barta, nginx with files, and an empty application, in one run.

    .venv/bin/python bench/wire.py [--quick | --huge] [--stories N] [--port P]

Prints a table, the ratios that are asked for, and writes `bench/results/latest.json`. Everything happens
in a temporary home and on loopback. Not for continuous integration: times depend on the machine.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import changing
import growth
import load
import paper
import rivals
from load import Asked
from machine import BENCH, BenchError, Place, listening, memory_mb, note, stay_on
from rows import Aim, Rounds, Row, aims, said, table

RESULTS = BENCH / "results"
PORTS = 8
NAMES = (
    "nginx-hot",
    "nginx-tail",
    "granian-empty",
    "barta-hot",
    "barta-tail",
    "barta-tail-changing",
    "barta-304",
    "barta-front",
)
WARM = 1
SPOT = 60
"""How many pages are compared byte by byte with what they should be, before the first round."""


class Size(NamedTuple):
    """How long everything takes."""

    rounds: int
    seconds: int
    steady: float


QUICK, FULL = Size(3, 2, 1.0), Size(3, 8, 4.0)


class Way(NamedTuple):
    """One way of serving: the process, its port, what is asked there anew for each round, and the answer."""

    name: str
    pid: int
    port: int
    asked: Callable[[int], Sequence[Asked]]
    status: int = 200


def measure(place: Place, folder: Path, stories: int, size: Size) -> list[Row]:
    """Measure all ways of serving on a filled home, interleaved."""
    without = rivals.missing("wrk", "taskset")
    if without:
        note(
            f"serving is not measured: install {', '.join(without)} (Debian: apt-get install wrk util-linux)"
        )
        return []
    with ExitStack() as stack:
        pid = stack.enter_context(rivals.delivery(place, folder))
        tail = paper.everything(stories)
        hot, body = paper.common(place.port, tail)
        note(f"one worker on one core, the load on another; the hot page has {len(body):,} bytes")
        ways = _nginx(stack, place, folder, tail, body, hot)
        empty = stack.enter_context(rivals.empty(place, folder, place.port + 2, len(body)))
        press = stack.enter_context(changing.press(place, folder, 1))
        ways += [
            Way("granian-empty", empty, place.port + 2, lambda _: [hot]),
            Way("barta-hot", pid, place.port, lambda _: [hot]),
            Way("barta-tail", pid, place.port, lambda _: tail),
            Way("barta-304", pid, place.port, lambda seed: paper.tagged(place.port, tail, seed), 304),
            Way("barta-front", pid, place.port, lambda _: [Asked("/")]),
            Way("barta-tail-changing", pid, place.port, lambda _: tail),
        ]
        return _interleaved(place, folder, press, ways, stories, size)


def _interleaved(
    place: Place, folder: Path, press: int, ways: list[Way], stories: int, size: Size
) -> list[Row]:
    """Go through all ways in each round; the press sleeps but where the lists are to change."""
    rounds = {way.name: Rounds(way.name, stories) for way in ways}
    time.sleep(WARM)
    with changing.asleep(press):
        for way in ways:
            if way.name in ("nginx-hot", "granian-empty", "barta-tail"):
                load.closed(way.pid, way.port, way.asked(0), folder, WARM)
        for number in range(size.rounds):
            for way in ways:
                note(f"round {number + 1} of {size.rounds}: {way.name}")
                _round(place, folder, press, way, rounds[way.name], size, number)
    return [rounds[name].row() for name in NAMES if name in rounds]


def _round(place: Place, folder: Path, press: int, way: Way, taken: Rounds, size: Size, number: int) -> None:
    asked, seed = way.asked(number), 1971 + number
    with ExitStack() as stack:
        if way.name == "barta-tail-changing":
            stack.enter_context(changing.awake(press))
            stack.enter_context(changing.Publishing(place))
        run = load.closed(way.pid, way.port, asked, folder, size.seconds, seed=seed)
        answers = _steady(way, asked, size, number)
    if way.name != "granian-empty":
        paper.check(way.port, way.asked(number)[:SPOT], way.status)
    taken.cpu.append(run.cpu_us)
    taken.rps.append(run.rps)
    taken.latencies(answers)
    taken.pss = memory_mb(way.pid)


def _steady(way: Way, asked: Sequence[Asked], size: Size, number: int) -> list[float]:
    """Take latencies; once more if the ETags have become old meanwhile, as they do with each new hour."""
    try:
        return load.steady(way.port, asked, size.steady, status=way.status, seed=number)
    except BenchError:
        if way.status != 304:
            raise
    return load.steady(way.port, way.asked(number), size.steady, status=way.status, seed=number)


def _nginx(
    stack: ExitStack, place: Place, folder: Path, tail: list[Asked], body: bytes, hot: Asked
) -> list[Way]:
    """Start nginx with the hot page and with every story as a file; return nothing where it is missing."""
    if rivals.missing("nginx"):
        note("nginx is not measured: it is not installed (Debian: apt-get install nginx-light)")
        return []
    note(f"writing {len(tail):,} files for nginx")
    root = folder / "files"
    paper.write_files(place.port, tail, root)
    hot_port, plain_port, kept_port = (place.port + offset for offset in (3, 4, 5))
    hot_pid = stack.enter_context(rivals.nginx(root, folder / "nginx-hot", hot_port, keep=100))
    paper.check(hot_port, [hot], 200, [body])
    plain = stack.enter_context(rivals.nginx(root, folder / "nginx-plain", plain_port, keep=0))
    kept = stack.enter_context(rivals.nginx(root, folder / "nginx-kept", kept_port, keep=2 * len(tail)))
    spot = [tail[number] for number in range(0, len(tail), max(1, len(tail) // SPOT))]
    expected = paper.bodies(place.port, spot)
    for port in (plain_port, kept_port):
        paper.check(port, spot, 200, expected)
    costs = {}
    for pid, port in ((plain, plain_port), (kept, kept_port)) * 2:
        costs[port] = load.closed(pid, port, tail, folder, WARM).cpu_us
    best = min(costs, key=lambda port: costs[port])
    note(f"nginx keeps files open: {costs[kept_port]:.1f} CPU us; opens each: {costs[plain_port]:.1f}")
    return [
        Way("nginx-hot", hot_pid, hot_port, lambda _: [hot]),
        Way("nginx-tail", plain if best == plain_port else kept, best, lambda _: tail),
    ]


def _others(port: int) -> bool:
    """Run the short forms of what is measured on its own; return whether all went well."""
    well = True
    for name, *short in (("readership.py", "--quick"), ("flood.py", "--rounds", "1", "--port", str(port))):
        if (BENCH / name).exists():
            note(f"bench/{name}")
            done = subprocess.run([sys.executable, str(BENCH / name), *short], check=False)
            well = well and not done.returncode
    return well


def main() -> int:
    """Measure, print and write; 1 when something did not work."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    how = made.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true", help="20,000 stories, short rounds, no growth")
    how.add_argument("--huge", action="store_true", help="growth up to a million stories")
    made.add_argument("--stories", type=int, default=0, help="default: 100,000; with --quick 20,000")
    made.add_argument(
        "--growth",
        type=int,
        nargs="*",
        default=None,
        help="other sizes than 1000 10000 100000",
    )
    made.add_argument("--port", type=int, default=18350, help=f"the first of {PORTS} free ports")
    made.add_argument("--folder", help="where the temporary folder is to be (room for 3 GB; 30 GB if huge)")
    called = made.parse_args()
    taken = [port for port in range(called.port, called.port + PORTS) if listening(port)]
    if taken:
        print(f"bench: port {taken[0]} is in use: choose others with --port", file=sys.stderr)
        return 1
    stories = called.stories or (20_000 if called.quick else 100_000)
    with tempfile.TemporaryDirectory(prefix="barta-bench-", dir=called.folder) as temporary:
        try:
            _measure(Path(temporary), called.port, stories, QUICK if called.quick else FULL, _sizes(called))
        except BenchError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
    return 0 if called.quick or _others(called.port) else 1


def _sizes(called: argparse.Namespace) -> list[int]:
    if called.growth is not None:
        return list(called.growth)
    return [] if called.quick else [*growth.SIZES, *((growth.HUGE,) if called.huge else ())]


def _measure(folder: Path, port: int, stories: int, size: Size, sizes: Sequence[int]) -> None:
    begun = time.monotonic()
    place = Place(folder / f"home-{stories}", port)
    paper.fill(place, stories)
    stay_on(1)
    rows = measure(place, folder, stories, size)
    found = aims(rows)
    print(table(rows), said(found), sep="\n\n", flush=True)
    _write(rows, found, {}, begun)
    if sizes:
        grown = growth.measure(folder, place, stories, sizes)
        print("", growth.table(grown.facts), table(grown.rows), said(grown.aims), sep="\n\n", flush=True)
        _write([*rows, *grown.rows], [*found, *grown.aims], grown.facts, begun)


def _write(rows: Sequence[Row], found: Sequence[Aim], facts: Mapping[str, object], begun: float) -> None:
    """Write the rows, and beside them everything else that was found."""
    RESULTS.mkdir(exist_ok=True)
    more = {
        "machine": {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
        "seconds": round(time.monotonic() - begun),
        "spread": {row.name: {name: list(pair) for name, pair in row.spread.items()} for row in rows},
        "aims": [{"what": aim.what, "value": aim.value, "limit": aim.limit, "met": aim.met} for aim in found],
        "growth": facts,
    }
    for name, content in (("latest.json", [row.written() for row in rows]), ("latest-details.json", more)):
        (RESULTS / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    note(f"written: {RESULTS / 'latest.json'}")


if __name__ == "__main__":
    sys.exit(main())
