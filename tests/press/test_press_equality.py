"""An incremental store and a rebuilt one hold the same, whatever happened on the way."""

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings
from press_samples import (
    Paper,
    asset,
    ending,
    everything,
    ident,
    person,
    rich_story,
    section,
    setting,
    story,
    topic,
)

from barta.edition import Ending

NUMBERS = st.integers(0, 5)
STORIES = st.builds(
    lambda number, kind, where, minute, headline, formerly: kind(
        number,
        section=ident("section", where),
        sections=(ident("section", (where + 1) % 4),),
        minute=minute,
        headline=f"শিরোনাম {headline}",
        slug=f"পথ-{headline}",
        formerly=tuple(f"/old/{path}" for path in sorted(formerly)),
    ),
    NUMBERS,
    st.sampled_from([story, rich_story]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.sets(st.integers(0, 2), max_size=2),
)
RECORDS = st.one_of(
    STORIES,
    STORIES,
    st.builds(ending, NUMBERS, st.sampled_from(["unpublish", "withdraw", "takedown"]), st.just("কারণ")),
    st.builds(
        lambda number, slug, parent: section(
            number, slug=f"s{slug}", name=f"নাম {slug}", parent=ident("section", parent) if parent else ""
        ),
        st.integers(0, 3),
        st.integers(0, 4),
        st.integers(0, 3),
    ),
    st.builds(lambda n, slug: person(n, slug=f"l{slug}", name=f"লেখক {slug}"), st.integers(0, 2), NUMBERS),
    st.builds(lambda n, slug: topic(n, slug=f"b{slug}", name=f"বিষয় {slug}"), st.integers(0, 1), NUMBERS),
    st.builds(lambda n, alt: asset(n, alt=f"ছবি {alt}"), st.integers(0, 1), NUMBERS),
    st.builds(lambda n: setting(name=f"দৈনিক {n}"), NUMBERS),
    st.builds(
        lambda kind, n: Ending(id=ident(kind, n), manner="remove"),
        st.sampled_from(["section", "person", "topic"]),
        st.integers(0, 2),
    ),
)
STEPS = st.lists(
    st.tuples(st.lists(RECORDS, min_size=1, max_size=6), st.sampled_from(["keep", "restart", "follow"])),
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, views=st.lists(st.tuples(NUMBERS, st.integers(1, 3)), max_size=4))
def test_an_incremental_store_equals_a_rebuilt_one(
    steps: list[tuple[list[object], str]], views: list[tuple[int, int]]
) -> None:
    """For equal record, code, clock and ranking both hold the same keys and values."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Paper(Path(folder) / "home")
        for number, count in views:
            paper.read(number, count)
        press = paper.press()
        try:
            press.catch_up()
            for payloads, then in steps:
                paper.record(*payloads)
                if then == "follow":
                    press.step()
                    continue
                press.catch_up()
                if then == "restart":
                    press.close()
                    press = paper.press()
            press.catch_up()
        finally:
            press.close()
        expected, actual = paper.rebuilt(), everything(paper.home)
        assert {} == {
            key: (expected.get(key), actual.get(key))
            for key in expected.keys() | actual.keys()
            if expected.get(key) != actual.get(key)
        }
