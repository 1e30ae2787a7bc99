"""Load on a server: as much as it takes (wrk), and a steady stream of requests (`pacing`)."""

import os
import re
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pacing
from machine import BenchError, cpu_ns, on_core

CONNECTIONS = 64
"""How many connections wrk keeps busy."""

DRAIN = 0.4
"""Seconds of rest after a run: what is still on its way belongs to the run before."""

RATE = 2000
"""Requests a second while latency is taken."""

_ASK = """
local asked = {}
init = function(arguments)
  for line in io.lines(os.getenv("BENCH_ASKED")) do
    local path, tag = line:match("^(%S+)%s*(%S*)$")
    local headers = {["Accept-Encoding"] = "gzip"}
    if tag ~= "" then headers["If-None-Match"] = tag end
    asked[#asked + 1] = wrk.format("GET", path, headers)
  end
  math.randomseed(tonumber(os.getenv("BENCH_SEED")))
end
request = function() return asked[math.random(#asked)] end
"""


class Asked(NamedTuple):
    """One thing to ask for: the path as it is sent, and the ETag that is known already, or ""."""

    path: str
    tag: str = ""


class Run(NamedTuple):
    """What one run under wrk came to."""

    cpu_us: float
    rps: float


def closed(
    pid: int, port: int, asked: Sequence[Asked], folder: Path, seconds: int, *, seed: int = 1971
) -> Run:
    """Ask for `asked` at random, CONNECTIONS at a time, as fast as the server below `pid` answers.

    Raises BenchError for any answer of 400 or more and for any trouble with a connection.
    """
    script, file = folder / "ask.lua", folder / f"asked-{port}"
    script.write_text(_ASK, encoding="ascii")
    file.write_text("\n".join(f"{one.path} {one.tag}".strip() for one in asked) + "\n", encoding="ascii")
    command = [*on_core(1), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script)]
    environment = os.environ | {"BENCH_ASKED": str(file), "BENCH_SEED": str(seed)}
    # A long list is read before the first request; the server has nothing to do meanwhile.
    before = cpu_ns(pid)
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}/"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds + 120,
        check=False,
    )
    time.sleep(DRAIN)
    spent = cpu_ns(pid) - before
    found = re.search(r"(\d+) requests in", done.stdout)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    wrong = "Non-2xx" in done.stdout or "Socket errors" in done.stdout
    if done.returncode or wrong or found is None or rate is None or not int(found[1]):
        raise BenchError(f"wrk at port {port}: {done.stdout} {done.stderr}")
    return Run(spent / 1000 / int(found[1]), float(rate[1]))


def steady(
    port: int, asked: Sequence[Asked], seconds: float, *, status: int, seed: int = 1971
) -> list[float]:
    """Return the seconds that each answer took, at RATE requests a second, as `pacing` counts them."""
    answers = pacing.stream(
        port, [request(one) for one in asked], rate=RATE, seconds=seconds, status=status, seed=seed
    )
    time.sleep(DRAIN / 2)
    return answers


def request(one: Asked) -> bytes:
    """Return a request as it is sent."""
    tag = f"If-None-Match: {one.tag}\r\n" if one.tag else ""
    return f"GET {one.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{tag}\r\n".encode("ascii")
