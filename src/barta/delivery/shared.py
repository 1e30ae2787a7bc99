"""What all pages share, kept in the process for as long as the store stays the same."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from barta.delivery.answers import STRICT, Headers
from barta.pagestore import (
    DamagedError,
    Group,
    Reader,
    Repair,
    Variant,
    View,
    grouped,
    read_layout,
    request_repair,
)

log = logging.getLogger("barta.delivery")

_NEVER = 2**63
_MOST_LAYOUTS = 512
_NOT_KEPT = ("Cache-Control", "no-store")
_REPEATED = frozenset({"cache-control", "expires", "vary"})


class Gathered(NamedTuple):
    """What a page gets from what it shares: its groups, with None for each part of its own, and their tags.

    The tags stand one behind the other; None while something is left out because it is damaged.
    """

    groups: tuple[Group | None, ...]
    tags: str | None


_Variants = tuple[Variant, ...] | None
"""What the slots of a group show now, None for a part of the page's own."""


@dataclass(slots=True)
class Common:
    """What all pages of one layout have in common from `since` until before `until` (seconds since 1970).

    `whole` is for all of them but the pages of stories that are `listed` in a slot: theirs are `instead`.
    `headers` are what a page says, plain and in gzip; `repeated` what a 304 says again of that.
    """

    since: float
    until: float
    headers: tuple[Headers, Headers]
    repeated: Headers
    whole: Gathered
    listed: frozenset[bytes]
    instead: dict[bytes, Gathered]
    variants: tuple[_Variants, ...]

    def without(self, story: bytes) -> Gathered:
        """Return what the page of a story that is listed shares."""
        found = self.instead.get(story)
        if found is None:
            found = _gathered(self.variants, story.decode(), undamaged=self.whole.tags is not None)
            self.instead[story] = found
        return found


class Shared:
    """The slots and header profiles of one moment of the store."""

    def __init__(self, reader: Reader, view: View) -> None:
        self.moment = view.moment
        self._reader = reader
        self._layouts: dict[bytes, Common] = {}
        self._profiles, self._sound = self._read_profiles(view)

    def common(self, view: View, now: float, layout: bytes) -> Common:
        """Return what the pages of a recipe's `layout` share at `now` (seconds since 1970).

        A damaged slot is shown as it last was, or left out, and the press is told.
        """
        common = self._layouts.get(layout)
        if common is None or not common.since <= now < common.until:
            if len(self._layouts) >= _MOST_LAYOUTS:
                # Each day of the archive has one: whoever walks them all does not fill the memory.
                self._layouts.clear()
            common = self._layouts[layout] = self._look_up(view, now, layout)
        return common

    def _look_up(self, view: View, now: float, layout: bytes) -> Common:
        stated = read_layout(layout)
        until, undamaged = _NEVER, self._sound
        groups: list[_Variants] = []
        for names in stated.parts:
            variants = []
            for name in names or ():
                variant, ends, found = self._slot(view, name, now)
                variants += [variant] if variant else []
                until, undamaged = min(until, ends), undamaged and found
            groups.append(tuple(variants) if names else None)
        shown = (variant for variants in groups for variant in variants or ())
        listed = (story for variant in shown for story, _ in variant.without)
        headers, repeated = self._headers(stated.profile, stated.media_type)
        return Common(
            now,
            until,
            headers,
            repeated,
            _gathered(groups, "", undamaged=undamaged),
            frozenset(story.encode() for story in listed),
            {},
            tuple(groups),
        )

    def _slot(self, view: View, name: str, now: float) -> tuple[Variant | None, int, bool]:
        """Return what a slot shows now, until when, and whether that is known."""
        found, known = None, True
        try:
            found = view.get_variant(name, now)
        except DamagedError as error:
            log.error("slot %s: %s", name, error)
            request_repair(self._reader.folder, Repair("slot", name.encode()))
            found = self._reader.last_good(lambda before: before.get_variant(name, now))
            # Pages are shown without it for a moment: nobody is to keep them like that.
            known = found is not None
        variant, ends = found or (None, None)
        return variant, _NEVER if ends is None else ends, known

    def _headers(self, profile: str, media_type: str) -> tuple[tuple[Headers, Headers], Headers]:
        said = [*self.profile(profile), ("Vary", "Accept-Encoding")]
        repeated = [item for item in said if item[0].lower() in _REPEATED]
        said.append(("Content-Type", media_type))
        return (said, [*said, ("Content-Encoding", "gzip")]), repeated

    def _read_profiles(self, view: View) -> tuple[dict[str, Headers], bool]:
        """Return the header profiles, and whether they are known; damaged ones as they last were."""
        try:
            return _stated(view.get_meta("profiles")), True
        except (DamagedError, ValueError, TypeError, AttributeError) as error:
            log.error("the store's header profiles cannot be read: %s", error)
            request_repair(self._reader.folder, Repair("generation", view.generation.encode()))
        before = self._reader.last_good(lambda last: last.get_meta("profiles"))
        try:
            return _stated(before), before is not None
        except (ValueError, TypeError, AttributeError):
            return {}, False

    def profile(self, name: str) -> Headers:
        """Return a profile's headers; those of an unknown profile let nothing but text be shown."""
        return self._profiles.get(name) or list(STRICT)


def not_kept(headers: Headers) -> Headers:
    """Return the headers of a page that nobody is to keep."""
    return [*(item for item in headers if item[0].lower() != "cache-control"), _NOT_KEPT]


def _gathered(groups: Sequence[_Variants], story: str, *, undamaged: bool) -> Gathered:
    made = tuple(None if variants is None else _group(variants, story) for variants in groups)
    return Gathered(made, "".join(group.tag for group in made if group) if undamaged else None)


def _group(variants: tuple[Variant, ...], story: str) -> Group:
    segments = (variant.segment(story) for variant in variants)
    return grouped(segment for segment in segments if segment.length)


def _stated(profiles: bytes | None) -> dict[str, Headers]:
    """Return the header profiles that a store states."""
    return {
        str(name): [(str(header), str(value)) for header, value in headers]
        for name, headers in json.loads(profiles or b"{}").items()
    }
