"""A newsroom with two desks and somebody of every role, fresh for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_people import Newsroom, people


@pytest.fixture(scope="session")
def peopled(migrated: Path) -> Path:
    """Return a copy of the migrated database with the people in it."""
    from django.db import connection
    from django.test.utils import override_settings

    connection.close()
    shutil.copy(migrated / "template.sqlite3", migrated / "newsroom.sqlite3")
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        people()
    connection.close()
    return Path(shutil.copy(migrated / "newsroom.sqlite3", migrated / "peopled.sqlite3"))


@pytest.fixture
def newsroom(peopled: Path, home: Path) -> Iterator[Newsroom]:
    """Return the newsroom on a fresh copy of the database."""
    from django.db import connection

    connection.close()
    for leftover in (*home.glob("newsroom.sqlite3-*"), *home.glob("readership.sqlite3*")):
        leftover.unlink()
    shutil.copy(peopled, home / "newsroom.sqlite3")
    yield Newsroom()
    connection.close()
