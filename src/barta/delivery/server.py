"""Running delivery on Granian: one parent, several workers, a reload without a gap, a clean end."""

import contextlib
import http.client
import logging
import multiprocessing
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import MPServer

from barta.delivery import access, direct, handover
from barta.delivery.application import Application, Delivery, make_application
from barta.delivery.handover import BACKLOG, Handover
from barta.delivery.parentage import die_with_parent
from barta.pagestore import Repair, StoreMissingError, read_pointer, request_repair

# Slow and hostile connections are held off here too, as far as a server behind a proxy has to. The same
# time ends a connection on which nothing has been asked for so long.
HEADER_TIMEOUT_MS = 5_000
HEADER_BYTES = 32 * 1024
# Two threads a worker: one takes a request from the other's queue while that one hands its answer over.
# CPU a request with an empty application, one core: 18.7 µs with one thread, 15.6 with two on 16
# connections; 11.7 and 11.2 on 64. The runtime's modes "mt" and "st" cost the same.
THREADS = 2
STOP_SECONDS = 5
# What stories are read from for so long; a publication is seen as much later at most.
HOLD_S = 0.05
_DESCRIPTORS = 65_536
_CRASH_PAUSE = 0.5
# As long as a connection on which nothing is asked is kept: whoever asks on one within it is told to take
# another, so that none has to be cut off when the worker ends.
_PAUSE = HEADER_TIMEOUT_MS / 1000 + 0.5
_CRASHES = frozenset({-signal.SIGBUS, -signal.SIGSEGV})
# Granian would write to standard output, which belongs to whoever started this.
_LOGGING = {
    "handlers": {
        "stderr": {"formatter": "generic", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"}
    },
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}
# Granian copies the environment into that of each request.
_KEPT = frozenset({"BARTA_HOME", "BARTA_PROXIES", "HOME", "LANG", "PATH", "TMPDIR", "TZ", "VIRTUAL_ENV"})
_KEPT_PREFIXES = ("LC_", "PYTHON")

log = logging.getLogger("barta.delivery")


def usable_cores() -> int:
    """Return how many cores this process may run on: one worker each."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serve(
    home: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
    on_ready: Callable[[], None] | None = None,
    access_log: str = "",
) -> None:
    """Serve a home folder's page store until SIGTERM or SIGINT, then return.

    Has to be called in the main thread. `on_ready` is called once, from another thread, when the first
    request has been answered. `access_log` names a file, or "-" for standard error; "" writes none.
    A worker that dies is replaced. If workers keep dying, all start again; if the store's memory killed
    them, they go back to the generation before, and the press is asked for a new one.
    On SIGHUP the process runs its own command again in its place, with new workers first.
    Raises OSError, in words, if the port is in use or the access log cannot be written.
    """
    write = access.writer(access_log) if access_log else None
    before = handover.take_over(host, port, workers)
    _allow_descriptors()
    # Threads begun from here on leave the signals to the main one.
    handover.hold_signals()
    # Workers are forked: they share what is loaded here, and are there at once when one has died.
    multiprocessing.set_start_method("fork", force=True)
    if on_ready is not None:
        threading.Thread(target=_report, args=(host, port, on_ready), daemon=True).start()
    try:
        _keep_serving(home, host, port, before, write)
    finally:
        handover.dismiss(before.workers, STOP_SECONDS)
        for one in before.sockets:
            one.close()


def _keep_serving(home: Path, host: str, port: int, before: Handover, write: access.Write | None) -> None:
    """Run servers, one after the other, until one was told to end."""
    avoid, loaded = "", _Loaded()
    if before.workers:
        threading.Thread(target=_replace, args=(before, loaded), daemon=True).start()
    while True:
        server = _server(host, port, before)
        try:
            server.serve(
                target_loader=partial(_load, home, avoid, write, loaded, before.sockets), wrap_loader=False
            )
        except SystemExit:
            # Granian gives up when workers die again and again; readers must not be given up.
            # A worker that ended by the same Ctrl-C is not a failure.
            handover.hold_signals()
            if server.interrupt_signal:
                return
        else:
            return
        log.error("workers keep dying: starting all of them again")
        if server.crashed:
            avoid = _ask_for_rebuild(home / "store")
        time.sleep(_CRASH_PAUSE)


class _Loaded:
    """Counts the workers that have loaded the application, across processes."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)

    def tell(self) -> None:
        """Say, in a worker, that it is loaded."""
        with contextlib.suppress(OSError):
            os.write(self._write, b".")

    def wait(self, workers: int) -> None:
        """Wait, in the server, until so many are."""
        while workers > 0:
            workers -= len(os.read(self._read, workers))


class _Server(MPServer):
    """Granian on sockets that outlive its workers, remembering how these died."""

    crashed = False
    before = Handover([], [])

    def shutdown(self, exit_code: int = 0) -> None:
        """Stop the workers, having noted whether memory that was not there killed one."""
        self.crashed = any(worker.inner.exitcode in _CRASHES for worker in self.wrks)
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]

    def _init_shared_socket(self) -> None:
        self._ssp = None

    def _spawn_worker(self, idx: int, target: Any, callback_loader: Any) -> Any:  # type: ignore[override]
        # Granian's own workers each open a socket, and take along what waits in its queue when they end.
        self._sso: Any = self.before.sockets[idx]
        self._shd: Any = SocketHolder(self._sso.fileno(), False, BACKLOG)  # type: ignore[call-arg]
        worker = super()._spawn_worker(idx, target, callback_loader)
        worker.start = partial(_begin, worker.start)  # type: ignore[method-assign]
        return worker

    def _drop_shared_socket(self) -> None:
        """Keep the sockets: the next server goes on with them."""

    def _respawn_workers(self, *arguments: Any, **more: Any) -> None:
        super()._respawn_workers(*arguments, **more)
        self._look_again()

    def _reload(self, spawn_target: Any, target_loader: Any) -> None:
        """Begin anew; return only if that is not possible, or if we are to end."""
        self.reload_signal = False
        self.main_loop_interrupt.clear()
        if handover.can_begin_anew():
            handover.hold_signals()
            if not self.interrupt_signal:
                serving = [*self.before.workers, *(worker.inner.pid for worker in self.wrks)]
                handover.begin_anew(self.before.sockets, handover.alive(serving))
            handover.hear_signals()
        self._look_again()

    def _look_again(self) -> None:
        """Wake the main loop for what came while it was busy: its bell may have been reset since."""
        if self.interrupt_signal or self.interrupt_children:
            self.main_loop_interrupt.set()


