"""A paper in a home, delivered behind each web server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from edges import Delivery, Edge, free_port, make_paper, started


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Delivery]:
    """Delivery of a small paper."""
    home = tmp_path_factory.mktemp("home")
    make_paper(home)
    running = Delivery(home, free_port())
    yield running
    running.end()


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def edge(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, delivery: Delivery
) -> Iterator[Edge]:
    """Each web server before that delivery."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    with started(request.param, folder, delivery.home, delivery.port, free_port()) as running:
        yield running
