"""A story that the search has found is shown by facts that were stored of it."""

from datetime import UTC, datetime

import pytest

from barta.rendering import Card, card, facts, found_card

SHOWN = Card(
    "0" * 32,
    "0123456789",
    "ঘাটে নতুন নৌকা",
    "নদীর ঘাটে নতুন নৌকা এসেছে",
    "/nodi/0123456789/ghate-notun-nouka",
    datetime(2031, 4, 14, 3, 5, tzinfo=UTC),
    section_name="নদী",
    section_path="/nodi",
    standfirst="মাঝিরা বলছেন, <এবার> যাত্রী বাড়বে।",
    commercial="বিজ্ঞাপন",
)


def test_the_stored_facts_give_the_same_card() -> None:
    """What is rendered when a story is found is what was rendered when it was published."""
    assert card(SHOWN, "found") == found_card(facts(SHOWN))


def test_bytes_that_are_no_facts_are_refused() -> None:
    """A value of another shape is an error, and no empty card."""
    with pytest.raises(ValueError, match=r"Expected|truncated|Input"):
        found_card(b"\x91\x01")
