"""A piece is compressed the same whatever was compressed before it, on every node."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from barta.pagestore import compress, inflate
from barta.pagestore.segments import _idle

PIECES = st.one_of(st.binary(max_size=400), st.text("কখগঘ <p>", max_size=900).map(str.encode))


@given(st.lists(PIECES, max_size=6), PIECES, st.booleans())
def test_a_piece_comes_out_the_same_after_any_other(before: list[bytes], piece: bytes, shared: bool) -> None:
    """A compressor that has been used gives the bytes of a new one, and they join with all others."""
    for idle in _idle.values():
        idle.clear()
    new = compress(piece, shared=shared)
    others = [compress(one, shared=shared) for one in before]
    again = compress(piece, shared=shared)
    assert new == again
    assert piece == inflate(again)
    joined = b"".join(one.data for one in [*others, again]) + b"\x03\x00"
    assert b"".join([*before, piece]) == zlib.decompress(joined, -zlib.MAX_WBITS)
