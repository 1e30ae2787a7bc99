"""Filling a ledger with the invented paper, up to a number of stories."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

from barta import ledger
from barta.edition import CURRENT, Payload, encode, subject
from barta.edition.codec import kind_of
from barta.importers.invented.paper import foundation, hexadecimal
from barta.importers.invented.stories import story
from barta.ledger import Connection, Entry

MOST: Final = 2_000_000
"""How many stories there are dates for."""

BATCH: Final = 2_000
"""How many stories one transaction records: an interruption costs no more than these."""

SETTING: Final = "setting:paper"

_DRAFTS: Final = "SELECT 1 FROM stories_story LIMIT 1"


class ForeignPaperError(ValueError):
    """The ledger holds a paper that was not invented here; the message says what to do."""


def fill(
    connection: Connection, stories: int, site_url: str, progress: Callable[[int], None] = lambda done: None
) -> int:
    """Record what is missing of an invented paper of `stories`; return how many stories were added.

    `connection` is one of `ledger.connect`. `progress` is told how many there are, at first and after each
    batch. What was recorded by a call that was interrupted is gone on from. Raises ForeignPaperError, before
    anything is written, for a ledger or a newsroom that holds a paper of its own.
    """
    ledger.create(connection)
    _refuse_others(connection)
    have = known(connection)
    if have < stories:
        _lay_foundation(connection, site_url)
    progress(have)
    for start in range(have, stories, BATCH):
        end = min(start + BATCH, stories)
        batch = [entry(story(number), "import") for number in range(start, end)]
        with ledger.transaction(connection):
            ledger.append(connection, batch, at=datetime.now(UTC))
        progress(end)
    return max(0, stories - have)


def known(connection: Connection) -> int:
    """Return how many invented stories the ledger holds; they are recorded in order, none left out."""
    low, high = 0, MOST + 1
    while low < high:
        middle = (low + high) // 2
        if _is_known(connection, middle):
            low = middle + 1
        else:
            high = middle
    return low


def entry(payload: Payload, occasion: str) -> Entry:
    """Return a payload as the ledger takes it; nothing is announced."""
    kind = kind_of(payload)
    name = SETTING if kind == "setting" else subject(kind, payload.id)  # type: ignore[union-attr]
    return Entry(kind, name, occasion, False, CURRENT[kind], encode(payload))


def _is_known(connection: Connection, number: int) -> bool:
    name = subject("story", hexadecimal(f"story {number}"))
    return name in ledger.newest(connection, [name])


def _lay_foundation(connection: Connection, site_url: str) -> None:
    """Record setting, sections, people and topics where they are not as they should be."""
    entries = [entry(payload, "setting") for payload in foundation(site_url)]
    there = ledger.newest(connection, [one.subject for one in entries])
    missing = [
        one for one in entries if one.subject not in there or there[one.subject].payload != one.payload
    ]
    if missing:
        with ledger.transaction(connection):
            ledger.append(connection, missing, at=datetime.now(UTC))


def _refuse_others(connection: Connection) -> None:
    """Raise ForeignPaperError if anything is recorded or drafted that is no part of an invented paper."""
    ours = {entry(payload, "setting").subject for payload in foundation("")}
    for found in _beginnings(connection):
        kind, _, key = found.partition(":")
        if found not in ours and not (kind == "story" and key == hexadecimal("story 0")):
            raise ForeignPaperError(
                f"this home holds a paper ({found}): name an empty BARTA_HOME, or one that was filled before"
            )
    if _has_drafts(connection):
        raise ForeignPaperError("this home's newsroom holds stories: name an empty BARTA_HOME")


def _beginnings(connection: Connection) -> Iterator[str]:
    """Yield the subjects of the first records, up to the first story and a setting's worth more."""
    items = ledger.follow(connection, 0, len(foundation("")) + 2)
    for item in items:
        yield item.record.subject
        if item.record.kind == "story":
            return


def _has_drafts(connection: Connection) -> bool:
    """Return whether a newsroom beside this ledger has a story, published or not."""
    table = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'stories_story'"
    if not hasattr(connection, "info"):
        table = "SELECT count(*) FROM sqlite_master WHERE name = 'stories_story'"
    if not connection.execute(table).fetchone()[0]:
        return False
    return connection.execute(_DRAFTS).fetchone() is not None
