"""Which printed date is today, which is the story's first publication and which its last update."""

from barta.bangla.stamps import Found
from barta.importers.capture.byline import read_byline
from barta.importers.capture.datelines import Dateline, understood
from barta.importers.capture.marks import Mark
from barta.importers.capture.record import Draft


class Stamping:
    """Gathers a page's dates; the story's are settled at the end, when all labels are known."""

    def __init__(self, draft: Draft) -> None:
        """Fill `draft` with what is found."""
        self._draft = draft
        self._story: list[tuple[Mark, Found, str]] = []

    def masthead(self, mark: Mark) -> None:
        """Take a line for the masthead's day, in as many calendars as it is printed."""
        date = _dates(mark)
        whole = len(date.found) + len(date.bangla) + len(date.hijri) == 1 and not date.rest
        for found in date.found:
            text = mark.line.text if whole else found.raw
            if found.stamp is None:
                self._draft.report(mark.line, text)
            else:
                self._draft.fill("today", found.stamp.date.isoformat(), mark.line, text)
        for other in date.bangla:
            text = mark.line.text if whole else other.raw
            if other.error:
                self._draft.report(mark.line, text)
            else:
                self._draft.fill("today_bangla", other.text, mark.line, text)
        for hijri in date.hijri:
            self._draft.drop(mark.line, mark.line.text if whole else hijri.raw)
        self._place_rest(mark, date)

    def story(self, mark: Mark) -> None:
        """Take a line for the story's stamps, with whatever byline or counter stands beside them."""
        date = _dates(mark)
        whole = len(date.found) == 1 and not date.rest and not date.bangla and not date.hijri
        for found in date.found:
            self._story.append((mark, found, mark.line.text if whole else found.raw))
        for other in (*date.bangla, *date.hijri):
            self._draft.drop(mark.line, other.raw)
        self._place_rest(mark, date)

    def _place_rest(self, mark: Mark, date: Dateline) -> None:
        for part in date.rest:
            reading = read_byline(part)
            if reading is not None and (reading.sure or date.labelled or date.clocked):
                self._draft.sign(reading.bylines, mark.line, part)
            elif understood(part):
                self._draft.drop(mark.line, part)
            else:
                self._draft.report(mark.line, part)

    def settle(self) -> None:
        """Fill `published` and `updated`: what is labelled first, then one unlabelled stamp as published.

        A stamp that is impossible, or a second one without a label, is reported instead.
        """
        unlabelled = [one for one in self._story if one[1].label is None]
        for mark, found, text in [*(one for one in self._story if one[1].label), *unlabelled]:
            if found.stamp is None:
                self._draft.report(mark.line, text)
                continue
            iso = found.stamp.iso()
            same = iso == self._draft.fields.get("updated") and found.label is None
            self._draft.fill("updated" if same else found.label or "published", iso, mark.line, text)


def is_late_masthead(mark: Mark) -> bool:
    """Whether a dateline below the headline still says the day in a masthead's calendars."""
    date = mark.dateline
    return date is not None and date.calendars and not date.labelled and not date.clocked


def _dates(mark: Mark) -> Dateline:
    assert mark.dateline is not None, "only a dateline has dates"
    return mark.dateline
