"""The sign-off: initials of the sub-editor under a story, spelt as papers spell Latin letters in Bangla."""

import re

from barta.importers.capture.lines import compose, fold, trim
from barta.importers.capture.names import PLACES

_LETTER = (
    "এক্স|এইচ|এফ|এল|এম|এন|এস|এ|বি|সি|ডব্লিউ|ডাব্লিউ|ডাব্লু|ডি|ই|জি|আই|জেড|জেট|জে|কে|ও|পি|কিউ|আর|টি|ইউ|ভি|ওয়াই|ওয়াই"
)
_INITIALS = compose(rf"(?:(?:{_LETTER}|হ|চ|শ)\.?){{1,7}}")
_TOKEN = compose(r"[\u0980-\u09e3\u09f0-\u09f90-9a-z.\-]{1,24}")
_PURE = re.compile(rf"(?:{_INITIALS}|[a-z]{{1,5}})(?:\s?/\s?(?:{_INITIALS}|[a-z]{{1,5}}))*")
_ALONE = re.compile(compose(rf"(?:{_LETTER}){{2,5}}"))
_LOOSE = re.compile(rf"{_TOKEN}(?: {_TOKEN}){{0,2}}(?:/{_TOKEN})+")
_DATED = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}")
# Initials stand within so many characters of a paragraph's end.
_NEAR = 120
_EDGE = "/\\()[]।-–— \t\u00a0"
_CLOSING = re.compile(
    r"(?P<body>.*[।?!…”’\"'.)])\s*(?P<sign>(?:/[^/\s।]{1,24})+/|[^/\s।?!]{1,24}(?:/[^/\s।]{1,24})+/?|/[^/\s।]{1,24})$",
    re.DOTALL,
)


def initials(text: str) -> str | None:
    """Give the initials of a line that is nothing else (`/এলকে/`, `এসকে/এমএ`, `/SM`), or None."""
    inner = trim(text.strip(_EDGE))
    key = fold(inner)
    if not inner or len(text) > 60:
        return None
    slashed = "/" in text
    if slashed and _PURE.fullmatch(key):
        return inner
    enclosed = text.startswith("/") and text.endswith("/") and len(text) > 2
    if enclosed and re.fullmatch(_TOKEN, key):
        return inner
    # Without a slash only letters spelt out, or Latin capitals, are initials and not a word.
    if not slashed and (_ALONE.fullmatch(key) or re.fullmatch(r"[A-Z]{2,4}", inner)):
        return inner
    return None


def mark(text: str) -> str | None:
    """Give the sign-off of a line with a place, a paper or a day in it (`ঢাকা/আমিনুল`, `(কাগজ/০৫মে/এমআই)`)."""
    inner = trim(text.strip(_EDGE))
    key = fold(inner)
    if len(text) > 80 or not _LOOSE.fullmatch(key) or _DATED.search(key):
        return None
    first, *others = key.split("/")
    return inner if first in PLACES or any(_PURE.fullmatch(part) for part in others) else None


def closing(text: str) -> tuple[str, str] | None:
    """Part a last paragraph from the initials that stand at its end; None when there are none."""
    match = _CLOSING.match(text, max(0, len(text) - _NEAR))
    signed = initials(match["sign"]) if match else None
    if match is None or signed is None:
        return None
    return trim(text[: match.end("body")]), signed
