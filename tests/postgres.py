"""A PostgreSQL server of the tests' own: on a socket in a temporary folder, gone when they end."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

PORT = 55400
"""Only names the socket in the private folder: the server listens on no network."""

START_S = 60

_INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
_SERVER = ("-p", str(PORT), "-c", "listen_addresses=", "-c", "fsync=on", "-c", "max_connections=60")

MISSING = (
    "these tests need PostgreSQL's server: apt-get install postgresql"
    " (or set BARTA_WITHOUT_POSTGRES=1 to go without them)"
)


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs, None where there is none."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    if installed:
        return installed[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _owner() -> dict[str, Any]:
    """Return how to start PostgreSQL's programs: they refuse to run as root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                pytest.fail(f"PostgreSQL does not start:\n{log.read_text()}")
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run a server for the whole session and give the URL of its first database, as superuser."""
    if os.environ.get("BARTA_WITHOUT_POSTGRES") == "1":
        pytest.skip("BARTA_WITHOUT_POSTGRES=1: nothing is tested on PostgreSQL")
    programs = binaries()
    if programs is None:
        pytest.fail(MISSING)
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="barta-postgres-"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    log = folder / "log"
    try:
        with log.open("wb") as output:
            made = subprocess.run(
                [programs / "initdb", *_INITDB, "-D", folder / "data"],
                cwd=folder,
                stdout=output,
                stderr=output,
                check=False,
                **owner,
            )
            if made.returncode:
                pytest.fail(f"PostgreSQL's initdb fails:\n{log.read_text()}")
            server = subprocess.Popen(
                [programs / "postgres", *_SERVER, "-D", folder / "data", "-k", folder],
                cwd=folder,
                stdout=output,
                stderr=output,
                **owner,
            )
        try:
            url = f"postgresql://postgres@/postgres?host={folder}&port={PORT}"
            _wait(url, server, log)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Give the URL of a fresh, empty database that is dropped after the test."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres_server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
