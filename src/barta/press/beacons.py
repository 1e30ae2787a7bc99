"""The tokens that stories' pages send back when they are read, hour by hour."""

from datetime import date, datetime, time, timedelta
from typing import Final

from barta.bangla import DHAKA
from barta.pagestore import Slot, Variant, compress
from barta.press.sources import VIEWS_ERRORS, Sources
from barta.readership import beacon_key, token
from barta.rendering import beacon

BEACON: Final = "beacon"
"""The slot that holds the present hour's token, on stories' pages only."""

KEY: Final = "beacon-key"
"""Under what name the store holds the key of the tokens, for delivery."""

_HOUR = 3600


def key_of(sources: Sources) -> bytes:
    """Return the key that all nodes share; nothing while views cannot be had, which stops no news."""
    try:
        return beacon_key(sources.readership)
    except VIEWS_ERRORS:
        # Whoever asks for the ranking says so in the log.
        sources.close_readership()
        return b""


def beacons(key: bytes, day: date, days: int) -> Slot:
    """Return the token of each hour of the next days, from midnight in Dhaka."""
    first = int(datetime.combine(day, time(), DHAKA).timestamp()) // _HOUR
    last = int(datetime.combine(day + timedelta(days=days), time(), DHAKA).timestamp()) // _HOUR
    return Slot(
        tuple(
            Variant(hour * _HOUR, compress(beacon(token(key, hour)), shared=True))
            for hour in range(first, last)
        )
    )
