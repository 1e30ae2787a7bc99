"""Figures: what was measured, beside the baseline of the same run."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured value; `base` is what the baseline `against` came to in the same run and unit.

    Where many were measured, `value` is their median and `spread` their 95th percentile and maximum.
    """

    key: str
    what: str
    value: float
    unit: str
    base: float | None = None
    against: str = ""
    spread: tuple[float, float] | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the baseline the value is; None without a baseline."""
        return self.value / self.base if self.base else None

    def numbers(self) -> dict[str, float]:
        """Return the measured numbers by key."""
        named = dict(zip(("p95", "max"), self.spread or (), strict=False))
        found = {self.key: self.value, **{f"{self.key}_{name}": value for name, value in named.items()}}
        return {key: round(value, 4) for key, value in found.items()}


def milliseconds(key: str, what: str, seconds: Sequence[float], base: float, against: str) -> Figure:
    """Return median, 95th percentile and maximum of `seconds`, against `base` seconds, in ms."""
    ordered = sorted(1000 * one for one in seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return Figure(f"{key}_ms", what, median(ordered), "ms", 1000 * base, against, (p95, ordered[-1]))


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines in columns: what, value, baseline, ratio."""
    rows = [("what", "value", "", "p95", "max", "baseline", "ratio")]
    for figure in figures:
        base = f"{_short(figure.base)} {figure.against}" if figure.base is not None else ""
        ratio = f"{figure.ratio:.3g}x" if figure.ratio is not None else ""
        p95, worst = map(_short, figure.spread) if figure.spread else ("", "")
        rows.append((figure.what, _short(figure.value), figure.unit, p95, worst, base, ratio))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (f"{cell:{'>' if at in (1, 3, 4) else '<'}{widths[at]}}" for at, cell in enumerate(row))
    return "  ".join(cells).rstrip()


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