def _begin(start: Callable[[], None]) -> None:
    """Fork a worker that takes no signal for one of the server's: it would not end when told to."""
    handover.hold_signals()
    try:
        start()
    finally:
        handover.hear_signals()


def _server(host: str, port: int, before: Handover) -> _Server:
    server = _Server(
        target="barta.delivery.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=len(before.sockets),
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT_MS, max_buffer_size=HEADER_BYTES),
        log_level=LogLevels.warning,
        log_dictconfig=_LOGGING,
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    server.before = before
    server.on_startup(handover.hear_signals)
    return server


def _load(
    home: Path,
    avoid: str,
    write: access.Write | None = None,
    loaded: _Loaded | None = None,
    sockets: Sequence[socket.socket] = (),
) -> Application:
    """Make the application in a worker, whose requests carry nothing of the environment but the harmless."""
    # A worker whose server was killed would go on holding the port, and the next server could not start.
    # A gentler signal would reach it only between two requests of its main thread, which may never come.
    die_with_parent(signal.SIGKILL)
    # A terminal that hangs up tells all its processes; reloading is the server's work alone.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(handover.WITHDRAW, lambda *_: handover.withdraw(sockets))
    handover.hear_signals()
    for name in list(os.environ):
        if name not in _KEPT and not name.startswith(_KEPT_PREFIXES):
            del os.environ[name]
    application = make_application(home, avoid=avoid, hold=HOLD_S)
    if loaded is not None:
        loaded.tell()
    if write is not None:
        return access.logged(application, write)
    if isinstance(application, Delivery):
        direct.take(application)
    return application


def _replace(before: Handover, loaded: _Loaded) -> None:
    """Dismiss the workers of the process before us once as many of our own are loaded."""
    loaded.wait(len(before.sockets))
    handover.dismiss(before.workers, STOP_SECONDS, _PAUSE)


def _allow_descriptors() -> None:
    """Raise this process's limit of open files as far as it may: each connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _ask_for_rebuild(store: Path) -> str:
    """Ask the press for a new generation; return the name of the one that killed its readers."""
    try:
        current = read_pointer(store).current
    except StoreMissingError:
        return ""
    request_repair(store, Repair("generation", current.encode()))
    return current


def _report(host: str, port: int, on_ready: Callable[[], None]) -> None:
    """Call `on_ready` once a request is answered, whatever the answer."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    while True:
        connection = http.client.HTTPConnection(near, port, timeout=5)
        try:
            connection.request("HEAD", "/")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
        else:
            on_ready()
            return
        finally:
            connection.close()
