"""What is read most: of the whole paper, of each section, in 24 hours and in 7 days."""

import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from press_samples import (
    Paper,
    asset,
    ending,
    everything,
    ident,
    public_id,
    rich_story,
    section,
    setting,
    story,
    topic,
)

from barta import readership
from barta.press import Press
from barta.readership import Ranking

PATH = "/most-read"
NOTHING = "গত সাত দিনে কোনো খবর পড়ার হিসাব এখনো নেই"
Reads = Sequence[tuple[int, int]]


def ranking(paper: Paper, day: Reads, week: Reads = (), *, old: Iterable[int] = ()) -> Ranking:
    """Return a ranking of the paper's moment: story numbers and reads, those `old` named by their ids."""

    def counts(reads: Reads) -> tuple[tuple[str, int], ...]:
        ordered = sorted(reads, key=lambda read: -read[1])
        return tuple((ident("story", n) if n in old else public_id(n), count) for n, count in ordered)

    return Ranking(paper.now, counts(day), counts(week or day))


def show(press: Press, shown: Ranking) -> None:
    """Have a press that has caught up take in a ranking at once, as it does within a minute."""
    readership.save_ranking(press._sources.readership, shown)
    assert press._printer is not None
    press._printer.ranking = press._views.rank()
    press._printer.tick()


def follow(press: Press) -> None:
    """Have a press do what there is to do; the ranking stays the one that was shown."""
    while press.step():
        pass


@pytest.fixture
def press(paper: Paper) -> Iterable[Press]:
    """A press of a paper with nine stories, the odd ones in section 1, the even ones in section 2."""
    paper.record(*(story(n, section=ident("section", 2 - n % 2)) for n in range(1, 10)))
    with paper.press() as started:
        started.catch_up()
        paper.now += timedelta(minutes=1)
        yield started


def numbers(html: str) -> list[int]:
    """Return the numbers of the stories that a piece of a page names, in their order."""
    return [int(number) for number in re.findall(r"খবর (\d+)<", html)]


def zone(paper: Paper, name: str, path: str = PATH) -> list[int]:
    """Return the stories of the list whose heading has the id `name`."""
    page = paper.page(path) or ""
    return numbers(page.split(f'id="{name}"')[1].split("</section>")[0]) if f'id="{name}"' in page else []


def of_section(paper: Paper, number: int) -> list[int]:
    """Return what the front of a section says is read most in it."""
    return zone(paper, "section-most-read", f"/s{number}")


def test_the_page_lists_24_hours_and_7_days_each_by_its_own_reads(paper: Paper, press: Press) -> None:
    """Neither list is filled from anywhere else, and equals go by the newest."""
    show(press, ranking(paper, [(2, 9), (5, 4), (3, 4)], [(2, 9), (8, 40), (5, 4), (3, 7)]))
    assert [[2, 5, 3], [8, 2, 3, 5]] == [zone(paper, "day"), zone(paper, "week")]


def test_a_ranking_may_name_stories_by_their_ids_too(paper: Paper, press: Press) -> None:
    """Old counts go by id, new ones by public id; a story that has both is counted together, once."""
    known = Ranking(
        paper.now,
        ((public_id(1), 5), (ident("story", 2), 4), (ident("story", 3), 3), (public_id(3), 3), ("nobody", 2)),
        ((public_id(1), 5),),
    )
    show(press, known)
    assert [[3, 1, 2], [1]] == [zone(paper, "day"), zone(paper, "week")]


def test_the_lists_end_with_the_twentieth(paper: Paper) -> None:
    """However many stories are read."""
    paper.record(*(story(n) for n in range(1, 40)))
    with paper.press() as press:
        press.catch_up()
        paper.now += timedelta(minutes=1)
        show(press, ranking(paper, [(n, n) for n in range(1, 40)]))
    assert [list(range(39, 19, -1))] * 2 == [zone(paper, "day"), zone(paper, "week")]
    assert list(range(39, 34, -1)) == of_section(paper, 1)


def test_a_row_has_its_place_section_time_and_picture(paper: Paper) -> None:
    """Like the rows of archives, in an ordered list that the style sheet numbers in Bangla."""
    paper.record(rich_story(1), topic(1), asset(1))
    with paper.press() as press:
        press.catch_up()
        paper.now += timedelta(minutes=1)
        show(press, ranking(paper, [(1, 3)]))
    day = (paper.page(PATH) or "").split('id="day"')[1].split("</section>")[0]
    assert 1 == day.count("<ol>")
    for expected in ('class="card ranked"', "<picture>", '<a href="/s1">বিভাগ 1</a>', "<time datetime="):
        assert expected in day


