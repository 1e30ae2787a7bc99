"""Bangla words stay whole, in whichever encoding they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barta.search.terms import LONGEST_WORD, MOST_WORDS, asked, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ক্ষেপণাস্ত্রের দুঃখ, চাঁদ ও বাংলা।", ["ক্ষেপণাস্ত্রের", "দুঃখ", "চাঁদ", "ও", "বাংলা"]),
        ("র\u200d্যাব র\u200c্যাব র্যাব", ["র্যাব"] * 3),
        ("জাতী\u09df জাতী\u09af\u09bc", ["জাতী\u09df"] * 2),
        ("কো কে\u09be", ["কো"] * 2),
        ("১২ 12 ১,২৩,৪৫৬", ["12", "12", "1", "23", "456"]),
        ("কভিড-১৯ কভিড–19", ["কভিড", "19", "কভিড", "19"]),
        ("“সেতু”—'ঘাট' (হাট)", ["সেতু", "ঘাট", "হাট"]),
        ("Dhaka DHAKA", ["dhaka", "dhaka"]),
        ("a_b OR NEAR(x) *", ["a", "b", "or", "near", "x"]),
        ("\u2764\ufe0f \U0001f600 \u0301 ।॥", []),
        ("নদী\x00ঘাট", ["নদী", "ঘাট"]),
    ],
)
def test_a_text_is_cut_into_its_words(text, expected):
    """Signs belong to their letters; punctuation, emoji and controls separate."""
    assert expected == words(text)


@given(st.text(max_size=200))
def test_any_text_has_words_that_stay_the_same(text):
    """Words are not empty, not too long, hold no space, and cutting them again changes nothing."""
    found = words(text)
    assert all(0 < len(word) <= LONGEST_WORD and not any(map(str.isspace, word)) for word in found)
    assert all('"' not in word and "\0" not in word for word in found)


def test_a_question_is_read_only_so_far():
    """A very long question costs no more than its first distinct words."""
    many = " ".join(f"শব্দ{number}" for number in range(10_000))
    assert tuple(f"শব্দ{number}" for number in range(MOST_WORDS)) == asked(many)
    assert ("নদী", "ঘাট") == asked("নদী নদী ঘাট নদী")
    assert ("ক" * LONGEST_WORD,) == asked("ক" * 100_000)
