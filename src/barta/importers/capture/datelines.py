"""Lines that are dates: the masthead's today in its calendars, and the story's own stamps."""

import re
from dataclasses import dataclass, replace

from barta.bangla import stamps, tables
from barta.bangla.stamps import Found, OtherDate
from barta.importers.capture.byline import read_byline
from barta.importers.capture.furniture import is_control, is_section
from barta.importers.capture.lines import Line, fold, trim
from barta.importers.capture.names import PLACES

_EDGES = " \t\u00a0,|·•–—-:ঃ।/()[]●"
_SPLIT = re.compile(r"\s*[|·•●]\s*|\s{3,}|\t+")
_TODAY = re.compile(r"^আজ(?:কের)?(?:\s|ঃ|:|,|$)")
_DAYS = frozenset(fold(day) for day in (*tables.WEEKDAYS, *sum(tables.WEEKDAY_VARIANTS, ())))
_WORDS = frozenset(
    fold(word)
    for word in (
        *(
            "আজ",
            "আজকের",
            "আজকের তারিখ",
            "তারিখ",
            "সময়",
            "ইংরেজি",
            "বাংলা",
            "হিজরি",
            "বঙ্গাব্দ",
            "খ্রিস্টাব্দ",
            "ঢাকা",
            "বাংলাদেশ",
        ),
        *(
            "গ্রীষ্মকাল",
            "বর্ষাকাল",
            "শরৎকাল",
            "হেমন্তকাল",
            "শীতকাল",
            "বসন্তকাল",
            "গ্রীষ্ম",
            "বর্ষা",
            "শরৎ",
            "হেমন্ত",
            "শীত",
            "বসন্ত",
        ),
        *("today", "date", "dhaka", "bangladesh", "অনলাইন সংস্করণ", "প্রিন্ট সংস্করণ", "অনলাইন ভার্সন"),
    )
)
_LABELS = {
    fold(label): kind
    for kind, labels in (("published", tables.PUBLISHED_LABELS), ("updated", tables.UPDATED_LABELS))
    for label in labels
}


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line read as dates.

    `found` are the Gregorian stamps, `bangla` and `hijri` the other calendars' dates; `rest` is what else
    stands on the line and means something; `today` tells that the line calls itself today's.
    """

    found: tuple[Found, ...]
    bangla: tuple[OtherDate, ...]
    hijri: tuple[OtherDate, ...]
    rest: tuple[str, ...]
    today: bool

    @property
    def labelled(self) -> bool:
        """Whether the line says itself that it is the story's stamp."""
        zoned = any(one.stamp is not None and one.stamp.zone_said for one in self.found)
        return zoned or any(one.label for one in self.found)

    @property
    def clocked(self) -> bool:
        """Whether a clock time stands beside a date."""
        return any(one.stamp is not None and one.stamp.time is not None for one in self.found)

    @property
    def calendars(self) -> bool:
        """Whether the line has the day in a calendar of mastheads, or calls it today."""
        return self.today or bool(self.bangla or self.hijri)

    @property
    def weekday(self) -> bool:
        """Whether a weekday is said."""
        return any(one.stamp is not None and one.stamp.weekday_said is not None for one in self.found)


def read_dateline(line: Line) -> Dateline | None:
    """Read a line as dates; None when it is prose, or a headline with a date in it."""
    if line.words > 45 or len(line.text) > 400 or "।" in line.text.rstrip(" ।"):
        return None
    found = tuple(stamps.find(line.text))
    bangla, hijri = tuple(stamps.find_bangla(line.text)), tuple(stamps.find_hijri(line.text))
    if not (found or bangla or hijri):
        return None
    rest = _rest(line.text, _spans(found, (*bangla, *hijri)))
    read = Dateline(found, bangla, hijri, rest, bool(_TODAY.match(fold(line.text))))
    return read if _is_dateline(read, line) else None


def _spans(found: tuple[Found, ...], others: tuple[OtherDate, ...]) -> list[tuple[int, int]]:
    """Give where the dates stand in the line, in order."""
    return sorted([(one.start, one.end) for one in found] + [(one.start, one.end) for one in others])


def _rest(text: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    """Give the parts of a line outside its dates that are more than separators and words about days."""
    parts: list[str] = []
    place = 0
    for start, end in [*spans, (len(text), len(text))]:
        parts.extend(_SPLIT.split(text[place:start]) if start > place else [])
        place = max(place, end)
    trimmed = [trim(part.strip(_EDGES)) for part in parts]
    return tuple(part for part in trimmed if part and not is_day_word(part))


def _is_dateline(read: Dateline, line: Line) -> bool:
    strange = [part for part in read.rest if not understood(part, sure=not (read.labelled or read.clocked))]
    if not strange:
        return True
    words = sum(len(part.split()) for part in strange)
    dated = sum(end - start for start, end in _spans(read.found, (*read.bangla, *read.hijri)))
    evident = (
        read.labelled
        or read.clocked
        or (read.calendars and bool(read.found))
        or len(read.bangla + read.hijri) > 1
    )
    return evident and words <= 6 and dated * 2 >= len(line.text)


def understood(part: str, *, sure: bool = True) -> bool:
    """Whether a part of a dateline has a place of its own: a byline (`sure` or any), a control, a section."""
    reading = read_byline(part)
    named = reading is not None and (reading.sure or not sure)
    return named or is_control(part) or is_section(part) or fold(part) in PLACES


def is_day_word(text: str) -> bool:
    """Whether a text is made of words that go with a day: a weekday, আজ, a season, an era, a clock."""
    key = fold(text)
    if key in _WORDS or key in _DAYS:
        return True
    parts = [part for part in re.split(r"[\s,|·:ঃ]+", key) if part]
    known = all(part in _WORDS or part in _DAYS or part in PLACES for part in parts)
    return (bool(parts) and known) or is_clock(text)


def is_clock(text: str) -> bool:
    """Whether a text is a clock time and nothing else."""
    if len(text) > 40 or not re.search(r"[0-9০-৯]", text):
        return False
    try:
        return stamps.parse(f"1 January 2020, {text}").time is not None
    except stamps.StampError:
        return False


def stamp_label(text: str) -> str | None:
    """Tell which stamp a line that is only a label announces: `published`, `updated`, or None."""
    return _LABELS.get(fold(text.strip(_EDGES)))


def with_label(read: Dateline, label: str) -> Dateline:
    """Give a dateline whose first stamp bears the label that stood on the line before."""
    first = read.found[0]
    if first.label is not None:
        return read
    return replace(read, found=(replace(first, label=label), *read.found[1:]))  # type: ignore[arg-type]


def with_clock(read: Dateline, clock: str) -> Dateline:
    """Give a dateline whose last stamp has the clock time that stood on the line after."""
    last = read.found[-1]
    if last.stamp is None or last.stamp.time is not None:
        return read
    timed = stamps.parse(f"1 January 2020, {clock}").time
    return replace(read, found=(*read.found[:-1], replace(last, stamp=replace(last.stamp, time=timed))))
