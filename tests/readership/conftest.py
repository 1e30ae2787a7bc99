"""Databases for the readership's tests, on either engine."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from barta.readership import Connection, connect, create


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database, on either engine."""
    if request.param == "sqlite":
        return f"sqlite://{tmp_path / 'readership.sqlite3'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    """Give a connection to a database without views."""
    with closing(connect(url)) as opened:
        create(opened)
        create(opened)
        yield opened
