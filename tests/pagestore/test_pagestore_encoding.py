"""Stored bytes say what was put, or that they are damaged."""

import lmdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pagestore_samples import latest_slot, plain_slot, story_page

from barta.pagestore import (
    DamagedError,
    LimitError,
    Page,
    Reader,
    Segment,
    Slot,
    Variant,
    Writer,
    compress,
    dump,
    path_key,
    story_key,
)
from barta.pagestore.encoding import LARGEST, decode_slot, encode_slot, seal, unseal
from barta.pagestore.recipes import decode_page, encode_page

SEGMENTS = st.binary(max_size=80).map(compress)
WORDS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=20)
PAGES = st.builds(
    Page,
    status=st.sampled_from([200, 301, 404, 410]),
    profile=WORDS,
    path=WORDS,
    story=WORDS,
    parts=st.lists(SEGMENTS | WORDS, max_size=5).map(tuple),
    media_type=WORDS,
    location=WORDS,
    modified=st.integers(-(2**62), 2**62),
    tag=WORDS,
)
VARIANTS = st.builds(
    Variant,
    valid_from=st.integers(-(2**62), 2**62),
    whole=SEGMENTS,
    without=st.lists(st.tuples(WORDS, SEGMENTS), max_size=3).map(tuple),
)


@given(PAGES)
def test_a_page_comes_back_as_it_was_put(page):
    """Nothing of a page is lost or changed in its bytes."""
    assert page == decode_page(encode_page(page))


def test_a_page_with_a_nul_in_its_texts_is_refused():
    """A NUL parts the texts of a stored page, and has no place in an address anyway."""
    with pytest.raises(ValueError, match="NUL"):
        encode_page(story_page()._replace(path="/a\0b"))


@given(st.lists(VARIANTS, max_size=3).map(tuple).map(Slot))
def test_a_slot_comes_back_as_it_was_put(slot):
    """Nothing of a slot is lost or changed in its bytes."""
    assert slot == decode_slot(encode_slot(slot))


@pytest.mark.parametrize(
    "value", [encode_page(story_page()), encode_slot(latest_slot("aaaaaaaaaa")), b"", b"row"]
)
def test_every_flipped_byte_is_noticed(value):
    """Whichever byte of a stored value is changed, to whatever, the value is not given."""
    key = b"s:0123456789"
    stored = seal(key, value)
    for place in range(len(stored)):
        for flip in (0x01, 0x80, 0xFF):
            changed = bytearray(stored)
            changed[place] ^= flip
            with pytest.raises(DamagedError):
                unseal(key, bytes(changed))


def test_a_value_under_another_key_is_noticed():
    """The checksum binds a value to its key, so that exchanged pages are never shown."""
    with pytest.raises(DamagedError):
        unseal(b"s:bbbbbbbbbb", seal(b"s:aaaaaaaaaa", b"text"))


@given(st.binary(max_size=120))
def test_bytes_that_are_no_page_or_slot_are_damage(garbage):
    """Decoding garbage ends in DamagedError, or in a value that encodes to the same bytes."""
    for decode, encode in ((decode_page, encode_page), (decode_slot, encode_slot)):
        try:
            found = decode(garbage)
        except DamagedError:
            continue
        assert garbage == encode(found)


def test_keys_and_values_have_a_limit(tmp_path):
    """A key or a value that is too large is refused in words, and the batch is undone."""
    with Writer(tmp_path) as writer:
        for work in (
            lambda batch: batch.put("rows", b"k" * 511, b""),
            lambda batch: batch.put_page(b"", story_page()),
            lambda batch: batch.put_slot("স" * 200, plain_slot("")),
            lambda batch: batch.put("rows", b"k", bytes(LARGEST + 1)),
        ):
            with pytest.raises(LimitError):
                writer.write(work)
        with writer.view() as view:
            assert 0 == view.count("rows")


def test_a_very_long_bangla_path_has_a_short_key():
    """The key is a hash of the normalised path, whichever way the path was typed."""
    path = "/archive/" + "সংবাদপত্র-" * 300
    assert 18 == len(path_key(path))
    assert path_key("/\u09df") == path_key("/\u09af\u09bc")
    assert path_key("/ক") != path_key("/খ")


def test_a_byte_flipped_in_the_file_is_never_served(tmp_path):
    """Bytes changed beneath LMDB are noticed by the reader, the row scan and the dump."""
    marker = b"\xa5" * 64
    with Writer(tmp_path) as writer:
        data = tmp_path / writer.generation / "data.mdb"
        with writer.batch() as batch:
            page = story_page()
            odd = Segment(marker, 3, 7, bytes(16))
            batch.put_page(story_key("aaaaaaaaaa"), page._replace(parts=(odd,)))
            batch.put_page(story_key("bbbbbbbbbb"), page)
            batch.put("rows", b"key", marker[::-1] + b"\x5a" * 32)
        writer.make_live()
    content = data.read_bytes()
    assert content.count(marker)
    data.write_bytes(content.replace(marker, marker[:30] + b"\x00" + marker[31:]))
    reader = Reader(tmp_path)
    with reader.snapshot() as view:
        with pytest.raises(DamagedError):
            view.get_page(story_key("aaaaaaaaaa"))
        with pytest.raises(DamagedError):
            list(view.scan("rows"))
        assert page == view.get_page(story_key("bbbbbbbbbb"))
    with pytest.raises(DamagedError):
        list(dump(tmp_path))
    reader.close()


def test_an_environment_of_another_kind_is_not_taken_for_a_store(tmp_path):
    """An LMDB file that this room did not write is refused with the remedy."""
    from barta.pagestore import FormatError

    with Writer(tmp_path) as writer:
        writer.make_live()
        generation = tmp_path / writer.generation
    (generation / "data.mdb").unlink()
    (generation / "lock.mdb").unlink()
    lmdb.open(str(generation)).close()
    with pytest.raises(FormatError, match="barta rebuild"):
        Reader(tmp_path).page(b"s:aaaaaaaaaa")