def test_a_section_lists_its_own_of_24_hours_filled_from_7_days(paper: Paper, press: Press) -> None:
    """What nobody read stands nowhere, however new it is."""
    show(press, ranking(paper, [(1, 2), (4, 9)], [(1, 2), (3, 1), (5, 8), (4, 9)]))
    assert [[1, 5, 3], [4]] == [of_section(paper, 1), of_section(paper, 2)]


def test_a_section_that_nobody_read_has_no_such_list(paper: Paper, press: Press) -> None:
    """Nothing is made up: neither on its front nor on the page; the list of the whole paper is filled up."""
    show(press, ranking(paper, [(1, 2)]))
    assert "section-most-read" not in (paper.page("/s2") or "")
    assert ["/s1"] == re.findall(r'<h3 id="section-\d"><a href="(.*?)"', paper.page(PATH) or "")
    assert [1, 9, 8, 7, 6] == zone(paper, "most-read", "/s2")


def test_what_is_read_below_a_section_is_read_in_it(paper: Paper, press: Press) -> None:
    """A parent's list holds what is read in the sections below it, and in those a story stands in besides."""
    paper.record(section(3, parent=ident("section", 2)), section(4))
    paper.record(story(10, section=ident("section", 3), sections=(ident("section", 4),)))
    follow(press)
    show(press, ranking(paper, [(10, 5), (2, 9), (1, 7)]))
    assert [[1], [2, 10], [10], [10]] == [of_section(paper, number) for number in range(1, 5)]


def test_the_page_shows_the_sections_of_the_menu_in_its_order(paper: Paper, press: Press) -> None:
    """Each with its first five, as on its own front."""
    paper.record(setting(menu=(ident("section", 2), ident("section", 1))))
    show(press, ranking(paper, [(n, 20 - n) for n in range(1, 10)]))
    follow(press)
    page = paper.page(PATH) or ""
    assert ["/s2", "/s1"] == re.findall(r'<h3 id="section-\d"><a href="(.*?)"', page)
    assert [[2, 4, 6, 8], [1, 3, 5, 7, 9]] == [zone(paper, "section-1"), zone(paper, "section-2")]


def test_a_paper_that_nobody_has_read_says_so(paper: Paper, press: Press) -> None:
    """The page is there from the first day, with nothing made up and a way on."""
    for page in (paper.page(PATH) or "", Paper(paper.home.parent / "empty")):
        if isinstance(page, Paper):
            page.catch_up()
            page = page.page(PATH) or ""
        assert page.startswith("200\n")
        assert NOTHING in page
        assert [] == numbers(page.split("<main")[1].split("</main>")[0])
        assert "#day" not in page


def test_a_day_without_readers_says_so_above_the_week(paper: Paper, press: Press) -> None:
    """Only what there is can be jumped to."""
    show(press, Ranking(paper.now, (), ((public_id(3), 2),)))
    page = paper.page(PATH) or ""
    assert "গত ২৪ ঘণ্টায় কোনো খবর পড়ার হিসাব এখনো নেই" in page
    assert [[], [3]] == [zone(paper, "day"), zone(paper, "week")]
    assert {"#main", "#day", "#week", "#sections"} >= set(re.findall(r'href="(#.*?)"', page))
    assert NOTHING not in page


def test_the_lists_lead_to_the_page(paper: Paper, press: Press) -> None:
    """From the heading of the paper's list wherever it stands, and from that of a section."""
    show(press, ranking(paper, [(1, 2)]))
    for path, links in (("/", 1), ("/s1", 2), ("/s2", 1)):
        assert links == (paper.page(path) or "").count('<a href="/most-read">')
    assert 'id="most-read"><a href="/most-read">' in (paper.page(1) or "")


def test_no_section_takes_the_address_over(paper: Paper) -> None:
    """A section with that name has no front."""
    paper.record(section(4, slug="most-read"), story(1, section=ident("section", 4)))
    paper.catch_up()
    assert NOTHING in (paper.page(PATH) or "")


def test_it_is_in_no_sitemap(paper: Paper, press: Press) -> None:
    """It changes with each minute and holds nothing of its own."""
    assert [] == [
        path for path in ("/sitemap.xml", "/sitemaps/pages.xml") if "most-read" in (paper.page(path) or "")
    ]


