"""Reading of the golden tables beside this file, and of the optional data folder."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

GOLDEN = Path(__file__).with_name("golden")


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a golden table without its heading; the last column is the source."""
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def facts(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a golden table without their sources."""
    return [row[:-1] for row in rows(name)]


def shared_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV in the optional data folder; skips, saying so, where it is absent."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    path = Path(os.environ.get("BARTA_SHARED", beside)) / "data" / name
    if not path.exists():
        pytest.skip(f"THE DATA FOLDER IS ABSENT: {path} (set BARTA_SHARED to check these dates)")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))
