"""Bangla and ASCII digits, and the grouping of large numbers by lakh and crore."""

from __future__ import annotations

from typing import Final

BANGLA_DIGITS: Final = "০১২৩৪৫৬৭৮৯"
ASCII_DIGITS: Final = "0123456789"

_TO_BANGLA: Final = str.maketrans(ASCII_DIGITS, BANGLA_DIGITS)
_TO_ASCII: Final = str.maketrans(BANGLA_DIGITS, ASCII_DIGITS)


def to_bangla(text: str) -> str:
    """Return `text` with 0-9 written as ০-৯ and everything else unchanged."""
    return text.translate(_TO_BANGLA)


def to_ascii(text: str) -> str:
    """Return `text` with ০-৯ written as 0-9 and everything else unchanged.

    Assamese uses the same ten code points (U+09E6 to U+09EF), so its digits are read too.
    """
    return text.translate(_TO_ASCII)


def group(number: int) -> str:
    """Return `number` in Bangla digits, grouped as Bangladesh groups it: ১২,৩৪,৫৬৭.

    The last three digits stand together and every two before them; a minus sign is ASCII.
    """
    sign, figures = ("-", str(-number)) if number < 0 else ("", str(number))
    head, tail = figures[:-3], figures[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return sign + to_bangla(",".join([*reversed(pairs), tail]))
