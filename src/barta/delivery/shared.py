"""What all pages share, kept in the process for as long as the store stays the same."""

import json
import logging
from typing import NamedTuple

from barta.delivery.answers import STRICT, Headers
from barta.pagestore import DamagedError, Reader, Repair, Slot, View, request_repair

_MOST_RECENT = 256

log = logging.getLogger("barta.delivery")


class Ready(NamedTuple):
    """A page as it is sent for one second: with its ETag ("" if it has none) and its body in one piece."""

    status: int
    headers: Headers
    etag: str
    modified: int
    body: list[bytes]
    length: int


Recent = dict[tuple[str | None, bool], Ready]


class Shared:
    """The slots and header profiles of one moment of the store."""

    def __init__(self, reader: Reader, view: View) -> None:
        self.moment = view.moment
        self.damaged = False
        self._reader = reader
        self._slots: dict[str, Slot | None] = {}
        self._profiles = _profiles(view)
        self._recent: tuple[int, Recent] = (0, {})

    def recent(self, now: int) -> Recent:
        """Return what has been joined in the present second, by path and whether it is gzip.

        A breaking story is asked for again and again; the rest of the archive costs nothing by this.
        """
        second, recent = self._recent
        if second != now or len(recent) >= _MOST_RECENT:
            recent = {}
            self._recent = now, recent
        return recent

    def slot(self, view: View, name: str) -> Slot | None:
        """Return a shared slot; a damaged one as it last was, or None, and the press is told."""
        try:
            return self._slots[name]
        except KeyError:
            pass
        try:
            slot = view.get_slot(name)
        except DamagedError as error:
            log.error("slot %s: %s", name, error)
            request_repair(self._reader.folder, Repair("slot", name.encode()))
            slot = self._reader.last_good(lambda before: before.get_slot(name))
            # Pages are shown without it for a moment: nobody is to keep them like that.
            self.damaged |= slot is None
        self._slots[name] = slot
        return slot

    def headers(self, profile: str) -> Headers:
        """Return a profile's headers; those of an unknown profile let nothing but text be shown."""
        return self._profiles.get(profile) or list(STRICT)


def _profiles(view: View) -> dict[str, Headers]:
    try:
        stated = json.loads(view.get_meta("profiles") or b"{}")
        return {
            str(name): [(str(header), str(value)) for header, value in headers]
            for name, headers in stated.items()
        }
    except (DamagedError, ValueError, TypeError, AttributeError) as error:
        log.error("the store's header profiles cannot be read, strict ones are sent: %s", error)
        return {}
