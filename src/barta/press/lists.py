"""Lists: which stories stand in each, and what stands beside and below other contents.

A list keeps one story more than it shows: on the page of a story that it shows, the others move up.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from barta.pagestore import Segment, Slot, Variant, compress
from barta.press.cards import Cards, Printing
from barta.press.paper import Paper
from barta.press.rows import ALL, Public
from barta.press.shelf import Shelf
from barta.press.standings import DAY_FIRST, Standings, Window
from barta.press.watching import Watch
from barta.rendering import Kind, footer, list_frame

SHOWN: Final[Mapping[Kind, int]] = {"related": 3, "latest": 4, "most-read": 5}

RELATED: Final = "related:"
"""What the slots begin with that hold the newest stories of a section, before its id."""

MOST_READ: Final = "most-read:"
"""What the slots begin with that hold what is read most in a section, before its id."""

READ_DAY, READ_WEEK, READ_SECTIONS = f"{MOST_READ}day", f"{MOST_READ}week", f"{MOST_READ}sections"
"""The slots of the page of what is read most: in 24 hours, in 7 days, in the sections of the menu."""

TAIL: Final = "tail"
"""The slot that ends a page with what is latest, what is most read, and the footer."""

EVERYWHERE: Final = (TAIL, "front:top", "front:strips")
"""The slots that any publication may change."""


def things_of(row: Public, paper: Paper) -> set[str]:
    """Return the subjects of the sections, people and topics among whose stories this one is."""
    stub = row.stub
    names = {f"section:{above}" for key in (stub.section, *stub.sections) for above in paper.ancestors(key)}
    return names | {name for name in row.lists if name.startswith(("person:", "topic:"))}


def lists_around(row: Public, paper: Paper) -> set[str]:
    """Return the names of the slots in which a story may stand, but for those of its day."""
    return {*EVERYWHERE, f"{RELATED}{row.stub.section}", *things_of(row, paper)}


def most_read_slots(paper: Paper) -> set[str]:
    """Return the names of the slots in which only stories stand that are in the ranking."""
    return {READ_DAY, READ_WEEK, READ_SECTIONS, *(f"{MOST_READ}{key}" for key in paper.sections)}


def sources_of(subject: str, paper: Paper) -> tuple[str, ...]:
    """Return the lists of the shelf that make up the stories of a section, person or topic."""
    kind, _, key = subject.partition(":")
    if kind != "section":
        return (subject,)
    return tuple(f"section:{section}" for section in paper.descendants(key))


class Beside(NamedTuple):
    """A list beside other contents: the frame and the cards by public id, of which `show` are shown."""

    before: bytes
    cards: tuple[tuple[str, bytes], ...]
    after: bytes
    show: int

    @property
    def stories(self) -> tuple[str, ...]:
        """The public ids of the stories that are shown."""
        return tuple(story for story, _ in self.cards[: self.show])

    def html(self, left_out: str = "") -> bytes:
        """Return the list without a story; nothing if none is left: an empty heading says nothing."""
        cards = [html for story, html in self.cards if story != left_out][: self.show]
        return b"".join((self.before, *cards, self.after)) if cards else b""


class Lists:
    """Makes lists and their slots from the shelf; `until` leaves out what is newer (microseconds)."""

    def __init__(
        self,
        shelf: Shelf,
        paper: Paper,
        standings: Standings,
        cards: Cards,
        watch: Watch,
        *,
        until: int | None = None,
    ) -> None:
        self.shelf = shelf
        self.paper = paper
        self.until = until
        self.printing = Printing(shelf, paper, cards, watch, until)
        self._standings = standings
        self._known: dict[str, Beside] = {}

    def slot(self, name: str) -> Slot | None:
        """Return the slot `tail`, or the related list of a section; None where nobody stands in it."""
        if name == TAIL:
            return _alternating([self._beside("latest"), self._beside("most-read")], footer(self.paper.site))
        related = self._beside("related", name.removeprefix(RELATED))
        return _alternating([related]) if related.cards else None

    def inside(self) -> bytes:
        """Return what is latest and most read as it lies inside the paper's front."""
        return self._beside("latest").html() + self._beside("most-read").html()

    def _beside(self, kind: Kind, section: str = "") -> Beside:
        name = f"{kind}:{section}"
        if name not in self._known:
            cards = islice(self.printing.named(self._rows(kind, section), "side"), SHOWN[kind] + 1)
            before, after = list_frame(kind, self.paper.site)
            self._known[name] = Beside(before, tuple(cards), after, SHOWN[kind])
        return self._known[name]

    def stories(self, *names: str) -> Iterator[Public]:
        """Yield the stories of some lists of the shelf taken together, newest first."""
        return self.printing.rows(self.shelf.merged(names, until=self.until))

    def of(self, subject: str) -> Iterator[Public]:
        """Yield the stories of a section and of those below it, of a person or of a topic."""
        return self.stories(*sources_of(subject, self.paper))

    def read(self, windows: Sequence[Window], *names: str) -> Iterator[Public]:
        """Yield what was read most of some lists in the first of the windows, then in the next, once each."""
        return self.printing.rows(self._read(windows, *names))

    def _rows(self, kind: Kind, section: str) -> Iterator[Public]:
        if kind == "most-read":
            return self._most_read()
        return self.stories(f"primary:{section}" if kind == "related" else ALL)

    def _most_read(self) -> Iterator[Public]:
        """Yield what was read most in 24 hours, then in 7 days, then the latest, each story once."""
        read = self._read(DAY_FIRST, ALL)
        return self.printing.rows(_once(chain(read, self.shelf.merged((ALL,), until=self.until))))

    def _read(self, windows: Sequence[Window], *names: str) -> Iterator[str]:
        found = (self._standings.stories(window, names, self.shelf) for window in windows)
        return _once(chain.from_iterable(found))


def _once(stories: Iterable[str]) -> Iterator[str]:
    """Yield each story where it comes first."""
    seen: set[str] = set()
    for story in stories:
        if story not in seen:
            seen.add(story)
            yield story


def _alternating(lists: Sequence[Beside], end: bytes = b"") -> Slot:
    """Return lists and what ends them as one segment, and as one for each story shown, without that story."""

    def without(story: str) -> Segment:
        return compress(b"".join([*(one.html(story) for one in lists), end]), shared=True)

    shown = dict.fromkeys(story for one in lists for story in one.stories)
    return Slot((Variant(0, without(""), tuple((story, without(story)) for story in shown)),))


def without(slot: Slot, gone: Collection[str]) -> Slot | None:
    """Return a slot of lists without the stories `gone`, as it was made before; None if it was not.

    What is shown instead of one of them may list another: it serves for one alone, and for no page besides.
    """
    variants = []
    for variant in slot.variants:
        instead = [segment for story, segment in variant.without if story in gone]
        if instead and len(gone) > 1:
            return None
        variants.append(Variant(variant.valid_from, *instead or (variant.whole,)))
    return Slot(tuple(variants))
