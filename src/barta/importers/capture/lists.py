"""The lists around a story: which lines under a label are their entries."""

import re
from dataclasses import dataclass

from barta.importers.capture.lines import fold, trim, undouble
from barta.importers.capture.marks import Mark
from barta.importers.capture.record import Draft

_NUMBERED = re.compile(r"^[0-9০-৯]{1,2}\s?[.)।]\s*(?=\D)")
_BULLET = re.compile(r"^(?:[•»▶■●▪*›–—>|\-]\s*)+(?=\S)")
_CUT = re.compile(r"\s*(?:\.{2,}|…)$")
_PARTS = ("dateline", "rank", "section", "control", "day", "consumed")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line under a label is: an `entry` with its text, a `repeat` of one, `furniture` or `unknown`."""

    mark: Mark
    kind: str
    text: str = ""


def place(draft: Draft, label: Mark, under: list[Mark]) -> None:
    """Place a list: its label, and the lines under it; those of a list without a field are all reported."""
    draft.drop(label.line)
    for verdict in judge(under):
        if label.label == "other" and verdict.kind != "furniture":
            draft.report(verdict.mark.line)
        else:
            place_verdict(draft, verdict, label.label)


def place_verdict(draft: Draft, verdict: Verdict, into: str) -> None:
    """Place one line of the list `into`."""
    line = verdict.mark.line
    if verdict.kind == "entry" and verdict.text not in draft.lists[into]:
        draft.add(into, verdict.text, line)
    elif verdict.kind in ("entry", "repeat"):
        draft.place(line, into)
    elif verdict.kind == "furniture":
        draft.drop(line)
    else:
        draft.report(line)


def judge(marks: list[Mark]) -> list[Verdict]:
    """Judge the lines between a list's label and the next label.

    Where entries follow one another without blank lines, the first blank line after them ends the list;
    where blank lines part all of them, it goes on to the next label. Entries keep their order, each once.
    """
    numbered = sum(bool(_NUMBERED.match(mark.line.text)) for mark in marks if mark.kind == "plain") >= 2
    spaced = _is_spaced(marks)
    verdicts: list[Verdict] = []
    seen: list[str] = []
    full = {fold(_entry(mark, numbered)) for mark in marks if mark.kind == "plain"}
    closed = False
    for mark in marks:
        text = _entry(mark, numbered)
        key = fold(text)
        closed = closed or (bool(seen) and mark.line.gap and not spaced) or mark.kind == "footer"
        if mark.kind in ("plain", "sentence") and key in seen:
            verdicts.append(Verdict(mark, "repeat"))
        elif closed and mark.kind not in ("control", "consumed"):
            verdicts.append(Verdict(mark, "unknown"))
        elif mark.kind in _PARTS:
            verdicts.append(Verdict(mark, "furniture"))
        elif mark.kind != "plain" or (spaced and mark.line.words < 2 and seen):
            verdicts.append(Verdict(mark, "unknown"))
        elif _is_cut(key, full):
            verdicts.append(Verdict(mark, "repeat"))
        else:
            seen.append(key)
            verdicts.append(Verdict(mark, "entry", text))
    return verdicts


def _is_spaced(marks: list[Mark]) -> bool:
    """Whether blank lines stand between the entries: told by the first two that differ."""
    gap = False
    first: str | None = None
    for mark in marks:
        gap = gap or (mark.line.gap and first is not None)
        if mark.kind != "plain" or mark.line.key == first:
            continue
        if first is not None:
            return gap and mark.line.words >= 3
        first = mark.line.key
    return False


def _entry(mark: Mark, numbered: bool) -> str:
    """Give a line's headline: without its bullet, its number in a numbered list, and said once if doubled."""
    text = _BULLET.sub("", mark.line.text, count=1)
    text = trim(_NUMBERED.sub("", text, count=1)) if numbered else text
    return undouble(text)


def _is_cut(key: str, full: set[str]) -> bool:
    """Whether a text is another entry cut short, as a picture's text may be."""
    start = _CUT.sub("", key)
    return (
        start != key and len(start) >= 12 and any(other != key and other.startswith(start) for other in full)
    )
