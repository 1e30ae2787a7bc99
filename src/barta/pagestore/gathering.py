"""What delivery does for each reader: a stored page and the groups it shares become one answer.

What `join` does in the plainest way is done here with what was joined before: neighbouring shared slots
are one group, and nothing is hashed.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zlib_ng import zlib_ng

from barta.pagestore.joining import GZIP_HEAD, trailer
from barta.pagestore.recipes import Recipe, segments_of
from barta.pagestore.segments import Segment, inflate
from barta.pagestore.tags import group_tag

crc32_combine = zlib_ng.crc32_combine


class Group(NamedTuple):
    """What neighbouring shared slots show: one piece of deflate, and what a page's trailer needs of it."""

    data: bytes
    length: int
    crc: int
    tag: str
    segments: tuple[Segment, ...]


def grouped(segments: Iterable[Segment]) -> Group:
    """Return segments joined into a group."""
    kept = tuple(segments)
    crc = total = 0
    for segment in kept:
        crc = crc32_combine(crc, segment.crc, segment.length)
        total += segment.length
    return Group(b"".join([segment.data for segment in kept]), total, crc, group_tag(kept), kept)


def gathered(recipe: Recipe, groups: Sequence[Group | None]) -> bytes:
    """Return a page as one gzip member; `groups` has None in the place of each of its own segments."""
    own = iter(recipe.segments)
    crc = total = 0
    chunks: list[bytes | memoryview] = [GZIP_HEAD]
    data: bytes | memoryview
    for group in groups:
        if group is None:
            data, length, part_crc = next(own)
        else:
            data, length, part_crc, _, _ = group
        crc = crc32_combine(crc, part_crc, length) if total else part_crc
        total += length
        chunks.append(data)
    chunks.append(trailer(crc, total))
    return b"".join(chunks)


def inflated(recipe: Recipe, groups: Sequence[Group | None]) -> bytes:
    """Return a page as it reads; raise DamagedError if a segment does not inflate to what it states."""
    own = iter(segments_of(recipe))
    return b"".join(
        inflate(segment) for group in groups for segment in (group.segments if group else [next(own)])
    )
