"""Running delivery on Granian: one parent, several workers, a clean end."""

import errno
import http.client
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import MPServer

from barta.delivery.application import Application, make_application
from barta.delivery.parentage import die_with_parent
from barta.pagestore import Repair, StoreMissingError, read_pointer, request_repair

# Slow and hostile connections are held off here too, as far as a server behind a proxy has to.
HEADER_TIMEOUT_MS = 5_000
HEADER_BYTES = 32 * 1024
BACKLOG = 2048
# One thread a worker: nothing waits, so that a second one would only pass the interpreter to and fro.
THREADS = 1
STOP_SECONDS = 5
_CRASH_PAUSE = 0.5
_CRASHES = frozenset({-signal.SIGBUS, -signal.SIGSEGV})
# Granian would write to standard output, which belongs to whoever started this.
_LOGGING = {
    "handlers": {
        "stderr": {"formatter": "generic", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"}
    },
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}
_KEPT = frozenset({"BARTA_HOME", "HOME", "LANG", "PATH", "TMPDIR", "TZ", "VIRTUAL_ENV"})
_KEPT_PREFIXES = ("LC_", "PYTHON")

log = logging.getLogger("barta.delivery")


def serve(
    home: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
    on_ready: Callable[[], None] | None = None,
) -> None:
    """Serve a home folder's page store until SIGTERM or SIGINT, then return.

    Has to be called in the main thread. `on_ready` is called once, from another thread, when the first
    request has been answered. A worker that dies is replaced. If workers keep dying, all start again;
    if the store's memory killed them, they go back to the generation before, and the press is asked for
    a new one. Raises OSError, in words, if the port is in use.
    """
    _check_free(host, port)
    if on_ready is not None:
        threading.Thread(target=_report, args=(host, port, on_ready), daemon=True).start()
    avoid = ""
    while True:
        server = _server(host, port, workers)
        try:
            server.serve(target_loader=partial(_load, home, avoid), wrap_loader=False)
        except SystemExit:
            # Granian gives up when workers die again and again; readers must not be given up.
            # A worker that ended by the same Ctrl-C is not a failure.
            if server.interrupt_signal:
                return
        else:
            return
        log.error("workers keep dying: starting all of them again")
        if server.crashed:
            avoid = _ask_for_rebuild(home / "store")
        time.sleep(_CRASH_PAUSE)


class _Server(MPServer):
    """Granian, remembering how its workers died."""

    crashed = False

    def shutdown(self, exit_code: int = 0) -> None:
        """Stop the workers, having noted whether memory that was not there killed one."""
        self.crashed = any(worker.inner.exitcode in _CRASHES for worker in self.wrks)
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]


def _server(host: str, port: int, workers: int) -> _Server:
    return _Server(
        target="barta.delivery.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        http=HTTPModes.http1,
        backlog=BACKLOG,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT_MS, max_buffer_size=HEADER_BYTES),
        log_level=LogLevels.warning,
        log_dictconfig=_LOGGING,
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )


def _check_free(host: str, port: int) -> None:
    """Raise OSError if somebody listens there; Granian would share the port with another delivery."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise OSError(
                error.errno, f"port {port} is in use: stop what runs there, or choose another"
            ) from error


def _load(home: Path, avoid: str) -> Application:
    """Make the application in a worker, whose requests carry nothing of the environment but the harmless."""
    # A worker whose server was killed would go on holding the port, and the next server could not start.
    # A gentler signal would reach it only between two requests of its main thread, which may never come.
    die_with_parent(signal.SIGKILL)
    for name in list(os.environ):
        if name not in _KEPT and not name.startswith(_KEPT_PREFIXES):
            del os.environ[name]
    return make_application(home, avoid=avoid)


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
