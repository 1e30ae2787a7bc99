"""Text cut into the words that are compared, the same for stories and for questions.

A vowel sign, a hasanta, a nukta belongs to its word: letters, marks and digits are kept together, and
everything else separates. `bangla.normalise.key` has made one form of all encodings before.
"""

import unicodedata
from typing import Final

from barta.bangla.normalise import key

MOST_WORDS: Final = 12
"""How many distinct words of a question are looked for."""

LONGEST_WORD: Final = 40
"""How many code points of a word are compared."""

MOST_READ: Final = 4_000
"""How many code points of a question are read at all."""

_KEPT: Final = frozenset("LMN")
_REMEMBERED: Final = 0x3000


class _Separators(dict[int, int]):
    """A table for `str.translate` that turns whatever is in no word into a space."""

    def __missing__(self, code: int) -> int:
        kept = code if unicodedata.category(chr(code))[0] in _KEPT else ord(" ")
        # Strangers may send any of a million code points: only the common ones are remembered.
        if code < _REMEMBERED:
            self[code] = kept
        return kept


_separators: Final = _Separators()


def words(text: str) -> list[str]:
    """Return the words of `text` in their order, each at most LONGEST_WORD code points long."""
    found = key(text).translate(_separators).split()
    # A mark without a letter, such as what follows an emoji, is no word.
    return [word[:LONGEST_WORD] for word in found if any(map(str.isalnum, word[:LONGEST_WORD]))]


def asked(question: str) -> tuple[str, ...]:
    """Return the first MOST_WORDS distinct words of a question; of a very long one the end is not read."""
    return _distinct(question)[:MOST_WORDS]


def exceeds(question: str) -> bool:
    """Return whether a question has more distinct words than are looked for."""
    return len(_distinct(question)) > MOST_WORDS or len(question) > MOST_READ


def _distinct(question: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(question[:MOST_READ])))
