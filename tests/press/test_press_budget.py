"""What a publication costs the page store: a fixed number of writes, whatever the size of the paper."""

import pytest
from press_samples import Paper, asset, ending, person, rich_story, section, setting, story, topic

from barta.press import Press

OWN_PLAIN = 1 + 1 + 1 + 1
"""Page, row, public id, and the card that the search shows."""

TURN = 5 + 1
"""What ends the pages, both halves of the front, order of all, seq; what is left to be derived."""


def writes_of(paper: Paper, press: Press, payload: object, occasion: str = "publish") -> int:
    """Return how many values the publication of `payload` changes."""
    paper.record(payload, occasion=occasion)
    press.step()
    return press.writes


@pytest.fixture
def filled(paper: Paper) -> Paper:
    """A paper with two hundred stories."""
    paper.record(*(story(number) for number in range(100, 300)))
    paper.catch_up()
    return paper


@pytest.mark.parametrize("size", [100, 20_000])
def test_a_publication_costs_the_same_in_a_small_and_in_a_large_paper(paper: Paper, size: int) -> None:
    """Besides its own and the turn's: the section's order twice, its related list and its front."""
    paper.record(*(story(number) for number in range(size)))
    with paper.press() as press:
        press.rebuild()
        press.step()
        assert OWN_PLAIN + TURN + 4 == writes_of(paper, press, story(90_000, minute=40_000))


def test_a_publication_with_person_topic_and_picture_stays_within_its_budget(filled: Paper) -> None:
    """At most 12 beyond its own and 3 for each section, person and topic, the first time they are named."""
    with filled.press() as press:
        press.catch_up()
        own = OWN_PLAIN + 3  # Also the picture's own rows and the link's.
        assert own + 12 + 3 * 3 >= writes_of(filled, press, rich_story(90_000, minute=4000))
        assert own + 12 + 3 * 3 >= writes_of(filled, press, rich_story(90_006, minute=4001))


def test_a_correction_of_an_old_story_writes_its_own_page_and_row_only(filled: Paper) -> None:
    """No list of the turn shows it, so none is written: page, row, card, seq, what is left to be derived."""
    with filled.press() as press:
        press.catch_up()
        changed = story(101, headline="শুধু শিরোনাম বদলেছে", short_headline="খবর 101")
        assert 5 == writes_of(filled, press, changed, "minor")


def test_a_withdrawal_stays_within_the_budget(filled: Paper) -> None:
    """It leaves every list at once, and the day, the section's month, the sitemaps and six feeds as well."""
    with filled.press() as press:
        press.catch_up()
        assert 13 + 10 >= writes_of(filled, press, ending(299, "withdraw", "কারণ"), "withdraw")


def test_a_rename_marks_the_stories_in_one_write_each_list(paper: Paper) -> None:
    """Fronts and lists are made at once, the stories' pages wait in the dirty set, new records overtake."""
    paper.record(setting(), section(1), person(1), topic(1), asset(1))
    paper.record(*(story(number) for number in range(600)))
    paper.catch_up()
    with paper.press() as press:
        press.catch_up()
        paper.record(section(1, slug="notun", name="নতুন"), occasion="rename")
        press.step()
        assert "/notun/" in (paper.page("/") or "")
        waiting = [number for number in range(600) if "/notun" not in (paper.page(number) or "")[:900]]
        assert waiting
        paper.record(story(9000, minute=5000))
        press.step()
        assert "খবর 9000" in (paper.page(9000) or "")
        assert press.catch_up()
    assert all("/notun" in (paper.page(number) or "")[:900] for number in waiting)
