"""Reading the live generation, whichever it is by now."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from barta.pagestore.environment import ClosedError, Environment, acquire
from barta.pagestore.errors import DamagedError, FormatError, StoreError, StoreMissingError
from barta.pagestore.generations import POINTER, read_pointer
from barta.pagestore.pages import Page, Slot
from barta.pagestore.repairs import Repair, request_repair
from barta.pagestore.view import View

LOOK_EVERY = 0.05
_RETRY_EVERY = 1.0

Found = TypeVar("Found")

log = logging.getLogger("barta.pagestore")


class Reader:
    """Reads the store in `folder` from any thread; follows its pointer within LOOK_EVERY seconds.

    Nothing is opened before the first reading, which has to come after any fork. If the live generation
    cannot be opened, the one before it is read, while the pointer still names it. So it is with the
    generation called `avoid`, which is known to kill its readers.
    """

    def __init__(self, folder: Path, *, avoid: str = "") -> None:
        self.folder = folder
        self._avoid = avoid
        self._lock = threading.Lock()
        self._env: Environment | None = None
        self._seen: tuple[int, int] | None = None
        self._trouble: StoreError | None = None
        self._next_look = 0.0
        self._retry_at = 0.0

    def snapshot(self) -> View:
        """Return the store as it is now; use it with `with`, and not for long: it keeps old pages.

        Raises StoreMissingError while there is no generation, FormatError or DamagedError if neither
        the live one nor the one before it can be read.
        """
        while True:
            env = self._env
            if env is None or time.monotonic() >= self._next_look:
                env = self._live()
            try:
                return View(env, env.begin())
            except ClosedError:
                # Another thread has followed the pointer between the two lines above.
                self._next_look = 0.0

    def page(self, key: bytes) -> Page | None:
        """Return the page under a key, or None; raise DamagedError if it must not be shown."""
        with self.snapshot() as view:
            return view.get_page(key)

    def slot(self, name: str) -> Slot | None:
        """Return the shared slot of that name, or None."""
        with self.snapshot() as view:
            return view.get_slot(name)

    def meta(self, name: str) -> bytes | None:
        """Return one of the store's facts about itself, or None."""
        with self.snapshot() as view:
            return view.get_meta(name)

    def last_good(self, read: Callable[[View], Found | None]) -> Found | None:
        """Return what `read` finds in the generation before the live one, or None.

        The pointer names that generation only as long as nothing has been ended since, so that what
        was withdrawn does not come back.
        """
        try:
            previous = read_pointer(self.folder).previous
            env = acquire(self.folder / previous, writable=False) if previous else None
        except (StoreError, OSError):
            return None
        if env is None:
            return None
        try:
            with View(env, env.begin()) as view:
                return read(view)
        except StoreError:
            return None
        finally:
            env.release()

    def close(self) -> None:
        """Close the generation; the next reading opens it again."""
        with self._lock:
            self._follow(None)

    def _live(self) -> Environment:
        now = time.monotonic()
        with self._lock:
            if self._env is not None and self._env.inherited:
                # What was opened belongs to the process that this one was forked from.
                self._env, self._seen, self._next_look = None, None, 0.0
            if self._env is None or now >= self._next_look:
                self._look(now)
            if self._env is None:
                raise self._excuse()
            return self._env

    def _excuse(self) -> StoreError:
        trouble = self._trouble
        return (
            type(trouble)(str(trouble)) if trouble else StoreMissingError(f"{self.folder} is not there yet")
        )

    def _look(self, now: float) -> None:
        self._next_look = now + LOOK_EVERY
        try:
            found = (self.folder / POINTER).stat()
        except OSError:
            if self._env is None:
                self._trouble = StoreMissingError(
                    f"{self.folder} has no live page store yet: start the press"
                )
            return
        seen = (found.st_ino, found.st_mtime_ns)
        if self._env is not None and self._env.cut_short():
            log.error("%s has been cut short under its readers", self._env.folder)
            self._follow(None)
        elif seen == self._seen and (self._env is not None or now < self._retry_at):
            return
        self._seen = seen
        self._open(now)

    def _open(self, now: float) -> None:
        try:
            pointer = read_pointer(self.folder)
        except StoreMissingError as error:
            self._trouble = error
            return
        for name in pointer:
            if not name or (name == self._avoid and pointer.previous):
                continue
            try:
                self._follow(acquire(self.folder / name, writable=False))
                return
            except (StoreError, OSError) as error:
                self._trouble = error if isinstance(error, StoreError) else StoreError(str(error))
                log.error("%s cannot be read: %s", self.folder / name, error)
                if isinstance(error, DamagedError | FormatError | StoreMissingError):
                    request_repair(self.folder, Repair("generation", name.encode()))
        self._retry_at = now + _RETRY_EVERY

    def _follow(self, env: Environment | None) -> None:
        old, self._env = self._env, env
        if old is not None:
            old.release()
