"""Readers of an invented paper, for the readership's tests."""

from datetime import UTC, datetime

from barta.readership import Connection
from barta.readership.counts import count
from barta.readership.journal import Entry

NOON = datetime(2027, 1, 14, 6, 0, tzinfo=UTC)
"""Noon in Dhaka."""

AT = int(NOON.timestamp())
HOUR = 3600


def name(number: int) -> bytes:
    """Return the hash of a network."""
    return number.to_bytes(8, "little")


def visitor(number: int) -> bytes:
    """Return the hash of a visitor."""
    return number.to_bytes(12, "little")


def visits(connection: Connection, story: str, network: int, number: int, *, at: int = AT) -> None:
    """Count visits of as many visitors of a network, and as many page reads."""
    marks = range(1_000_000 * network, 1_000_000 * network + number)
    entries = [Entry(at, network, mark ^ (hash_of(story) << 40), story, 1) for mark in marks]
    count(connection, [*entries, Entry(at, network, 0, "", number)])


def hash_of(story: str) -> int:
    """Return a small number for a story, so that visitors of two stories have different marks."""
    return sum(map(ord, story))


def reads_of(connection: Connection) -> dict[int, int]:
    """Return how many page reads each network has."""
    return dict(connection.execute("SELECT network, sum(reads) FROM networks GROUP BY network").fetchall())


def visits_of(connection: Connection) -> dict[str, int]:
    """Return how many visits each story has."""
    rows = connection.execute("SELECT story, sum(visits) FROM hours GROUP BY story").fetchall()
    return {story: int(number) for story, number in rows}
