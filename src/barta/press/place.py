"""The one place in a home at which a press works, and the files that the next one finds there."""

import fcntl
import os
from pathlib import Path

from barta.pagestore import DamagedError
from barta.press.attempts import DEATHS, Attempts
from barta.press.printer import Clock
from barta.press.watching import Watched


class PressBusyError(RuntimeError):
    """Another press works in this home and did not do what was asked in time."""


class Place:
    """Taken by at most one press at a time, over all processes of a machine."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = -1
        self._attempts: Attempts | None = None
        self._watch: Watched | None = None
        self._at_ease = False

    def take(self) -> bool:
        """Take the place; return False while another press has it."""
        if self._lock >= 0:
            return True
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        self._lock = lock
        self._attempts = Attempts(self._folder)
        self._watch = Watched(self._attempts, self._clock)
        return True

    def leave(self) -> None:
        """Let another press have the place."""
        if self._attempts:
            self._attempts.close()
        self._attempts = self._watch = None
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    @property
    def watch(self) -> Watched:
        """The watch that keeps the place's files; raises PressBusyError without the place."""
        if self._watch is None:
            raise PressBusyError("another press works in this home")
        return self._watch

    def dare(self, generation: str) -> None:
        """Raise DamagedError instead of opening a generation that killed every press that tried."""
        self._at_ease = False
        if self._attempts and self._attempts.opening(generation) >= DEATHS:
            raise DamagedError(f"{generation} killed the press {DEATHS} times")

    def survived(self) -> None:
        """Say that the generation opened last can be worked with."""
        if not self._at_ease and self._attempts:
            self._attempts.opened()
            self._at_ease = True

    def retry(self) -> None:
        """Take everything out of quarantine, since it will be tried again."""
        if self._attempts:
            self._attempts.retry()

    def aside(self) -> set[str]:
        """The subjects of which something is in quarantine."""
        return {entry.subject for entry in self._attempts.aside()} if self._attempts else set()
