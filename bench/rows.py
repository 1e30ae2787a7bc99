"""Rows: what one way of serving came to, and what the ratios between them are meant to be."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple


class Row(NamedTuple):
    """One way of serving: medians of the rounds, and for each figure the least and the most of a round."""

    name: str
    stories: int
    cpu_us: float
    rps: float
    p50_ms: float
    p99_ms: float
    pss_mb: float
    spread: Mapping[str, tuple[float, float]]

    def written(self) -> dict[str, object]:
        """Return the row as it stands in the file of results."""
        fields = ("cpu_us", "rps", "p50_ms", "p99_ms", "pss_mb")
        return {"name": self.name, "stories": self.stories} | {
            name: round(getattr(self, name), 3) for name in fields
        }


class Aim(NamedTuple):
    """A ratio or difference of one run, and the most or least that it may be."""

    what: str
    value: float
    limit: float
    most: bool = True

    @property
    def met(self) -> bool:
        """Whether it is as it should be."""
        return self.value <= self.limit if self.most else self.value >= self.limit


class Rounds:
    """What each round of one way of serving came to."""

    def __init__(self, name: str, stories: int) -> None:
        self.name = name
        self.stories = stories
        self.cpu: list[float] = []
        self.rps: list[float] = []
        self.p50: list[float] = []
        self.p99: list[float] = []
        self.pss = 0.0

    def latencies(self, seconds: Sequence[float]) -> None:
        """Take in the answers of one round."""
        ordered = sorted(1000 * one for one in seconds)
        self.p50.append(ordered[len(ordered) // 2])
        self.p99.append(ordered[int(len(ordered) * 0.99)])

    def row(self) -> Row:
        """Return the medians."""
        named = {"cpu_us": self.cpu, "rps": self.rps, "p50_ms": self.p50, "p99_ms": self.p99}
        middle = {name: median(values) if values else 0.0 for name, values in named.items()}
        spread = {name: (min(values), max(values)) for name, values in named.items() if values}
        return Row(self.name, self.stories, pss_mb=self.pss, spread=spread, **middle)


def table(rows: Iterable[Row]) -> str:
    """Return the rows in columns: CPU first, with the least and the most of a round."""
    head = ("", "stories", "CPU us", "min-max", "req/s", "min-max", "p50 ms", "p99 ms", "min-max", "PSS MB")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(f"{cell:{'<' if at == 0 else '>'}{widths[at]}}" for at, cell in enumerate(line)).rstrip()
        for line in lines
    )


def aims(rows: Iterable[Row]) -> list[Aim]:
    """Return the ratios that are asked for, as far as the rows for them are there."""
    by = {row.name: row for row in rows}
    found: list[Aim] = []
    if {"barta-hot", "barta-tail", "granian-empty"} <= by.keys():
        empty = by["granian-empty"].cpu_us
        found += [
            Aim("barta-hot - granian-empty, CPU us", by["barta-hot"].cpu_us - empty, 10),
            Aim("barta-tail - granian-empty, CPU us", by["barta-tail"].cpu_us - empty, 12),
        ]
    if {"barta-tail", "nginx-tail"} <= by.keys():
        ours, theirs = by["barta-tail"], by["nginx-tail"]
        found += [
            Aim("barta-tail / nginx-tail, CPU", ours.cpu_us / theirs.cpu_us, 1.2),
            Aim("barta-tail / nginx-tail, requests/s", ours.rps / theirs.rps, 1.2, most=False),
        ]
    if {"barta-tail", "barta-tail-changing"} <= by.keys():
        changing, still = by["barta-tail-changing"], by["barta-tail"]
        found.append(Aim("barta-tail-changing / barta-tail, CPU", changing.cpu_us / still.cpu_us, 1.1))
    return found


def said(found: Iterable[Aim]) -> str:
    """Return a line for each aim: what it came to, what it should be, and whether it is."""
    return "\n".join(
        f"{aim.what:<45} {aim.value:8.2f}   {'at most' if aim.most else 'at least'} {aim.limit:g}"
        f"   {'met' if aim.met else 'MISSED'}"
        for aim in found
    )


def _cells(row: Row) -> tuple[str, ...]:
    def between(name: str, digits: int) -> str:
        least, most = row.spread.get(name, (0.0, 0.0))
        return f"{least:,.{digits}f}-{most:,.{digits}f}"

    return (
        row.name,
        f"{row.stories:,}",
        f"{row.cpu_us:.1f}",
        between("cpu_us", 1),
        f"{row.rps:,.0f}",
        between("rps", 0),
        f"{row.p50_ms:.2f}",
        f"{row.p99_ms:.2f}",
        between("p99_ms", 2),
        f"{row.pss_mb:.1f}",
    )
