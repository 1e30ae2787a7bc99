"""Digits and the grouping of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from barta.bangla.digits import BANGLA_DIGITS, group, to_ascii, to_bangla


def test_only_digits_change() -> None:
    """Letters, signs and punctuation around digits stay as they are."""
    assert to_bangla("কভিড-19, 3.5%") == "কভিড-১৯, ৩.৫%"


def test_mixed_digits_become_ascii() -> None:
    """Bangla and ASCII digits in one number come out as ASCII."""
    assert to_ascii("২0২৩") == "2023"


def test_other_scripts_digits_stay() -> None:
    """Devanagari digits are not ours to change."""
    assert to_ascii("१२") == "१२"


def test_numbers_are_grouped_by_lakh_and_crore() -> None:
    """The last three digits stand together and every two before them."""
    assert [group(n) for n in (0, 999, 1000, 100000, 1234567, 10000000, -1234567)] == [
        "০",
        "৯৯৯",
        "১,০০০",
        "১,০০,০০০",
        "১২,৩৪,৫৬৭",
        "১,০০,০০,০০০",
        "-১২,৩৪,৫৬৭",
    ]


@given(st.text().filter(lambda text: not set(text) & set(BANGLA_DIGITS)))
def test_digits_go_there_and_back(text: str) -> None:
    """Text without Bangla digits returns from them unchanged."""
    assert to_ascii(to_bangla(text)) == text


@given(st.integers())
def test_grouping_loses_no_digit(number: int) -> None:
    """A grouped number without its commas is the number."""
    assert int(to_ascii(group(number)).replace(",", "")) == number
