"""A network is believed by its share of page reads: carriers are not erased, and a machine moves nothing."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from barta.readership.capping import FLOOR, SLACK, Network, Standing, Visits, believed, standings

SHARES = st.lists(st.integers(0, 50), min_size=1, max_size=8)
COUNTS = st.integers(0, 5000)


@st.composite
def stories(draw: st.DrawFn) -> list[Visits]:
    """Return a story's visits by networks whose shares are at most 1 together."""
    weights = draw(SHARES)
    total = sum(weights) + draw(st.integers(0, 20)) or 1
    floors = st.sampled_from([0, 1, FLOOR])
    return [Visits(draw(COUNTS), Standing(float(draw(floors)), weight / total)) for weight in weights]


def step(visits: Sequence[Visits], total: float) -> float:
    """Return the right side of the equation that the believed views solve."""
    return sum(min(one.visits, one.standing.floor + SLACK * one.standing.share * total) for one in visits)


@given(stories())
@example([Visits(5, Standing(0.0, 1.0))])
@example([Visits(100, Standing(2.0, 0.5)), Visits(7, Standing(2.0, 0.5))])
def test_what_is_believed_is_the_least_fixed_point(visits: list[Visits]) -> None:
    """It solves the equation, and counting up from nothing never passes it."""
    found = believed(visits)
    assert found == pytest.approx(step(visits, found), abs=1e-6, rel=1e-9)
    total = 0.0
    for _ in range(200):
        total = step(visits, total)
        assert total <= found + 1e-6 * max(1.0, found)


@given(stories())
def test_counting_up_from_the_floors_arrives_there(visits: list[Visits]) -> None:
    """The sum that comes of believing each network a little more, round by round, is the one computed."""
    assume(all(one.standing.share < 0.3 or one.visits < 300 for one in visits))
    total = 0.0
    for _ in range(20_000):
        total, before = step(visits, total), total
        if total - before <= 1e-9:
            break
    else:
        assume(False)
    assert believed(visits) == pytest.approx(total, rel=1e-4, abs=1e-3)


@given(stories(), st.data())
def test_more_visits_are_never_believed_less(visits: list[Visits], data: st.DataObject) -> None:
    """Who adds readers to a story, under whatever network, does not lower it."""
    place = data.draw(st.integers(0, len(visits) - 1))
    more = [*visits]
    more[place] = more[place]._replace(visits=more[place].visits + data.draw(COUNTS))
    assert believed(more) >= believed(visits) * (1 - 1e-12)


@given(stories(), st.randoms())
def test_the_order_of_networks_makes_no_difference(visits: list[Visits], chance: Random) -> None:
    """Nodes and databases that give the rows in another order rank alike."""
    shuffled = [*visits]
    chance.shuffle(shuffled)
    assert believed(visits) == pytest.approx(believed(shuffled), rel=1e-12)


@given(stories())
def test_nobody_is_believed_more_than_was_said(visits: list[Visits]) -> None:
    """A cap only takes away."""
    assert believed(visits) <= sum(one.visits for one in visits) * (1 + 1e-12)


@given(stories(), st.integers(0, 10**7))
def test_a_network_without_page_reads_adds_at_most_the_floor(visits: list[Visits], forged: int) -> None:
    """However many visits it claims; what others have through it grows no further than their caps allow."""
    settled = [one._replace(visits=min(one.visits, int(one.standing.floor))) for one in visits]
    unread = Visits(forged, Standing(float(FLOOR), 0.0))
    assert believed([*settled, unread]) <= believed(settled) + FLOOR + 1e-9
    unbelieved = unread._replace(standing=Standing(0.0, 0.0))
    assert believed([*visits, unbelieved]) == pytest.approx(believed(visits))


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_single_network_is_never_capped(reads: int, visits: int) -> None:
    """A paper that is read in one town, behind one address, has its readers."""
    alone = standings({1: Network(reads, visits)})
    assume(reads >= FLOOR)
    assert visits == believed([Visits(visits, alone[1])])


@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(1, 9))
def test_networks_that_read_alike_are_not_capped(sizes: list[int], part: int) -> None:
    """Whatever their sizes, and whichever part of their readers opens the story."""
    networks = {number: Network(10 * size, 10 * size) for number, size in enumerate(sizes)}
    known = standings(networks)
    story = [Visits(part * size, known[number]) for number, size in enumerate(sizes)]
    assert sum(part * size for size in sizes) == pytest.approx(believed(story))


def test_page_reads_without_visits_are_no_merit() -> None:
    """A robot that reads everything has no share in what is believed."""
    known = standings({1: Network(100, 100), 2: Network(100_000, 0), 3: Network(100, 1)})
    assert {1: 100 / 102, 2: 0.0, 3: 2 / 102} == {one: found.share for one, found in known.items()}


def test_a_network_that_read_nothing_is_believed_nothing_where_we_see_the_reads() -> None:
    """A beacon comes from a page, and a page from us."""
    known = standings({1: Network(9, 9), 2: Network(1, 1), 3: Network(0, 1_000_000)})
    assert [FLOOR, 1, 0] == [known[one].floor for one in (1, 2, 3)]


def test_behind_a_cache_every_network_is_believed_the_floor() -> None:
    """Where a cache gives the pages, page reads are a sample of the readers."""
    known = standings({1: Network(3, 90), 2: Network(0, 4), 3: Network(0, 2), 4: Network(0, 1)})
    assert [FLOOR] * 4 == [known[one].floor for one in (1, 2, 3, 4)]


def test_one_machine_cannot_pass_for_a_cache() -> None:
    """Which it is, is asked of the networks, each with one voice."""
    readers = {number: Network(2, 2) for number in range(10)}
    assert 0 == standings({**readers, 99: Network(0, 10**9)})[99].floor


def test_no_visits_are_no_views() -> None:
    """A story that nobody has read has nothing to be believed."""
    assert 0 == believed([])
    assert {} == standings({})
