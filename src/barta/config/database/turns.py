"""Turns at writing, first come first served.

SQLite's own wait for the write lock is a lottery: with eight editors single publications waited up to
fifteen seconds. A queue in front of `BEGIN` makes the longest wait the shortest possible.
"""

import threading
from collections import deque


class Turns:
    """A lock that is handed over in the order in which it was asked for. Safe between threads."""

    def __init__(self) -> None:
        """Start with the turn free and nobody waiting."""
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def take(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds for the turn; return whether it was given."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            called = threading.Event()
            self._waiting.append(called)
        if called.wait(timeout):
            return True
        with self._guard:
            if called.is_set():
                # The turn came between the end of the wait and this line: it is ours.
                return True
            self._waiting.remove(called)
        return False

    def give(self) -> None:
        """Hand the turn to whoever has waited longest, or free it."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
