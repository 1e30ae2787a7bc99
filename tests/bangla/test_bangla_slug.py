"""Addresses that keep Bangla whole."""

import unicodedata

import pytest
from golden_tables import facts
from hypothesis import given
from hypothesis import strategies as st

from barta.bangla.graphemes import clusters, cut
from barta.bangla.normalise import compose_nukta
from barta.bangla.slug import LIMIT, is_slug, slug

BANGLA = st.text(
    st.characters(min_codepoint=0x980, max_codepoint=0x9FF) | st.sampled_from(" -।\u200c\u200d’aK")
)
ANY = st.text() | BANGLA
LIMITS = st.integers(min_value=0, max_value=80) | st.just(LIMIT)


@pytest.mark.parametrize(("text", "expected"), facts("slugs.tsv"))
def test_a_headline_has_its_slug(text: str, expected: str) -> None:
    """Each headline of the golden table has the slug beside it, in NFC."""
    assert slug(text) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize(("text", "expected"), facts("slugs.tsv"))
def test_both_encodings_have_one_slug(text: str, expected: str) -> None:
    """However nukta letters and vowel signs were typed, the slug is the same."""
    assert slug(compose_nukta(unicodedata.normalize("NFD", text))) == slug(text)


@given(ANY, LIMITS)
def test_the_slug_of_a_slug_is_itself(text: str, limit: int) -> None:
    """Making a slug twice changes nothing."""
    once = slug(text, limit)
    assert slug(once, limit) == once


@given(ANY, LIMITS)
def test_a_slug_keeps_the_rules_of_addresses(text: str, limit: int) -> None:
    """A slug is NFC, within its limit, and has no space, no upper case and no stray hyphen."""
    made = slug(text, limit)
    assert len(made.encode()) <= limit
    assert unicodedata.is_normalized("NFC", made)
    assert made == made.strip("-").lower()
    assert "--" not in made
    assert {character for character in made if unicodedata.category(character)[0] in "ZPSC"} <= {
        "-",
        "\u200c",
        "\u200d",
    }


@given(ANY)
def test_what_slug_makes_is_a_slug(text: str) -> None:
    """The validator accepts every slug but the empty one."""
    assert is_slug(slug(text)) == (slug(text) != "")


@pytest.mark.parametrize(
    "bad", ["", "-ক", "ক-", "ক--খ", "ক খ", "Ab", "ক/খ", "ক।", "\u09df", "ক\u200dখ", "ক\x00", "া", "ক" * 81]
)
def test_what_slug_cannot_make_is_no_slug(bad: str) -> None:
    """The validator refuses empty parts, spaces, capitals, signs, other encodings, excess."""
    assert not is_slug(bad)


def test_a_long_headline_is_cut_between_words() -> None:
    """The slug ends at the last word that fits."""
    assert slug("নতুন সেতু খুলেছে", 30) == "নতুন-সেতু"


def test_a_word_longer_than_the_limit_is_cut_between_clusters() -> None:
    """No conjunct is cut in two, and no bare hasanta is left."""
    assert slug("ক্ষেপণাস্ত্র", 32) == "ক্ষেপণা"


def test_invisible_and_unstorable_characters_do_not_reach_an_address() -> None:
    """NUL, surrogates, bidi controls and zero-width spaces are not in the slug."""
    assert slug("শালুক\u200b \x00\ud800\u202eমেলা") == "শালুক-মেলা"


@given(ANY)
def test_clusters_are_the_text(text: str) -> None:
    """The clusters of a text joined together are the text."""
    assert "".join(clusters(text)) == text


def test_clusters_are_what_readers_call_letters() -> None:
    """Conjuncts, signs, joiners, emoji and flags hold together."""
    assert clusters("র‍্যাব ক্ষেপণাস্ত্র চাঁদ 👩‍👩‍👧🇧🇩🇧🇩") == [
        "র‍্যা", "ব", " ", "ক্ষে", "প", "ণা", "স্ত্র", " ", "চাঁ", "দ", " ", "👩‍👩‍👧", "🇧🇩", "🇧🇩",
    ]  # fmt: skip


@given(ANY, LIMITS)
def test_a_cut_ends_between_clusters(text: str, limit: int) -> None:
    """What is cut off begins with a whole cluster, and the rest fits."""
    text = text.encode(errors="ignore").decode()
    kept = cut(text, limit)
    assert len(kept.encode()) <= limit
    assert clusters(kept) == clusters(text)[: len(clusters(kept))]
