"""The one door to what readers see.

Rows that are public may be written only while the door is open, and only actions open it. Whoever
writes past it by accident (a save in a shell, a bulk update) gets an error that names the action to use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied

_open: ContextVar[bool] = ContextVar("barta_newsroom_door", default=False)


class Refused(PermissionDenied):
    """An action that may not happen. The message, in Bangla, says why and what to do instead.

    It is a PermissionDenied so that every Wagtail view answers it with a plain page, never an error.
    """

    def __init__(self, message: str, field: str = "") -> None:
        """Keep `message` for the editor, and the name of the field that is to blame, if one is."""
        super().__init__(message)
        self.message = message
        self.field = field


class DoorError(RuntimeError):
    """Code tried to write what readers see without an action; the message names the way."""


@contextmanager
def opened() -> Iterator[None]:
    """Let public rows be written inside; for actions only."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def is_open() -> bool:
    """Return whether an action is at work."""
    return _open.get()


def must_be_open(what: str, instead: str) -> None:
    """Raise DoorError, saying `what` was tried and what to call `instead`, unless an action is at work."""
    if not _open.get():
        raise DoorError(f"{what} changes what readers see: use {instead}")
