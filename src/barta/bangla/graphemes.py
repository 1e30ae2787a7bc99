"""Text cut into what readers take for one letter, so that nothing is ever cut inside one.

A Bangla cluster is a consonant with everything that hasanta ties to it, its signs and its joiners:
ক্ষে, স্ত্র, র‍্যা. Emoji joined by ZWJ, flags and skin tones hold together as well.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from barta.bangla.normalise import ZWJ, ZWNJ

_VIRAMA: Final = 9
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_FLAGS: Final = range(0x1F1E6, 0x1F200)


def clusters(text: str) -> list[str]:
    """Return the clusters of `text` in order; joined together they are `text` again."""
    result: list[str] = []
    for character in text:
        if result and _belongs(result[-1], character):
            result[-1] += character
        else:
            result.append(character)
    return result


def _belongs(cluster: str, character: str) -> bool:
    """Return whether `character` continues `cluster`."""
    if cluster[-1].isspace():
        return cluster[-1] == "\r" and character == "\n"
    if character in (ZWJ, ZWNJ) or ord(character) in _SKIN_TONES:
        return True
    category = unicodedata.category(character)
    if category.startswith("M"):
        return True
    if cluster[-1] == ZWJ and category == "So":
        return True
    if ord(character) in _FLAGS:
        return len(cluster) == 1 and ord(cluster) in _FLAGS
    tied = cluster.rstrip(ZWJ + ZWNJ)
    return category == "Lo" and bool(tied) and unicodedata.combining(tied[-1]) == _VIRAMA


def cut(text: str, limit: int) -> str:
    """Return the longest beginning of `text` of at most `limit` UTF-8 bytes that ends between clusters."""
    if len(text.encode()) <= limit:
        return text
    size = 0
    kept: list[str] = []
    # No character is shorter than a byte, so nothing after these can be kept.
    for cluster in clusters(text[: limit + 1]):
        size += len(cluster.encode())
        if size > limit:
            break
        kept.append(cluster)
    return "".join(kept)
