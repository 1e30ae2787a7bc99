"""Lines cut into what is worth reading for dates: stretches, and runs of pieces that stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from barta.bangla.folding import Folded
from barta.bangla.grammar import Piece

LONGEST_LINE: Final = 20_000
MOST_YEARS: Final = 2_000

_AROUND: Final = 160
_YEARS: Final = re.compile("[0-9০-৯]{4}")
_BETWEEN: Final = r"[\s,|·•●–—:।/()\[\];ঃ.~#*-]"
_EDGES: Final = " \t\n\u00a0\u2009,|·•●–—:।/()[];ঃ.~#*-"
_SEPARATORS: Final = re.compile(_BETWEEN + "{0,12}")
_SPLITS: Final = re.compile(_BETWEEN + "+")


def stretches(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield what is worth reading of a line: its place, its text, and up to where stamps begin whole in it.

    That is all of any usual line; of a longer one than `LONGEST_LINE` characters the surroundings of its
    first `MOST_YEARS` numbers of four figures.
    """
    if len(text) <= LONGEST_LINE:
        yield 0, text, len(text)
        return
    start = end = -1
    for count, year in enumerate(_YEARS.finditer(text)):
        if count == MOST_YEARS:
            yield start, text[start:end], end - start - _AROUND
            return
        if start >= 0 and year.start() - _AROUND > end:
            yield start, text[start:end], end - start
            start = -1
        start = max(0, year.start() - _AROUND) if start < 0 else start
        end = min(len(text), year.end() + _AROUND)
    if start >= 0:
        yield start, text[start:end], end - start


def runs(found: list[Piece], folded: str) -> Iterator[list[Piece]]:
    """Yield the pieces in runs: those of one run have nothing but separators between them."""
    run: list[Piece] = []
    for piece in found:
        if run and not _SEPARATORS.fullmatch(folded, run[-1].end, piece.start):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def left_over(text: str, folded: Folded, found: list[Piece]) -> str:
    """Return the words of `text` that are neither a piece nor a separator, or ''."""
    place = 0
    left: list[str] = []
    for start, end in [*((piece.start, piece.end) for piece in found), (len(folded.text),) * 2]:
        if _SPLITS.sub("", folded.text[place:start]):
            left.append(text[folded.origin[place] : folded.origin[start]].strip(_EDGES))
        place = end
    return " ".join(left)
