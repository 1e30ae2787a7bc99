"""Verification: the chain is walked, everything is rendered again, and both stores are compared."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from barta import ledger
from barta.ledger import Fault, Progress
from barta.pagestore import DamagedError, dump
from barta.press.building import Builder
from barta.press.press import Press
from barta.press.printer import Printer
from barta.press.sources import Sources
from barta.press.watching import Unwatched

TRIES = 20
PAUSE = 0.25

Entry = tuple[str, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of the page store that is not what the ledger says: `what` is the matter with it."""

    table: str
    key: bytes
    what: str


@dataclass(frozen=True, slots=True)
class Looked:
    """How many values have been compared, or stories rendered for it, so far."""

    count: int
    what: str


Finding = Fault | Progress | Difference | Looked


def verify(home: Path, ledger_url: str, readership_url: str, node: str = "local") -> Iterator[Finding]:
    """Walk the ledger's chain, then render the whole paper again and compare it with the page store.

    The store is first brought up to the ledger's head; a running press is waited for. Yields what is
    wrong (Fault, Difference) and how far it has come (Progress, Looked). Changes nothing else.
    """
    sources = Sources(ledger_url, readership_url)
    try:
        yield from ledger.verify(sources.ledger)
        with Press(home, ledger_url, readership_url, node) as press:
            press.catch_up()
        with tempfile.TemporaryDirectory(prefix="verify-", dir=home / "press") as folder:
            yield from _compare(home / "store", Path(folder), sources)
    finally:
        sources.close()


def _compare(live: Path, fresh: Path, sources: Sources) -> Iterator[Finding]:
    watch, hour = Unwatched(), _Hour(live)
    builder = Builder(fresh, sources, watch, hour, ranking=sources.ranking())
    try:
        done = 0
        for count in builder.steps(budget=0.5):
            done += count
            yield Looked(done, "stories rendered")
        builder.printer.writer.make_live()
        yield from _settled(live, fresh, builder.printer, sources, hour)
        for seq, what in watch.failures.items():
            yield Difference("ledger", b"%d" % seq, f"cannot be rendered: {what}")
    finally:
        builder.close()


def _settled(live: Path, fresh: Path, printer: Printer, sources: Sources, hour: "_Hour") -> Iterator[Finding]:
    """Compare until both stand at the same record, hour and ranking: a running press goes on meanwhile."""
    for attempt in range(TRIES):
        last = attempt == TRIES - 1
        try:
            entries = list(dump(live))
        except DamagedError as error:
            yield Difference("store", b"", f"{error}; run `barta rebuild`")
            return
        meta = {key: value for table, key, value in entries if table == "meta"}
        seq, moving = int(meta.get(b"seq", b"0")), any(_is_dirty(entry) for entry in entries)
        if (seq < printer.seq or moving) and not last:
            time.sleep(PAUSE)
            continue
        hour.take(meta)
        printer.ranking = sources.ranking()
        printer.tick()
        while printer.follow(upto=seq) + printer.clean():
            pass
        found = list(_differences(entries, dump(fresh)))
        if not found or last or (sources.head() == seq and _still(live, meta)):
            yield Looked(len(entries), "values compared")
            yield from found
            return
        time.sleep(PAUSE)


def _still(live: Path, meta: dict[bytes, bytes]) -> bool:
    """Return whether the live store still says of itself what it said when it was read."""
    return meta == {key: value for table, key, value in dump(live) if table == "meta"}


def _is_dirty(entry: Entry) -> bool:
    return entry[0] == "private" and entry[1].startswith(b"dirty\0")


def _differences(live: list[Entry], fresh: Iterator[Entry]) -> Iterator[Difference]:
    wanted = {(table, key): value for table, key, value in fresh}
    for table, key, value in live:
        expected = wanted.pop((table, key), None)
        if expected is None:
            yield Difference(table, key, "does not follow from the ledger")
        elif expected != value:
            yield Difference(table, key, "is not what the ledger says")
    for table, key in wanted:
        yield Difference(table, key, "is missing")


class _Hour:
    """A clock that stands at the beginning of the hour for which the live store was made."""

    def __init__(self, live: Path) -> None:
        self._hour = datetime.now(UTC)
        self.take({key: value for table, key, value in dump(live) if table == "meta"})

    def take(self, meta: dict[bytes, bytes]) -> None:
        """Go to the hour that the store's own facts name."""
        self._hour = datetime.fromisoformat(meta[b"hour"].decode())

    def __call__(self) -> datetime:
        return self._hour
