"""What stands where on the fronts."""

import re
from datetime import timedelta

from press_samples import (
    NOON,
    Paper,
    asset,
    breaking,
    ending,
    front,
    ident,
    page,
    person,
    pin,
    rich_story,
    section,
    setting,
    story,
)

from barta.edition import Ending, Figure, Story

HOUR = timedelta(hours=1)


def numbers(html: str | None) -> list[int]:
    """Return the numbers of the stories that a piece of a page shows, in their order, each once."""
    return list(dict.fromkeys(int(number) for number in re.findall(r"খবর (\d+)<", html or "")))


def top(paper: Paper) -> list[int]:
    """Return the stories above the lists that stand between the zones of the front."""
    return numbers((paper.page("/") or "").split('id="latest"')[0])


def test_the_newest_story_with_a_picture_leads(paper: Paper) -> None:
    """The other zones take what is newest and not shown yet."""
    paper.record(*(rich_story(n) if n == 3 else story(n) for n in range(1, 9)))
    paper.catch_up()
    assert [3, 8, 7, 6, 5, 4, 2] == top(paper)


def test_pins_stand_first_and_end_by_themselves(paper: Paper) -> None:
    """Nothing but the clock has to move for the front to show its newest again."""
    paper.record(*(story(n) for n in range(1, 20)))
    paper.record(front(lead=(pin(2, NOON + HOUR),), top=(pin(3), pin(4, NOON + 2 * HOUR))))
    paper.catch_up()
    shown = []
    for _ in range(3):
        shown.append(top(paper)[:4])
        paper.now += HOUR
    assert [[2, 3, 4, 19], [19, 3, 4, 18], [19, 3, 18, 17]] == shown


def test_a_pinned_story_that_is_not_public_makes_room(paper: Paper) -> None:
    """The next pin leads, and what was withdrawn leaves the front in its own turn."""
    paper.record(*(story(n) for n in range(1, 10)), front(lead=(pin(77), pin(5), pin(6))))
    with paper.press() as press:
        press.catch_up()
        assert 5 == top(paper)[0]
        paper.record(ending(5, "withdraw", "কারণ"))
        press.step()
        assert 6 == top(paper)[0]
        assert 5 not in numbers(paper.page("/"))


def test_a_story_pinned_twice_stands_once(paper: Paper) -> None:
    """A pin that says again what another said leaves its place to the next story."""
    paper.record(*(story(n) for n in range(1, 20)))
    paper.record(front(lead=(pin(2), pin(2)), top=(pin(3), pin(2), pin(3), pin(4))))
    paper.catch_up()
    assert [2, 3, 4, 19, 18, 17, 16] == top(paper)


def strip(paper: Paper) -> list[int]:
    """Return the stories of the strip of the second section, in their order."""
    return numbers((paper.page("/") or "").split(">বিভাগ 2</a></h2>")[1].split("</section>")[0])


def test_a_strip_begins_with_its_newest_story_with_a_picture(paper: Paper) -> None:
    """The others keep their order; without any picture the newest stands first."""
    paper.record(section(2), *(story(n) for n in range(40, 60)))
    paper.record(*(story(n, section=ident("section", 2)) for n in range(1, 10)))
    paper.catch_up()
    assert [9, 8, 7, 6, 5] == strip(paper)
    for number in (3, 6, 7):
        paper.record(rich_story(number, section=ident("section", 2)), asset(number % 2))
    paper.record(*(rich_story(n) for n in range(60, 62)))
    paper.catch_up()
    assert [7, 9, 8, 6, 5] == strip(paper)


def band(paper: Paper) -> list[int]:
    """Return the stories of the band of pictures."""
    return numbers((paper.page("/") or "").split('id="pictures"')[1].split("</section>")[0])


def pictured(number: int, picture: int, where: int = 1) -> Story:
    """Return a story with a picture."""
    return story(number, section=ident("section", where), pictures=(Figure(asset=ident("asset", picture)),))


