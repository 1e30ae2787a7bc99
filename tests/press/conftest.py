"""Fixtures of the press's tests."""

from pathlib import Path

import pytest
from press_samples import Paper, asset, person, section, setting, topic


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """An invented paper with settings, two sections and things to refer to, nothing published yet."""
    made = Paper(tmp_path / "home")
    made.record(setting(), section(1), section(2, parent=""))
    made.record(*(person(n) for n in range(3)), *(topic(n) for n in range(2)), *(asset(n) for n in range(2)))
    return made
