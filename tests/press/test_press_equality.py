"""An incremental store and a rebuilt one hold the same, whatever happened on the way."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings
from press_samples import (
    NOON,
    Paper,
    asset,
    breaking,
    ending,
    everything,
    front,
    ident,
    page,
    person,
    pin,
    rich_story,
    section,
    setting,
    story,
    topic,
)

from barta.bangla import DHAKA
from barta.edition import Ending
from barta.press import quarantine

NUMBERS = st.integers(0, 5)
# Ends of days, months and years of both calendars, the change of the Bangla one, and the day before it began.
INSTANTS = st.one_of(
    st.integers(0, 3).map(lambda minute: NOON - timedelta(days=3) + timedelta(minutes=minute)),
    st.sampled_from(
        [
            datetime.fromisoformat(text).replace(tzinfo=DHAKA)
            for text in (
                "1987-04-13T23:59",
                "1987-04-14T00:00",
                "2019-10-15T12:00",
                "2019-10-16T12:00",
                "2019-10-17T12:00",
                "2030-12-31T23:59",
                "2031-01-01T00:00",
                "2031-02-28T12:00",
                "2031-03-14T23:59",
                "2031-03-15T00:00",
                "2031-04-13T23:59",
                "2031-04-14T00:00",
            )
        ]
    ),
)
ENDS = st.sampled_from([None, *(NOON + timedelta(hours=hours) for hours in (-30, -1, 1, 30, 400))])
PINS = st.lists(st.builds(pin, NUMBERS, ENDS), max_size=3).map(tuple)
STORIES = st.builds(
    lambda number, kind, where, published, headline, formerly: kind(
        number,
        section=ident("section", where),
        sections=(ident("section", (where + 1) % 4),),
        published=published,
        headline=f"শিরোনাম {headline}",
        slug=f"পথ-{headline}",
        formerly=tuple(sorted(formerly)),
    ),
    NUMBERS,
    st.sampled_from([story, rich_story]),
    st.integers(0, 3),
    INSTANTS,
    st.integers(0, 3),
    st.sets(st.sampled_from(["/old/1", "/old/2", "/archive/2031/04/11", "/s1/archive"]), max_size=2),
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
    st.builds(
        lambda n, slug, portrait: person(
            n, slug=f"l{slug}", name=f"লেখক {slug}", asset=ident("asset", portrait) if portrait else ""
        ),
        st.integers(0, 2),
        NUMBERS,
        st.integers(0, 2),
    ),
    st.builds(lambda n, slug: topic(n, slug=f"b{slug}", name=f"বিষয় {slug}"), st.integers(0, 1), NUMBERS),
    st.builds(lambda n, alt: asset(n, alt=f"ছবি {alt}"), st.integers(0, 2), NUMBERS),
    st.builds(
        lambda n, edition: setting(name=f"দৈনিক {n}", edition=edition), NUMBERS, st.sampled_from(["bd", "wb"])
    ),
    st.builds(
        lambda n, slug: page(n, slug=slug, title=f"পাতা {slug}"),
        st.integers(0, 2),
        st.sampled_from(["s1", "about", "contact", "search", "corrections-policy"]),
    ),
    st.builds(
        lambda lead, top, pictures, strips, opinion, bar: front(
            lead=lead,
            top=top,
            pictures=pictures,
            strips=tuple(ident("section", number) for number in strips),
            opinion=ident("section", opinion) if opinion else "",
            breaking=breaking("জরুরি খবর", *bar) if bar else None,
        ),
        PINS,
        PINS,
        PINS,
        st.lists(st.integers(0, 3), max_size=2, unique=True),
        st.integers(0, 3),
        st.none() | st.tuples(ENDS.filter(bool), NUMBERS),
    ),
    st.builds(
        lambda kind, n: Ending(id=ident(kind, n), manner="remove"),
        st.sampled_from(["section", "person", "topic", "page"]),
        st.integers(0, 2),
    ),
)
STEPS = st.lists(
    st.tuples(
        st.lists(RECORDS, min_size=1, max_size=6), st.sampled_from(["keep", "restart", "follow", "read"])
    ),
    max_size=6,
)
VIEWS = st.lists(
    st.tuples(
        NUMBERS, st.integers(1, 3), st.sampled_from([timedelta(hours=1), timedelta(days=3)]), st.booleans()
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, views=VIEWS)
def test_an_incremental_store_equals_a_rebuilt_one(
    steps: list[tuple[list[object], str]], views: list[tuple[int, int, timedelta, bool]]
) -> None:
    """For equal record, code, clock and ranking both hold the same keys and values."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Paper(Path(folder) / "home")
        for number, count, ago, old in views:
            paper.read(number, count, ago, old=old)
        press = paper.press()
        try:
            press.catch_up()
            for payloads, then in steps:
                paper.record(*payloads)
                if then == "read":
                    # The ranking of another minute comes between records.
                    paper.now += timedelta(minutes=1)
                    paper.read(len(payloads) % 6, 2 * len(payloads), old=False)
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
        assert () == quarantine(paper.home / "press")
        assert {} == {
            key: (expected.get(key), actual.get(key))
            for key in expected.keys() | actual.keys()
            if expected.get(key) != actual.get(key)
        }
