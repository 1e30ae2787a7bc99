"""Clock times as Bangla papers print them, from ০৯:১২ and ১৬৩৪ ঘণ্টা to রাত সাড়ে ১০টা.

The patterns work on text folded by `barta.bangla.folding`; all of them are bounded, so reading takes
time proportional to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Final

from barta.bangla import tables
from barta.bangla.folding import fold

# The letters and signs that make a folded word, Bangla and Latin.
LETTERS: Final = "\u0980-\u0982\u0985-\u09e3\u09f0-\u09fea-z"


class ClockError(ValueError):
    """A printed clock time that no day has, or that says two things at once."""


def alternatives(words: Iterable[str]) -> str:
    """Return a regex for any of `words`, folded, the longest first; spaces in them may be hyphens."""
    folded = sorted({fold(word).text for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", "[ -]{1,2}") for word in folded) + ")"


def _numbered(words: Mapping[str, int]) -> dict[str, int]:
    return {fold(word).text: number for word, number in words.items()}


_MONTHS: Final = alternatives(
    [
        *tables.GREGORIAN_MONTHS,
        *sum(tables.GREGORIAN_VARIANTS, ()),
        *tables.BANGLA_MONTHS,
        *sum(tables.BANGLA_VARIANTS, ()),
        *sum(tables.HIJRI_MONTHS, ()),
    ]
)
LABELS: Final = alternatives([*tables.PUBLISHED_LABELS, *tables.UPDATED_LABELS])
# A word ends where no letter follows, or where a label follows that lost its space.
WORD_END: Final = rf"(?:(?![{LETTERS}])|(?={LABELS}))"
WORD_START: Final = rf"(?<![{LETTERS}])"

_PART: Final = alternatives(tables.DAY_PARTS) + "(?:ে)?"
_MERIDIEM: Final = alternatives([*tables.MORNING, *tables.AFTERNOON])
_HOURS: Final = fold("ঘণ্টা").text
_MINUTES: Final = fold("মিনিট").text
_SECONDS: Final = fold("সেকেন্ড").text
_STRIKES: Final = rf"(?:টা(?:{fold('য়').text}|র)?|টে|ঘটিকা(?:{fold('য়').text}|র)?)"
_ENDS: Final = rf"(?=[ ]{{0,3}}(?:$|[|,।;)\]•·–—-]|{LABELS}))"
_TAIL: Final = (
    rf"(?:[ ]?(?:{_HOURS}|{_STRIKES}|{_MINUTES}ে?|hrs|hours){WORD_END})?"
    rf"(?:[ ]{{0,3}}(?P<KIND_meridiem>{_MERIDIEM})\.?{WORD_END})?"
    rf"(?:[ ]{{0,3}}\(?(?P<KIND_after>{_PART})\)?{_ENDS})?"
)
_LEAD: Final = (
    rf"(?:{WORD_START}(?:(?P<KIND_part>{_PART})|(?P<KIND_before>{_MERIDIEM}))[ ,:]{{0,3}}"
    r"|(?:(?<![0-9.])|(?<=[^0-9](?:1[7-9]|2[01])[0-9][0-9])))"
)
# The next date may begin right after the minutes, where a page's pieces run together.
_NUMBER_END: Final = rf"(?:(?![0-9])|(?=[0-9]{{1,2}}[ ]?{_MONTHS}))"
_MINUTE_WORD: Final = alternatives(tables.MINUTE_WORDS)
_SPOKEN_MINUTES: Final = (
    rf"(?:[ ,:]{{0,3}}(?P<spoken_minute>[0-9]{{1,2}}|{_MINUTE_WORD})"
    rf"(?:[ ]?(?:{_MINUTES}(?:ে|ের)?|মি\.?){WORD_END}"
    rf"(?:[ ]?(?P<spoken_second>[0-9]{{1,2}})[ ]?{_SECONDS}{WORD_END})?"
    # Two figures without a word are minutes too, unless they are the day of the date that follows.
    rf"|(?<=[0-9][0-9])(?![0-9:./-])"
    rf"(?![^0-9|।]{{0,8}}{_MONTHS}(?![{LETTERS}])(?![ ,./-]{{0,4}}[0-9]{{1,2}}[^0-9]))))?"
)

CLOCK: Final = "|".join(
    (
        _LEAD.replace("KIND", "exact")
        + r"(?P<exact_hour>[0-9]{1,2})(?:(?P<exact_dot>\.)|[ ]?[:ঃ][ ]?)(?P<exact_minute>[0-9]{2})"
        + r"(?:[ ]?[:ঃ][ ]?(?P<exact_second>[0-9]{2}))?"
        + _NUMBER_END
        + r"(?!\.[0-9])"
        + _TAIL.replace("KIND", "exact"),
        r"(?<![0-9.:])(?P<hundred_hour>[0-9]{1,2})(?P<hundred_minute>[0-9]{2})"
        rf"[ ]?(?:{_HOURS}|hrs|hours){WORD_END}",
        rf"(?:{WORD_START}(?:(?P<spoken_part>{_PART})|(?P<spoken_before>{_MERIDIEM}))[ ,:]{{0,3}})?"
        rf"(?:{WORD_START}(?P<spoken_fraction>{alternatives(['সাড়ে', 'পৌনে', 'সোয়া'])})[ ]{{0,3}})?"
        rf"(?:{WORD_START}(?P<spoken_half>{alternatives(['দেড়', 'আড়াই'])})"
        rf"|(?<![0-9.:])(?P<spoken_hour>[0-9]{{1,2}})|{WORD_START}(?P<spoken_word>{alternatives(tables.HOUR_WORDS)}))"
        rf"[ ]?{_STRIKES}{WORD_END}" + _SPOKEN_MINUTES,
        rf"(?:(?<![0-9.:])(?P<bare_hour>[0-9]{{1,2}})[ ]?(?P<bare_meridiem>{_MERIDIEM})\.?{WORD_END})",
    )
)

_PART_HOURS: Final = {fold(part).text: hours for part, hours in tables.DAY_PARTS.items()}
_AFTERNOON: Final = frozenset(fold(word).text for word in tables.AFTERNOON)
_HOUR_WORDS: Final = _numbered(tables.HOUR_WORDS)
_MINUTE_WORDS: Final = _numbered(tables.MINUTE_WORDS)
_FRACTIONS: Final = {
    fold(word).text: minutes for word, minutes in {"সাড়ে": 30, "পৌনে": -15, "সোয়া": 15}.items()
}
_HALVES: Final = {fold("দেড়").text: 90, fold("আড়াই").text: 150}
_SURE_AFTER: Final = re.compile(_ENDS)


def is_clock(match: re.Match[str]) -> bool:
    """Return whether a match of `CLOCK` is one: ৯.১২ may be an amount, and needs a sign that it is not."""
    if not match["exact_dot"]:
        return True
    said = match["exact_part"] or match["exact_before"] or match["exact_meridiem"] or match["exact_after"]
    tail = match.string[match.end("exact_minute") : match.end()].strip(" ")
    return bool(said or tail or _SURE_AFTER.match(match.string, match.end()))


def read_clock(match: re.Match[str]) -> time:
    """Return the time that a match of `CLOCK` names; ClockError if no day has it or it contradicts itself."""
    hour, minute, second = _numbers(match)
    if minute > 59 or second > 59 or hour > 23:
        raise ClockError(
            f"there is no time {hour:02}:{minute:02}: hours go from 0 to 23, minutes and seconds to 59"
        )
    meridiem = next(
        filter(None, map(match.group, ("exact_meridiem", "exact_before", "spoken_before", "bare_meridiem"))),
        None,
    )
    part = next(filter(None, map(match.group, ("exact_part", "exact_after", "spoken_part"))), None)
    if meridiem:
        hour = _by_meridiem(hour, meridiem in _AFTERNOON)
    if part:
        hour = _by_part(hour, minute, part)
    return time(hour, minute, second)


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    """Return hour, minute and second as printed, with সাড়ে, পৌনে and the like worked out."""
    if match["exact_hour"]:
        return int(match["exact_hour"]), int(match["exact_minute"]), int(match["exact_second"] or 0)
    if match["hundred_hour"]:
        return int(match["hundred_hour"]), int(match["hundred_minute"]), 0
    if match["bare_hour"]:
        return int(match["bare_hour"]), 0, 0
    minute, second = match["spoken_minute"] or "0", int(match["spoken_second"] or 0)
    minutes = int(minute) if minute.isdigit() else _MINUTE_WORDS[minute]
    if match["spoken_half"]:
        return *divmod(_HALVES[match["spoken_half"]] + minutes, 60), second
    hour = int(match["spoken_hour"]) if match["spoken_hour"] else _HOUR_WORDS[match["spoken_word"]]
    if not match["spoken_fraction"]:
        return hour, minutes, second
    total = hour * 60 + _FRACTIONS[match["spoken_fraction"]]
    # A quarter to one is 12:45 on the clock's face.
    return (total // 60) or 12, total % 60, second


def _by_meridiem(hour: int, afternoon: bool) -> int:
    """Return the hour of 24 that `hour` with AM or PM means; ClockError where they exclude each other."""
    if afternoon and hour >= 12:
        return hour
    if afternoon and hour > 0:
        return hour + 12
    if not afternoon and hour <= 12:
        return hour % 12
    raise ClockError(f"AM or PM contradicts the hour {hour}: write one of them")


def _by_part(hour: int, minute: int, part: str) -> int:
    """Return the hour of 24 that `hour` in a part of the day means; ClockError if it has no such hour."""
    first, last = _PART_HOURS.get(part) or _PART_HOURS[part.removesuffix("ে")]
    readings = {hour} if hour > 12 or hour == 0 else {hour % 12, hour % 12 + 12}
    fitting = [h for h in readings if first <= h <= last or first <= h + 24 <= last]
    if len(fitting) == 1:
        return fitting[0]
    raise ClockError(f"{hour}:{minute:02} is not one time in that part of the day: write it as HH:MM")
