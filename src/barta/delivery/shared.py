"""What all pages share, kept in the process for as long as the store stays the same."""

import json
import logging
from typing import NamedTuple

from barta.delivery.answers import STRICT, Headers
from barta.pagestore import DamagedError, Reader, Repair, Segment, Shown, Slot, View, merged, request_repair

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


class KeptSlot:
    """A slot whose segments are merged once for all pages, but for those whose own story it lists."""

    __slots__ = ("_shown", "_slot", "_stories")

    def __init__(self, slot: Slot) -> None:
        self._slot = slot
        self._stories = frozenset(story for variant in slot.variants for story, _ in variant.cards)
        self._shown: tuple[int, list[Segment]] | None = None

    def segments(self, now: int, story: str = "") -> list[Segment]:
        """Return the segments to show at `now`, leaving out the card of `story`."""
        if story in self._stories:
            return self._slot.segments(now, story)
        shown = self._shown
        if shown is None or shown[0] != now:
            # One assignment, so that threads never see one second's number with another's segments.
            shown = self._shown = now, [merged(self._slot.segments(now))]
        return shown[1]


class Shared:
    """The slots and header profiles of one moment of the store."""

    def __init__(self, reader: Reader, view: View) -> None:
        self.moment = view.moment
        self.damaged = False
        self._reader = reader
        self._slots: dict[str, KeptSlot | None] = {}
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

    def slot(self, view: View, name: str) -> Shown | None:
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
        kept = self._slots[name] = None if slot is None else KeptSlot(slot)
        return kept

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
