"""Joining segments into one answer, without compressing anything.

`join` says what is served, in the plainest way; `recipes` does the same for readers, from stored bytes.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from zlib_ng import zlib_ng

from barta.pagestore.pages import Page, Slot
from barta.pagestore.segments import Segment, inflate
from barta.pagestore.tags import etag, group_tag, own_tag

GZIP_HEAD = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
_FINAL_BLOCK = b"\x03\x00"
_TRAILER = struct.Struct("<2sII")
_GZIP_OVERHEAD = len(GZIP_HEAD) + _TRAILER.size


SlotOf = Callable[[str], Slot | None]
"""What gives a shared slot by its name, None for one that is missing."""


class Joined(NamedTuple):
    """An answer's body in chunks, its length in bytes, and its ETag, in quotes."""

    chunks: list[bytes]
    length: int
    etag: str


def join(page: Page, slot_of: SlotOf, *, now: int, gzip: bool) -> Joined:
    """Return the page's body at `now` (seconds since 1970) as one gzip member, or plain.

    `slot_of` gives a shared slot by its name; a slot that is missing (None) contributes nothing.
    Raises DamagedError if a plain body is asked for and a segment does not inflate to what it states.
    """
    groups = list(_groups(page, slot_of, now))
    segments = choose(page, slot_of, now=now)
    chunks = gzipped(segments) if gzip else [inflate(segment) for segment in segments]
    tag = etag(own_tag(page), "".join(map(group_tag, groups)), gzip=gzip)
    return Joined(chunks, length(segments, gzip=gzip), tag)


def choose(page: Page, slot_of: SlotOf, *, now: int) -> list[Segment]:
    """Return the segments that make up the page at `now`, in their order."""
    segments: list[Segment] = []
    for part in page.parts:
        segments += _shown(part, page, slot_of, now) if isinstance(part, str) else [part]
    return segments


def _groups(page: Page, slot_of: SlotOf, now: int) -> Iterator[list[Segment]]:
    """Yield what each run of neighbouring shared slots shows."""
    for shared, run in groupby(page.parts, lambda part: isinstance(part, str)):
        if shared:
            yield [segment for name in run for segment in _shown(str(name), page, slot_of, now)]


def _shown(name: str, page: Page, slot_of: SlotOf, now: int) -> list[Segment]:
    slot = slot_of(name)
    return slot.segments(now, page.story) if slot is not None else []


def gzipped(segments: Iterable[Segment]) -> list[bytes]:
    """Return one gzip member that inflates to the segments' plain bytes."""
    crc = total = 0
    chunks = [GZIP_HEAD]
    combine = zlib_ng.crc32_combine
    for segment in segments:
        crc = combine(crc, segment.crc, segment.length)
        total += segment.length
        chunks.append(segment.data)
    chunks.append(trailer(crc, total))
    return chunks


def trailer(crc: int, length: int) -> bytes:
    """Return how a gzip member ends: the last block, the CRC-32 and the length of what it inflates to."""
    return _TRAILER.pack(_FINAL_BLOCK, crc, length & 0xFFFFFFFF)


def length(segments: list[Segment], *, gzip: bool) -> int:
    """Return the body's length in bytes without making the body."""
    if gzip:
        return _GZIP_OVERHEAD + sum([len(segment.data) for segment in segments])
    return sum([segment.length for segment in segments])
