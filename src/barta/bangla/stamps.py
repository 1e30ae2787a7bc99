"""The dates and times of datelines, read as papers print them.

`parse` reads a text that is one stamp, `find` finds the stamps in a line, `find_bangla` and
`find_hijri` the dates of the other two calendars. What cannot be is reported, never guessed: ৩১
ফেব্রুয়ারি, ২৫:৬১, a year of two figures. Dates in figures are read day first (০৫/০৯/২০২৩ is in
September) unless the year leads. A clock without AM, PM or part of the day is read as 24 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from barta.bangla.almanacs import OtherDate, find_bangla, find_hijri
from barta.bangla.folding import Folded, fold
from barta.bangla.grammar import DATES, OTHER_CALENDARS, PUBLISHED, Piece, pieces, plain
from barta.bangla.lines import left_over, runs, stretches
from barta.bangla.readings import Stamp, StampError, read

__all__ = ["Found", "OtherDate", "Stamp", "StampError", "find", "find_bangla", "find_hijri", "parse"]

Label = Literal["published", "updated"]

LONGEST_STAMP: Final = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A stamp in a line: `raw` is `text[start:end]`, label and separators included.

    Exactly one of `stamp` and `error` is None; `error` says what is wrong with a stamp that cannot be.
    """

    label: Label | None
    stamp: Stamp | None
    start: int
    end: int
    raw: str
    error: str | None = None


class _Group:
    """The pieces of one stamp, gathered from left to right."""

    def __init__(self) -> None:
        self.held: dict[str, Piece] = {}
        self.start = -1
        self.end = -1

    def take(self, piece: Piece) -> None:
        kind = "date" if piece.kind in DATES else piece.kind
        self.held[kind] = piece
        if piece.kind not in OTHER_CALENDARS and piece.kind != "filler":
            self.start = piece.start if self.start < 0 else self.start
            self.end = piece.end

    def __contains__(self, kind: str) -> bool:
        return kind in self.held

    def ended_by(self, piece: Piece, following: Piece | None) -> bool:
        """Return whether `piece` belongs to the next stamp."""
        if piece.kind == "label":
            return "date" in self or "clock" in self or "yearless" in self or "short" in self
        if piece.kind in DATES:
            return "date" in self
        if piece.kind == "clock":
            return "clock" in self
        leads_on = following is not None and following.kind in (*DATES, "weekday", "clock")
        return piece.kind in ("weekday", "filler", "zone") and "date" in self and "clock" in self and leads_on


def parse(text: str) -> Stamp:
    """Return the one stamp that `text` is; StampError, which says what is wrong, if it is not one.

    A label (`প্রকাশ :`), the weekday, the zone and the same day in the Bangla and Hijri calendars may stand
    beside it.
    """
    if len(text) > LONGEST_STAMP:
        raise StampError(f"{len(text):,} characters are no stamp: give at most {LONGEST_STAMP}")
    folded = fold(text)
    found = list(pieces(folded.text))
    groups = [group for run in runs(found, folded.text) for group in _groups(run)]
    dated = [group for group in groups if "date" in group]
    if len(dated) > 1:
        raise StampError(f"{text!r} holds {len(dated)} dates: give one, or look for them with find()")
    if not dated:
        raise StampError(f"{text!r}: it {_lack(groups)}")
    left = left_over(text, folded, found)
    if left:
        raise StampError(f"{text!r} holds more than a date and time: {left!r} is not understood")
    if any("clock" in group for group in groups if group is not dated[0]):
        raise StampError(f"{text!r} holds two clock times: give one")
    try:
        return read(dated[0].held)
    except StampError as error:
        raise StampError(f"{text!r}: {error}") from error


def find(text: str) -> list[Found]:
    """Return every stamp of a line in reading order, labelled or not, impossible ones with their error.

    A date without a year and a clock without a date are reported only where a label claims them, or where
    a clock follows a year of two figures, since running prose is full of both. In lines longer than
    `lines.LONGEST_LINE` characters only the surroundings of the first `lines.MOST_YEARS` numbers of four
    figures are read.
    """
    result: list[Found] = []
    for offset, stretch, whole in stretches(text):
        folded = fold(stretch)
        for run in runs(list(pieces(folded.text)), folded.text):
            stamps = [group for group in _groups(run) if _is_stamp(group)]
            result += [_found(text, offset, folded, g) for g in stamps if folded.origin[g.start] < whole]
    return result


def _groups(run: list[Piece]) -> list[_Group]:
    """Return the stamps that a run is made of."""
    groups = [_Group()]
    for index, piece in enumerate(run):
        following = run[index + 1] if index + 1 < len(run) else None
        if groups[-1].ended_by(piece, following):
            groups.append(_Group())
        groups[-1].take(piece)
    return groups


def _is_stamp(group: _Group) -> bool:
    if "date" in group:
        return True
    if "short" in group and "clock" in group:
        return True
    return "label" in group and any(kind in group for kind in ("clock", "yearless", "short"))


def _found(text: str, offset: int, folded: Folded, group: _Group) -> Found:
    """Return a group as found in `text`, with its stamp or with what is wrong with it."""
    start, end = offset + folded.origin[group.start], offset + folded.origin[group.end]
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    label: Label | None = None
    if "label" in group:
        label = "published" if plain(group.held["label"].match[0]) in PUBLISHED else "updated"
    try:
        if "date" not in group:
            raise StampError(f"it {_lack([group])}")
        return Found(label, read(group.held), start, end, text[start:end])
    except StampError as error:
        return Found(label, None, start, end, text[start:end], f"{text[start:end]!r}: {error}")


def _lack(groups: list[_Group]) -> str:
    """Return what is missing from groups that hold no date."""
    kinds = {kind for group in groups for kind in group.held}
    if "yearless" in kinds:
        return "has no year of four figures: write it, as in ০৫ সেপ্টেম্বর ২০২৩"
    if "short" in kinds:
        return "has a year of two figures, which may mean several: write all four, as in ০৫/০৯/২০২৩"
    if "clock" in kinds:
        return "has a clock time but no date: write the date before it"
    if kinds & {"bangla", "hijri"}:
        return "has a date of the Bangla or Hijri calendar only: give the Gregorian date"
    return "has no date that is understood: write one like ০৫ সেপ্টেম্বর ২০২৩, ০৯:১২"
