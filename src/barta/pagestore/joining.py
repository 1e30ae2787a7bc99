"""Joining segments into one answer, without compressing anything."""

import hashlib
import struct
from collections.abc import Callable
from typing import NamedTuple

from isal import isal_zlib

from barta.pagestore.pages import Page, Slot
from barta.pagestore.segments import Segment, inflate

_GZIP_HEAD = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
_FINAL_BLOCK = b"\x03\x00"
_TRAILER = struct.Struct("<2sII")
_GZIP_OVERHEAD = len(_GZIP_HEAD) + _TRAILER.size


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
    segments = choose(page, slot_of, now=now)
    chunks = gzipped(segments) if gzip else [inflate(segment) for segment in segments]
    return Joined(chunks, length(segments, gzip=gzip), etag(page, segments, gzip=gzip))


def choose(page: Page, slot_of: SlotOf, *, now: int) -> list[Segment]:
    """Return the segments that make up the page at `now`, in their order."""
    segments: list[Segment] = []
    for part in page.parts:
        if isinstance(part, str):
            slot = slot_of(part)
            if slot is not None:
                segments += slot.segments(now, page.story)
        else:
            segments.append(part)
    return segments


def gzipped(segments: list[Segment]) -> list[bytes]:
    """Return one gzip member that inflates to the segments' plain bytes."""
    crc = total = 0
    chunks = [_GZIP_HEAD]
    combine = isal_zlib.crc32_combine
    for segment in segments:
        crc = combine(crc, segment.crc, segment.length)
        total += segment.length
        chunks.append(segment.data)
    chunks.append(_TRAILER.pack(_FINAL_BLOCK, crc, total & 0xFFFFFFFF))
    return chunks


def length(segments: list[Segment], *, gzip: bool) -> int:
    """Return the body's length in bytes without making the body."""
    if gzip:
        return _GZIP_OVERHEAD + sum([len(segment.data) for segment in segments])
    return sum([segment.length for segment in segments])


def etag(page: Page, segments: list[Segment], *, gzip: bool) -> str:
    """Return the body's strong ETag, in quotes.

    It follows from the plain content, status, profile and encoding alone, so that every node, and a
    store built anew, states the same one.
    """
    kind = f"{page.status} {page.profile} {'gzip' if gzip else 'identity'}\n".encode()
    named = kind + b"".join([segment.digest for segment in segments])
    return f'"{hashlib.blake2b(named, digest_size=12).hexdigest()}"'
