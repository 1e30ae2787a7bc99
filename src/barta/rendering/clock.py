"""Instants as readers see them and as machines read them, in the paper's own time."""

from datetime import datetime
from functools import lru_cache

from barta.bangla.dates import DHAKA, day, stamp
from barta.rendering.views import Precision


# A story's page, its cards and what machines are told of it name the same few instants.
@lru_cache(maxsize=256)
def printed(at: datetime, precision: Precision) -> str:
    """Return an instant in words: `০৫ সেপ্টেম্বর ২০২৩, ০৯:১২`, or the date alone with precision "day"."""
    local = at.astimezone(DHAKA)
    return day(local.date()) if precision == "day" else stamp(local)


@lru_cache(maxsize=256)
def machine(at: datetime, precision: Precision) -> str:
    """Return an instant as ISO 8601 with its offset, or the date alone with precision "day"."""
    local = at.astimezone(DHAKA)
    return local.date().isoformat() if precision == "day" else local.isoformat(timespec="seconds")
