"""`barta bench`: what measuring needs of an installation."""

import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from importlib.metadata import version

from barta import ledger
from barta.config.commands import parser
from barta.config.commands.press import open_press
from barta.config.home import Home, HomeError, lost
from barta.importers.invented import MOST, ForeignPaperError, fill
from barta.pagestore import Reader, StoreError
from barta.press import Press
from barta.press.indexing import Indexing
from barta.press.sources import Sources

PATIENCE = 24 * 3600.0
"""Seconds to wait for a press that works in the home already."""

AFRESH = 0.25
"""From this share of what the page store holds on, a new one is made sooner than the old one brought on."""

SAY_EVERY = 5.0


def main(arguments: Sequence[str]) -> int:
    """Do what `barta bench` is told; only filling so far."""
    made = parser(
        "bench",
        "Fill BARTA_HOME with an invented paper of N stories, through the ledger and the press. Story i is\n"
        "the same in every such paper. A call that was interrupted is gone on from, and a larger N adds to\n"
        "what is there. There are no newsroom rows: serve it with `barta deliver` and `barta press`; the\n"
        "comparison that `barta run` makes would end stories that its newsroom does not know.",
        "  BARTA_HOME=/tmp/large barta bench fill --stories 100000\n  BARTA_HOME=/tmp/large barta verify",
    )
    made.add_argument("what", choices=["fill"])
    made.add_argument("--stories", type=int, required=True, metavar="N", help="how many there are to be")
    called = made.parse_args(arguments)
    if not 0 <= called.stories <= MOST:
        made.error(f"--stories {called.stories}: give a number from 0 to {MOST:,}")
    home = Home.from_environment()
    try:
        _fill(home, called.stories)
    except ForeignPaperError as error:
        print(f"barta bench: {error}", file=sys.stderr)
        return 1
    return 0


def _fill(home: Home, stories: int) -> None:
    begun = time.monotonic()
    _make_folders(home)
    recorded = _Progress("recorded", stories)
    with closing(ledger.connect(home.database)) as connection:
        added = fill(connection, stories, home.site_url, recorded.reached)
        head = ledger.head(connection)
    recorded.end()
    # Without a newsroom of its own the home is as ready as its presses and readers need it.
    home.ready_file.write_text(version("barta"), encoding="ascii")
    with open_press(home) as press:
        seq = _print(home, press, head.seq if head else 0)
    print(
        f"{added:,} stories added, the page store is at record {seq}, in {time.monotonic() - begun:.1f} s",
        flush=True,
    )


def _make_folders(home: Home) -> None:
    """Make what a home consists of besides its newsroom; HomeError if a paper was lost."""
    if trouble := lost(home):
        raise HomeError(trouble)
    for name in ("media", "public/media", "store", "logs"):
        (home.folder / name).mkdir(parents=True, exist_ok=True)
    home.secrets.mkdir(mode=0o700, exist_ok=True)


def _print(home: Home, press: Press, head: int) -> int:
    """Bring the page store and the search up to the record `head`, in the quicker of two ways."""
    reached = _reached(press)
    if head - reached > AFRESH * reached:
        printed = _Progress("printed")
        printed.reached(0)
        with _indexing(home) if not reached else nullcontext():
            press.rebuild(progress=printed.more, timeout=PATIENCE)
            printed.end()
    print("indexing for the search", file=sys.stderr, flush=True)
    return press.catch_up(timeout=PATIENCE)


@contextmanager
def _indexing(home: Home) -> Iterator[None]:
    """Index for the search in a process of its own meanwhile, and wait for it: nobody else works here yet."""
    # Forked, it would share the connections of this process.
    process = multiprocessing.get_context("spawn").Process(target=_index, args=(home,), daemon=True)
    process.start()
    try:
        yield
        process.join()
    finally:
        process.terminate()
        process.join()


def _index(home: Home) -> None:
    sources = Sources(home.database, home.readership_url)
    try:
        with Indexing(home.folder / "search", sources) as indexing:
            while indexing.step():
                pass
    except KeyboardInterrupt:
        # Whoever started this was interrupted too, and says so.
        return
    finally:
        sources.close()


def _reached(press: Press) -> int:
    """Return the record that the page store is at, 0 where there is none that can be gone on with."""
    with closing(Reader(press.store)) as reader:
        try:
            return int(reader.meta("seq") or b"0")
        except StoreError:
            return 0


class _Progress:
    """Says on standard error how far something has come, and how fast; `of` 0: nobody knows how far it is."""

    def __init__(self, what: str, of: int = 0) -> None:
        self._what = what
        self._of = f" of {of:,} stories" if of else " pages"
        self._first: int | None = None
        self._done = 0
        self._begun = self._said = time.monotonic()

    def reached(self, done: int) -> None:
        """Say that `done` are done by now; the first call says where it began."""
        self._done = done
        if self._first is None:
            self._first = done
            return
        now = time.monotonic()
        if sys.stderr.isatty():
            print(f"\r{self._line(now)}", end="", file=sys.stderr, flush=True)
        elif now - self._said >= SAY_EVERY:
            self._said = now
            print(self._line(now), file=sys.stderr, flush=True)

    def more(self, count: int) -> None:
        """Say that `count` more are done."""
        self.reached(self._done + count)

    def end(self) -> None:
        """Say the last word, if there was anything to do."""
        if self._done > (self._first or 0):
            print(("\r" if sys.stderr.isatty() else "") + self._line(time.monotonic()), file=sys.stderr)

    def _line(self, now: float) -> str:
        rate = (self._done - (self._first or 0)) / max(now - self._begun, 0.001)
        return f"{self._what} {self._done:,}{self._of}, {rate:,.0f}/s"
