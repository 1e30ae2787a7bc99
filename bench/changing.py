"""Stories that go out while something else is measured: through the ledger, to a press that runs."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pacing
from load import Asked, request
from machine import BenchError, Place, on_core, started

from barta import ledger
from barta.importers.invented import address, entry, known, story

EVERY = 1.0
NICE = 10
"""How much the press stands back on the load's core: what it takes there must not show in the answers."""

PATIENCE = 60.0


class Publishing:
    """Publishes the next invented story, or an update of the last one, `every` so many seconds until left.

    With a `port` each new story is looked for there, and `visible` gets the seconds that it took.
    """

    def __init__(self, place: Place, *, port: int = 0, updates: bool = True, every: float = EVERY) -> None:
        self.count = 0
        self.visible: list[float] = []
        self._url = place.ledger
        self._port = port
        self._updates = updates
        self._every = every
        self._stop = threading.Event()
        self._failed: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="publishing")

    def __enter__(self) -> "Publishing":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        if self._failed:
            raise BenchError(f"publishing failed: {self._failed}") from self._failed

    def _run(self) -> None:
        try:
            with closing(ledger.connect(self._url)) as connection:
                number = known(connection)
                while not self._stop.is_set():
                    begun = time.monotonic()
                    update = self._updates and self.count % 2 == 1
                    if update:
                        publish(connection, number - 1, edition=self.count)
                    else:
                        publish(connection, number)
                        if self._port:
                            self.visible.append(_seen(self._port, number) - begun)
                        number += 1
                    self.count += 1
                    self._stop.wait(max(0.0, self._every - (time.monotonic() - begun)))
        except Exception as error:  # noqa: BLE001
            # Whatever it is, the thread that measures has to hear of it.
            self._failed = error


def publish(connection: ledger.Connection, number: int, *, edition: int = 0) -> int:
    """Publish story `number`, or a later edition of it; return the record's `seq`."""
    now = datetime.now(UTC)
    occasion = "update" if edition else "publish"
    with ledger.transaction(connection):
        records = ledger.append(connection, [entry(story(number, edition=edition, at=now), occasion)], at=now)
    return records[-1].seq


def settle(place: Place, port: int) -> None:
    """Publish a story and wait until it is to be seen: from then on the press is at work."""
    with closing(ledger.connect(place.ledger)) as connection:
        number = known(connection)
        publish(connection, number)
    _seen(port, number)


@contextmanager
def press(place: Place, folder: Path, core: int) -> Iterator[int]:
    """Keep a press running on one core, standing back for others there; give its process id."""
    command = [*on_core(core), "nice", f"-n{NICE}", sys.executable, "-m", "barta", "press"]
    with started(command, place.environment(), folder) as pid:
        yield pid


@contextmanager
def asleep(pid: int) -> Iterator[None]:
    """Let a process stand still, but for where it is `awake`."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def awake(pid: int) -> Iterator[None]:
    """Let a process that is asleep go on meanwhile."""
    os.kill(pid, signal.SIGCONT)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGSTOP)


def _seen(port: int, number: int) -> float:
    """Return the moment at which story `number` was first answered with 200."""
    wanted = [request(Asked(quote(address(number))))]
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if next(pacing.fetch(port, wanted)).status == 200:
            return time.monotonic()
        time.sleep(0.01)
    raise BenchError(f"story {number} was not to be seen after {PATIENCE:.0f} s")
