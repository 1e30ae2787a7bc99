"""The Bangla and Hijri dates that papers print beside the Gregorian one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from barta.bangla.calendar import month_length
from barta.bangla.folding import Folded, fold
from barta.bangla.grammar import BANGLA_NUMBERS, HIJRI_NUMBERS, OTHER_CALENDARS, Piece, pieces, plain
from barta.bangla.lines import stretches


@dataclass(frozen=True, slots=True)
class OtherDate:
    """A printed date of the Bangla or the Hijri calendar.

    `text` is the date as printed, `raw` (`text[start:end]` of the line) also holds its era word;
    `error` says what is wrong with a day that the calendar does not have.
    """

    calendar: Literal["bangla", "hijri"]
    year: int
    month: int
    day: int
    text: str
    start: int
    end: int
    raw: str
    error: str | None = None


def find_bangla(text: str) -> list[OtherDate]:
    """Return the Bangla calendar's dates printed in a line, each with day, month and year."""
    return [other for other in _others(text) if other.calendar == "bangla"]


def find_hijri(text: str) -> list[OtherDate]:
    """Return the Hijri calendar's dates printed in a line, each with day, month and year."""
    return [other for other in _others(text) if other.calendar == "hijri"]


def _others(text: str) -> Iterator[OtherDate]:
    """Yield the dates of the Bangla and Hijri calendars in a line."""
    for offset, stretch, whole in stretches(text):
        folded = fold(stretch)
        for piece in pieces(folded.text):
            if piece.kind in OTHER_CALENDARS and folded.origin[piece.start] < whole:
                yield _other(text, offset, folded, piece)


def _other(text: str, offset: int, folded: Folded, piece: Piece) -> OtherDate:
    """Return a piece as a date of its calendar, checked against the longest that month can be."""
    prefix = piece.kind[0]
    match = piece.match
    form = next(form for form in "123" if match[f"{prefix}_d{form}"])
    year, day = int(match[f"{prefix}_y{form}"]), int(match[f"{prefix}_d{form}"])
    names = BANGLA_NUMBERS if piece.kind == "bangla" else HIJRI_NUMBERS
    month = names[plain(match[f"{prefix}_m{form}"])]
    longest = 30
    if piece.kind == "bangla":
        longest = max(month_length(year, month, edition) for edition in ("BD-2019", "BD-1987"))
    start, end = offset + folded.origin[piece.start], offset + folded.origin[piece.end]
    bare = end if not match[f"{prefix}_era"] else offset + folded.origin[match.start(f"{prefix}_era")]
    error = (
        None if 1 <= day <= longest else f"{text[start:end]!r} has no day {day}: that month ends on {longest}"
    )
    calendar: Literal["bangla", "hijri"] = "bangla" if piece.kind == "bangla" else "hijri"
    return OtherDate(calendar, year, month, day, text[start:bare], start, end, text[start:end], error)
