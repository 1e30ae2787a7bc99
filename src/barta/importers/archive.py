"""Archives as JSON Lines: one story a line, checked wholly before anything is filed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, cast

from barta.bangla.dates import DHAKA
from barta.bangla.normalise import TextError, display, key
from barta.bangla.stamps import StampError, parse
from barta.edition import Byline
from barta.importers.capture.byline import read_byline

LONGEST_LINE = 4 * 1024 * 1024
LONGEST = {
    "headline": 300,
    "kicker": 200,
    "signoff": 50,
    "url": 2000,
    "byline": 200,
    "name": 200,
    "role": 100,
    "place": 100,
}
YEARS = range(1500, 2500)
Precision = Literal["minute", "day"]
Kind = Literal["person", "desk", "agency", "role"]


class ArchiveError(ValueError):
    """A line that cannot be imported; the message names the file, the line and the field, and what to do."""


@dataclass(frozen=True)
class Moment:
    """An instant as an archive gives it: with a clock, or the day alone."""

    at: datetime
    precision: Precision

    def before(self, other: "Moment") -> bool:
        """Whether this is surely earlier than `other`: where either is a day alone, by a day of Dhaka's."""
        if self.precision == other.precision == "minute":
            return self.at < other.at
        return self.at.astimezone(DHAKA).date() < other.at.astimezone(DHAKA).date()


@dataclass(frozen=True)
class ArchivedStory:
    """One story of an archive, checked; text is as in the file."""

    headline: str
    section: str
    published: Moment
    body: tuple[str, ...]
    updated: Moment | None = None
    bylines: tuple[Byline, ...] = ()
    signoff: str = ""
    kicker: str = ""
    standfirst: str = ""
    topics: tuple[str, ...] = ()
    url: str = ""
    views: int = 0
    views_at: datetime | None = None
    unknown: tuple[str, ...] = ()


def read_archive(path: Path) -> Iterator[ArchivedStory]:
    """Yield the stories of a JSON Lines file in their order.

    Raises ArchiveError at the first bad line, and for a file without any story.
    """
    with path.open("rb") as file:
        number = stories = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            where = f"{path}, line {number}"
            if len(line) > LONGEST_LINE:
                raise ArchiveError(f"{where}: longer than {LONGEST_LINE:,} bytes: put one story on each line")
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield read_line(line, where)
                stories += 1
    if not stories:
        raise ArchiveError(f"{path}: holds no story: write one JSON object a line")


