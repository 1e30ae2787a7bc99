"""Where the body of a story begins and ends, and where it goes on below links to other stories."""

import itertools

from barta.importers.capture.furniture import LATEST, MOST_READ, RELATED
from barta.importers.capture.lines import CaptureError
from barta.importers.capture.marks import Mark
from barta.importers.capture.signoff import initials
from barta.importers.capture.signoff import mark as signoff_mark


def body_start(marks: list[Mark], headline: int) -> int:
    """Give the place of the first paragraph; raises `CaptureError` when there is none.

    Sentences between the headline and the story's stamps are its summary, when more follow below the stamps.
    """
    label = next_label(marks, headline + 1)
    sentences = [at for at in range(headline + 1, len(marks)) if marks[at].kind == "sentence"]
    first = [at for at in sentences if at < label] or [
        at for at in sentences if _below_links(marks, at, label)
    ]
    if not first:
        first = [
            at for at in range(headline + 1, label) if marks[at].kind == "plain" and marks[at].line.words >= 8
        ]
    if not first:
        raise CaptureError(
            "No story text was found under the headline: no line reads like a paragraph. "
            "Check that the capture holds the story itself and not only its headline."
        )
    stamped = [at for at in range(headline + 1, label) if _is_stamp(marks[at])]
    if stamped and stamped[0] > first[0]:
        above = [at for at in first if at < stamped[0]]
        below = [at for at in first if at > stamped[0]]
        if len(above) <= 3 and len(below) > len(above):
            return below[0]
    return first[0]


def _below_links(marks: list[Mark], at: int, label: int) -> bool:
    """Whether a sentence stands below a list of links that is printed between the headline and the body."""
    return label < len(marks) and next_label(marks, label + 1) > at


def _is_stamp(mark: Mark) -> bool:
    date = mark.dateline
    if date is None or not date.found:
        return False
    zoned = any(one.stamp is not None and one.stamp.zone_said for one in date.found)
    return not zoned and (date.clocked or any(one.label for one in date.found))


def next_label(marks: list[Mark], start: int) -> int:
    """Give the place of the next list's label, or of the end."""
    return next((at for at in range(start, len(marks)) if marks[at].kind == "label"), len(marks))


def body_end(marks: list[Mark], start: int) -> int:
    """Give the place where the body ends: at a list below which it does not go on, a sign-off, an imprint."""
    at = start
    while at < len(marks):
        mark = marks[at]
        if mark.kind == "label":
            stop = resumed(marks, at)
            if stop is None:
                return at
            at = stop
            continue
        if at > start and _ends(marks, at, start):
            return at
        at += 1
    return len(marks)


def _ends(marks: list[Mark], at: int, start: int) -> bool:
    """Whether a line closes the body: slashed initials do, a looser mark or an imprint if little follows."""
    mark = marks[at]
    text = mark.line.text
    if mark.kind in ("plain", "sentence") and "/" in text and initials(text):
        return True
    if mark.kind != "footer" and not (mark.kind == "plain" and (signoff_mark(text) or initials(text))):
        return False
    label = next_label(marks, at)
    after = sum(one.kind == "sentence" for one in marks[at:label])
    return after == 0 or (
        mark.kind == "footer" and after < sum(one.kind == "sentence" for one in marks[start:at])
    )


def resumed(marks: list[Mark], at: int) -> int | None:
    """Give the place where the body goes on below a label within it; None when the label ends the body.

    It goes on only below links to related stories (or a label without entries), and where what follows is
    mostly sentences: a list whose entries have summaries is not taken for the story.
    """
    if marks[at].label in (LATEST, MOST_READ):
        return None
    end = next(
        (place for place in range(at + 1, len(marks)) if marks[place].kind in ("label", "footer")), len(marks)
    )
    stop = next((place for place in range(at + 1, end) if marks[place].kind == "sentence"), None)
    if stop is None or any(_closes(mark) for mark in marks[at + 1 : stop]):
        return None
    closed = next((place for place in range(stop, end) if _closes(marks[place])), end)
    prose = sum(mark.kind == "sentence" for mark in marks[stop:closed])
    others = sum(mark.kind == "plain" for mark in marks[stop:closed])
    if marks[at].label != RELATED and (stop > at + 1 or prose < 2):
        return None
    if closed == end and others > 0 and others + 1 == prose and _alternates(marks[stop:closed]):
        return None
    enough = prose > 1 or closed < end or marks[stop].line.words >= 10
    return stop if enough and others * 2 <= prose + 1 else None


def _alternates(marks: list[Mark]) -> bool:
    """Whether sentences and headlines take turns, as in a list whose entries have summaries."""
    kinds = [mark.kind for mark in marks if mark.kind in ("sentence", "plain")]
    return all(one != other for one, other in itertools.pairwise(kinds))


def _closes(mark: Mark) -> bool:
    return mark.kind == "plain" and "/" in mark.line.text and initials(mark.line.text) is not None


def heading_from(under: list[Mark], paragraph: Mark) -> int:
    """Give the place from which lines under links belong to the paragraph below: a block joined to it."""
    if paragraph.line.gap or not under:
        return len(under)
    top = len(under) - 1
    while top > 0 and not under[top].line.gap:
        top -= 1
    return top if top > 0 and under[top].line.gap else len(under)
