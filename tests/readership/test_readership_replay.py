"""A day of readers, most of them behind a few addresses, is ranked as it truly was."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(scope="module")
def replay() -> ModuleType:
    """Give the measurement as a module: the test is its smallest run."""
    before = [*sys.path]
    spec = importlib.util.spec_from_file_location("bench_readership", BENCH / "readership.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def test_a_replayed_day_is_ranked_as_the_truth(replay: ModuleType, tmp_path: Path) -> None:
    """Kendall's τ is at least 0.95, and forged beacons of a machine that reads no page move nothing."""
    figures = replay.replayed(tmp_path, 12_000, 5_000, stories=60)
    assert figures["tau_read_20_times"] >= 0.95
    assert figures["forged"] == {"beacons": 5_000, "moved": 0}
    assert figures["forged_reading_1.0%"]["moved_top_20"] <= 1
    assert 0.9 <= figures["counted_of_true"] <= 1


def test_kendall_knows_order_and_ties(replay: ModuleType) -> None:
    """It is 1 for the same order, -1 for the opposite, and ties on one side lower it."""
    assert 1 == pytest.approx(replay.kendall([1, 2, 3], [10, 20, 30]))
    assert -1 == pytest.approx(replay.kendall([1, 2, 3], [3, 2, 1]))
    assert (2 / 6**0.5) == pytest.approx(replay.kendall([1, 2, 3], [1, 2, 2]))
