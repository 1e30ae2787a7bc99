"""The headline: chosen among the plain lines above the body by evidence that can be told.

Evidence for a line: it stands directly above the byline or the stamps; it has a headline's length; the page
prints it twice. Evidence against: it is a person's name, the paper's own name, or an entry of a list.
"""

from barta.importers.capture.lines import CaptureError
from barta.importers.capture.marks import Mark

# Among so many lines nearest to the text the headline is looked for.
_NEAREST = 200
_SKIPPED = frozenset({"control", "credit", "aside", "rank", "consumed"})


def find_headline(marks: list[Mark]) -> int:
    """Give the headline's place among the marks; raises `CaptureError` when no line can be one."""
    end = _first_sentence(marks)
    places = [at for at in range(end) if marks[at].kind == "plain"]
    places = places[-_NEAREST:]
    places = places or [at for at in range(len(marks)) if _is_closed_headline(marks, at)][:1]
    if not places:
        raise CaptureError(
            "No headline was found: no line above the story looks like one. "
            "Check that the capture holds the whole page, the headline on a line of its own above the text."
        )
    scores = {at: _score(marks, at, places) for at in places}
    return max(places, key=lambda at: (scores[at], -at))


def _first_sentence(marks: list[Mark]) -> int:
    """Give the place of the first sentence that has a line above it which could be a headline."""
    plain = False
    for at, mark in enumerate(marks):
        plain = plain or mark.kind == "plain"
        if plain and mark.kind == "sentence":
            return at
    return len(marks)


def _is_closed_headline(marks: list[Mark], at: int) -> bool:
    """Whether a line is a headline closed with a danda: short, and right above a byline or a stamp."""
    line = marks[at].line
    short = marks[at].kind == "sentence" and line.words <= 16 and "।" not in line.text[:-1]
    return short and _anchored(marks, at)


def _score(marks: list[Mark], at: int, places: list[int]) -> int:
    line = marks[at].line
    score = -2 if line.words == 1 else min(2, (line.words - 1) // 2)
    earlier = [place for place in places if place < at and marks[place].line.words >= 3]
    if _anchored(marks, at) and not (line.words <= 4 and _below_longer(marks, at)):
        score += 1 if marks[at].name_like and earlier else 2
        score += 1 if not earlier and at and is_anchor(marks[at - 1]) else 0
    elif at and is_anchor(marks[at - 1]) and not [place for place in places if place < at]:
        score += 1
    if marks[at].known_name and line.words <= 4 and len(places) > 1:
        score -= 3
    if _listed(marks, at):
        score -= 3
    if (
        at == places[0]
        and line.words <= 3
        and len(places) > 1
        and at + 1 < len(marks)
        and marks[at + 1].line.gap
    ):
        score -= 1
    others = [marks[place].line.key for place in places if place != at]
    score += 1 if line.key in others else 0
    return score - (3 if any(_is_title(line.key, other) for other in others) else 0)


def is_anchor(mark: Mark) -> bool:
    """Whether a line stands beside a headline: a byline, or a stamp that is not the masthead's day."""
    if mark.dateline is None:
        return mark.kind == "byline"
    date = mark.dateline
    return bool(date.found) and (date.labelled or date.clocked or not (date.calendars or date.weekday))


def _anchored(marks: list[Mark], at: int) -> bool:
    """Whether the next line that matters is an anchor; names, credits and lines far shorter do not."""
    for mark in marks[at + 1 :]:
        if mark.kind in _SKIPPED or mark.name_like or mark.line.key == marks[at].line.key:
            continue
        if mark.kind == "plain" and mark.line.words <= 4 and marks[at].line.words >= 5:
            continue
        return is_anchor(mark)
    return False


def _below_longer(marks: list[Mark], at: int) -> bool:
    """Whether a short line stands right below a longer one: then that is the headline, and not its kicker."""
    for mark in reversed(marks[:at]):
        if mark.kind in _SKIPPED or mark.name_like:
            continue
        return mark.kind == "plain" and mark.line.words >= 5
    return False


def _listed(marks: list[Mark], at: int) -> bool:
    """Whether a line stands in the block right below a list's label, and not alone there above an anchor."""
    top = at
    while top > 0 and not marks[top].line.gap and marks[top - 1].kind in ("plain", "rank", "control"):
        top -= 1
    labelled = top > 0 and marks[top - 1].kind == "label"
    return labelled and not (top == at and _anchored(marks, at))


def _is_title(key: str, other: str) -> bool:
    """Whether a line is a browser's title: another line, a separator and the paper's name."""
    rest = key.removeprefix(other)
    return (
        rest != key and len(other.split()) >= 3 and rest.lstrip()[:1] in ("|", "-", "–", "—", ":", "·", "»")
    )
