"""How values and slots stand in the store, byte by byte; pages are in `recipes`.

Every stored value ends with a CRC-32 of its key and its other bytes, so that a flipped byte, or a value
found under another key, is noticed at each reading. Numbers are little-endian.
"""

import struct
from collections.abc import Iterator

from zlib_ng import zlib_ng

from barta.pagestore.errors import DamagedError, LimitError
from barta.pagestore.pages import Slot, Variant
from barta.pagestore.segments import Segment

FORMAT = 3
LARGEST = 100 * 1024 * 1024

CHECKSUM = struct.Struct("<I")
SEALED = 0x2144DF1C
"""The CRC-32 of any bytes with their own CRC-32 behind them: its residue."""

_SEGMENT = struct.Struct("<III16s")
_SLOT = struct.Struct("<I")
_VARIANT = struct.Struct("<qI")
_COUNT = struct.Struct("<I")
_NAME = struct.Struct("<I")


def seal(key: bytes, body: bytes) -> bytes:
    """Return the bytes to store under a key: the body, and a checksum of both.

    Raises LimitError if the body is larger than LARGEST bytes.
    """
    if len(body) > LARGEST:
        raise LimitError(f"a stored value has at most {LARGEST} bytes, not {len(body)}: divide it")
    return body + CHECKSUM.pack(zlib_ng.crc32(body, zlib_ng.crc32(key)))


def unseal(key: bytes, stored: bytes) -> bytes:
    """Return the body of stored bytes; raise DamagedError unless the checksum is right."""
    if zlib_ng.crc32(stored, zlib_ng.crc32(key)) != SEALED:
        raise DamagedError(f"the value under {key!r} is damaged")
    return stored[: -CHECKSUM.size]


def encode_slot(slot: Slot) -> bytes:
    """Return a slot as bytes: a table of when each variant begins and where it stands, then the variants."""
    variants = [b"".join(_pieces(variant)) for variant in slot.variants]
    table, at = [], 0
    for variant, piece in zip(slot.variants, variants, strict=True):
        table.append(_VARIANT.pack(variant.valid_from, at))
        at += len(piece)
    return b"".join([_SLOT.pack(len(variants)), *table, *variants])


def _pieces(variant: Variant) -> Iterator[bytes]:
    yield _COUNT.pack(len(variant.without))
    yield from _segment(variant.whole)
    for story, segment in variant.without:
        name = story.encode()
        yield _NAME.pack(len(name))
        yield name
        yield from _segment(segment)


def _segment(segment: Segment) -> tuple[bytes, bytes]:
    return _SEGMENT.pack(len(segment.data), segment.length, segment.crc, segment.digest), segment.data


def decode_slot(body: bytes) -> Slot:
    """Return the slot of `encode_slot`'s bytes; raise DamagedError if they are not such bytes."""
    try:
        table, start = _table(body)
        bytes_ = _Cursor(body, start)
        variants = []
        for valid_from, at in table:
            if bytes_.at != start + at:
                raise DamagedError("a variant of a stored slot does not stand where it should")
            variants.append(bytes_.variant(valid_from))
    except (struct.error, UnicodeDecodeError) as error:
        raise DamagedError(f"a stored slot cannot be decoded: {error}") from error
    if bytes_.at != len(body):
        raise DamagedError("a stored slot is longer or shorter than it says")
    return Slot(tuple(variants))


def decode_variant(body: bytes, now: float) -> tuple[Variant | None, int | None]:
    """Return the variant of a stored slot that is shown at `now`, and when the next one begins.

    None for a slot without variants, and for the end of the last variant. Only that variant is decoded.
    Raises DamagedError if the bytes are not `encode_slot`'s.
    """
    try:
        table, start = _table(body)
        if not table:
            return None, None
        begun = sum(valid_from <= now for valid_from, _ in table)
        number = max(begun - 1, 0)
        following = table[number + 1][0] if number + 1 < len(table) else None
        valid_from, at = table[number]
        return _Cursor(body, start + at).variant(valid_from), following
    except (struct.error, UnicodeDecodeError) as error:
        raise DamagedError(f"a stored slot cannot be decoded: {error}") from error


def _table(body: bytes) -> tuple[list[tuple[int, int]], int]:
    """Return when each variant begins and where it stands behind the table, and where the table ends."""
    (count,) = _SLOT.unpack_from(body)
    start = _SLOT.size + count * _VARIANT.size
    if start > len(body):
        raise DamagedError("a stored slot is shorter than it says")
    return list(_VARIANT.iter_unpack(body[_SLOT.size : start])), start


class _Cursor:
    """A place in bytes that are read from front to back."""

    def __init__(self, body: bytes, at: int) -> None:
        self.body = body
        self.at = at

    def variant(self, valid_from: int) -> Variant:
        count = self._number(_COUNT)
        whole = self._segment()
        without = []
        for _ in range(count):
            name = self._bytes(self._number(_NAME)).decode()
            without.append((name, self._segment()))
        return Variant(valid_from, whole, tuple(without))

    def _number(self, shape: struct.Struct) -> int:
        number: int = shape.unpack_from(self.body, self.at)[0]
        self.at += shape.size
        return number

    def _bytes(self, size: int) -> bytes:
        self.at += size
        if self.at > len(self.body):
            raise DamagedError("a stored slot is shorter than it says")
        return self.body[self.at - size : self.at]

    def _segment(self) -> Segment:
        size, length, crc, digest = _SEGMENT.unpack_from(self.body, self.at)
        self.at += _SEGMENT.size
        return Segment(self._bytes(size), length, crc, digest)
