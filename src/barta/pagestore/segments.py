"""Segments: pieces of a page, compressed once and joined for ever after."""

import hashlib
import zlib
from typing import Any, NamedTuple

from isal import isal_zlib

from barta.pagestore.errors import DamagedError

DIGEST_SIZE = 16

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


def compress(plain: bytes) -> Segment:
    """Return the plain bytes as a segment."""
    deflate = zlib.compressobj(level=9, method=zlib.DEFLATED, wbits=-zlib.MAX_WBITS, memLevel=9)
    data = deflate.compress(plain) + deflate.flush(zlib.Z_FULL_FLUSH)
    digest = hashlib.blake2b(plain, digest_size=DIGEST_SIZE).digest()
    return Segment(data, len(plain), zlib.crc32(plain), digest)


def inflate(segment: Segment) -> bytes:
    """Return a segment's plain bytes.

    Raises DamagedError unless they have the length and the CRC-32 that the segment states.
    """
    try:
        plain: bytes = isal_zlib.decompressobj(wbits=-zlib.MAX_WBITS).decompress(segment.data)
    except _NOT_DEFLATE as error:
        raise DamagedError(f"a segment does not inflate: {error}") from error
    if len(plain) != segment.length or isal_zlib.crc32(plain) != segment.crc:
        raise DamagedError("a segment's plain bytes do not match its length and checksum")
    return plain
