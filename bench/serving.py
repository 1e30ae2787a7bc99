"""What one request costs delivery, against a constant body from the same server in the same run."""

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from urllib.parse import quote, urlsplit

from figures import Figure
from machine import BENCH, BenchError, Place, cpu_seconds, note, started
from reader import Reader

ROUNDS = 3
CONNECTIONS = 16
FLOOR = "constant body, same paths"
_RANDOM = """
local paths = {}
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
math.randomseed(1971)
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
"""


def measure(place: Place, folder: Path, seconds: int) -> list[Figure]:
    """Load both servers in turn, each round anew; nothing else may listen at the ports of `place`."""
    missing = [tool for tool in ("wrk", "taskset") if shutil.which(tool) is None]
    if missing:
        note(
            f"delivery is not measured: {', '.join(missing)} missing (Debian: apt-get install wrk util-linux)"
        )
        return []
    paths = _paths(place, folder)
    port, floor = place.port, place.port + 2
    pin = _pinned(0)
    with ExitStack() as stack:
        command = [*pin, sys.executable, "-m", "barta", "deliver", "--port", str(port)]
        ours = stack.enter_context(started(command, place.environment(), folder, port=port))
        size = _gzip_size(port, paths[0])
        note(f"delivery against a constant body of {size:,} bytes, {ROUNDS} rounds of {seconds} s each")
        command = [*pin, sys.executable, str(BENCH / "constant.py"), str(floor), str(size)]
        bare = stack.enter_context(started(command, place.environment(), folder, port=floor))
        script = folder / "random.lua"
        script.write_text(_RANDOM, encoding="ascii")
        loads = {
            ("hot story", "floor"): (bare, f"http://127.0.0.1:{floor}{paths[0]}", None),
            ("hot story", "ours"): (ours, f"http://127.0.0.1:{port}{paths[0]}", None),
            ("stories at random", "floor"): (bare, f"http://127.0.0.1:{floor}/", script),
            ("stories at random", "ours"): (ours, f"http://127.0.0.1:{port}/", script),
        }
        taken: dict[tuple[str, str], list[tuple[float, float]]] = {name: [] for name in loads}
        for _ in range(ROUNDS):
            for name, (pid, url, lua) in loads.items():
                taken[name].append(_load(pid, url, lua, folder, seconds))
    return [Figure("story_gzip_bytes", "a story page as sent", size, "bytes"), *_figures(taken)]


def _figures(taken: dict[tuple[str, str], list[tuple[float, float]]]) -> list[Figure]:
    cpu = {name: median(cost for cost, _ in rounds) for name, rounds in taken.items()}
    rate = {name: median(rate for _, rate in rounds) for name, rounds in taken.items()}
    figures = []
    for name in dict.fromkeys(name for name, _ in taken):
        key, ours, floor = name.replace(" ", "_"), (name, "ours"), (name, "floor")
        figures += [
            Figure(f"{key}_cpu_us", f"delivery, {name}", cpu[ours], "CPU us", cpu[floor], FLOOR),
            Figure(f"{key}_per_s", f"delivery, {name}", rate[ours], "requests/s", rate[floor], FLOOR),
        ]
    return figures


def _paths(place: Place, folder: Path) -> list[str]:
    """Write every story's path, as it is requested, into a file; return them."""
    printed, _ = place.barta("addresses")
    paths = [quote(urlsplit(line.strip()).path, safe="/%") for line in printed.splitlines() if line.strip()]
    if not paths:
        raise BenchError("the paper has no stories")
    (folder / "paths").write_text("\n".join(paths), encoding="ascii")
    return paths


def _gzip_size(port: int, path: str) -> int:
    reader = Reader(port)
    try:
        status, body = reader.get(path, Accept_Encoding="gzip")
    finally:
        reader.close()
    if status != 200 or body[:2] != b"\x1f\x8b":
        raise BenchError(f"{path} answered {status}, not a gzip page")
    return len(body)


def _load(pid: int, url: str, script: Path | None, folder: Path, seconds: int) -> tuple[float, float]:
    """Return the server's CPU microseconds a request and the requests a second."""
    command = [*_pinned(1), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", "Accept-Encoding: gzip"]
    command += ["-s", str(script)] if script else []
    environment = os.environ | {"BENCH_PATHS": str(folder / "paths")}
    before = cpu_seconds(pid)
    done = subprocess.run(
        [*command, url], env=environment, capture_output=True, text=True, timeout=seconds + 60, check=True
    )
    spent = cpu_seconds(pid) - before
    time.sleep(0.5)  # What is still on its way belongs to this round.
    found = re.search(r"(\d+) requests in", done.stdout)
    if found is None or "Non-2xx" in done.stdout:
        raise BenchError(f"wrk: {done.stdout} {done.stderr}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    return 1e6 * spent / int(found[1]), float(rate[1]) if rate else 0.0


def _pinned(core: int) -> list[str]:
    """Return what keeps server and load on different cores, where there are two."""
    cores = sorted(os.sched_getaffinity(0))
    return ["taskset", "-c", str(cores[core])] if len(cores) > 1 else []
