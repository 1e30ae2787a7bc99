"""Text as it may be stored, as it is shown, as it is indexed, and as it is compared.

`display` lets the author's code points through and refuses only what no store can hold; `clean`
also removes what readers cannot see; `for_index` is the form in which words are searched; `key` answers
"is it the same headline?".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from barta.bangla.digits import to_ascii

HASANTA: Final = "\u09cd"
NUKTA: Final = "\u09bc"
ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"
# Unicode's stream-safe text format (UAX 15) allows 30 marks on one letter.
MOST_MARKS: Final = 30

_REFUSED: Final = re.compile("[\x00\ud800-\udfff]")
_CONTROLS: Final = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_INVISIBLE: Final = re.compile(
    f"[{_CONTROLS}\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS: Final = re.compile(f"[{ZWNJ}{ZWJ}]")
# A stretch with more marks than may stand on one letter has none of these characters, which are no marks.
_MANY_MARKS: Final = re.compile(
    "[^\x00-\u02ff\u0985-\u09b9\u09e6-\u09fd\u2000-\u20cf\u4e00-\u9fff\uac00-\ud7a3]{31,}"
)
_KHANDA_TA: Final = re.compile(f"ত{HASANTA}{ZWJ}")
_DROPPED: Final = re.compile(f"[{ZWNJ}{ZWJ}]")
_COMPOSED: Final = {"ড" + NUKTA: "\u09dc", "ঢ" + NUKTA: "\u09dd", "য" + NUKTA: "\u09df"}
_DECOMPOSED: Final = re.compile(f"[ডঢয]{NUKTA}")
_APOSTROPHES: Final = "'’‘ʼ`´"
_ENDINGS: Final = re.compile(
    f"(?<=[^\\W\\d_]|[\u0981-\u0983\u09be-\u09cd])(?:[{_APOSTROPHES}](?:এর|কে|রা|দের|তে|র|এ|\u09df|ে))+(?![\\w\u0980-\u09ff{_APOSTROPHES}])"
)
_QUOTES: Final = re.compile("[\"'`´ʼ‘’‚‛“”„‟′″«»‹›]+")
_DASHES: Final = re.compile("[-‐-―−]+")


class TextError(ValueError):
    """Text that cannot be stored: it holds NUL or half of a surrogate pair."""


def display(text: str) -> str:
    """Return `text` unchanged, code point by code point, if it can be stored; else raise TextError."""
    bad = _REFUSED.search(text)
    if bad is None:
        return text
    name = "NUL (U+0000)" if bad[0] == "\x00" else f"a lone surrogate (U+{ord(bad[0]):04X})"
    raise TextError(f"character {bad.start() + 1} of the text is {name}, which cannot be stored: remove it")


def clean(text: str) -> str:
    """Return `text` without what readers cannot see; TextError as `display`.

    Removed: zero-width space, word joiner, byte order mark, soft hyphen, tag characters, bidi and other
    controls (tab and line ends stay), marks beyond 30 on one letter. ZWJ and ZWNJ stay beside a hasanta,
    where they shape letters (র‍্যাব), beside the virama of other scripts, between Arabic letters and in emoji.
    """
    text = _INVISIBLE.sub("", display(text))
    text = _JOINERS.sub(lambda found: found[0] if _shapes(text, found.start()) else "", text)
    return _MANY_MARKS.sub(_fewer_marks, text)


def _shapes(text: str, place: int) -> bool:
    """Return whether the joiner at `place` changes how its neighbours look."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if HASANTA in (before, after):
        return True
    if not before or not after:
        return False
    if 9 in (unicodedata.combining(before), unicodedata.combining(after)):
        return True
    if "\u0600" <= before <= "\u08ff" and "\u0600" <= after <= "\u08ff":
        return True
    return (
        text[place] == ZWJ
        and unicodedata.category(after) == "So"
        and (before == "\ufe0f" or before > "\u2100")
    )


def _fewer_marks(stretch: re.Match[str]) -> str:
    """Return a stretch of text with at most `MOST_MARKS` marks after one another."""
    kept, run = [], 0
    for character in stretch[0]:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        if run <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def compose_nukta(text: str) -> str:
    """Return `text` with ড়, ঢ় and য় as one code point each (U+09DC, U+09DD, U+09DF), which is not NFC."""
    return _DECOMPOSED.sub(lambda pair: _COMPOSED[pair[0]], text)


def nfc(text: str) -> str:
    """Return `text` in NFC, where ড়, ঢ় and য় are letter and nukta and ো and ৌ are one code point."""
    return unicodedata.normalize("NFC", text)


def for_index(text: str) -> str:
    """Return `text` as search compares it.

    What cannot be seen goes (ত্ with ZWJ becomes ৎ), ড় ঢ় য় are one code point each so that suffixes have one
    length, ৰ becomes র, stray nuktas go, digits are ASCII, letters lower-case, and case endings written after
    an apostrophe (’র, ’কে) are cut.
    """
    text = _INVISIBLE.sub("", text.replace("\x00", " "))
    text = _DROPPED.sub("", _KHANDA_TA.sub("ৎ", text))
    text = nfc(nfc(text).lower())
    # Taking a stray nukta away can bring two halves of a vowel sign together, so composition comes again.
    text = compose_nukta(nfc(compose_nukta(text).replace(NUKTA, "")))
    return _ENDINGS.sub("", to_ascii(text.replace("\u09f0", "র")))


def key(text: str) -> str:
    """Return the form in which two headlines are the same: as indexed, with one quote, dash and space."""
    text = _DASHES.sub("-", _QUOTES.sub("'", for_index(text)))
    return " ".join(text.casefold().split())
