"""What the press makes of records."""

import re
from datetime import timedelta
from pathlib import Path

from press_samples import (
    Paper,
    ending,
    everything,
    ident,
    public_id,
    rich_story,
    section,
    story,
    text_of,
)
from press_samples import page as own_page

from barta.pagestore import Reader, path_key, story_key


def test_a_published_story_is_on_its_page_and_in_the_lists(paper: Paper) -> None:
    """A record becomes the story's page, and its card stands on the front and in its section."""
    paper.record(story(1), story(2))
    paper.catch_up()
    page = paper.page(1)
    assert page is not None
    assert "<h1>নদীর ধারে মেলা, খবর 1</h1>" in page
    assert "খবর 2" in page
    assert "খবর 1" in (paper.page("/") or "")
    assert "খবর 1" in (paper.page("/s1") or "")
    assert "খবর 1" not in (paper.page("/s2") or "").split("<section")[0]


def recipe(paper: Paper, key: bytes) -> tuple[str, list[str]]:
    """Return the header profile of a page and the names of its slots."""
    reader = Reader(paper.home / "store")
    try:
        page = reader.page(key)
        assert page is not None
        return page.profile, [part for part in page.parts if isinstance(part, str)]
    finally:
        reader.close()


def test_what_ends_a_page_is_one_slot(paper: Paper) -> None:
    """Many small segments would cost a reader a table of codes each."""
    paper.record(rich_story(1), own_page(1))
    paper.catch_up()
    section_front = f"section:{ident('section', 1)}"
    most_read = f"most-read:{ident('section', 1)}"
    related = f"related:{ident('section', 1)}"
    assert ("story", ["style", "masthead", "beacon", related, "tail"]) == recipe(
        paper, story_key(public_id(1))
    )
    assert ("html", ["style", "masthead", section_front, most_read, "tail"]) == recipe(paper, path_key("/s1"))
    assert ("story", ["style", "masthead", "footer"]) == recipe(paper, path_key("/amader-1"))
    front = ["style", "masthead", "front:top", "front:strips", "footer"]
    assert ("html", front) == recipe(paper, path_key("/"))


