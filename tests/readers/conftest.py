"""One served paper and one browser for all tests of what readers see."""

from collections.abc import Iterator
from typing import Any

import pytest
from served import Served, served

from browser import browser


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo paper, delivered."""
    with served(tmp_path_factory.mktemp("readers") / "home") as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running Chromium; it ends with its module, since two cannot be driven from one thread."""
    with browser() as running:
        yield running
