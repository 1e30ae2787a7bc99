"""Processes: starting the real system on a home of its own, stopping it, and what CPU time it took."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

BENCH = Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")

_CORES = sorted(os.sched_getaffinity(0))
"""The cores that there were when the measuring began: it pins itself later."""


class BenchError(RuntimeError):
    """Something did not work as a measurement needs it; the message says what."""


def note(text: str) -> None:
    """Tell whoever waits what is being done."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


class Place:
    """One paper's home and the two ports at which it is served on loopback."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.newsroom_port = port + 1

    @property
    def ledger(self) -> str:
        """The URL of the home's ledger."""
        return f"sqlite:///{self.home / 'newsroom.sqlite3'}"

    def environment(self) -> dict[str, str]:
        """Return the environment in which every command works on this home."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("BARTA_")},
            "BARTA_HOME": str(self.home),
            "BARTA_PORT": str(self.port),
            "BARTA_NEWSROOM_PORT": str(self.newsroom_port),
            "PYTHONUNBUFFERED": "1",
        }

    def barta(self, *arguments: str, seconds: float = 1800) -> tuple[str, float]:
        """Run a command to its end; return what it printed and how long it took. Raises BenchError."""
        return _run([sys.executable, "-m", "barta", *arguments], self.environment(), seconds)

    def inside(self, *arguments: str, seconds: float = 1800) -> dict[str, Any]:
        """Run a part of `inside.py` in a process of its own; return the JSON object that it printed."""
        printed, _ = _run([sys.executable, str(BENCH / "inside.py"), *arguments], self.environment(), seconds)
        found: dict[str, Any] = json.loads(printed.splitlines()[-1])
        return found

    @contextmanager
    def running(self, *arguments: str, until: str = "", port: int = 0) -> Iterator[int]:
        """Keep `barta ARGUMENTS` running; give its process id once it says `until` or listens at `port`."""
        command = [sys.executable, "-m", "barta", *arguments]
        with started(command, self.environment(), self.home.parent, until=until, port=port) as pid:
            yield pid


@contextmanager
def started(
    command: list[str], environment: dict[str, str], folder: Path, *, until: str = "", port: int = 0
) -> Iterator[int]:
    """Keep a process running; give its id once its output has `until` or something listens at `port`."""
    log = folder / f"bench-{time.monotonic_ns()}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, env=environment, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    try:
        _wait(process, log, until, port)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def conversation(place: Place, *arguments: str) -> "subprocess.Popen[str]":
    """Start a part of `inside.py` that is told lines and answers each with a JSON object."""
    return subprocess.Popen(
        [sys.executable, str(BENCH / "inside.py"), *arguments],
        env=place.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def answer(process: "subprocess.Popen[str]", said: str = "") -> Any:
    """Say a line, unless it is empty, and return the answer. Raises BenchError if there is none."""
    out: IO[str] | None = process.stdout
    if process.stdin is None or out is None:
        raise BenchError("there is nobody to talk to")
    if said:
        process.stdin.write(said + "\n")
        process.stdin.flush()
    line = out.readline()
    if not line:
        raise BenchError(f"the process that was told {said!r} ended")
    return json.loads(line)


def cpu_seconds(pid: int) -> float:
    """Return the user and system time that a process and all below it have taken."""
    children: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # It ended while we looked.
        children.setdefault(int(fields[1]), []).append(int(entry.name))
        spent[int(entry.name)] = (int(fields[11]) + int(fields[12])) / TICKS
    waiting, total = [pid], 0.0
    while waiting:
        one = waiting.pop()
        total += spent.get(one, 0.0)
        waiting += children.get(one, [])
    return total


def listening(port: int) -> bool:
    """Return whether something listens at a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait(
    process: "subprocess.Popen[bytes]", log: Path, until: str, port: int, patience: float = 180
) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if process.poll() is not None:
            raise BenchError(f"{process.args!r} ended: {log.read_text(errors='replace')[-2000:]}")
        if (not until or until in log.read_text(errors="replace")) and (not port or listening(port)):
            return
        time.sleep(0.05)
    raise BenchError(f"{process.args!r} was not ready after {patience:.0f} s; see {log}")


def _run(command: list[str], environment: dict[str, str], seconds: float) -> tuple[str, float]:
    begun = time.monotonic()
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"{command[1:]} failed ({done.returncode}): {done.stderr[-3000:]}")
    return done.stdout, time.monotonic() - begun


def tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # It ended while we looked.
            children.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def cpu_ns(pid: int) -> int:
    """Return the nanoseconds that a process and all below it have been on a core.

    The scheduler's own account of each thread: finer than the hundredths of a second in `stat`. The threads
    must not end between two looks, which those of a server do not.
    """
    total = 0
    for one in tree(pid):
        for task in Path(f"/proc/{one}/task").glob("*/schedstat"):
            try:
                total += int(task.read_text().split()[0])
            except OSError:
                continue  # It ended while we looked.
    return total


def memory_mb(pid: int, what: str = "Pss") -> float:
    """Return the megabytes of a process and all below it: `Pss` counts what is shared by its share only."""
    total = 0
    for one in tree(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue  # It ended while we looked.
        total += sum(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
    return total / 1024


def on_core(number: int) -> list[str]:
    """Return what keeps a command on one core, where there are two: the server on 0, all else on 1."""
    return ["taskset", "-c", str(_CORES[min(number, len(_CORES) - 1)])] if len(_CORES) > 1 else []


def stay_on(number: int) -> None:
    """Keep this process, and what it starts unpinned, on one core."""
    if len(_CORES) > 1:
        os.sched_setaffinity(0, {_CORES[min(number, len(_CORES) - 1)]})
