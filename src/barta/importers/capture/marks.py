"""What each line of a capture could be, judged by the line itself and its two neighbours.

One table of tests, the surest first; the page decides later what a line is in its place.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from barta.importers.capture.byline import Reading, known_name, read_byline
from barta.importers.capture.datelines import (
    Dateline,
    is_clock,
    is_day_word,
    read_dateline,
    stamp_label,
    with_clock,
    with_label,
)
from barta.importers.capture.furniture import (
    inline_label,
    is_aside,
    is_control,
    is_credit,
    is_footer,
    is_rank,
    is_section,
    list_label,
)
from barta.importers.capture.lines import Line, ends_sentence


@dataclass(frozen=True, slots=True)
class Mark:
    """A line and what it could be.

    `kind`: dateline, consumed (a stamp's label or clock, read with its neighbour), label, inline (label and
    headline on one line), control, section, rank, day, byline, footer, credit, aside, sentence or plain.
    """

    line: Line
    kind: str
    dateline: Dateline | None = None
    reading: Reading | None = None
    label: str = ""
    entry: str = ""

    @property
    def name_like(self) -> bool:
        """Whether the line could be nothing but persons' names."""
        return self.kind == "plain" and self.reading is not None and self.line.words <= 8

    @property
    def known_name(self) -> bool:
        """Whether the line could be a name and has a word that stands in many."""
        return self.name_like and known_name(self.line.text)


def is_sentence(line: Line) -> bool:
    """Whether a line reads like a paragraph: it has a danda, or is longer than headlines are."""
    return line.punctuated or line.words >= 25 or (line.words >= 16 and ends_sentence(line.text))


# Whatever is longer is a paragraph; no label, byline or date needs to be looked for in it.
_LONG = 2_000

_TESTS: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("control", lambda line: is_control(line.text)),
    ("section", lambda line: is_section(line.text)),
    ("rank", lambda line: is_rank(line.text)),
    ("day", lambda line: is_day_word(line.text)),
    ("footer", is_footer),
    ("aside", is_aside),
    ("credit", is_credit),
    ("sentence", is_sentence),
)


def mark_all(lines: list[Line]) -> list[Mark]:
    """Judge every line; a stamp's label or clock on a line of its own is read with its neighbour."""
    marks = [_mark(line) for line in lines]
    for at, mark in enumerate(marks):
        before = marks[at - 1] if at else None
        if mark.dateline is None or not mark.dateline.found or before is None:
            continue
        label = stamp_label(before.line.text)
        if label and mark.dateline.found[0].label is None:
            marks[at - 1] = Mark(before.line, "consumed")
            marks[at] = replace(mark, dateline=with_label(mark.dateline, label))
    for at, mark in enumerate(marks[:-1]):
        after = marks[at + 1]
        if mark.dateline is None or not mark.dateline.found or not is_clock(after.line.text):
            continue
        last = mark.dateline.found[-1].stamp
        if last is not None and last.time is None and not after.line.gap:
            marks[at] = replace(mark, dateline=with_clock(mark.dateline, after.line.text))
            marks[at + 1] = Mark(after.line, "consumed")
    return marks


def _mark(line: Line) -> Mark:
    if len(line.text) > _LONG:
        return Mark(line, "sentence")
    dateline = read_dateline(line)
    if dateline is not None:
        return Mark(line, "dateline", dateline=dateline)
    label = list_label(line.text) if line.words <= 8 else None
    if label:
        return Mark(line, "label", label=label)
    inline = inline_label(line.text) if len(line.text) <= 300 else None
    if inline:
        return Mark(line, "inline", label=inline[0], entry=inline[1])
    reading = read_byline(line.text)
    if reading is not None and reading.sure:
        return Mark(line, "byline", reading=reading)
    kind = next((kind for kind, test in _TESTS if test(line)), "plain")
    return Mark(line, kind, reading=reading)