@pytest.mark.parametrize("manner", ["unpublish", "withdraw", "takedown"])
def test_what_ends_leaves_every_list_in_its_own_turn(paper: Paper, press: Press, manner: str) -> None:
    """The others move up, and a section that has lost its only one loses its list."""
    show(press, ranking(paper, [(1, 9), (4, 5), (3, 2)], old=[1]))
    paper.record(ending(1, manner, "কারণ"), ending(4, manner, "কারণ"), occasion=manner)
    follow(press)
    assert [[3], [3], [3]] == [zone(paper, "day"), zone(paper, "week"), of_section(paper, 1)]
    assert "section-most-read" not in (paper.page("/s2") or "")
    assert public_id(4) not in (paper.page(PATH) or "")


def test_a_story_that_moves_is_read_where_it_is_now(paper: Paper, press: Press) -> None:
    """Its headline follows as well, in the turn of its own record, and it may come back."""
    show(press, ranking(paper, [(1, 9), (2, 5)]))
    paper.record(story(1, section=ident("section", 2), short_headline="খবর 101"))
    follow(press)
    assert [[], [101, 2], [101, 2]] == [of_section(paper, 1), of_section(paper, 2), zone(paper, "day")]
    paper.record(story(1))
    follow(press)
    assert [[1], [2]] == [of_section(paper, 1), of_section(paper, 2)]


def test_a_story_that_is_ranked_before_it_is_printed_stands_there_once_it_is(
    paper: Paper, press: Press
) -> None:
    """Where another node is ahead of this one, its readers are too."""
    show(press, ranking(paper, [(20, 9), (1, 5)]))
    assert [1] == of_section(paper, 1)
    paper.record(story(20))
    follow(press)
    assert [20, 1] == of_section(paper, 1)


def test_an_undone_turn_leaves_nothing_behind(paper: Paper, press: Press) -> None:
    """What a turn saw of a story that did not come about after all is not shown by the next."""
    show(press, ranking(paper, [(1, 9), (3, 5)]))
    printer = press._printer
    assert printer is not None

    def fail(turn: object) -> None:
        turn.replace_row(ident("story", 1), turn.desk.row(ident("story", 1)), None)  # type: ignore[attr-defined]
        printer._finish(turn.batch, turn.paper).write(turn.touched)  # type: ignore[attr-defined]
        raise RuntimeError("undone")

    with pytest.raises(RuntimeError):
        printer._turn(fail)
    paper.record(story(5, short_headline="খবর 105"), story(3, short_headline="খবর 103"))
    follow(press)
    assert [1, 103] == of_section(paper, 1)


def test_a_rename_is_said_in_all_lists(paper: Paper, press: Press) -> None:
    """Rows name their section, and the list of a section names it in its heading."""
    show(press, ranking(paper, [(2, 9)]))
    paper.record(section(2, slug="nodi", name="নদী"), occasion="rename")
    follow(press)
    assert "নদী বিভাগে সর্বাধিক পঠিত" in (paper.page("/nodi") or "")
    assert ["/nodi"] == re.findall(r'<h3 id="section-\d"><a href="(.*?)"', paper.page(PATH) or "")


def test_a_rebuilt_store_has_the_same_lists(paper: Paper, press: Press) -> None:
    """Also after rankings came and went, and stories moved and ended meanwhile."""
    show(press, ranking(paper, [(1, 9), (2, 5)]))
    paper.record(story(1, section=ident("section", 2)), ending(2, "withdraw", "কারণ"), section(3))
    follow(press)
    paper.now += timedelta(minutes=1)
    last = ranking(paper, [(1, 3), (4, 9), (9, 1)], [(1, 30), (4, 9), (9, 1), (6, 4)], old=[4])
    show(press, last)
    follow(press)
    with paper.press(paper.home / "elsewhere") as other:
        other.rebuild()
        show(other, last)
        follow(other)
    assert everything(paper.home / "elsewhere") == everything(paper.home)


def test_views_in_the_database_reach_the_page(paper: Paper, tmp_path: Path) -> None:
    """From counted views over the ranking to the lists: by public id, and by id as older ones are."""
    paper.record(story(1), story(2, section=ident("section", 2)))
    with closing(readership.connect(paper.readership_url)) as connection:
        readership.set_views(connection, [(public_id(1), paper.now - timedelta(hours=2), 5)])
        readership.set_views(connection, [(ident("story", 2), paper.now - timedelta(days=2), 9)])
        readership.save_ranking(connection, readership.score(connection, now=paper.now))
    paper.catch_up()
    assert [[1], [2, 1]] == [zone(paper, "day"), zone(paper, "week")]
    assert [[1], [2]] == [of_section(paper, 1), of_section(paper, 2)]
