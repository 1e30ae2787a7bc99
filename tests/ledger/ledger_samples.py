"""Entries for the ledger's tests: valid, dull, and of an invented town."""

import secrets
from datetime import UTC, datetime, timedelta

from barta import edition
from barta.ledger import Connection, Entry, Fault, Record, append, transaction, verify

AT = datetime(2026, 10, 5, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def story(identity: str | None = None, *, headline: str = "হাট বসল আবার", occasion: str = "publish") -> Entry:
    """Return an edition of the story `identity`, of a new one without it."""
    identity = identity or edition.new_id()
    payload = edition.Story(
        id=identity,
        public_id="2h4k6m8p0q",
        headline=headline,
        section="5" * 32,
        published=AT,
        body=(edition.Paragraph(html="মেঘপুরের হাট দুই বছর পর আবার বসেছে।"),),
    )
    return Entry("story", f"story:{identity}", occasion, True, 1, edition.encode(payload))


def section(identity: str) -> Entry:
    """Return an edition of the section `identity`."""
    payload = edition.Section(id=identity, slug="haat", name="হাটবাজার")
    return Entry("section", f"section:{identity}", "publish", False, 1, edition.encode(payload))


def takedown(identity: str) -> Entry:
    """Return the ending of the story `identity`."""
    payload = edition.Ending(id=identity, manner="takedown", public_id="2h4k6m8p0q")
    return Entry("ending", f"story:{identity}", "takedown", False, 1, edition.encode(payload))


def long_story(identity: str) -> Entry:
    """Return a story whose stored bytes fill several pages of a database."""
    return story(identity, headline=" ".join(secrets.token_hex(8) for _ in range(1500)))


def add(connection: Connection, *entries: Entry, at: datetime = AT) -> list[Record]:
    """Append `entries` in a transaction of their own."""
    with transaction(connection):
        return append(connection, entries, at=at)


def faults(connection: Connection, after: int = 0) -> list[Fault]:
    """Return what `verify` finds wrong."""
    return [found for found in verify(connection, after=after) if isinstance(found, Fault)]
