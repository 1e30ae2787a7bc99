"""A process beside the worker: it answers what takes time, one question at a time, and may be killed for it.

Pages are a worker's business. What has to be worked out goes to this process; the thread that waits for it
holds nothing. A process that hangs, dies or talks nonsense costs the question that it was asked, and the
next question finds a new one.
"""

import logging
import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Final

LONGEST_S: Final = 1.5
"""How many seconds a question may take, its way there and back included; then the process is killed."""

LONGEST_WAIT_S: Final = 5.0
"""How many seconds whoever asks waits, before that, for a process that is just starting."""

LONGEST_START_S: Final = 60.0
"""How many seconds the process may take to begin, on a machine that has no time for it."""

MOST_BYTES: Final = 16 * 1024 * 1024
"""No answer is longer."""

READY: Final = b"ready"
"""What the process says first, as a message."""

_LENGTH = struct.Struct("<I")
_CHUNK = 256 * 1024
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.25, 5.0
_END_S = 2.0
# Neither a password nor a token of whoever started the worker is any business of this process.
_KEPT = frozenset({"LANG", "TMPDIR", "TZ"})
_KEPT_PREFIXES = ("LC_", "PYTHON")

log = logging.getLogger("barta.delivery")


class AsideError(RuntimeError):
    """There is no answer; the message says why."""


class BusyError(AsideError):
    """Another question is being answered."""


class Aside:
    """Asks `python -m MODULE ARGUMENTS…`, which is started by the first question and when it is gone.

    The process finds its end of the line at file descriptor 0, and its parent's process id as its last
    argument. For any thread; nobody ever waits for another one's question.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[str] = (),
        *,
        longest: float = LONGEST_S,
        wait: float = LONGEST_WAIT_S,
    ) -> None:
        self._command = (sys.executable, "-P", "-m", module, *arguments)
        self._longest = longest
        self._wait = wait
        self._turn = threading.Lock()
        self._process: _Process | None = None
        self._failures = 0
        self._not_before = 0.0

    @property
    def pid(self) -> int:
        """The id of the process, 0 while there is none."""
        process = self._process
        return process.pid if process else 0

    @property
    def is_busy(self) -> bool:
        """Whether a question is being answered: another one need not even be written down."""
        return self._turn.locked()

    def ask(self, message: bytes) -> bytes:
        """Return the answer to a message; raise BusyError at once while another one is being answered.

        Raises AsideError if there is no answer in time, or no process that could give one.
        """
        if not self._turn.acquire(blocking=False):
            raise BusyError("one question is being answered already")
        try:
            return self._answered(message)
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the process; the next question starts another one."""
        with self._turn:
            self._end()

    def _answered(self, message: bytes) -> bytes:
        process = self._running()
        try:
            process.begin(time.monotonic() + self._wait)
            answer = process.ask(message, time.monotonic() + self._longest)
        except _StartingError as error:
            # The next question may find it ready.
            raise AsideError(str(error)) from error
        except (OSError, EOFError) as error:
            self._fail()
            raise AsideError(f"the process beside the worker has not answered: {error}") from error
        self._failures = 0
        return answer

    def _running(self) -> "_Process":
        process = self._process
        if process is not None and process.gone:
            # It ended between two questions: that costs nobody an answer.
            self._end()
        if self._process is None:
            if time.monotonic() < self._not_before:
                raise AsideError("the process beside the worker fails again and again: it is left alone")
            self._process = _Process(self._command)
        return self._process

    def _fail(self) -> None:
        """End a process that failed. The first failure is forgiven; further ones in a row have to wait."""
        self._end()
        if self._failures:
            pause = _FIRST_PAUSE_S * 2.0 ** min(self._failures, 10)
            self._not_before = time.monotonic() + min(pause, _LONGEST_PAUSE_S)
        self._failures += 1

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


class _StartingError(AsideError):
    """The process has begun but is not ready yet."""


class _Process:
    """One process, from its start to its end, and the line to it."""

    def __init__(self, command: Sequence[str]) -> None:
        self._ready = False
        self._started = time.monotonic()
        self._line, theirs = socket.socketpair()
        # Whoever forgets to end it leaves no open line, at whose end it would be waiting for ever.
        weakref.finalize(self, self._line.close)
        self._keeper = _Keeper(command, theirs)
        self._keeper.start()

    @property
    def pid(self) -> int:
        """Its id, 0 before it is there."""
        return self._keeper.pid

    @property
    def gone(self) -> bool:
        """Whether the process has ended, or says what nobody asked."""
        if not self._ready:
            return False
        waiting = select.poll()
        waiting.register(self._line, select.POLLIN)
        return bool(waiting.poll(0))

    def begin(self, until: float) -> None:
        """Wait until it is ready, at most until a time on the monotonic clock.

        Raises _StartingError if it is not, EOFError or OSError if it will not be.
        """
        if self._ready:
            return
        try:
            said = self._receive(until)
        except TimeoutError as error:
            if time.monotonic() - self._started > LONGEST_START_S:
                raise OSError("it never began") from error
            raise _StartingError("the process beside the worker is starting") from error
        if said != READY:
            raise OSError("it did not begin as it should")
        self._ready = True

    def ask(self, message: bytes, until: float) -> bytes:
        """Return its answer; raise TimeoutError, EOFError or OSError if there is none."""
        self._line.settimeout(_left(until))
        self._line.sendall(_LENGTH.pack(len(message)) + message)
        return self._receive(until)

    def end(self) -> None:
        """Kill it. It has nothing to lose."""
        self._line.close()
        self._keeper.kill()
        self._keeper.join(_END_S)

    def _receive(self, until: float) -> bytes:
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, until))
        if length > MOST_BYTES:
            raise OSError("it talks nonsense")
        return self._exactly(length, until)

    def _exactly(self, size: int, until: float) -> bytes:
        chunks: list[bytes] = []
        while size:
            self._line.settimeout(_left(until))
            chunk = self._line.recv(min(size, _CHUNK))
            if not chunk:
                raise EOFError("it has ended")
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)


class _Keeper(threading.Thread):
    """Starts a process and stays until it has ended.

    The kernel ends the process together with the thread that started it: that has to be one that stays.
    """

    def __init__(self, command: Sequence[str], line: socket.socket) -> None:
        super().__init__(name="aside", daemon=True)
        self.pid = 0
        self._command = (*command, str(os.getpid()))
        self._line = line
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._unwanted = False

    def run(self) -> None:
        """Start the process, unless it is unwanted already, and wait for its end."""
        with self._line:
            process = self._begun()
        if process is not None:
            process.wait()

    def kill(self) -> None:
        """End the process, or see to it that it is not started."""
        with self._lock:
            self._unwanted = True
            if self._process is not None:
                self._process.kill()

    def _begun(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._unwanted:
                return None
            try:
                process = subprocess.Popen(
                    self._command, stdin=self._line.fileno(), stdout=subprocess.DEVNULL, env=_environment()
                )
            except OSError as error:
                # Whoever waits learns it from the closed line.
                log.error("a process beside the worker cannot be started: %s", error)
                return None
            self._process, self.pid = process, process.pid
            return process


def _environment() -> dict[str, str]:
    """Return what a process has to know of this one's environment: where the same code is found."""
    kept = {
        name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(_KEPT_PREFIXES)
    }
    return kept | {"PYTHONPATH": os.pathsep.join(folder or str(Path.cwd()) for folder in sys.path)}


def _left(until: float) -> float:
    """Return the seconds that are left, as a timeout; raise TimeoutError if none are."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it takes too long")
    return left
