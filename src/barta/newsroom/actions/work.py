"""The unit of work: one transaction, whose last statements append what it gathered to the ledger.

Units nest: an action inside another unit (a bulk action, a wrapped request) joins it, and everything is
appended once, at the outer end. On PostgreSQL that keeps the ledger's lock for the last moment, so that
two editors never wait for each other in a circle.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from barta import ledger
from barta.edition import CURRENT, Ending, Payload, PayloadError, decode, encode
from barta.edition.codec import kind_of
from barta.newsroom.door import Refused


@dataclass(frozen=True)
class Last:
    """The newest edition of a subject, in the ledger or about to be; `payload` is None once redacted."""

    kind: str
    payload: bytes | None


class UnitOfWork:
    """What one transaction will append. Made by `unit()`."""

    def __init__(self) -> None:
        """Start with nothing gathered."""
        self._entries: list[ledger.Entry] = []
        self._redactions: list[tuple[str, str]] = []
        self.records: list[ledger.Record] = []

    def add(self, subject: str, payload: Payload, occasion: str, *, announce: bool = False) -> None:
        """Gather an edition of `subject`. Raises Refused when it could not be read back."""
        kind, data = kind_of(payload), encoded(payload)
        self._entries.append(ledger.Entry(kind, subject, occasion, announce, CURRENT[kind], data))

    def newest(self, subjects: Iterable[str]) -> dict[str, Last]:
        """Return the newest edition of each subject that has one, counting what is gathered. One query."""
        wanted = set(subjects)
        found: dict[str, Last] = {}
        if wanted:
            with connection.wrap_database_errors:
                items = ledger.newest(raw_connection(), sorted(wanted))
            found = {name: Last(item.record.kind, item.payload) for name, item in items.items()}
        for entry in self._entries:
            if entry.subject in wanted:
                found[entry.subject] = Last(entry.kind, entry.payload)
        return found

    def refer(self, payloads: Mapping[str, Payload], occasion: str, known: dict[str, Last]) -> None:
        """Gather those editions that differ from the newest in `known` (from `newest`)."""
        for subject, payload in payloads.items():
            if not says(known.get(subject), payload):
                self.add(subject, payload, occasion)

    def remove(self, subjects: Iterable[str], known: dict[str, Last]) -> None:
        """Gather the end of people, topics, sections and pictures that readers know and shall forget."""
        for subject in sorted(subjects):
            last = known.get(subject)
            if last is not None and last.kind != "ending":
                self.add(subject, Ending(id=subject.partition(":")[2], manner="remove"), "remove")

    def redact(self, subjects: Iterable[str], public_note: str = "") -> None:
        """Remove every payload of `subjects` that is in the ledger now, by law. Endings given later stay."""
        for subject in subjects:
            self._entries = [entry for entry in self._entries if entry.subject != subject]
            self._redactions.append((subject, public_note))

    def mark(self) -> tuple[int, int]:
        """Return where we are, for `rewind`."""
        return len(self._entries), len(self._redactions)

    def rewind(self, mark: tuple[int, int]) -> None:
        """Forget what was gathered since `mark`: the inner action it came from was rolled back."""
        del self._entries[mark[0] :]
        del self._redactions[mark[1] :]

    def finish(self) -> None:
        """Append everything; the last statements of the transaction."""
        if not self._entries and not self._redactions:
            return
        with connection.wrap_database_errors:
            raw, now = raw_connection(), timezone.now()
            doomed = self._doomed(raw)
            self.records = ledger.append(raw, self._entries, at=now) if self._entries else []
            for note, seqs in doomed.items():
                ledger.redact(raw, seqs, at=now, public_note=note)

    def _doomed(self, raw: Any) -> dict[str, list[int]]:
        doomed: dict[str, list[int]] = {}
        for subject, note in self._redactions:
            seqs = [item.record.seq for item in ledger.editions(raw, subject) if item.payload is not None]
            if seqs:
                doomed.setdefault(note, []).extend(seqs)
        return doomed


_current: ContextVar[UnitOfWork | None] = ContextVar("barta_unit_of_work", default=None)


@contextmanager
def unit() -> Iterator[UnitOfWork]:
    """Open a transaction (or a savepoint of the one that is open) and append at its outer end.

    Whatever is raised inside rolls back the change together with its records.
    """
    outer = _current.get()
    if outer is not None:
        mark = outer.mark()
        try:
            with transaction.atomic():
                yield outer
        except BaseException:
            outer.rewind(mark)
            raise
        return
    with transaction.atomic():
        work = UnitOfWork()
        token = _current.set(work)
        try:
            yield work
        finally:
            _current.reset(token)
        if not transaction.get_rollback():
            work.finish()


def after_commit(do: Callable[[], None]) -> None:
    """Call `do` once the change is durable, not at all when it is rolled back; its failure is only logged."""
    transaction.on_commit(do, robust=True)


def says(last: Last | None, payload: Payload) -> bool:
    """Return whether `last` is the edition `payload`: the same thing, if perhaps in other bytes."""
    kind = kind_of(payload)
    if last is None or last.payload is None or last.kind != kind:
        return False
    try:
        return bool(decode(kind, CURRENT[kind], last.payload) == payload)
    except PayloadError:
        # Written by a newer Barta, or damaged on disk: a fresh edition mends it.
        return False


def encoded(payload: Payload) -> bytes:
    """Return the bytes of an edition; raises Refused, naming the fault, for what cannot be recorded."""
    try:
        return encode(payload)
    except PayloadError as error:
        raise Refused(f"সংবাদটি নথিতে তোলা যায় না: {error}") from error


def raw_connection() -> Any:
    """Return the DB-API connection behind Django's, as `barta.ledger` takes it."""
    connection.ensure_connection()
    return connection.connection
