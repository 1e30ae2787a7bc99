"""The pieces a printed dateline is made of, found one after another in folded text.

A piece is a date in one of three calendars, a clock time, a weekday, a zone, an era, a label or a
filler. Every repetition is bounded and every piece is tried once at each place, so the time taken
grows with the text and nothing worse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from barta.bangla import tables
from barta.bangla.clocks import CLOCK, LABELS, LETTERS, WORD_END, WORD_START, alternatives, is_clock
from barta.bangla.folding import fold

_GAP: Final = "[ ,./–—'’‘-]{0,4}"
_ORDINAL: Final = rf"(?:[ ]?-?[ ]?{alternatives(tables.ORDINALS)}(?![{LETTERS}]))?"
# A day may begin right after the minutes of another stamp, where a page's pieces run together.
_DAY_START: Final = r"(?:(?<![0-9])|(?<=[0-9][:.][0-9][0-9]))"
# A clock may begin right after the year, for the same reason.
_YEAR_END: Final = r"(?:(?![0-9])|(?=[0-9]{1,2}:[0-9]{2}))"


def _named_date(prefix: str, names: str) -> str:
    """Return the patterns of a date with a month's name: day first, month first and year first."""
    month = rf"{names}\.?"
    day_first = (
        rf"{_DAY_START}(?P<{prefix}_d1>[0-9]{{1,2}}){_ORDINAL}{_GAP}(?P<{prefix}_m1>{month}){_GAP}"
        rf"(?P<{prefix}_y1>[0-9]{{4}}){_YEAR_END}"
    )
    month_first = (
        rf"{WORD_START}(?P<{prefix}_m2>{month}){_GAP}(?P<{prefix}_d2>[0-9]{{1,2}}){_ORDINAL}"
        rf"[ ,./–—-]{{1,4}}(?P<{prefix}_y2>[0-9]{{4}}){_YEAR_END}"
    )
    year_first = (
        rf"(?<![0-9])(?P<{prefix}_y3>[0-9]{{4}})[ ]?{alternatives(['সালের', 'সনের', 'খ্রিস্টাব্দের'])}[ ]{{1,3}}"
        rf"(?P<{prefix}_d3>[0-9]{{1,2}}){_ORDINAL}{_GAP}(?P<{prefix}_m3>{month}){WORD_END}"
    )
    return f"{day_first}|{month_first}|{year_first}"


