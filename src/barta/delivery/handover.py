"""A reload: the server's process begins anew on the sockets it has, and then dismisses its former workers.

Its process id stays, connections wait in the sockets' queues, and whatever was installed meanwhile is run.
"""

import contextlib
import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

VARIABLE = "BARTA_HANDOVER"
# Connections that wait for a worker, for each socket.
BACKLOG = 2048
# Tells a worker to take no further connections.
WITHDRAW = signal.SIGUSR1
_CHECK_SECONDS = 60
_POLL_SECONDS = 0.02
_SIGNALS = frozenset({signal.SIGHUP, signal.SIGINT, signal.SIGTERM})

parting: Final[list[tuple[str, str]]] = []
"""What each answer of this worker says besides: once it withdraws, that its connection ends with it."""

log = logging.getLogger("barta.delivery")


class Handover(NamedTuple):
    """Listening sockets, one a worker, and the process ids of the workers that still serve them."""

    sockets: list[socket.socket]
    workers: list[int]


def expected() -> bool:
    """Return whether this process began anew, so that its port is in use by itself."""
    return VARIABLE in os.environ


def take_over(host: str, port: int, workers: int) -> Handover:
    """Return what the process before us left to us, or new listening sockets, one for each worker.

    A socket of its own for each worker spreads connections evenly; the server holds them all, so that
    connections wait for the next worker when one dies. Raises OSError, in words, if the port is in use.
    """
    before = os.environ.pop(VARIABLE, "")
    numbers, _, former = before.partition(":")
    sockets = [socket.socket(fileno=int(number)) for number in numbers.split(",") if number]
    for one in sockets:
        one.set_inheritable(False)
    if not sockets:
        _check_free(host, port)
    while len(sockets) < workers:
        sockets.append(_listen(host, port))
    while len(sockets) > workers:
        sockets.pop().close()
    return Handover(sockets, [int(worker) for worker in former.split(",") if worker])


def can_begin_anew() -> bool:
    """Return whether delivery as it is installed now can be loaded; if not, the log says why."""
    command = [sys.executable, "-c", "import barta.delivery"]
    try:
        tried = subprocess.run(command, capture_output=True, text=True, timeout=_CHECK_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("not reloaded, the workers stay as they are: %s", error)
        return False
    if tried.returncode:
        log.error("not reloaded, the workers stay as they are: %s", tried.stderr.strip())
    return not tried.returncode


def hold_signals() -> None:
    """Let signals wait, also for the process that begins anew: until `hear_signals` none is lost."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)


def hear_signals() -> None:
    """Get the signals that waited; has to be called before workers are forked."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


def begin_anew(sockets: Sequence[socket.socket], workers: Sequence[int]) -> None:
    """Run this process's own command again in its place; return only if the system refuses."""
    for one in sockets:
        one.set_inheritable(True)
    told = f"{','.join(str(one.fileno()) for one in sockets)}:{','.join(map(str, workers))}"
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execve(sys.executable, sys.orig_argv, {**os.environ, VARIABLE: told})
    except OSError as error:
        log.error("not reloaded, the workers stay as they are: %s", error)


def alive(workers: Sequence[int]) -> list[int]:
    """Return those that are running children of ours."""
    running = []
    for worker in workers:
        with contextlib.suppress(ChildProcessError):
            if os.waitpid(worker, os.WNOHANG) == (0, 0):
                running.append(worker)
    return running


def withdraw(sockets: Sequence[socket.socket]) -> None:
    """Take no further connection in this worker, while its others stay.

    Each descriptor of the sockets becomes one of a socket that nobody knows. The runtime, which is still
    woken for the true ones, finds nothing to accept there. Whoever goes on asking is told with each answer
    to come back on another connection: cutting off a kept one could cut off its next request.
    """
    parting[:] = [("Connection", "close")]
    mute = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mute.bind("")
    mute.listen(1)
    mute.setblocking(False)
    true = {os.fstat(one.fileno()).st_ino for one in sockets}
    for one in Path("/proc/self/fd").iterdir():
        # The descriptor that listed the folder has gone by now.
        with contextlib.suppress(OSError):
            if os.fstat(int(one.name)).st_ino in true:
                os.dup2(mute.fileno(), int(one.name))


def dismiss(workers: Sequence[int], within: float, pause: float = 0.0) -> None:
    """Let workers finish their requests and end; after `within` seconds they are killed.

    They take no new connection for `pause` seconds before, so that whoever has just connected is served.
    """
    if pause and alive(workers):
        for worker in alive(workers):
            os.kill(worker, WITHDRAW)
        time.sleep(pause)
    for worker in alive(workers):
        os.kill(worker, signal.SIGTERM)
    until = time.monotonic() + within
    while alive(workers) and time.monotonic() < until:
        time.sleep(_POLL_SECONDS)
    for worker in alive(workers):
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def _listen(host: str, port: int) -> socket.socket:
    made = socket.socket(_family(host), socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind((host, port))
        made.listen(BACKLOG)
        made.setblocking(False)
    except OSError:
        made.close()
        raise
    return made


def _check_free(host: str, port: int) -> None:
    """Raise OSError if somebody listens there; we would share the port with another delivery."""
    with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise OSError(
                error.errno, f"port {port} is in use: stop what runs there, or choose another"
            ) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
