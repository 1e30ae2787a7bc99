"""The kill sweep: whatever is killed, and whenever, nothing acknowledged is lost and nothing is half done."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sweep import homes

POINTS = 240
SHARES = 2
"""Processes that divide the points among themselves, one a core."""

CHANGES = ("publish", "update", "withdraw", "unpublish", "takedown", "schedule")


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of the whole sweep."""
    template = homes.migrated(tmp_path_factory.getbasetemp())
    running = []
    for share in range(SHARES):
        folder = tmp_path_factory.mktemp("sweep")
        command = [sys.executable, "-m", "sweep.killing", template, folder, POINTS, share, SHARES]
        running.append((folder, _start(folder, [str(word) for word in command])))
    results = [_result(folder, process) for folder, process in running]
    return {
        "points": [point for result in results for point in result["points"]],
        "missed": [point for result in results for point in result["missed"]],
        "faults": [fault for result in results for fault in result["faults"]],
        "slowest": max(result["slowest"] for result in results),
    }


def _start(folder: Path, command: list[str]) -> "subprocess.Popen[bytes]":
    """Start a share of the sweep; a file takes what it says, so that it never waits for a reader."""
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        return subprocess.Popen(
            command, cwd=homes.HERE, env=homes.environment(folder / "home"), stdout=out, stderr=err
        )


def _result(folder: Path, process: "subprocess.Popen[bytes]") -> dict[str, Any]:
    try:
        code = process.wait(timeout=300)
    finally:
        process.kill()
        process.wait()
    assert 0 == code, (folder / "err").read_text()[-8000:]
    found: dict[str, Any] = json.loads((folder / "out").read_text())
    return found


def test_it_was_killed_at_many_points(sweep: dict[str, Any]) -> None:
    """At least 200 different points were reached, of every change, in the newsroom and in the press."""
    points = set(sweep["points"])
    assert len(points) >= 200, sweep["missed"]
    whom = {(who, change) for who in ("newsroom", "press") for change in CHANGES}
    assert whom == {(point.split()[0], point.split()[1]) for point in points}


def test_nothing_is_lost_or_half_done(sweep: dict[str, Any]) -> None:
    """After every kill the paper is as before or as after; what was acknowledged is there, for all."""
    assert [] == sweep["faults"]


def test_readers_see_it_within_five_seconds(sweep: dict[str, Any]) -> None:
    """From a new start until everything stands as it should, with all looking, it never took five seconds."""
    assert sweep["slowest"] < 5.0
