"""The Bangla language: digits, calendar, dates, datelines, normalisation, addresses.

Pure functions over text and dates, on the standard library alone. Each module says what it knows and
where that comes from; the names below are the ones most callers need.
"""

from barta.bangla.calendar import BanglaDate, CalendarError, from_gregorian, to_gregorian
from barta.bangla.dates import DHAKA, bangla_date, clock_in_words, day, long_date, stamp
from barta.bangla.digits import group, to_ascii, to_bangla
from barta.bangla.normalise import TextError, clean, display, for_index, key
from barta.bangla.stamps import Found, Stamp, StampError, find, find_bangla, find_hijri, parse

__all__ = [
    "DHAKA",
    "BanglaDate",
    "CalendarError",
    "Found",
    "Stamp",
    "StampError",
    "TextError",
    "bangla_date",
    "clean",
    "clock_in_words",
    "day",
    "display",
    "find",
    "find_bangla",
    "find_hijri",
    "for_index",
    "from_gregorian",
    "group",
    "key",
    "long_date",
    "parse",
    "stamp",
    "to_ascii",
    "to_bangla",
    "to_gregorian",
]
