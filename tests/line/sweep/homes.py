"""Homes for the sweep and the hunts: migrated once a test session, and copied from then on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
"""The folder in which `python -m sweep.…` finds this package."""


def environment(home: Path) -> dict[str, str]:
    """Return the environment in which a command works on `home` and on nothing else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BARTA_", "DJANGO_"))}
    return {**kept, "BARTA_HOME": str(home), "BARTA_SITE_URL": "https://paper.example"}


def run(home: Path, *command: str, seconds: float = 120) -> str:
    """Run `python -m command…` on `home` and return what it printed; what went wrong is in the error."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=HERE,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert 0 == done.returncode, done.stderr[-8000:]
    return done.stdout


def migrated(session: Path) -> Path:
    """Return a home in which nothing has happened yet, kept in the folder of the test session."""
    home = session / "migrated-home"
    if not (home / "ready").exists():
        run(home, "barta", "schedule", "--once")
    return home


def fresh(session: Path, home: Path) -> Path:
    """Make `home` a paper in which nothing has happened yet, and return it."""
    shutil.copytree(migrated(session), home)
    return home
