"""Segments are joined, chosen and named as browsers and caches need them."""

import gzip
import subprocess
import zlib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pagestore_samples import latest_slot, plain_slot

from barta.pagestore import DamagedError, Page, Slot, Variant, compress, inflate, join

TEXT = st.binary(max_size=30)
TEXTS = st.lists(st.binary(max_size=300) | st.text(max_size=200).map(str.encode), max_size=12)


def page_of(parts, story=""):
    return Page(200, "html", "/", story, tuple(parts), "text/html; charset=utf-8")


def body(page, slots=None, *, now=0, as_gzip=False):
    return b"".join(join(page, (slots or {}).get, now=now, gzip=as_gzip).chunks)


@given(TEXTS, st.integers(0, 12))
def test_any_segments_joined_are_one_gzip_member(texts, shared):
    """Own and shared segments in any mixture inflate to their plain bytes, put together."""
    slots = {
        f"slot{number}": Slot((Variant(0, compress(text)),)) for number, text in enumerate(texts[:shared])
    }
    parts = [*slots, *(compress(text) for text in texts[shared:])]
    page = page_of(parts)
    joined = join(page, slots.get, now=0, gzip=True)
    data = b"".join(joined.chunks)
    inflater = zlib.decompressobj(wbits=31)
    assert b"".join(texts) == inflater.decompress(data)
    assert (True, b"") == (inflater.eof, inflater.unused_data)
    assert joined.length == len(data)
    plain = join(page, slots.get, now=0, gzip=False)
    assert b"".join(texts) == b"".join(plain.chunks)
    assert plain.length == len(b"".join(texts))


@settings(max_examples=8, deadline=None)
@given(TEXTS)
def test_the_gzip_command_reads_a_joined_page(texts):
    """What is sent is read by a program that knows nothing of segments."""
    data = body(page_of([compress(text) for text in texts]), as_gzip=True)
    out = subprocess.run(["gzip", "-dc"], input=data, capture_output=True, check=True)
    assert b"".join(texts) == out.stdout


def test_a_large_segment_joins_with_small_ones():
    """The combined checksum holds for lengths far beyond a block's."""
    texts = [b"", "ক".encode() * 500_000, b"x", bytes(range(256)) * 2000]
    data = body(page_of([compress(text) for text in texts]), as_gzip=True)
    assert b"".join(texts) == gzip.decompress(data)


def test_the_date_changes_at_midnight_in_dhaka():
    """A masthead written ahead appears with its day's first second, and not before."""
    midnight = int(datetime(2025, 7, 4, tzinfo=ZoneInfo("Asia/Dhaka")).timestamp())
    days = Slot(
        (
            Variant(midnight - 86_400, compress("৩ জুলাই".encode())),
            Variant(midnight, compress("৪ জুলাই".encode())),
        )
    )
    page = page_of(["masthead"])
    shown = [
        body(page, {"masthead": days}, now=midnight + shift).decode() for shift in (-86_401, -1, 0, 86_400)
    ]
    assert ["৩ জুলাই", "৩ জুলাই", "৪ জুলাই", "৪ জুলাই"] == shown


@given(st.lists(st.integers(-(10**9), 10**10), min_size=1, max_size=6, unique=True), st.integers(0, 10**10))
def test_a_slot_shows_the_last_variant_that_is_valid(instants, now):
    """Of the variants that have begun the newest is shown; before all of them, the first."""
    instants.sort()
    slot = Slot(tuple(Variant(instant, compress(str(instant).encode())) for instant in instants))
    begun = [instant for instant in instants if instant <= now]
    assert str(begun[-1] if begun else instants[0]).encode() == body(
        page_of(["slot"]), {"slot": slot}, now=now
    )


def test_a_list_leaves_out_the_story_it_stands_under():
    """The next card takes the place of the page's own story, so that the list stays as long."""
    slots = {"latest": latest_slot("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", show=2)}
    shown = {story: body(page_of(["latest"], story), slots) for story in ("", "aaaaaaaaaa", "cccccccccc")}
    expected = {
        "": b"<ul><li>aaaaaaaaaa</li><li>bbbbbbbbbb</li></ul>",
        "aaaaaaaaaa": b"<ul><li>bbbbbbbbbb</li><li>cccccccccc</li></ul>",
        "cccccccccc": b"<ul><li>aaaaaaaaaa</li><li>bbbbbbbbbb</li></ul>",
    }
    assert expected == shown


def test_a_missing_slot_contributes_nothing():
    """A page can name a slot before the slot is there."""
    assert b"ab" == body(page_of([compress(b"a"), "nothing", compress(b"b")]))
    assert b"" == gzip.decompress(body(page_of(["nothing"]), as_gzip=True))


def test_an_etag_names_content_status_profile_and_encoding():
    """It is the same wherever these four are, and another wherever one of them is."""
    slots = {"masthead": plain_slot("শুক্রবার")}
    page = page_of([compress(b"text"), "masthead"])

    def tag(changed, as_gzip=True, found=slots):
        return join(changed, found.get, now=0, gzip=as_gzip).etag

    assert tag(page) == tag(page._replace(path="/elsewhere", tag="t"))
    others = [
        tag(page, as_gzip=False),
        tag(page, found={"masthead": plain_slot("শনিবার")}),
        tag(page._replace(profile="gone")),
        tag(page._replace(status=410)),
    ]
    assert 5 == len({tag(page), *others})


def test_a_segment_that_does_not_hold_what_it_states_is_not_given():
    """Inflating tests both the length and the checksum, and reports garbage as damage."""
    segment = compress("সেতু".encode())
    wrong = [
        segment._replace(crc=segment.crc ^ 1),
        segment._replace(length=3),
        segment._replace(data=b"\xff" * 20),
        segment._replace(data=b""),
    ]
    for bad in wrong:
        with pytest.raises(DamagedError):
            inflate(bad)


@given(
    st.lists(st.tuples(st.integers(0, 99), st.dictionaries(st.sampled_from("abcd"), TEXT)), min_size=1),
    st.sampled_from(["", *"abcde"]),
    st.integers(0, 99),
)
def test_a_page_shows_what_its_slot_has_for_it(given_variants, story, now):
    """What is valid now is shown: to the page of a story that has its own, that, and the whole to others."""
    given_variants.sort(key=lambda variant: variant[0])
    variants = [
        Variant(instant, compress(f"whole {number}".encode()), as_segments(instead))
        for number, (instant, instead) in enumerate(given_variants)
    ]
    begun = [number for number, (instant, _) in enumerate(given_variants) if instant <= now]
    number = begun[-1] if begun else 0
    expected = given_variants[number][1].get(story, f"whole {number}".encode())
    slots = {"slot": Slot(tuple(variants))}
    assert expected == body(page_of(["slot"], story), slots, now=now)
    assert expected == gzip.decompress(body(page_of(["slot"], story), slots, now=now, as_gzip=True))


def as_segments(instead):
    return tuple((story, compress(text)) for story, text in instead.items())


def test_a_list_whose_only_story_is_the_page_s_own_is_not_shown() -> None:
    """No heading stands over nothing, and nothing is sent for it."""
    slot = latest_slot("k3m8z0q1w2")
    assert [] == slot.segments(1, "k3m8z0q1w2")
    assert [slot.variants[0].whole] == slot.segments(1, "another000")


def test_a_slot_without_variants_shows_nothing() -> None:
    """It is as if it were not there."""
    assert [] == Slot(()).segments(1)
