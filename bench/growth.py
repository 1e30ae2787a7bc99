"""What grows with the paper and what does not: the same measured on homes of several sizes, in one run."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import changing
import lmdb
import load
import paper
import rivals
from machine import BENCH, BenchError, Place, memory_mb, note, on_core, started
from rows import Aim, Rounds, Row

from barta import ledger
from barta.pagestore import read_pointer

SIZES = (1_000, 10_000, 100_000)
HUGE = 1_000_000
ROUNDS, SECONDS = 3, 4
PUBLICATIONS = 25
VISIBLE = 2.0
REBUILD = 1500
LONGEST = 3600.0

_WHAT = {
    "turn_ms": "one publication, the press's turn, ms",
    "turn_cpu_ms": "… CPU ms",
    "writes": "… page-store writes",
    "ledger_bytes": "ledger on disk, bytes/story",
    "store_bytes": "page store, bytes/story",
    "search_bytes": "search index, bytes/story",
    "rebuild_per_cpu_s": "rebuild, stories/CPU s",
    "rebuild_s": "rebuild, s",
    "press_mb": "press, PSS MB",
    "delivery_mb": "delivery, PSS MB",
    "fill_s": "barta bench fill, s",
    "meanwhile_visible_s": "publication while rebuilding, visible after s, at most",
    "meanwhile_s": "… the rebuild took s",
    "change_visible_s": "publication while a template change is taken in, s, at most",
    "change_s": "… until every page was new, s",
}


class Grown(NamedTuple):
    """Rows of serving by size, ratios, and everything else by size and name."""

    rows: list[Row]
    aims: list[Aim]
    facts: dict[str, dict[str, float]]


def measure(folder: Path, filled: Place, stories: int, sizes: Sequence[int]) -> Grown:
    """Measure on homes of all sizes; `filled` is one that holds `stories` already."""
    places = {stories: filled}
    facts: dict[str, dict[str, float]] = {}
    for number, size in enumerate(sizes):
        if size not in places:
            places[size] = Place(folder / f"home-{size}", filled.port + number)
            facts[str(size)] = {"fill_s": paper.fill(places[size], size)}
    places = {
        size: Place(places[size].home, filled.port + number) for number, size in enumerate(sorted(places))
    }
    rows = _serving(places, folder) if not rivals.missing("wrk", "taskset") else []
    for size, place in places.items():
        facts[str(size)] = facts.get(str(size), {}) | _press(place, size)
    for row in rows:
        facts[str(row.stories)]["delivery_mb"] = row.pss_mb
    largest = max(places)
    facts[str(largest)] |= _meanwhile(places[largest], folder)
    return Grown(rows, _aims(rows, facts, largest), facts)


def table(facts: Mapping[str, Mapping[str, float]]) -> str:
    """Return what was found in columns, one for each size."""
    sizes = sorted(facts, key=int)
    lines = [("", *(f"{int(size):,}" for size in sizes))]
    for name, what in _WHAT.items():
        if any(name in facts[size] for size in sizes):
            lines.append((what, *(_short(facts[size].get(name)) for size in sizes)))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(f"{cell:{'<' if at == 0 else '>'}{widths[at]}}" for at, cell in enumerate(line)).rstrip()
        for line in lines
    )


def _serving(places: Mapping[int, Place], folder: Path) -> list[Row]:
    """Take the long tail of every size in turn, each round anew."""
    rounds = {size: Rounds(f"growth-tail-{size}", size) for size in places}
    with ExitStack() as stack:
        pids = {size: stack.enter_context(rivals.delivery(place, folder)) for size, place in places.items()}
        asked = {size: paper.everything(size) for size in places}
        for number in range(ROUNDS + 1):
            for size, place in places.items():
                note(f"growth, round {number} of {ROUNDS}: {size:,} stories")
                seed = 1971 + number
                run = load.closed(pids[size], place.port, asked[size], folder, SECONDS, seed=seed)
                if not number:
                    continue  # The first round only brings the files into memory.
                rounds[size].cpu.append(run.cpu_us)
                rounds[size].rps.append(run.rps)
                rounds[size].latencies(load.steady(place.port, asked[size], 2, status=200, seed=seed))
                rounds[size].pss = memory_mb(pids[size])
    return [one.row() for one in rounds.values()]


def _press(place: Place, stories: int) -> dict[str, float]:
    """Return what publishing and rebuilding cost at one size, and what is kept on disk."""
    note(f"growth: {PUBLICATIONS} publications and a rebuild at {stories:,} stories")
    turns = _inside(place, "publications", str(PUBLICATIONS))
    found = {
        "turn_ms": 1000 * median(turns["walls"]),
        "turn_cpu_ms": 1000 * median(turns["cpus"]),
        "writes": median(turns["writes"]),
        "press_mb": turns["memory"],
    }
    built = _inside(place, "rebuild")
    return (
        found
        | {"rebuild_per_cpu_s": built["stories"] / built["cpu"], "rebuild_s": built["wall"]}
        | _kept(place, built["stories"])
    )


def _meanwhile(place: Place, folder: Path) -> dict[str, float]:
    """Publish each second during a rebuild, and while the press takes in other code."""
    with rivals.delivery(place, folder):
        note("growth: a rebuild while stories go out")
        with changing.press(place, folder, 0):
            changing.settle(place, place.port)
            before, begun = _generation(place), time.monotonic()
            with changing.Publishing(place, port=place.port, updates=False) as out:
                place.barta("rebuild", seconds=LONGEST)
                rebuilt = _until_new(place, before) - begun
        visible = max(out.visible)
        note("growth: a template change while stories go out")
        before, begun = _generation(place), time.monotonic()
        command = [*on_core(0), sys.executable, str(BENCH / "turns.py"), "other-code"]
        with started(command, place.environment(), folder):
            changing.settle(place, place.port)
            with changing.Publishing(place, port=place.port, updates=False) as out:
                changed = _until_new(place, before) - begun
    return {
        "meanwhile_s": rebuilt,
        "meanwhile_visible_s": visible,
        "change_s": changed,
        "change_visible_s": max(out.visible),
    }


def _generation(place: Place) -> str:
    return read_pointer(place.home / "store").current


def _until_new(place: Place, before: str) -> float:
    """Return the moment from which on readers are served from another generation than `before`."""
    end = time.monotonic() + LONGEST
    while _generation(place) == before:
        if time.monotonic() > end:
            raise BenchError(f"no new generation after {LONGEST:.0f} s")
        time.sleep(0.1)
    return time.monotonic()


def _kept(place: Place, stories: int) -> dict[str, float]:
    """Return the bytes on disk for each story, by SQLite's and LMDB's own account of their pages."""
    with closing(ledger.connect(place.ledger)) as connection:
        size, count = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "page_count")
        )
    search = sum(file.stat().st_size for file in (place.home / "search").iterdir())
    return {
        "ledger_bytes": size * count / stories,
        "store_bytes": _store(place) / stories,
        "search_bytes": search / stories,
    }


def _store(place: Place) -> int:
    store = place.home / "store"
    with closing(
        lmdb.open(str(store / read_pointer(store).current), readonly=True, max_dbs=16, create=False)
    ) as environment:
        return int((environment.info()["last_pgno"] + 1) * environment.stat()["psize"])


def _inside(place: Place, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [*on_core(0), sys.executable, str(BENCH / "turns.py"), *arguments],
        env=place.environment(),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"turns.py {arguments} failed: {done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _aims(rows: list[Row], facts: Mapping[str, Mapping[str, float]], largest: int) -> list[Aim]:
    found = [
        Aim("rebuild, stories per CPU second", facts[str(largest)]["rebuild_per_cpu_s"], REBUILD, most=False),
        Aim("visible while rebuilding, s", facts[str(largest)]["meanwhile_visible_s"], VISIBLE),
        Aim("visible while a template changes, s", facts[str(largest)]["change_visible_s"], VISIBLE),
    ]
    if rows:
        ordered = sorted(rows, key=lambda row: row.stories)
        least, most = ordered[0], ordered[-1]
        what = f"tail CPU at {most.stories:,} / at {least.stories:,}"
        found.append(Aim(what, most.cpu_us / least.cpu_us, 1.15))
    return found


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
