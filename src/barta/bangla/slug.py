"""The last part of a story's address: its headline with every Bangla letter and sign kept.

Python's `\\w` and Django's `slugify` take vowel signs, hasanta and nukta for punctuation and drop them;
here letters, marks and digits of every script stay, and everything else becomes one hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from barta.bangla.graphemes import cut
from barta.bangla.normalise import HASANTA, ZWJ, ZWNJ, clean, nfc

LIMIT: Final = 240

_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_JOINERS: Final = re.compile(f"(?<!{HASANTA})[{ZWJ}{ZWNJ}](?!{HASANTA})")


def slug(text: str, limit: int = LIMIT) -> str:
    """Return `text` as the tail of an address: at most `limit` UTF-8 bytes, NFC, words joined by hyphens.

    Latin letters are lower-case; ZWJ and ZWNJ stay only beside a hasanta, between letters (র‍্যাব). The end is
    cut between words, or between clusters where one word alone is too long. The slug of a slug is itself;
    text without a letter or digit has the slug ''.
    """
    text = clean(_UNSTORABLE.sub("-", text))
    text = clean(nfc(nfc(text).lower()))
    words = [word for word in map(_tidy, _spaced(text).split("-")) if word]
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer.encode()) > limit:
            break
        kept = longer
    if not kept and words:
        kept = _tidy(cut(words[0], limit))
    return kept


def is_slug(text: str, limit: int = LIMIT) -> bool:
    """Return whether `text` is a slug that `slug` could have made, '' excepted."""
    return bool(text) and text == slug(text, limit)


def _spaced(text: str) -> str:
    """Return `text` with a hyphen for every character that no slug may hold."""
    text = _JOINERS.sub("", text)
    return text.translate({ord(character): "-" for character in set(text) if not _stays(character)})


def _stays(character: str) -> bool:
    return character in (ZWJ, ZWNJ) or unicodedata.category(character)[0] in "LMN"


def _tidy(word: str) -> str:
    """Return a word without the marks and joiners that stand before its first letter or after its last."""
    start = 0
    while start < len(word) and (word[start] in (ZWJ, ZWNJ) or unicodedata.category(word[start])[0] == "M"):
        start += 1
    return word[start:].rstrip(ZWJ + ZWNJ)
