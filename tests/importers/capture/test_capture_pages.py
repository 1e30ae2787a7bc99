"""Whole pages in the manner of several papers, each with the JSON that must come of it."""

import json
from pathlib import Path

import pytest

from barta.importers.capture import read_file

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_is_read_as_its_paper_meant_it(page: Path) -> None:
    """Every field of the page, its order and its code points are as expected, key by key."""
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    actual = read_file(page).as_dict()
    assert list(expected) == list(actual)
    assert expected == actual


def test_every_page_has_its_expectation() -> None:
    """At least fifteen pages are kept, and none without the JSON that is expected of it."""
    assert [page.stem for page in PAGES] == sorted(
        path.stem for path in (Path(__file__).parent / "pages").glob("*.json")
    )
    assert len(PAGES) >= 15
