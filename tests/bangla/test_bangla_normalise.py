"""Text as stored, shown, indexed and compared."""

import unicodedata

import pytest
from golden_tables import facts
from hypothesis import given
from hypothesis import strategies as st

from barta.bangla.normalise import MOST_MARKS, TextError, clean, compose_nukta, display, for_index, key, nfc

BANGLA = st.text(
    st.characters(min_codepoint=0x980, max_codepoint=0x9FF) | st.sampled_from("\u200b\u200c\u200d’ aK")
)
ANY = st.text() | BANGLA


@pytest.mark.parametrize("text", ["য়", "\u09df", "র‍্যাব", "গোপনে– ‘এ’ নিয়ে \u200b", "a\tb\nc", ""])
def test_what_can_be_stored_is_displayed_unchanged(text: str) -> None:
    """Display changes no code point."""
    assert display(text) == text


@pytest.mark.parametrize(
    ("text", "named"), [("ক\x00খ", "U.0000"), ("ক\ud800", "U.D800"), ("\udfff", "U.DFFF")]
)
def test_what_no_store_can_hold_is_refused_by_name(text: str, named: str) -> None:
    """NUL and lone surrogates raise TextError, which names them and their place."""
    with pytest.raises(TextError, match=named):
        display(text)


@pytest.mark.parametrize(
    "kept", ["র\u200d\u09cd\u09afাব", "র\u200c\u09cd\u09afাব", "ত\u09cd\u200d", "ক\u09cd\u200cষ"]
)
def test_joiners_beside_a_hasanta_stay(kept: str) -> None:
    """ZWJ and ZWNJ that shape Bangla letters are not removed."""
    assert clean(kept) == kept


@pytest.mark.parametrize(
    "invisible",
    ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2066", "\U000e0041", "\u200d", "\u200c", "\x1b"],
)
def test_what_cannot_be_seen_is_removed(invisible: str) -> None:
    """Invisible characters between letters go."""
    assert clean(f"বা{invisible}ংলা") == "বাংলা"


def test_emoji_and_lines_stay_whole() -> None:
    """A family joined by ZWJ, tabs and line ends are kept."""
    assert clean("👩‍👩‍👧\tক\nখ") == "👩‍👩‍👧\tক\nখ"


def test_marks_are_capped() -> None:
    """Of five hundred marks on one letter thirty stay, and the words around them."""
    assert clean("শুভ ক" + "\u0301" * 500 + " সকাল") == "শুভ ক" + "\u0301" * MOST_MARKS + " সকাল"


@given(ANY.filter(lambda text: "\x00" not in text))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Clean text is left alone."""
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(("text", "indexed"), facts("index.tsv"))
def test_text_is_indexed_by_rule(text: str, indexed: str) -> None:
    """Each text of the golden table has the indexed form beside it."""
    assert for_index(text) == indexed


@given(ANY)
def test_indexing_twice_is_indexing_once(text: str) -> None:
    """The indexed form is its own."""
    assert for_index(for_index(text)) == for_index(text)


@given(BANGLA)
def test_both_encodings_are_indexed_alike(text: str) -> None:
    """Composed and decomposed forms of one text have one indexed form."""
    assert for_index(nfc(text)) == for_index(compose_nukta(nfc(text)))


@given(BANGLA)
def test_composing_nukta_is_undone_by_nfc(text: str) -> None:
    """NFC brings the one-character letters back to letter and nukta."""
    assert nfc(compose_nukta(nfc(text))) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("শালুকডাঙায় “নতুন” সেতু", "শালুকডাঙা\u09df  ‘নতুন’ সেতু "),
        ("মেলা – আজ শুরু", "মেলা - আজ\u00a0শুরু"),
        ("র‍্যাব ১২", "র‌্যাব 12"),
        ("NEW Bridge", "new bridge"),
    ],
)
def test_the_same_headline_has_the_same_key(one: str, other: str) -> None:
    """Encoding, quotes, dashes, spaces, digits and case make no other headline."""
    assert key(one) == key(other)


def test_different_headlines_have_different_keys() -> None:
    """A vowel sign makes another word."""
    assert key("কি হবে") != key("কী হবে")
