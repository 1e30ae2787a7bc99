"""The top of a page, down to the first paragraph: masthead, headline, byline, stamps, captions."""

from dataclasses import replace

from barta.importers.capture import lists
from barta.importers.capture.headline import is_anchor
from barta.importers.capture.marks import Mark
from barta.importers.capture.names import PLACES
from barta.importers.capture.record import Draft
from barta.importers.capture.stamping import Stamping, is_late_masthead


class Head:
    """The walk over the lines above the body, whose headline and first paragraph are known."""

    def __init__(
        self, marks: list[Mark], draft: Draft, stamping: Stamping, *, headline: int, start: int
    ) -> None:
        """`headline` and `start` are the places of the headline and of the first paragraph in `marks`."""
        self.marks = marks
        self.draft = draft
        self.stamping = stamping
        self.headline = headline
        self.start = start

    def place(self) -> None:
        """Place every line above the first paragraph."""
        at = 0
        while at < self.start:
            mark = self.marks[at]
            if mark.kind == "label":
                at = self._top_list(at)
                continue
            if at != self.headline:
                self._top_line(at, mark)
            at += 1

    def _top_line(self, at: int, mark: Mark) -> None:
        if mark.kind == "dateline":
            if (at < self.headline and self._is_masthead(at)) or self._is_late_masthead(mark):
                self.stamping.masthead(mark)
            elif self._is_stray(at):
                self.draft.report(mark.line)
            else:
                self.stamping.story(mark)
        elif mark.kind == "inline":
            self.draft.add(mark.label, mark.entry, mark.line)
        elif mark.reading is not None and (mark.kind == "byline" or self._is_person(at)):
            self._sign(at, mark)
        elif mark.line.key == self.marks[self.headline].line.key:
            self.draft.place(mark.line, "headline")
        elif self._is_place(at):
            self.draft.bylines[-1] = replace(self.draft.bylines[-1], place=mark.line.text)
            self.draft.place(mark.line, "byline")
        elif mark.kind in ("control", "section", "day", "consumed", "rank"):
            self.draft.drop(mark.line)
        else:
            self.draft.report(mark.line)

    def _is_place(self, at: int) -> bool:
        """Whether a line is the place that belongs to the byline right above it."""
        if not at or not self.draft.bylines or self.draft.bylines[-1].place or self.marks[at].line.gap:
            return False
        above = self.marks[at - 1]
        return self.marks[at].line.key in PLACES and (above.kind == "byline" or above.name_like)

    def _top_list(self, at: int) -> int:
        """Place a list above the body: the block under its label, or none where a menu has its word."""
        label = self.marks[at]
        stop = at + 1
        while stop < self.start and stop != self.headline and not self.marks[stop].line.gap:
            if self.marks[stop].kind not in ("plain", "rank", "control"):
                break
            stop += 1
        entries = [mark for mark in self.marks[at + 1 : stop] if mark.kind == "plain"]
        if (stop == self.headline and not self.marks[stop].line.gap) or label.label == "other":
            entries = []
        if not any(mark.line.words >= 4 for mark in entries):
            self.draft.drop(label.line)
            return at + 1
        lists.place(self.draft, label, self.marks[at + 1 : stop])
        return stop

    def _is_masthead(self, at: int) -> bool:
        """Whether a dateline above the headline is the masthead's day and not the story's stamp."""
        date = self.marks[at].dateline
        if date is None or date.labelled:
            return False
        beside = [self.marks[near].dateline for near in (at - 1, at + 1) if 0 <= near < len(self.marks)]
        if date.calendars:
            return True
        if "today" in self.draft.fields:
            return self.draft.fields["today"] in {one.stamp.iso() for one in date.found if one.stamp}
        if not date.clocked and any(other is not None and not other.found for other in beside):
            return True
        return not date.clocked or (date.weekday and self._has_other_stamp(at))

    def _is_late_masthead(self, mark: Mark) -> bool:
        """Whether a dateline below the headline says the masthead's day, and no other than was said above."""
        today = self.draft.fields.get("today")
        days = (
            {one.stamp.date.isoformat() for one in mark.dateline.found if one.stamp}
            if mark.dateline
            else set()
        )
        return is_late_masthead(mark) and (today is None or days <= {today})

    def _is_stray(self, at: int) -> bool:
        """Whether a stamp at the page's very top could be the masthead's clock or the story's time."""
        date = self.marks[at].dateline
        return (
            at == 0
            and date is not None
            and date.weekday
            and date.clocked
            and not date.labelled
            and self.headline > 1
        )

    def _has_other_stamp(self, at: int) -> bool:
        return any(is_anchor(mark) and mark.dateline for mark in self.marks[at + 1 :])

    def _is_person(self, at: int) -> bool:
        """Whether a line that could be a name stands where a byline does, and no other byline is there."""
        mark = self.marks[at]
        if not mark.name_like or at == self.headline:
            return False
        if self._role_after(at) and (mark.known_name or not self.draft.bylines):
            return True
        if self.draft.bylines and not self._next_name(at):
            return False
        if any(other.kind == "byline" for other in self.marks[: self.start]):
            return False
        if at < self.headline:
            return mark.known_name and at + 1 == self.headline
        before, after = self.marks[at - 1], self.marks[min(at + 1, self.start)]
        slot = (
            self._follows_headline(at)
            or after.kind == "dateline"
            or (before.kind == "dateline" and not mark.line.gap)
        )
        return slot or mark.known_name

    def _follows_headline(self, at: int) -> bool:
        """Whether only furniture and names stand between the headline and this line."""
        between = self.marks[self.headline + 1 : at]
        return all(mark.kind in ("control", "rank", "section") or mark.name_like for mark in between)

    def _next_name(self, at: int) -> bool:
        """Whether the line before was read as a name too: a byline of several lines, or printed twice."""
        before = self.marks[at - 1]
        return at > 0 and before.name_like and at - 1 != self.headline

    def _role_after(self, at: int) -> bool:
        """Whether a title alone follows, so that this line and names between are the persons who bear it."""
        names = [mark for mark in self.marks[at + 1 : self.start] if not mark.name_like]
        after = names[0] if names else None
        if after is None or after.reading is None or after.kind != "byline":
            return False
        return len(after.reading.bylines) == 1 and after.reading.bylines[0].kind == "role"

    def _sign(self, at: int, mark: Mark) -> None:
        """Add a byline's line; a title under a name is that person's role."""
        assert mark.reading is not None, "only a line that was read as a byline is signed"
        names = mark.reading.bylines
        before = self.marks[at - 1] if at else None
        signed = self.draft.bylines[-1] if self.draft.bylines else None
        titled = (
            before is not None
            and before.name_like
            and signed is not None
            and signed.kind == "person"
            and not signed.role
            and len(names) == 1
            and names[0].kind == "role"
        )
        if titled and signed is not None:
            self.draft.bylines[-1] = replace(signed, role=names[0].name, place=signed.place or names[0].place)
            self.draft.place(mark.line, "byline")
        else:
            self.draft.sign(names, mark.line)
