"""Records of the ledger as the press takes them in."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from barta.edition import PayloadError, decode
from barta.ledger import Item


class Editions(Protocol):
    """What a turn looks up in the ledger."""

    def newest(self, subjects: Iterable[str]) -> Mapping[str, Item]:
        """Return the newest edition of each subject."""

    def record(self, seq: int) -> Item | None:
        """Return one item."""


class RecordError(Exception):
    """A record cannot be printed: undo the turn and go on without it."""

    def __init__(self, item: Item, error: BaseException) -> None:
        super().__init__(f"record {item.record.seq} ({item.record.subject}): {type(error).__name__}: {error}")
        self.item = item
        self.error = error


def content_of(item: Item) -> object:
    """Return the payload; None when it was removed by law. Raises RecordError for one that is unreadable."""
    if item.payload is None:
        return None
    try:
        return decode(item.record.kind, item.record.schema, item.payload)
    except PayloadError as error:
        raise RecordError(item, error) from error
