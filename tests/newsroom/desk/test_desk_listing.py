"""The list of stories: states in words, times in Bangla digits, a fixed number of queries."""

from datetime import timedelta
from typing import Any

import pytest
from desk_people import Newsroom, url


def listed(newsroom: Newsroom, query: str = "") -> str:
    """Return the list as the news editor sees it."""
    return str(newsroom.client("editor").get(url("list") + query).content.decode())


def fill(newsroom: Newsroom) -> dict[str, Any]:
    """Return one story in every state."""
    from django.utils import timezone

    from barta.newsroom.actions import Publish, Withdraw

    stories = {name: newsroom.draft(headline=f"খবর {name}") for name in ("খসড়া", "নির্ধারিত")}
    stories["অপেক্ষায়"] = newsroom.submitted(headline="খবর অপেক্ষায়")
    stories["প্রকাশিত"] = newsroom.live(headline="খবর প্রকাশিত")
    stories["বদলানো"] = newsroom.live(headline="খবর বদলানো")
    stories["বদলানো"].save_revision(clean=False)
    stories["প্রত্যাহৃত"] = newsroom.live(headline="খবর প্রত্যাহৃত")
    Withdraw(stories["প্রত্যাহৃত"], public_note="ভুল ছিল।").execute()
    scheduled = stories["নির্ধারিত"]
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    Publish(scheduled, scheduled.save_revision(clean=False)).execute()
    return stories


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", {"খসড়া"}),
        ("waiting", {"অপেক্ষায়"}),
        ("scheduled", {"নির্ধারিত"}),
        ("live", {"প্রকাশিত", "বদলানো"}),
        ("changed", {"বদলানো"}),
        ("ended", {"প্রত্যাহৃত"}),
    ],
)
def test_the_list_is_narrowed_by_state(newsroom: Newsroom, state: str, expected: set[str]) -> None:
    """Each state finds its stories and no others."""
    stories = fill(newsroom)
    page = listed(newsroom, f"?state={state}")
    assert expected == {name for name in stories if f"খবর {name}" in page}


def test_every_state_is_said_in_words(newsroom: Newsroom) -> None:
    """An editor reads how each story stands."""
    fill(newsroom)
    page = listed(newsroom)
    for words in ("খসড়া", "সম্পাদনায়", "নির্ধারিত", "প্রকাশিত", "প্রকাশিত + নতুন খসড়া", "প্রত্যাহৃত"):
        assert words in page, words


def test_times_are_printed_in_bangla_digits(newsroom: Newsroom) -> None:
    """The publication's moment is Dhaka's, in the paper's own digits."""
    from barta.bangla import stamp

    story = newsroom.live()
    assert stamp(story.published_at) in listed(newsroom)


def test_a_longer_list_costs_no_more_queries(newsroom: Newsroom) -> None:
    """Bylines, states and sections are fetched for the whole page at once."""
    from newsroom_samples import Statements

    newsroom.live(headline="খবর এক")
    listed(newsroom)
    counts = []
    for number in ("দুই", "তিন", "চার", "পাঁচ"):
        story = newsroom.live(headline=f"খবর {number}")
        story.bylines.create(person=newsroom.person, printed="রূপা সেন") if not story.live else None
        with Statements() as statements:
            listed(newsroom)
        counts.append(statements.count)
    assert counts == [counts[0]] * 4


def test_the_list_is_searched_by_headline(newsroom: Newsroom) -> None:
    """A word of the headline finds the story."""
    newsroom.draft(headline="রূপগাঁয়ের আলোর মেলা")
    newsroom.draft(headline="ঘাটের নতুন সেতু")
    page = listed(newsroom, "?q=আলোর")
    assert (True, False) == ("আলোর মেলা" in page, "ঘাটের নতুন সেতু" in page)
