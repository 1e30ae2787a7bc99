"""Homes for tests of the whole line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from line_home import Barta, command


@pytest.fixture
def barta(tmp_path: Path) -> Barta:
    """The `barta` command on an empty home."""
    return command(tmp_path / "home")


@pytest.fixture(scope="session")
def ready_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home made ready once: copied, since making one takes seconds."""
    home = tmp_path_factory.mktemp("ready") / "home"
    command(home)("schedule", "--once")
    return home


@pytest.fixture
def paper(ready_home: Path, tmp_path: Path) -> Barta:
    """The `barta` command on a home that is ready and holds no story."""
    shutil.copytree(ready_home, tmp_path / "home")
    return command(tmp_path / "home")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Barta]:
    """The `barta` command on a home that holds the demo paper; tests leave it as they find it."""
    run = command(tmp_path_factory.mktemp("demo") / "home")
    run("demo")
    yield run
