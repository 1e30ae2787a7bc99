"""Whoever renders does it through a watch: the press writes down what goes on, others only remember it."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from barta.press.attempts import DEATHS, Attempts
from barta.press.trial import survives

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger("barta.press")


class DeadlyError(Exception):
    """Rendering this would end the process."""


class Watch(Protocol):
    """Told of every rendering that could fail."""

    def render(self, seq: int, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what `function` renders of the record `seq`; raises what it raises, and DeadlyError."""

    def is_aside(self, seq: int) -> bool:
        """Return whether the record `seq` is not to be rendered at all."""

    def failed(self, seq: int, subject: str, error: BaseException) -> None:
        """Note that rendering `subject` as of `seq` raised `error`."""

    def printed(self, seq: int, subject: str) -> None:
        """Note that the record `seq` has been applied: what failed of `subject` before is history."""


class Unwatched:
    """A watch for a process that nobody will ask: it only remembers what failed."""

    def __init__(self) -> None:
        self.failures: dict[int, str] = {}

    def render(self, seq: int, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call `function`: this process may die without consequences."""
        return function(*args, **kwargs)

    def is_aside(self, seq: int) -> bool:
        """Return whether `seq` failed before."""
        return seq in self.failures

    def failed(self, seq: int, subject: str, error: BaseException) -> None:
        """Remember the failure."""
        self.failures[seq] = f"{subject}: {_words(error)}"

    def printed(self, seq: int, subject: str) -> None:
        """Nothing was written down that would have to go."""


class Watched:
    """A watch that keeps the files of `Attempts`, and tries what was deadly in another process first."""

    def __init__(self, attempts: Attempts, clock: Callable[[], datetime]) -> None:
        self._attempts = attempts
        self._clock = clock

    def render(self, seq: int, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call `function` while the attempt file names the record."""
        deaths = self._attempts.deaths(seq)
        if deaths >= DEATHS:
            if not survives(function, *args, **kwargs):
                raise DeadlyError(f"the press died {deaths} times while it rendered this")
            self._attempts.forgive(seq)
        self._attempts.begin(seq)
        try:
            return function(*args, **kwargs)
        finally:
            self._attempts.end()

    def is_aside(self, seq: int) -> bool:
        """Return whether the record is in quarantine."""
        return self._attempts.is_aside(seq)

    def failed(self, seq: int, subject: str, error: BaseException) -> None:
        """Put the record in quarantine."""
        log.error("set aside: record %d (%s) cannot be printed: %s", seq, subject, _words(error))
        self._attempts.set_aside(seq, subject, _words(error), self._clock())

    def printed(self, seq: int, subject: str) -> None:
        """Take older records of the subject out of quarantine."""
        self._attempts.settle(subject, seq)


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