def read_line(line: bytes, where: str) -> ArchivedStory:
    """Return the story in one line of JSON; raises ArchiveError beginning with `where`."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ArchiveError(
            f"{where}: byte {error.start + 1} is not UTF-8: convert the file to UTF-8"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{where}: not JSON ({error}): write one JSON object a line") from error
    if not isinstance(row, dict):
        raise ArchiveError(f"{where}: a story is a JSON object with headline, section, published and body")
    try:
        return _story(row)
    except _FieldError as error:
        raise ArchiveError(f"{where}: {error}") from error


FIELDS = {field.name for field in fields(ArchivedStory)} - {"bylines", "unknown"} | {"byline"}


class _FieldError(ValueError):
    """What is wrong with one field."""


def _story(row: dict[str, Any]) -> ArchivedStory:
    headline = _text(row, "headline")
    if not headline:
        raise _FieldError("headline is missing: every story needs one")
    published = _moment(row, "published")
    if published is None:
        raise _FieldError("published is missing: give a date such as 2025-07-03T09:12:00+06:00")
    body = tuple(paragraph for paragraph in _texts(row, "body") if paragraph)
    views = 0 if row.get("views") is None else row["views"]
    if isinstance(views, bool) or not isinstance(views, int) or not 0 <= views < 10**12:
        raise _FieldError(f"views is {views!r}: give a whole number")
    views_at = _moment(row, "views_at")
    updated = _moment(row, "updated")
    if updated is not None and updated.before(published):
        raise _FieldError("updated is before published: correct one of them")
    return ArchivedStory(
        headline=headline,
        section=_text(row, "section"),
        published=published,
        updated=updated,
        bylines=tuple(_bylines(row.get("byline"))),
        body=body,
        signoff=_text(row, "signoff"),
        kicker=_text(row, "kicker"),
        standfirst=_text(row, "standfirst"),
        topics=tuple(_texts(row, "topics")),
        url=_text(row, "url"),
        views=views,
        views_at=views_at.at if views_at else None,
        unknown=tuple(sorted(set(row) - FIELDS)),
    )


def _text(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    return _checked(value, field)


def _checked(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise _FieldError(f"{field} is {type(value).__name__}: give text")
    try:
        text = display(value.strip())
    except TextError as error:
        raise _FieldError(f"{field}: {error}") from error
    if len(text) > LONGEST.get(field, LONGEST_LINE):
        raise _FieldError(f"{field} has {len(text)} characters: shorten it to {LONGEST[field]}")
    return text


def _texts(row: dict[str, Any], field: str) -> list[str]:
    value = row.get(field)
    if value is None:
        return []
    if isinstance(value, str):
        value = value.split("\n")
    if not isinstance(value, list):
        raise _FieldError(f"{field} is {type(value).__name__}: give a list of strings")
    return [_checked(one, f"{field}, item {number}") for number, one in enumerate(value, 1)]


def _moment(row: dict[str, Any], field: str) -> Moment | None:
    text = _text(row, field)
    return moment(text, field) if text else None


def moment(text: str, field: str) -> Moment:
    """Return the instant that `text` gives: ISO 8601, or as papers print it; no zone means Dhaka.

    Raises ValueError naming `field` for a date that does not exist or cannot be read.
    """
    found = _parsed(text, field)
    # Beyond these years an instant has no date in some zone, and no newspaper.
    if found.at.year not in YEARS:
        raise _FieldError(f"{field} is {text[:60]!r}: give a year from {YEARS[0]} to {YEARS[-1]}")
    return found


def _parsed(text: str, field: str) -> Moment:
    try:
        day = date.fromisoformat(text)
        return Moment(datetime(day.year, day.month, day.day, tzinfo=DHAKA), "day")
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        try:
            stamp = parse(text)
        except StampError as error:
            raise _FieldError(f"{field} is {text[:60]!r}: {error}") from error
        return Moment(stamp.moment(), "minute" if stamp.time else "day")
    return Moment(at if at.tzinfo else at.replace(tzinfo=DHAKA), "minute")


def _bylines(value: object) -> Iterator[Byline]:
    """Yield bylines from a name, a list of names, or a list of {name, kind, role, place}."""
    if value is None or value == "":
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            name = _checked(one, "byline")
            if name:
                yield Byline(printed=name, kind=kind_of(name))
            continue
        if not isinstance(one, dict):
            raise _FieldError("byline: give a name, or a list of names or of {name, kind, role, place}")
        name = _text(one, "name")
        kind = _text(one, "kind") or kind_of(name)
        if not name or kind not in ("person", "desk", "agency", "role"):
            raise _FieldError("byline: each needs a name, and kind is person, desk, agency or role")
        yield printed_byline(name, kind, _text(one, "role"), _text(one, "place"))


def printed_byline(name: str, kind: str, role: str, place: str) -> Byline:
    """Return the byline of a name of one of the four kinds, so that a page prints its place once.

    `কাঞ্চনপুর প্রতিনিধি` says its place itself: after name and role it would stand there twice.
    """
    said = key(place) in (*_ends(name), *_ends(role))
    return Byline(printed=name, kind=cast(Kind, kind), role=role, place="" if said else place)


def _ends(text: str) -> tuple[str, ...]:
    """Return the beginnings and ends of a text, as keys, in which a place may be said."""
    words = key(text).split()
    return tuple(" ".join(part) for at in range(len(words)) for part in (words[: at + 1], words[at:]))


def kind_of(name: str) -> Kind:
    """Return what a bare byline names, by the words papers use: of several names, the first one's kind."""
    reading = read_byline(name)
    return cast(Kind, reading.bylines[0].kind if reading else "person")
