"""What a capture says, as one record, and where each of its lines went."""

from dataclasses import dataclass, field

from barta.importers.capture.byline import Byline
from barta.importers.capture.lines import Line, fold

FURNITURE, UNRECOGNISED = "furniture", "unrecognised"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a line, or a part of one, went: a field of the capture, `furniture` or `unrecognised`."""

    number: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One story page taken apart.

    Times are ISO 8601 with +06:00, a date alone where no clock is printed. `byline` has the objects of the
    JSON: `name`, `kind` (desk, person, agency, role), and `role` and `place` where they are said.
    `today_bangla` is the date as printed, without an era word after it (১৮ বৈশাখ ১৪৩৩ বাংলা).
    """

    today: str | None
    today_bangla: str | None
    headline: str
    byline: tuple[dict[str, str], ...]
    published: str | None
    updated: str | None
    body: tuple[str, ...]
    signoff: str | None
    related: tuple[str, ...]
    latest: tuple[str, ...]
    most_read: tuple[str, ...]
    unrecognised: tuple[str, ...]
    placements: tuple[Placement, ...]

    def as_dict(self) -> dict[str, object]:
        """Give the JSON object of `barta read`, its keys in the order of the page."""
        return {
            "today": self.today,
            "today_bangla": self.today_bangla,
            "headline": self.headline,
            "byline": list(self.byline),
            "published": self.published,
            "updated": self.updated,
            "body": list(self.body),
            "signoff": self.signoff,
            "related": list(self.related),
            "latest": list(self.latest),
            "most_read": list(self.most_read),
            "unrecognised": list(self.unrecognised),
        }


@dataclass(slots=True)
class Draft:
    """The record while a page is read; every method that fills a field also says which line it came from."""

    fields: dict[str, str] = field(default_factory=dict)
    bylines: list[Byline] = field(default_factory=list)
    lists: dict[str, list[str]] = field(
        default_factory=lambda: {"body": [], "related": [], "latest": [], "most_read": []}
    )
    placements: list[Placement] = field(default_factory=list)

    def place(self, line: Line, into: str, text: str | None = None) -> None:
        """Note that a line, or `text` of it, went into a field that is filled already or needs no text."""
        self.placements.append(Placement(line.number, into, line.text if text is None else text))

    def report(self, line: Line, text: str | None = None) -> None:
        """Report a line, or `text` of it, as not understood."""
        self.place(line, UNRECOGNISED, text)

    def drop(self, line: Line, text: str | None = None) -> None:
        """Note a line, or `text` of it, as furniture of the page."""
        self.place(line, FURNITURE, text)

    def fill(self, into: str, value: str, line: Line, text: str | None = None) -> None:
        """Fill a field once; the same value again is the same thing printed twice, another is reported."""
        if self.fields.setdefault(into, value) == value:
            self.place(line, into, text)
        else:
            self.report(line, text)

    def add(self, into: str, entry: str, line: Line, text: str | None = None) -> None:
        """Add a paragraph or a list's entry."""
        self.lists[into].append(entry)
        self.place(line, into, text)

    def sign(self, bylines: tuple[Byline, ...], line: Line, text: str | None = None) -> None:
        """Add names to the byline, each once; a name said before with less is said again in full."""
        for one in bylines:
            same = [at for at, other in enumerate(self.bylines) if fold(other.name) == fold(one.name)]
            if not same:
                self.bylines.append(one)
            elif not self.bylines[same[0]].role and not self.bylines[same[0]].place:
                self.bylines[same[0]] = one
        self.place(line, "byline", text)

    def finish(self) -> Capture:
        """Give the finished record; what was not understood stands in the order of the page."""
        placed = sorted(self.placements, key=lambda placement: placement.number)
        strange = tuple(one.text for one in placed if one.field == UNRECOGNISED)
        get = self.fields.get
        return Capture(
            today=get("today"),
            today_bangla=get("today_bangla"),
            headline=self.fields["headline"],
            byline=tuple(one.as_dict() for one in self.bylines),
            published=get("published"),
            updated=get("updated"),
            body=tuple(self.lists["body"]),
            signoff=get("signoff"),
            related=tuple(self.lists["related"]),
            latest=tuple(self.lists["latest"]),
            most_read=tuple(self.lists["most_read"]),
            unrecognised=strange,
            placements=tuple(placed),
        )
