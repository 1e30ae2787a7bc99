"""Nothing of a capture is lost: every line has its place, whatever the capture is."""

import os
import random
from collections import defaultdict
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barta.importers.capture import Capture, CaptureError, read
from barta.importers.capture.lines import split

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
LINES = [line for page in PAGES for line in page.read_text(encoding="utf-8").split("\n")]
_IGNORED = str.maketrans("", "", " \t\n\u00a0,|·•–—-:/()[]।0123456789০১২৩৪৫৬৭৮৯.…")


def _check(text: str, capture: Capture) -> None:
    """Assert that every line is placed, whole or in its parts, and that the fields are printed."""
    placed: dict[int, list[str]] = defaultdict(list)
    for placement in capture.placements:
        placed[placement.number].append(placement.text)
    lines = {line.number: line for line in split(text)}
    assert set(lines) == set(placed)
    for number, parts in placed.items():
        assert all(part in lines[number].text for part in parts)
        assert parts == [lines[number].text] or all(part != lines[number].text for part in parts)
    printed = " ".join(line.text for line in lines.values())
    assert all(paragraph in printed for paragraph in (capture.headline, *capture.body, *capture.unrecognised))
    assert all(entry in printed for entry in (*capture.related, *capture.latest, *capture.most_read))
    reported = [part.text for part in capture.placements if part.field == "unrecognised"]
    assert reported == list(capture.unrecognised)


def _covers(line: str, parts: list[str]) -> bool:
    rest = line
    for part in parts:
        rest = rest.replace(part, "", 1)
    return len(rest.translate(_IGNORED)) <= 25


def test_lines_of_the_kept_pages_are_covered_by_their_parts() -> None:
    """A line that is taken apart leaves nothing but separators and words about days."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        capture = read(text)
        _check(text, capture)
        placed: dict[int, list[str]] = defaultdict(list)
        for placement in capture.placements:
            placed[placement.number].append(placement.text)
        assert all(_covers(line.text, placed[line.number]) for line in split(text))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=40))
def test_any_mixture_of_lines_is_conserved(lines: list[str]) -> None:
    """Lines of several pages in any order are each placed once, or the page is refused in plain words."""
    text = "\n".join(lines)
    try:
        capture = read(text)
    except CaptureError as error:
        assert str(error).endswith(".")
        return
    _check(text, capture)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PAGES), st.data())
def test_strange_lines_within_a_page_are_conserved(page: Path, data: st.DataObject) -> None:
    """A page with lines put in, taken out or moved is conserved too."""
    lines = page.read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at : at + data.draw(st.integers(0, 2))] = [
            data.draw(st.sampled_from(LINES) | st.text(max_size=30))
        ]
    text = "\n".join(lines)
    try:
        capture = read(text)
    except CaptureError:
        return
    _check(text, capture)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text whatever ends in anything but a capture or a `CaptureError`."""
    try:
        _check(text, read(text))
    except CaptureError as error:
        assert str(error)


def test_reading_is_the_same_each_time() -> None:
    """The same text gives the same record."""
    text = random.Random(os.path.sep).choice(PAGES).read_text(encoding="utf-8")
    assert read(text) == read(text)
