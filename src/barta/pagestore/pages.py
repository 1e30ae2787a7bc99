"""What a page store holds: pages as recipes, and the slots they share."""

from bisect import bisect_right
from typing import NamedTuple

from barta.pagestore.segments import Segment


class Page(NamedTuple):
    """A recipe for one answer: its own segments and the names of shared slots, in order.

    `status` is the HTTP status and `profile` the name of its header profile. `path` is the canonical
    path, decoded. `story` is the public id of the story that its slots do not list, or "". In `parts` a
    `str` names a shared slot. `location` is the decoded path (or a whole address) that a redirect leads to,
    else "". `modified` is in seconds since 1970 (0: unknown). `tag` is the tag by which an edge purges it.
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

    `without` are the public ids of the stories that `whole` lists, each with what is shown instead on the
    page of that very story. A segment without content is not shown.
    """

    valid_from: int
    whole: Segment
    without: tuple[tuple[str, Segment], ...] = ()

    def segment(self, story: str = "") -> Segment:
        """Return what is shown on the page of `story`, or on any other page."""
        for listed, segment in self.without:
            if listed == story:
                return segment
        return self.whole


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
        """Return the segment to show at `now` on the page of `story`; none where nothing is to be shown."""
        variant = self.at(now)
        segment = variant.segment(story) if variant else None
        return [segment] if segment and segment.length else []


def _valid_from(variant: Variant) -> int:
    return variant.valid_from
