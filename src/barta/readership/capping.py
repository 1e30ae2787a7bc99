"""Caps: how much of what a network says is believed, by its share of the pages that readers were given.

Carriers put millions of readers behind a few addresses, so that no fixed number a network is fair; and a
machine can send as many beacons as it likes. But pages are given by us: a network with a tenth of the page
reads may have up to `SLACK` tenths of a story's views, and any network that reads has `FLOOR` of each story.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

FLOOR = 2
"""Views of a story in a day that are believed of any network that read as many pages."""

SLACK = 2.0
"""How much more often than others a network's readers may come to one story."""

READS_A_VISIT = 2
"""Page reads beyond so many for each visit say nothing: reading without visiting is no merit."""

SEEN_DIRECTLY = 0.5
"""The least part of networks with page reads; below it a cache stands before us and gives the pages."""


class Network(NamedTuple):
    """What a network did in a day: story pages given to it, and visits counted of it."""

    reads: int
    visits: int


class Standing(NamedTuple):
    """What is believed of a network: so much of each story, and more by its share of page reads (0 to 1)."""

    floor: float
    share: float


class Visits(NamedTuple):
    """A network's visits of one story in a day, and the network's standing."""

    visits: int
    standing: Standing


def standings(networks: Mapping[int, Network]) -> dict[int, Standing]:
    """Return the standing of each network of a day.

    Where we see page reads ourselves, a network has at least as many of them as visits of any one story, and
    is believed no more. Behind a cache page reads are a sample, and a network without one is believed the
    floor.
    """
    weights = {one: min(n.reads, READS_A_VISIT * n.visits) for one, n in networks.items()}
    total = sum(weights.values())
    direct = seen_directly(networks.values())
    return {
        one: Standing(float(min(FLOOR, n.reads) if direct else FLOOR), weights[one] / total if total else 0.0)
        for one, n in networks.items()
    }


def seen_directly(networks: Iterable[Network]) -> bool:
    """Return whether most of the networks that visited were given pages by us.

    Networks are counted, not visits: one machine cannot change the answer.
    """
    visiting = [network.reads > 0 for network in networks if network.visits]
    return sum(visiting) >= SEEN_DIRECTLY * len(visiting)


def believed(visits: Iterable[Visits], certain: float = 0.0) -> float:
    """Return how many views of a story are believed: the least S, from below, with

        S = certain + Σ min(visits, floor + SLACK · share · S)

    `certain` are visits that need no cap. The right side grows with S ever more slowly, so that the networks
    reach their visits one after the other: between two of them S is a straight line's.
    """
    full = certain
    open_: list[tuple[float, Visits]] = []
    for one in visits:
        beyond = one.visits - one.standing.floor
        if beyond <= 0:
            full += one.visits
        else:
            slope = SLACK * one.standing.share
            open_.append((beyond / slope if slope else float("inf"), one))
    open_.sort()
    floors = sum(one.standing.floor for _, one in open_)
    slope = SLACK * sum(one.standing.share for _, one in open_)
    for reached_at, one in open_:
        if slope < 1 and (full + floors) / (1 - slope) <= reached_at:
            break
        if not full and not floors:
            return 0.0
        full += one.visits
        floors -= one.standing.floor
        slope -= SLACK * one.standing.share
    else:
        return full
    return (full + floors) / (1 - slope)
