"""Small values as an edition holds them: the same bytes wherever they came from."""

from datetime import UTC, datetime
from sys import intern
from typing import Any


def word(value: Any) -> Any:
    """Return a word of a fixed list as the one object that the edition's default is."""
    return intern(str(value))


def utc(at: datetime | None) -> Any:
    """Return the instant in UTC: the same bytes whether it came from a form, a revision or the row."""
    return at.astimezone(UTC) if at is not None else None