def test_the_lists_of_the_front_lie_between_its_zones(paper: Paper) -> None:
    """Both are inside its contents."""
    paper.record(section(2), *(story(n, section=ident("section", 1 + n // 10)) for n in range(1, 20)))
    paper.catch_up()
    page = paper.page("/") or ""
    places = [
        page.index(mark) for mark in ("<main", 'id="latest"', 'id="most-read"', 'id="strip-', "</main>")
    ]
    assert places == sorted(places)


def test_a_story_is_not_listed_on_its_own_page(paper: Paper) -> None:
    """The others move up: three of its section, four of the latest, five of what is read most."""
    paper.record(*(story(n) for n in range(1, 10)))
    paper.catch_up()
    for own in (9, 7, 5, 4, 3, 1):
        lists = (paper.page(own) or "").split('id="related"')[1]
        related, rest = lists.split('id="latest"')
        latest, read = rest.split('id="most-read"')
        shown = [re.findall(r"খবর (\d)<", part) for part in (related, latest, read)]
        others = [str(n) for n in range(9, 0, -1) if n != own]
        assert [others[:3], others[:4], others[:5]] == shown


def test_an_empty_ledger_gives_a_front_a_404_page_and_robots(paper: Paper) -> None:
    """A paper that has published nothing can still be visited."""
    paper.catch_up()
    assert (paper.page("/") or "").startswith("200\n")
    assert (paper.page("/robots.txt") or "").startswith("200\n")
    assert (paper.page("/ledger/heads.txt") or "").startswith("200\n")


def test_a_front_without_stories_says_so(paper: Paper) -> None:
    """An empty paper is not an empty page, and the first story takes the sentence's place."""
    paper.catch_up()
    assert "এখনো কোনো সংবাদ প্রকাশিত হয়নি" in (paper.page("/") or "")
    paper.record(story(1))
    paper.catch_up()
    assert "এখনো কোনো সংবাদ প্রকাশিত হয়নি" not in (paper.page("/") or "")


def test_a_story_out_of_its_section_is_under_the_parent_too(paper: Paper) -> None:
    """The list of a section holds the stories of the sections below it."""
    paper.record(section(3, parent=ident("section", 2)), story(1, section=ident("section", 3)))
    paper.catch_up()
    assert "খবর 1" in (paper.page("/s2") or "").split("<section")[0]


def test_a_withdrawn_story_is_gone_with_everything_that_named_it(paper: Paper) -> None:
    """Nothing of a withdrawn story, nor of what only it referred to, is left in the store."""
    paper.record(rich_story(1, headline="গোপন ক্যানারি", slug="ক্যানারি-পথ", formerly=("/old/ক্যানারি",)), story(9))
    paper.catch_up()
    assert "লেখক 1" in text_of(everything(paper.home))
    paper.record(ending(1, "withdraw", "ভুল তথ্য ছিল।"), occasion="withdraw")
    paper.catch_up()
    page = paper.page(1)
    assert page is not None and page.startswith("410\n") and "ভুল তথ্য ছিল।" in page
    text = text_of(everything(paper.home))
    for word in ("ক্যানারি", "লেখক 1", "বিষয় 1", "ছবি 1", "lekhok-1"):
        assert word not in text


def test_the_three_endings_of_a_story(paper: Paper) -> None:
    """Unpublished is not available now, withdrawn says why, taken down says nothing."""
    paper.record(story(1), story(2), story(3))
    paper.record(ending(1, "unpublish"), ending(2, "withdraw", "কারণ"), ending(3, "takedown", "কারণ"))
    paper.catch_up()
    assert ["404", "410", "410"] == [(paper.page(n) or "").split("\n")[0] for n in (1, 2, 3)]
    assert [False, True, False] == ["কারণ" in (paper.page(n) or "") for n in (1, 2, 3)]


def test_an_unpublished_story_may_return(paper: Paper) -> None:
    """A story that is published again has its page again."""
    paper.record(story(1))
    paper.record(ending(1, "unpublish"))
    paper.catch_up()
    paper.record(story(1))
    paper.catch_up()
    assert (paper.page(1) or "").startswith("200\n")


def test_an_old_address_leads_to_the_story_until_it_ends(paper: Paper) -> None:
    """Old addresses are 301s to the present path, and vanish with the story."""
    paper.record(story(1, formerly=("/archive/42",)))
    paper.catch_up()
    assert (paper.page("/archive/42") or "").startswith("301\n")
    paper.record(ending(1, "withdraw"))
    paper.catch_up()
    assert paper.page("/archive/42") is None


def test_applying_the_same_records_again_changes_nothing(paper: Paper) -> None:
    """A second pass over the ledger is without effect."""
    paper.record(rich_story(1), rich_story(2))
    paper.catch_up()
    before = everything(paper.home)
    paper.catch_up()
    with paper.press() as press:
        press.catch_up()
        assert press._printer is not None
        press._printer.apply(press._sources.follow(0, 100))
    before.pop(("meta", b"ranking"))
    after = everything(paper.home)
    after.pop(("meta", b"ranking"))
    assert before == after


def test_most_read_is_filled_from_the_week_and_then_from_the_latest(paper: Paper) -> None:
    """The list goes by 24 hours first, then by 7 days, then by time; ties by the newest."""
    paper.record(*(story(n) for n in range(1, 9)))
    paper.read(3, 5)
    paper.read(4, 5)
    paper.read(1, 9, timedelta(days=2))
    paper.catch_up()
    page = paper.page(8) or ""
    listed = page[page.index('id="most-read"') :]
    found = sorted(range(1, 8), key=lambda n: listed.find(f"খবর {n}<") if f"খবর {n}<" in listed else 10**9)
    assert [4, 3, 1, 7, 6] == found[:5]


def test_renaming_a_section_moves_its_stories_and_their_links(paper: Paper) -> None:
    """After a rename every page names the new address, and other stories link to it."""
    paper.record(rich_story(1), rich_story(2, section=ident("section", 2)))
    paper.catch_up()
    paper.record(section(2, slug="notun", name="নতুন নাম"), occasion="rename")
    paper.catch_up()
    assert paper.page("/s2") is None
    assert "নতুন নাম" in (paper.page("/notun") or "")
    assert f"/notun/{public_id(2)}" in (paper.page(1) or "").split('id="related"')[0]
    assert "/s2/" not in text_of(everything(paper.home))


def test_people_and_topics_have_pages_while_a_story_names_them(paper: Paper) -> None:
    """A byline leads somewhere: to a page with the stories of that person."""
    paper.record(rich_story(1))
    paper.catch_up()
    assert "খবর 1" in (paper.page("/people/lekhok-1") or "")
    assert "খবর 1" in (paper.page("/topics/bishoy-1") or "")
    assert paper.page("/people/lekhok-2") is None


def test_the_date_changes_at_midnight_in_dhaka_without_the_press(paper: Paper) -> None:
    """Mastheads are written fourteen days ahead."""
    paper.catch_up()
    assert "১৪ এপ্রিল" in (paper.page("/") or "")
    paper.now += timedelta(hours=12, minutes=1)
    assert "১৫ এপ্রিল" in (paper.page("/") or "")


def test_the_press_follows_a_ledger_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    """Ledger, views and reports may all lie in one PostgreSQL database."""
    paper = Paper(tmp_path / "home", postgres_url)
    paper.record(section(1), story(1), story(2))
    paper.read(1, 3)
    paper.catch_up()
    assert "খবর 1</h1>" in (paper.page(1) or "")
    assert paper.rebuilt() == everything(paper.home)
