"""The reference capture, where it is at hand."""

import os
from pathlib import Path

import pytest

from barta.importers.capture import Capture, read_file


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Give the trimmed lines of the reference capture, blank ones left out."""
    return [line.strip() for line in _path().read_text(encoding="utf-8").split("\n") if line.strip()]


@pytest.fixture(scope="module")
def capture() -> Capture:
    """Give the reference capture as it was read."""
    return read_file(_path())


def _path() -> Path:
    shared = Path(os.environ.get("BARTA_SHARED") or Path(__file__).resolve().parents[3] / ".." / "shared")
    page = shared / "reference" / "page.txt"
    if not page.is_file():
        pytest.skip(f"NOT TESTED: the reference capture is not at {page}; set BARTA_SHARED to its folder")
    return page


def test_reference_dates(capture: Capture) -> None:
    """Today is the masthead's day in both calendars, and the two stamps that run together are parted."""
    assert ("2025-07-03", "১৯ আষা\u09a2\u09bc ১৪৩২") == (capture.today, capture.today_bangla)
    assert ("2023-09-05T09:12:00+06:00", "2023-09-05T21:42:00+06:00") == (capture.published, capture.updated)


def test_reference_story(capture: Capture, lines: list[str]) -> None:
    """Headline, desk, nine paragraphs and the sign-off are those of the file, code point for code point."""
    assert lines[3] == capture.headline
    assert ({"name": lines[4], "kind": "desk"},) == capture.byline
    assert tuple(lines[6:15]) == capture.body
    assert lines[15].strip("/") == capture.signoff


def test_reference_lists(capture: Capture, lines: list[str]) -> None:
    """The three lists keep their order, and a name printed twice stands once."""
    assert tuple(lines[17:20]) == capture.related
    assert tuple(lines[21:29:2]) == capture.latest
    assert tuple(lines[30:40:2]) == capture.most_read
    assert 40 == len(lines)


def test_nothing_of_the_reference_is_unrecognised(capture: Capture) -> None:
    """Every line of the reference capture has a place."""
    assert () == capture.unrecognised
