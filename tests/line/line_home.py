"""The `barta` command run on a home of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SHARED = Path(os.environ.get("BARTA_SHARED") or Path(__file__).resolve().parents[3] / "shared")

Barta = Callable[..., subprocess.CompletedProcess[str]]


def command(home: Path, **always: str) -> Barta:
    """Return a function that runs `barta` on `home` and gives what it printed."""

    def run(*arguments: str, code: int | None = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        settings = {"BARTA_HOME": str(home), "BARTA_SITE_URL": "https://paper.example", **always}
        done = subprocess.run(
            [sys.executable, "-m", "barta", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=120,
            check=False,
            env={**os.environ, **settings, **environment},
        )
        if code is not None:
            assert code == done.returncode, done.stderr
        return done

    return run