def test_the_band_shows_pictures_that_are_not_large_above(paper: Paper) -> None:
    """Neither the picture of the lead nor that of a strip is shown again, nor one in the band twice."""
    paper.record(*(asset(number) for number in range(10)), section(2))
    # The newest leads; its picture, and that of the strip's first, come back in older stories.
    paper.record(pictured(99, 0), *(story(n) for n in range(80, 86)), pictured(70, 1, where=2))
    paper.record(pictured(69, 0), pictured(68, 1))
    paper.record(*(pictured(67 - n, 2 + n // 2) for n in range(12)))
    paper.catch_up()
    assert [67, 65, 63, 61, 59, 57] == band(paper)


def test_the_band_is_filled_up_with_what_is_shown_already(paper: Paper) -> None:
    """A paper with few pictures shows a strip's or a known one again rather than half a band."""
    paper.record(*(asset(number) for number in range(10)), section(2))
    paper.record(pictured(99, 0), *(story(n) for n in range(80, 86)), pictured(70, 1, where=2))
    paper.record(pictured(69, 0), pictured(68, 2), pictured(67, 2))
    paper.catch_up()
    assert [68, 70, 69, 67] == band(paper)


def test_opinion_has_a_zone_of_its_own(paper: Paper) -> None:
    """Its stories neither lead nor stand on top."""
    paper.record(section(3), front(opinion=ident("section", 3)))
    paper.record(*(story(n, section=ident("section", 3 if n > 5 else 1)) for n in range(1, 8)))
    paper.catch_up()
    assert [5, 4, 3, 2, 1] == top(paper)
    assert {6, 7} <= set(numbers((paper.page("/") or "").split('id="most-read"')[1]))


def test_the_breaking_bar_stands_on_every_page_until_its_end(paper: Paper) -> None:
    """It leads to its story while that is public, and follows it when its address changes."""
    paper.record(story(1), story(2), front(breaking=breaking("নদীতে পানি বাড়ছে", NOON + HOUR, number=1)))
    paper.catch_up()
    for path in ("/", "/s1", "/archive", 2):
        assert "নদীতে পানি বাড়ছে" in (paper.page(path) or "")  # type: ignore[arg-type]
    bar = (paper.page(2) or "").split('class="breaking"')[1].split("</p>")[0]
    assert "/নদীর-ধারে-মেলা-1" in bar
    paper.record(story(1, slug="nijer-path"))
    paper.catch_up()
    assert "/nijer-path" in (paper.page(2) or "").split('class="breaking"')[1].split("</p>")[0]
    paper.record(ending(1, "unpublish"))
    paper.catch_up()
    assert "nijer-path" not in (paper.page(2) or "")
    assert "নদীতে পানি বাড়ছে" in (paper.page(2) or "")
    paper.now += HOUR
    assert "নদীতে পানি বাড়ছে" not in (paper.page("/") or "")


def test_a_section_shows_one_large_eight_middling_and_the_rest_as_rows(paper: Paper) -> None:
    """Thirty in all, newest first."""
    paper.record(*(story(n) for n in range(1, 41)))
    paper.catch_up()
    assert list(range(40, 10, -1)) == numbers((paper.page("/s1") or "").split('id="latest"')[0])


def test_a_persons_portrait_is_kept_and_shown(paper: Paper) -> None:
    """The picture is public for as long as the person is."""
    paper.record(person(1, asset=ident("asset", 1)), rich_story(1, pictures=()))
    paper.catch_up()
    picture = f"/media/{ident('file', 1)}.jpg"
    assert picture in (paper.page("/people/lekhok-1") or "")
    paper.record(person(1))
    paper.catch_up()
    assert picture not in (paper.page("/people/lekhok-1") or "")


def test_pages_of_the_paper_have_their_address_and_stand_in_the_footer(paper: Paper) -> None:
    """They come, move and go with the footer of every page."""
    paper.record(story(1), page(1, slug="amader-kotha", title="আমাদের কথা"))
    paper.catch_up()
    assert "<h1>আমাদের কথা</h1>" in (paper.page("/amader-kotha") or "")
    assert 'href="/amader-kotha"' in (paper.page(1) or "")
    paper.record(page(1, slug="porichoy", title="পরিচয়"))
    paper.catch_up()
    assert [None, True] == [paper.page("/amader-kotha"), "পরিচয়" in (paper.page("/porichoy") or "")]
    paper.record(Ending(id=ident("page", 1), manner="remove"))
    paper.catch_up()
    assert paper.page("/porichoy") is None
    assert "porichoy" not in (paper.page(1) or "")


def test_nothing_takes_over_a_fixed_address(paper: Paper) -> None:
    """A section or page with such a name has no front; the fixed page stays."""
    paper.record(
        setting(), story(1), section(4, slug="search"), page(1, slug="archive"), page(2, slug="robots.txt")
    )
    paper.catch_up()
    assert "User-agent" in (paper.page("/robots.txt") or "")
    assert "আর্কাইভ" in (paper.page("/archive") or "")
    assert "আমাদের কথা" not in (paper.page("/archive") or "").split("<footer")[0]
    assert "বিভাগ 4</h1>" not in (paper.page("/search") or "")
