"""A newsroom for tests: migrated once, and fresh for every test by a copy of its file."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Set Django up in a home of its own, migrate, and give the home's folder."""
    home = tmp_path_factory.mktemp("newsroom")
    given = {
        "DJANGO_SETTINGS_MODULE": "barta.config.settings",
        "BARTA_HOME": str(home),
        "BARTA_SITE_URL": "http://paper.test",
        "BARTA_NEWSROOM_URL": "http://newsroom.test",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        patch.delenv("BARTA_DATABASE", raising=False)
        import django

        django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    connection.close()
    shutil.copy(home / "newsroom.sqlite3", home / "template.sqlite3")
    yield home
    connection.close()


@pytest.fixture(autouse=True)
def home(migrated: Path) -> Iterator[Path]:
    """Give the folder of a paper in which nothing has happened yet."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import override_settings

    connection.close()
    for leftover in migrated.glob("newsroom.sqlite3-*"):
        leftover.unlink()
    for folder in ("media", "public"):
        shutil.rmtree(migrated / folder, ignore_errors=True)
    shutil.copy(migrated / "template.sqlite3", migrated / "newsroom.sqlite3")
    cache.clear()
    # Hashing passwords well is slow on purpose; no test here is about that.
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield migrated
    connection.close()


if os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE") is None:
    # Browser tests drive an event loop in the thread that also looks into the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
