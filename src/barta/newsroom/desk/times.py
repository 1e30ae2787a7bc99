"""Times as the newsroom's screens show them: Dhaka's, in Bangla digits."""

from datetime import datetime

from barta.bangla import stamp


def shown(moment: datetime | None) -> str:
    """Return `moment` as ০৫ সেপ্টেম্বর ২০২৩, ০৯:১২ in Dhaka, or an empty text for None."""
    return "" if moment is None else stamp(moment)
