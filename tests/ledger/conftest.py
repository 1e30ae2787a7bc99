"""The ledger is tested on both engines, each test on a database of its own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from barta.ledger import Connection, connect, create


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give the URL of a SQLite file that does not exist yet."""
    return f"sqlite://{tmp_path / 'ledger.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Give the URL of an empty database, on either engine."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    """Give a connection to a database with an empty ledger."""
    with closing(connect(url)) as opened:
        create(opened)
        yield opened
