"""Starts the parts of a paper, keeps them running, and stops them together."""

import contextlib
import fcntl
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

from barta.config.home import HomeError

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
STEADY_AFTER = 60.0
STOP_WITHIN = 15.0


class Stopping(Exception):  # noqa: N818 - this is a request, not an error.
    """Somebody asked everything to stop."""


@dataclass
class Part:
    """One process: how to start it, and how to know from outside that it answers."""

    name: str
    command: Sequence[str]
    answers: Callable[[], bool]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    delay: float = FIRST_DELAY
    next_start: float = 0.0
    log: Path = field(default=Path("/dev/null"))

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches it through us only."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.environment,
                start_new_session=True,
            )
        self.started = time.monotonic()

    def tend(self) -> int | None:
        """Start the process again when it has died; return its exit code once for each death."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.next_start:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            return None
        self.delay = FIRST_DELAY if now - self.started > STEADY_AFTER else min(self.delay * 2, LONGEST_DELAY)
        self.process, self.next_start = None, now + self.delay
        return code


def require_free(port: int, host: str, variable: str) -> None:
    """Raise HomeError when something else listens on `port`, naming the variable that changes it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise HomeError(
                f"port {port} cannot be used ({error.strerror}): stop what is listening there, "
                f"or choose another, for instance {variable}={min(port + 10, 65535)}"
            ) from error


@contextlib.contextmanager
def sole(lock: Path) -> Iterator[None]:
    """Hold the home for one supervisor; raises HomeError when another one has it."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        opened = lock.open("a")
    except OSError as error:
        raise HomeError(
            f"{lock.parent} cannot be written ({error.strerror}): give it to this user, "
            "or name another BARTA_HOME"
        ) from error
    with opened as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HomeError(
                f"{lock.parent} is already running: stop it first, or name another BARTA_HOME"
            ) from error
        yield


def is_running(lock: Path) -> bool:
    """Return whether a supervisor holds the home of this lock file."""
    try:
        with lock.open("a") as tried:
            fcntl.flock(tried, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


class Supervisor:
    """Runs parts until told to stop (SIGINT or SIGTERM)."""

    def __init__(self, parts: Sequence[Part], logs: Path, out: TextIO) -> None:
        """Take the parts in starting order; each writes to `logs`/<name>.log, we speak to `out`."""
        self.parts, self.out = parts, out
        logs.mkdir(parents=True, exist_ok=True)
        for part in parts:
            part.log = logs / f"{part.name}.log"

    def run(self, ready: Callable[[], None], patience: float = 120.0) -> int:
        """Start all, call `ready` once all answer, tend them until stopped; return the exit code.

        Parts that do not answer within `patience` seconds are named, and the others go on: readers are
        not to wait for a newsroom that cannot start.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)
        try:
            for part in self.parts:
                part.start()
            self._await_answers(patience)
            ready()
            while True:
                self._tend()
                time.sleep(0.2)
        except Stopping:
            self.out.write("\nstopping …\n")
            return 0
        finally:
            self._stop_all()

    def _await_answers(self, patience: float) -> None:
        waiting = list(self.parts)
        until = time.monotonic() + patience
        while waiting:
            waiting = [part for part in waiting if not part.answers()]
            self._tend()
            if waiting and time.monotonic() > until:
                names = ", ".join(part.name for part in waiting)
                self.out.write(f"not answering after {patience:.0f} s: {names}; see {waiting[0].log}\n")
                self.out.flush()
                until = float("inf")
            time.sleep(0.05)

    def _tend(self) -> None:
        for part in self.parts:
            code = part.tend()
            if code is not None:
                self.out.write(f"{part.name} ended ({code}); starting it again, see {part.log}\n")
                self.out.flush()

    def _stop_all(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        running = [part.process for part in reversed(self.parts) if part.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + STOP_WITHIN
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopping
