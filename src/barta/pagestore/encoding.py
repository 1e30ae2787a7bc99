"""How pages, slots and rows stand in the store, byte by byte.

Every stored value begins with a CRC-32 of its key and its other bytes, so that a flipped byte, or a
value found under another key, is noticed at each reading. Numbers are little-endian.
"""

import struct

from isal import isal_zlib

from barta.pagestore.errors import DamagedError, LimitError
from barta.pagestore.pages import Page, Slot, Variant
from barta.pagestore.segments import Segment

FORMAT = 2
LARGEST = 100 * 1024 * 1024

_CHECKSUM = struct.Struct("<I")
_PAGE = struct.Struct("<HqHI")
_PART = struct.Struct("<III16s")
_SLOT = struct.Struct("<I")
_VARIANT = struct.Struct("<qI")
_NAME = struct.Struct("<I")
_IS_SLOT = 0xFFFFFFFF
_NO_DIGEST = bytes(16)


def seal(key: bytes, body: bytes) -> bytes:
    """Return the bytes to store under a key: a checksum of both, and the body.

    Raises LimitError if the body is larger than LARGEST bytes.
    """
    if len(body) > LARGEST:
        raise LimitError(f"a stored value has at most {LARGEST} bytes, not {len(body)}: divide it")
    return _CHECKSUM.pack(isal_zlib.crc32(body, isal_zlib.crc32(key))) + body


def unseal(key: bytes, stored: bytes) -> bytes:
    """Return the body of stored bytes; raise DamagedError unless the checksum is right."""
    body = stored[4:]
    if len(stored) < 4 or _CHECKSUM.unpack_from(stored)[0] != isal_zlib.crc32(body, isal_zlib.crc32(key)):
        raise DamagedError(f"the value under {key!r} is damaged")
    return body


def encode_page(page: Page) -> bytes:
    """Return a page as bytes; raise ValueError if one of its texts holds a NUL."""
    fields = (page.profile, page.path, page.story, page.media_type, page.location, page.tag)
    texts = "\0".join(fields).encode()
    if texts.count(0) != len(fields) - 1:
        raise ValueError(f"a page's texts hold no NUL: {fields}")
    head = _PAGE.pack(page.status, page.modified, len(page.parts), len(texts))
    table, payloads = [], []
    for part in page.parts:
        if isinstance(part, str):
            name = part.encode()
            table.append(_PART.pack(len(name), _IS_SLOT, 0, _NO_DIGEST))
            payloads.append(name)
        else:
            table.append(_PART.pack(len(part.data), part.length, part.crc, part.digest))
            payloads.append(part.data)
    return b"".join([head, texts, *table, *payloads])


def decode_page(body: bytes) -> Page:
    """Return the page of `encode_page`'s bytes; raise DamagedError if they are not such bytes."""
    try:
        status, modified, count, size = _PAGE.unpack_from(body)
        at = _PAGE.size + size
        texts = body[_PAGE.size : at].decode().split("\0")
        profile, path, story, media_type, location, tag = texts
        end = at + count * _PART.size
        parts: list[Segment | str] = []
        for size, length, crc, digest in _PART.iter_unpack(body[at:end]):
            data = body[end : end + size]
            end += size
            parts.append(data.decode() if length == _IS_SLOT else Segment(data, length, crc, digest))
    except (struct.error, ValueError) as error:
        raise DamagedError(f"a stored page cannot be decoded: {error}") from error
    if end != len(body) or len(parts) != count:
        raise DamagedError("a stored page is longer or shorter than it says")
    return Page(status, profile, path, story, tuple(parts), media_type, location, modified, tag)


def encode_slot(slot: Slot) -> bytes:
    """Return a slot as bytes."""
    pieces = [_SLOT.pack(len(slot.variants))]
    for variant in slot.variants:
        pieces.append(_VARIANT.pack(variant.valid_from, len(variant.without)))
        pieces += _segment(variant.whole)
        for story, segment in variant.without:
            name = story.encode()
            pieces += [_NAME.pack(len(name)), name, *_segment(segment)]
    return b"".join(pieces)


def _segment(segment: Segment) -> list[bytes]:
    return [_PART.pack(len(segment.data), segment.length, segment.crc, segment.digest), segment.data]


def decode_slot(body: bytes) -> Slot:
    """Return the slot of `encode_slot`'s bytes; raise DamagedError if they are not such bytes."""
    bytes_ = _Cursor(body)
    try:
        (count,) = bytes_.take(_SLOT)
        slot = Slot(tuple(_variant(bytes_) for _ in range(count)))
    except (struct.error, UnicodeDecodeError) as error:
        raise DamagedError(f"a stored slot cannot be decoded: {error}") from error
    if bytes_.at != len(body):
        raise DamagedError("a stored slot is longer or shorter than it says")
    return slot


class _Cursor:
    """A place in bytes that are read from front to back."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.at = 0

    def take(self, shape: struct.Struct) -> tuple[int, ...]:
        values = shape.unpack_from(self.body, self.at)
        self.at += shape.size
        return values

    def bytes(self, size: int) -> bytes:
        self.at += size
        return self.body[self.at - size : self.at]

    def segment(self) -> Segment:
        size, length, crc, digest = _PART.unpack_from(self.body, self.at)
        self.at += _PART.size
        return Segment(self.bytes(size), length, crc, digest)


def _variant(cursor: _Cursor) -> Variant:
    valid_from, count = cursor.take(_VARIANT)
    whole = cursor.segment()
    without = []
    for _ in range(count):
        (size,) = cursor.take(_NAME)
        without.append((cursor.bytes(size).decode(), cursor.segment()))
    return Variant(valid_from, whole, tuple(without))