def _variants(printed: tuple[str, ...], others: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((name, *more) for name, more in zip(printed, others, strict=True))


def _numbers(months: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Return the number of each month by its folded spelling without spaces, hyphens and stops."""
    return {plain(fold(name).text): n for n, names in enumerate(months, 1) for name in names}


def plain(name: str) -> str:
    """Return a folded name without the spaces, hyphens and stops that papers put in or leave out."""
    return re.sub("[ .-]", "", name)


_GREGORIAN: Final = _variants(tables.GREGORIAN_MONTHS, tables.GREGORIAN_VARIANTS)
_BANGLA: Final = _variants(tables.BANGLA_MONTHS, tables.BANGLA_VARIANTS)
GREGORIAN_NUMBERS: Final = _numbers(_GREGORIAN)
BANGLA_NUMBERS: Final = _numbers(_BANGLA)
HIJRI_NUMBERS: Final = _numbers(tables.HIJRI_MONTHS)
WEEKDAY_NUMBERS: Final = {
    name: n - 1 for name, n in _numbers(_variants(tables.WEEKDAYS, tables.WEEKDAY_VARIANTS)).items()
}
DATES: Final = ("date", "iso")
OTHER_CALENDARS: Final = ("bangla", "hijri")
PUBLISHED: Final = frozenset(plain(fold(label).text) for label in tables.PUBLISHED_LABELS)

_GREGORIAN_NAMES: Final = alternatives(sum(_GREGORIAN, ()))
_ISO: Final = (
    r"(?<![0-9.])(?P<iso_year>[0-9]{4})-(?P<iso_month>[0-9]{2})-(?P<iso_day>[0-9]{2})(?:t|[ ])"
    r"(?P<iso_hour>[0-9]{2}):(?P<iso_minute>[0-9]{2})(?::(?P<iso_second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    rf"[ ]?(?P<iso_zone>z(?![{LETTERS}])|[+-][0-9]{{2}}:?[0-9]{{2}}(?![0-9:]))"
)
_YEAR_FIGURES: Final = (
    r"(?<![0-9.])(?P<yn_y>[0-9]{4})(?P<yn_s>[ ]?[-/.–][ ]?)"
    r"(?P<yn_m>[0-9]{1,2})(?P=yn_s)(?P<yn_d>[0-9]{1,2})"
    r"(?:(?![0-9])|(?=[0-9]{2}:))t?"
)
_DAY_FIGURES: Final = (
    r"(?:(?<![0-9])(?<![0-9][./-])|(?<=[0-9]:[0-9][0-9]))"
    r"(?P<dn_d>[0-9]{1,2})(?P<dn_s>[ ]?[-/.–][ ]?)"
    rf"(?P<dn_m>[0-9]{{1,2}})(?P=dn_s)(?P<dn_y>[0-9]{{4}}){_YEAR_END}"
)
_SHORT_FIGURES: Final = (
    r"(?<![0-9])(?<![0-9][./-])[0-9]{1,2}(?P<sn_s>[-/.–])[0-9]{1,2}(?P=sn_s)[0-9]{2}(?![0-9]|[./-][0-9])"
)
_YEARLESS: Final = (
    rf"{_DAY_START}[0-9]{{1,2}}{_ORDINAL}[ ,-]{{0,3}}{_GREGORIAN_NAMES}\.?{WORD_END}"
    rf"|{WORD_START}{_GREGORIAN_NAMES}\.?[ ,-]{{0,3}}[0-9]{{1,2}}{_ORDINAL}(?![0-9:])"
)
_ZONE: Final = rf"{WORD_START}(?:{alternatives(tables.DHAKA_ZONES)}){WORD_END}"
_FOREIGN_ZONE: Final = (
    rf"{WORD_START}{alternatives(tables.UTC_ZONES)}"
    rf"(?:[ ]?(?P<away>[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)(?![0-9:]))?{WORD_END}"
)
# A label that lost the space before it is believed only with a colon, never inside অপ্রকাশিত or আত্মপ্রকাশ.
_LABEL: Final = (
    rf"(?:{WORD_START}{LABELS}(?![{LETTERS}])|(?<![অa-z])(?<!{fold('আত্ম').text}){LABELS}(?=[ ]?[:ঃ]))"
)


def _word(words: tuple[str, ...]) -> str:
    return rf"{WORD_START}{alternatives(words)}\.?{WORD_END}"


def _era(words: tuple[str, ...]) -> str:
    return rf"[ ,(]{{0,3}}{alternatives(words)}\.?{WORD_END}"


_BANGLA_DATE: Final = (
    rf"(?:{_named_date('b', alternatives(sum(_BANGLA, ())))})(?P<b_era>{_era(tables.BANGLA_ERAS)})?"
)
_HIJRI_NAMES: Final = alternatives(sum(tables.HIJRI_MONTHS, ()))
_HIJRI_DATE: Final = rf"(?:{_named_date('h', _HIJRI_NAMES)})(?P<h_era>{_era(tables.HIJRI_ERAS)})?"

_PIECE: Final = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in (
            ("iso", _ISO),
            ("date", f"{_named_date('g', _GREGORIAN_NAMES)}|{_YEAR_FIGURES}|{_DAY_FIGURES}"),
            ("bangla", _BANGLA_DATE),
            ("hijri", _HIJRI_DATE),
            ("clock", CLOCK),
            ("short", _SHORT_FIGURES),
            ("yearless", _YEARLESS),
            ("weekday", _word(sum(_variants(tables.WEEKDAYS, tables.WEEKDAY_VARIANTS), ()))),
            ("zone", _ZONE),
            ("foreign", _FOREIGN_ZONE),
            ("label", _LABEL),
            ("era", rf"(?<![{LETTERS}]){alternatives(tables.GREGORIAN_ERAS)}\.?{WORD_END}"),
            ("filler", _word(tables.FILLERS)),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a dateline in folded text: its kind and its match."""

    kind: str
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where the piece begins in the folded text."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Where the piece ends in the folded text."""
        return self.match.end()


def pieces(folded: str) -> Iterator[Piece]:
    """Yield the pieces of a folded text from left to right."""
    place = 0
    while match := _PIECE.search(folded, place):
        if match.lastgroup == "clock" and not is_clock(match):
            place = match.end("exact_minute")
            continue
        yield Piece(str(match.lastgroup), match)
        place = match.end()
