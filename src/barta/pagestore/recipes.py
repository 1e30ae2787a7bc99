"""Recipes: pages as they are stored, laid out for those who send them.

A stored page is a MessagePack array. It names what it shares with others in its `layout`, the same bytes
in thousands of pages, so that whoever sends it looks up headers and shared slots together. What can be
known of its own headers is written out.
"""

import struct
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from time import gmtime
from typing import NamedTuple

import msgspec
from zlib_ng import zlib_ng

from barta.pagestore.encoding import CHECKSUM, SEALED, seal
from barta.pagestore.errors import DamagedError
from barta.pagestore.pages import Page
from barta.pagestore.segments import DIGEST_SIZE, Segment
from barta.pagestore.tags import own_tag

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COUNT = struct.Struct("<H")
_LAST_DATE = 253_402_300_800
"""The first second of the year 10000, which HTTP cannot write."""

Own = tuple[memoryview, int, int]
"""A page's own segment: its compressed bytes, and the length and CRC-32 of its plain bytes."""


class Layout(NamedTuple):
    """What many pages have in common: profile, media type, and the names of the slots in each group.

    `parts` has an entry for each own segment, None, and for each group of neighbouring slots, its names.
    """

    profile: str
    media_type: str
    parts: tuple[tuple[str, ...] | None, ...]


class Recipe(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A stored page. Its segments are views of the bytes that it was read from.

    `path` and `story` are UTF-8, to be compared as they come; `date` is as HTTP writes it. `digests` are
    those of the segments, one behind the other; `checksum` is what `seal` puts there.
    """

    status: int
    modified: int
    own: str
    layout: bytes
    path: bytes
    story: bytes
    location: str
    tag: str
    date: str
    segments: tuple[Own, ...]
    digests: bytes
    checksum: bytes


crc32 = zlib_ng.crc32
_decode = msgspec.msgpack.Decoder(Recipe).decode


def read_recipe(key: bytes, stored: bytes | memoryview) -> Recipe:
    """Return the page stored under a key; raise DamagedError unless its checksum is right."""
    if crc32(stored, crc32(key)) != SEALED:
        raise DamagedError(f"the page under {key!r} is damaged")
    try:
        return _decode(stored)
    except (msgspec.MsgspecError, ValueError) as error:
        raise DamagedError(f"a stored page cannot be decoded: {error}") from error


def recipe_of(page: Page) -> Recipe:
    """Return a page that was not stored, as if it had been."""
    return read_recipe(b"", seal(b"", encode_page(page)))


def read_layout(layout: bytes) -> Layout:
    """Return what a recipe's layout says; raise DamagedError if it is none."""
    try:
        (count,) = _COUNT.unpack_from(layout)
        start = _COUNT.size * (1 + count)
        profile, media_type, *names = layout[start:].decode().split("\0")
        rest = iter(names)
        parts: list[tuple[str, ...] | None] = []
        for (size,) in _COUNT.iter_unpack(layout[_COUNT.size : start]):
            parts.append(tuple([next(rest) for _ in range(size)]) if size else None)
    except (struct.error, ValueError, StopIteration) as error:
        raise DamagedError(f"a page's layout cannot be decoded: {error}") from error
    return Layout(profile, media_type, tuple(parts))


def encode_page(page: Page) -> bytes:
    """Return a page as bytes, but for the checksum; ValueError if a text or a slot's name holds a NUL."""
    own = [part for part in page.parts if isinstance(part, Segment)]
    if any("\0" in text for text in (page.path, page.story, page.location, page.tag)):
        raise ValueError(f"a page's texts hold no NUL: {page.path!r}")
    recipe = Recipe(
        status=page.status,
        modified=page.modified,
        own=own_tag(page),
        layout=_layout(page),
        path=page.path.encode(),
        story=page.story.encode(),
        location=page.location,
        tag=page.tag,
        date=_http_date(page.modified),
        segments=tuple((memoryview(part.data), part.length, part.crc) for part in own),
        digests=b"".join([part.digest for part in own]),
        checksum=bytes(CHECKSUM.size),
    )
    return msgspec.msgpack.encode(recipe)[: -CHECKSUM.size]


def _layout(page: Page) -> bytes:
    shape = tuple([part if isinstance(part, str) else None for part in page.parts])
    return _shape(page.profile, page.media_type, shape)


# Thousands of pages have the same one.
@lru_cache(maxsize=1024)
def _shape(profile: str, media_type: str, parts: tuple[str | None, ...]) -> bytes:
    """Return a layout: 0 for an own segment and the number of slots for a group, and the texts."""
    counts: list[int] = []
    for shared, run in groupby(parts, lambda part: part is not None):
        number = len(list(run))
        counts += [number] if shared else [0] * number
    names = [part for part in parts if part is not None]
    texts = "\0".join([profile, media_type, *names])
    if texts.count("\0") != len(names) + 1:
        raise ValueError(f"a profile, a type and the names of slots hold no NUL: {texts!r}")
    return b"".join(map(_COUNT.pack, [len(counts), *counts])) + texts.encode()


def _http_date(seconds: int) -> str:
    """Return seconds since 1970 as HTTP writes a date (RFC 9110, section 5.6.7); "" for none of HTTP's."""
    if not 0 < seconds < _LAST_DATE:
        return ""
    year, month, day, hour, minute, second, weekday, _, _ = gmtime(seconds)
    return f"{_DAYS[weekday]}, {day:02} {_MONTHS[month - 1]} {year:04} {hour:02}:{minute:02}:{second:02} GMT"


def decode_page(body: bytes) -> Page:
    """Return the page of `encode_page`'s bytes; raise DamagedError if they are not such bytes."""
    recipe = read_recipe(b"", seal(b"", body))
    layout = read_layout(recipe.layout)
    try:
        page = Page(
            recipe.status,
            layout.profile,
            recipe.path.decode(),
            recipe.story.decode(),
            tuple(_parts(layout, segments_of(recipe))),
            layout.media_type,
            recipe.location,
            recipe.modified,
            recipe.tag,
        )
        same = encode_page(page) == body
    except (ValueError, StopIteration) as error:
        raise DamagedError(f"a stored page cannot be decoded: {error}") from error
    if not same:
        raise DamagedError("a stored page is not as it says")
    return page


def segments_of(recipe: Recipe) -> list[Segment]:
    """Return a page's own segments, in its order."""
    starts = range(0, DIGEST_SIZE * len(recipe.segments), DIGEST_SIZE)
    digests = (recipe.digests[start : start + DIGEST_SIZE] for start in starts)
    return [
        Segment(bytes(data), length, crc, digest)
        for (data, length, crc), digest in zip(recipe.segments, digests, strict=True)
    ]


def _parts(layout: Layout, own: Sequence[Segment]) -> list[Segment | str]:
    rest, parts = iter(own), list[Segment | str]()
    for names in layout.parts:
        parts += [next(rest)] if names is None else names
    return parts
