"""A page from top to bottom: masthead, head, body, tail with its lists and imprint.

The headline and the first paragraph are found first (`headline`, `body_start`); then every line is given to
one place, in order. A line that no rule places is reported.
"""

import os
from dataclasses import replace
from pathlib import Path

from barta.importers.capture import lists
from barta.importers.capture.bounds import body_end, body_start, heading_from, next_label, resumed
from barta.importers.capture.byline import is_agency
from barta.importers.capture.furniture import LATEST, MOST_READ, RELATED
from barta.importers.capture.head import Head
from barta.importers.capture.headline import find_headline
from barta.importers.capture.lines import load, split
from barta.importers.capture.marks import Mark, mark_all
from barta.importers.capture.names import PLACES
from barta.importers.capture.record import Capture, Draft
from barta.importers.capture.signoff import closing, initials
from barta.importers.capture.signoff import mark as signoff_mark
from barta.importers.capture.stamping import Stamping, is_late_masthead

_NOT_BODY = ("footer", "credit", "aside", "rank", "label")


def read_file(path: str | os.PathLike[str]) -> Capture:
    """Read a capture from a file; raises `CaptureError` with what to do when that cannot be done."""
    return read(load(Path(path)))


def read(text: str) -> Capture:
    """Read a page's plain text in reading order.

    Raises `CaptureError` when the text is no sound text, or has no headline or no body.
    """
    return _Page(mark_all(split(text))).capture()


class _Page:
    """The walk over one page's lines."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self.draft = Draft()
        self.stamping = Stamping(self.draft)
        self.headline = find_headline(marks)
        self.start = body_start(marks, self.headline)
        self.end = body_end(marks, self.start)

    def capture(self) -> Capture:
        head = self.marks[self.headline]
        self.draft.fill("headline", head.line.text, head.line)
        Head(self.marks, self.draft, self.stamping, headline=self.headline, start=self.start).place()
        self._body()
        self._tail()
        self.stamping.settle()
        return self.draft.finish()

    # The body, and links to other stories between its paragraphs.

    def _body(self) -> None:
        last = max(at for at in range(self.start, self.end) if self._is_paragraph(at))
        while last + 1 < self.end and self.marks[last + 1].kind == "plain" and _is_cry(self.marks[last + 1]):
            last += 1
        at = self.start
        while at < self.end:
            mark = self.marks[at]
            stop = resumed(self.marks, at) if mark.kind == "label" else None
            if stop is not None:
                self._links(at, stop)
                at = stop
                continue
            self._body_line(at, mark, last)
            at += 1

    def _is_paragraph(self, at: int) -> bool:
        return at == self.start or self.marks[at].kind == "sentence"

    def _body_line(self, at: int, mark: Mark, last: int) -> None:
        if mark.kind == "inline":
            self.draft.add(mark.label, mark.entry, mark.line)
        elif mark.kind == "dateline" and mark.dateline is not None and mark.dateline.labelled:
            self.stamping.story(mark)
        elif mark.kind in ("control", "consumed"):
            self.draft.drop(mark.line)
        elif mark.kind in _NOT_BODY or (mark.kind == "section" and mark.line.key not in PLACES):
            self.draft.report(mark.line)
        elif at > last:
            self._after_body(mark)
        else:
            self._paragraph(mark, final=at == last)

    def _paragraph(self, mark: Mark, *, final: bool) -> None:
        parted = closing(mark.line.text) if final else None
        if parted is None or "signoff" in self.draft.fields:
            self.draft.add("body", mark.line.text, mark.line)
            return
        self.draft.add("body", parted[0], mark.line, parted[0])
        self.draft.fill("signoff", parted[1], mark.line, mark.line.text[len(parted[0]) :].strip())

    def _links(self, at: int, stop: int) -> None:
        """Place the links under a label within the body; what may be a heading of the body is reported."""
        label, under = self.marks[at], self.marks[at + 1 : stop]
        self.draft.drop(label.line)
        if label.label == "other":
            for mark in under:
                self.draft.report(mark.line)
            return
        heading = heading_from(under, self.marks[stop])
        for place, verdict in enumerate(lists.judge(under[:heading])):
            short = place and verdict.kind == "entry" and verdict.mark.line.words < 4
            judged = lists.Verdict(verdict.mark, "unknown") if short else verdict
            lists.place_verdict(self.draft, judged, label.label)
        for mark in under[heading:]:
            self.draft.add("body", mark.line.text, mark.line)

    # What stands below the last paragraph.

    def _after_body(self, mark: Mark) -> None:
        """Place a line below the body and outside every list: the sign-off, a source, a stamp."""
        text = mark.line.text
        agencies = mark.kind == "byline" and mark.reading is not None and _known_agencies(mark)
        signed = None if agencies else initials(text) or signoff_mark(text)
        bulleted = (
            text[:1] in "•●■▪*" and "signoff" not in self.draft.fields and not self.draft.lists[RELATED]
        )
        if agencies or (mark.kind == "byline" and not self.draft.bylines):
            self.draft.sign(mark.reading.bylines if mark.reading else (), mark.line)
        elif signed and "signoff" not in self.draft.fields:
            self.draft.fill("signoff", signed, mark.line)
        elif mark.kind == "plain" and bulleted:
            self.draft.add("body", text, mark.line)
        elif mark.kind == "dateline" and mark.dateline is not None and mark.dateline.labelled:
            self.stamping.story(mark)
        elif mark.kind == "dateline" and is_late_masthead(mark):
            self.stamping.masthead(mark)
        elif mark.kind in ("control", "consumed", "section", "rank", "day"):
            self.draft.drop(mark.line)
        elif mark.line.key == self.marks[self.headline].line.key:
            self.draft.place(mark.line, "headline")
        else:
            self.draft.report(mark.line)

    def _tail(self) -> None:
        at = self.end
        while at < len(self.marks):
            mark = self.marks[at]
            if mark.kind == "inline":
                self.draft.add(mark.label, mark.entry, mark.line)
            elif mark.kind != "label":
                self._after_body(mark)
            if mark.kind != "label":
                at += 1
                continue
            stop = next_label(self.marks, at + 1)
            if self._is_tab(at, stop):
                self.draft.drop(mark.line)
                mark, at = replace(self.marks[stop], label="other"), stop
                stop = next_label(self.marks, at + 1)
            lists.place(self.draft, mark, self.marks[at + 1 : stop])
            at = stop

    def _is_tab(self, at: int, stop: int) -> bool:
        """Whether two lists' labels stand together as tabs, so that nobody can tell whose the entries are."""
        if stop != at + 1 or stop >= len(self.marks) or self.marks[stop].kind != "label":
            return False
        return {self.marks[at].label, self.marks[stop].label} == {LATEST, MOST_READ}


def _is_cry(mark: Mark) -> bool:
    """Whether a short last line is still the story: a question or a cry, most often in quotes."""
    return mark.line.text.rstrip("\"'”’) ").endswith(("?", "!", "…")) and initials(mark.line.text) is None


def _known_agencies(mark: Mark) -> bool:
    """Whether a line below the body names only news agencies as its source."""
    return mark.reading is not None and all(
        one.kind == "agency" and is_agency(one.name) for one in mark.reading.bylines
    )
