"""Days in the demo's texts: written as placeholders, so that they are right whenever the paper is loaded.

`{day:-1}` is the day before the story's own date as a paper would name it: by its weekday (রোববার) when it
lies within six days, else by its date (৩ জুলাই). `{date:-1}` is always the date, `{month:0}` the month's
name, `{year:0}` the year, and `{bangla:0}` the Bangla day and month (১৯ আষাঢ়).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from barta.bangla import from_gregorian, to_bangla
from barta.bangla.tables import GREGORIAN_MONTHS, WEEKDAYS

NEAR = 6
"""Days, before or after, within which a weekday's name says which day is meant."""

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_INSIDE: Final = re.compile(r"([a-z]+):([+-]?[0-9]{1,3})")


def _date(when: date, days: int) -> str:
    return to_bangla(f"{when.day} {GREGORIAN_MONTHS[when.month - 1]}")


def _day(when: date, days: int) -> str:
    return WEEKDAYS[when.weekday()] if abs(days) <= NEAR else _date(when, days)


def _month(when: date, days: int) -> str:
    return GREGORIAN_MONTHS[when.month - 1]


def _year(when: date, days: int) -> str:
    return to_bangla(str(when.year))


def _bangla(when: date, days: int) -> str:
    there = from_gregorian(when)
    return to_bangla(f"{there.day} {there.month_name}")


_WORDS: Final[Mapping[str, Callable[[date, int], str]]] = {
    "day": _day,
    "date": _date,
    "month": _month,
    "year": _year,
    "bangla": _bangla,
}


def filled(value: Any, published: date) -> Any:
    """Return `value` (text, or lists and tables of text) with every placeholder counted from `published`.

    Raises ValueError for a placeholder that is none of those above.
    """
    if isinstance(value, str):
        return _PLACEHOLDER.sub(lambda found: _word(found[1], published), value)
    if isinstance(value, list):
        return [filled(one, published) for one in value]
    if isinstance(value, dict):
        return {name: filled(one, published) for name, one in value.items()}
    return value


def _word(inside: str, published: date) -> str:
    found = _INSIDE.fullmatch(inside)
    if found is None or found[1] not in _WORDS:
        raise ValueError(
            f"{{{inside}}} is no day: write one of {', '.join(_WORDS)} and a number, as {{day:-1}}"
        )
    days = int(found[2])
    return _WORDS[found[1]](published + timedelta(days=days), days)
