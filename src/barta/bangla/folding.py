"""Text folded for recognising dates: one spelling for each word, and a way back to the original.

Folding is for looking words up, never for storing or showing. It writes digits as ASCII, makes Latin
lower-case and every space plain, drops what cannot be seen along with nukta and candrabindu, joins
vowel signs typed in two parts, and unifies the letters that old and new spellings exchange.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from barta.bangla.digits import ASCII_DIGITS, BANGLA_DIGITS

_SPACES: Final = (
    "\t\n\v\f\r\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
_LINES: Final = "\u2028\u2029\u202f\u205f\u3000"
_DROPPED: Final = (
    "\u0981\u09bc\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_LETTERS: Final = {
    "\u09dc": "ড",
    "\u09dd": "ঢ",
    "\u09df": "জ",
    "য": "জ",
    "শ": "স",
    "ষ": "স",
    "ণ": "ন",
    "ী": "ি",
    "ূ": "ু",
    "ঈ": "ই",
    "ঊ": "উ",
    "\u09f0": "র",
    "：": ":",
    "∶": ":",
    "꞉": ":",
    "︰": ":",
    "॥": "।",
    "│": "|",
    "｜": "|",
    "¦": "|",
    "，": ",",
    "−": "-",
    "‐": "-",
    "‑": "-",
}
_TABLE: Final = {
    **dict(zip(BANGLA_DIGITS + ascii_uppercase, ASCII_DIGITS + ascii_lowercase, strict=True)),
    **dict.fromkeys(_SPACES + _LINES, " "),
    **dict.fromkeys(_DROPPED, ""),
    **_LETTERS,
}
# These pairs are one sign or letter typed as two.
_PAIRS: Final = {"\u09c7\u09be": "\u09cb", "\u09c7\u09d7": "\u09cc", "অা": "আ"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origin[i]` is the index in the original of folded character `i`, and of its end."""

    text: str
    origin: tuple[int, ...]


def fold(text: str) -> Folded:
    """Return `text` folded, with the way back to its original indices."""
    out: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        plain = _TABLE.get(character, character)
        if not plain:
            continue
        joined = _PAIRS.get(out[-1] + plain) if out else None
        if joined:
            out[-1] = joined
            continue
        out.append(plain)
        origin.append(index)
    return Folded("".join(out), (*origin, len(text)))
