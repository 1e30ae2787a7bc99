"""A story as the search shows it: what its card says, in few bytes, and the card made of that.

Most stories are never looked for again, so that their cards are rendered when they are found.
"""

from typing import Final

import msgspec

from barta.rendering.lists import card
from barta.rendering.views import Card

FOUND: Final = "cards"
"""The private table of the page store in which each public story's facts stand, under its public id."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Card).decode


def facts(shown: Card) -> bytes:
    """Return what the card of a story says as bytes to be stored; a result of the search has no picture."""
    return _encode(shown._replace(photo=None))


def found_card(stored: bytes) -> bytes:
    """Return the "found" card of `facts`; raises ValueError for other bytes, and what templates raise."""
    return card(_decode(stored), "found")
