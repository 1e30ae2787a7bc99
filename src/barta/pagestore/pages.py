"""What a page store holds: pages as recipes, and the slots they share."""

from bisect import bisect_right
from typing import NamedTuple

from barta.pagestore.segments import Segment


class Page(NamedTuple):
    """A recipe for one answer: its own segments and the names of shared slots, in order.

    `status` is the HTTP status and `profile` the name of its header profile. `path` is the canonical
    path, decoded. `story` is the public id that list slots leave out, or "". In `parts` a `str` names
    a shared slot. `location` is the decoded path (or a whole address) that a redirect leads to, else "".
    `modified` is in seconds since 1970 (0: unknown). `tag` is the tag by which an edge purges the page.
    """

    status: int
    profile: str
    path: str
    story: str
    parts: tuple[Segment | str, ...]
    media_type: str
    location: str = ""
    modified: int = 0
    tag: str = ""


class Variant(NamedTuple):
    """What a slot shows from the second `valid_from` (since 1970) on.

    A plain slot has only `before`. A list slot has cards, each with its story's public id; `show` of
    them are shown, without the story that the list stands under.
    """

    valid_from: int
    before: Segment
    cards: tuple[tuple[str, Segment], ...] = ()
    after: Segment | None = None
    show: int = 0


class Slot(NamedTuple):
    """A part that pages share, as variants in the order of their `valid_from`."""

    variants: tuple[Variant, ...]

    def at(self, now: int) -> Variant | None:
        """Return the last variant valid at `now` (seconds since 1970), the first if none is yet."""
        if len(self.variants) < 2:
            return self.variants[0] if self.variants else None
        index = bisect_right(self.variants, now, key=_valid_from)
        return self.variants[max(index - 1, 0)]

    def segments(self, now: int, story: str = "") -> list[Segment]:
        """Return the segments to show at `now`, leaving out the card of `story`.

        A list that then has no card left is not shown at all: an empty heading says nothing.
        """
        variant = self.at(now)
        if variant is None:
            return []
        chosen = [variant.before]
        if variant.cards:
            others = [segment for identity, segment in variant.cards if not story or identity != story]
            if not others:
                return []
            chosen += others[: variant.show]
        if variant.after is not None:
            chosen.append(variant.after)
        return chosen


def _valid_from(variant: Variant) -> int:
    return variant.valid_from
