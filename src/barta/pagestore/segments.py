"""Segments: pieces of a page, compressed once and joined for ever after."""

import hashlib
from typing import Any, NamedTuple

from isal import isal_zlib
from zlib_ng import zlib_ng

from barta.pagestore.errors import DamagedError

DIGEST_SIZE = 16

LEVEL, SHARED_LEVEL = 6, 9
"""How hard zlib-ng tries: 9 takes twice as long and saves a byte in a hundred."""

# Compressors at rest, by level. After a full flush one knows nothing of what it was given before, so that it
# serves for the next piece; a new one's tables would take as long to make as a short piece takes.
_idle: dict[int, list[Any]] = {LEVEL: [], SHARED_LEVEL: []}

# The type is right at run time; isal's stubs call it an instance.
_NOT_DEFLATE: Any = isal_zlib.error


class Segment(NamedTuple):
    """A piece of a page, compressed so that it can be joined with any other.

    `data` is raw deflate ended by a full flush, without a final block; `length` and `crc` are the
    byte count and the CRC-32 of the plain bytes; `digest` is their BLAKE2b of 16 bytes.
    """

    data: bytes
    length: int
    crc: int
    digest: bytes


def compress(plain: bytes, *, shared: bool = False) -> Segment:
    """Return the plain bytes as a segment; more trouble is taken over one that is `shared` by many pages."""
    digest = hashlib.blake2b(plain, digest_size=DIGEST_SIZE).digest()
    data = _deflated(plain, SHARED_LEVEL if shared else LEVEL)
    return Segment(data, len(plain), isal_zlib.crc32(plain), digest)


def _deflated(plain: bytes, level: int) -> bytes:
    """Return bytes as deflate up to a full flush. The same bytes give the same deflate at all times."""
    try:
        deflate = _idle[level].pop()
    except IndexError:
        deflate = zlib_ng.compressobj(level, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS)
    data: bytes = deflate.compress(plain) + deflate.flush(zlib_ng.Z_FULL_FLUSH)
    # One that fails, for want of memory, is not used again: it may be in the middle of a piece.
    _idle[level].append(deflate)
    return data


def inflate(segment: Segment) -> bytes:
    """Return a segment's plain bytes.

    Raises DamagedError unless they have the length and the CRC-32 that the segment states.
    """
    try:
        plain: bytes = isal_zlib.decompressobj(wbits=-zlib_ng.MAX_WBITS).decompress(segment.data)
    except _NOT_DEFLATE as error:
        raise DamagedError(f"a segment does not inflate: {error}") from error
    if len(plain) != segment.length or isal_zlib.crc32(plain) != segment.crc:
        raise DamagedError("a segment's plain bytes do not match its length and checksum")
    return plain
