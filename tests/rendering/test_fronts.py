"""Fronts, the search and the paper's own pages: what stands where, and what is left out."""

import re

import pytest
from specimen_paper import ABOUT, CARDS, DAY, ENGLISH, LOCAL, PICTURED, RAHELA, RIVER, SITE, fronts, looking

from barta import rendering
from barta.edition import Heading, Page, Paragraph, Table
from barta.rendering.bodies import blocks


def lines(html: bytes) -> list[str]:
    """Return the visible lines of a piece of a page."""
    return rendering.visible_text(html.decode()).split("\n")


def test_a_paper_without_stories_says_so() -> None:
    """An empty front is a whole page, and says that nothing has been published yet."""
    empty = rendering.front_top(SITE, (), ()) + rendering.front_strips(SITE, (), None, ())
    assert "এখনো কোনো সংবাদ প্রকাশিত হয\u09bcনি।" in rendering.visible_text(empty.decode())
    assert empty.count(b"<main") == empty.count(b"</main>") == 1


def test_zones_without_cards_leave_no_heading_behind() -> None:
    """A strip whose stories have all gone is not there at all."""
    empty = rendering.Strip(LOCAL, ())
    made = rendering.front_strips(SITE, [empty], empty, ())
    assert "</main>" == made.decode().strip()


def test_the_zones_of_the_front_stand_in_order() -> None:
    """Two strips, the opinions, two strips, the band of pictures, and then the rest."""
    strips = [rendering.Strip(LOCAL, looking("plain", CARDS[0]))] * 5
    opinion = rendering.Strip(LOCAL, looking("opinion", CARDS[1]))
    made = rendering.front_strips(SITE, strips, opinion, looking("picture", PICTURED)).decode()
    expected = ["strip-1", "strip-2", "strip-opinion", "strip-3", "strip-4", "pictures", "strip-5"]
    assert expected == re.findall(r'<h2 id="([\w-]+)"', made)


def test_a_section_leads_to_what_lies_above_and_below_it() -> None:
    """Its front names the section above, those below, and its archive."""
    made = rendering.section_front(
        SITE.sections[f"{3:032x}"], SITE, children=(LOCAL,), rows=looking("row", CARDS[0]), archive=True
    ).decode()
    for address in ('href="/চরমোহনা"', 'href="/archive-desk/archive"'):
        assert address in made
    assert "আগের সব খবর" in rendering.visible_text(made)


def test_a_person_is_shown_with_portrait_and_work() -> None:
    """Name, role, words about them, and what they wrote; without a picture there is none."""
    shown = lines(fronts()["person"][1])
    assert ["রাহেলা মজুমদার", "নিজস্ব প্রতিবেদক", "চরের খবর লেখেন।"] == shown[:3]
    assert b"<img" not in rendering.person_front(RAHELA, None, SITE, rows=looking("row", CARDS[0]))
    assert "আগের সব খবর" in lines(rendering.topic_front(RIVER, SITE, archive=True))


def test_only_the_big_picture_is_fetched_first() -> None:
    """The lead is above the fold; all others wait, and the small ones are offered in small files."""
    lead, row = (rendering.card(PICTURED, look).decode() for look in ("lead", "row"))
    assert 'fetchpriority="high"' in lead
    assert 'loading="lazy"' in row
    assert "1280w" in lead
    assert "1280w" not in row
    assert ["image/avif"] == re.findall(r'type="([^"]+)"', row)


def test_a_card_in_another_language_says_so() -> None:
    """An English headline is read out in English, and its words are not marked one by one."""
    for look in ("side", "top"):
        made = rendering.card(ENGLISH, look).decode()
        assert 1 == made.count('lang="en"')


def test_the_breaking_bar_stands_on_every_page_while_something_breaks() -> None:
    """It is a link where there is more to read, and plain text where there is not."""
    linked = rendering.masthead(SITE, DAY, rendering.Strap("বাঁধ ভেঙেছে", "/foreign/1")).decode()
    assert '<a href="/foreign/1">বাঁধ ভেঙেছে</a>' in linked
    plain = rendering.masthead(SITE, DAY, rendering.Strap("বাঁধ ভেঙেছে"))
    assert "এইমাত্র বাঁধ ভেঙেছে" == lines(plain)[-1]
    assert b"breaking" not in rendering.masthead(SITE, DAY)


def test_menu_and_search_open_without_script() -> None:
    """Each overlay has its opener and a control that closes it, and the search goes to a plain address."""
    made = rendering.masthead(SITE, DAY).decode()
    for name in ("menu", "search"):
        assert 2 == made.count(f'popovertarget="{name}"')
        assert f'<div id="{name}" popover>' in made
    assert '<form action="/search" role="search">' in made


def test_the_footer_names_the_papers_own_pages_in_order() -> None:
    """Pages stand by their position; one that is not for the footer is not there."""
    shown = lines(rendering.footer(SITE))
    assert shown.index("সংশোধন নীতি") < shown.index("আমাদের কথা")
    assert "ধন্যবাদ" not in shown


def test_a_page_of_the_paper_itself_shows_title_text_and_day() -> None:
    """What it says, and when it last said something else."""
    head, body = rendering.static_page(ABOUT, SITE)
    assert ["আমাদের কথা", "চরমোহনার খবর লেখা হয\u09bc এখান থেকে।"] == lines(body)[:2]
    assert "সর্বশেষ হালনাগাদ: ০১ জুন ২০২৫" == lines(body)[-1]
    assert b'href="https://noditir.example/about"' in head


def test_a_heading_is_never_two_levels_below_the_last() -> None:
    """What an editor marked deeper is raised; an empty heading is left out."""
    body = tuple(Heading(text=word, level=level) for word, level in (("ক", 4), ("খ", 4), ("গ", 2), (" ", 3)))
    assert [2, 3, 2] == [part.number for part in blocks(body, "bn")]


def test_a_table_is_read_cell_by_cell_with_its_headings() -> None:
    """It can be scrolled with the keyboard, has a name, and its figures stand one below the other."""
    table = Table(rows=(("দল", "জয়", "কথা"), ("সোনাই", "৫", "ভালো")), caption="পয়েন্ট")
    page = Page(id=f"{1:032x}", slug="t", title="সারণি", body=(Paragraph(html="ক"), table))
    made = rendering.static_page(page, SITE)[1].decode()
    assert '<div class="scroll" role="region" tabindex="0" aria-labelledby="table-2">' in made
    assert '<caption id="table-2">পয়েন্ট</caption>' in made
    assert '<th scope="col" class="figure">জয়</th>' in made
    assert '<th scope="row">সোনাই</th><td class="figure">৫</td><td>ভালো</td>' in made


@pytest.mark.parametrize(
    ("found", "shown", "expected"),
    [
        (None, 0, "শিরোনাম ও মূল লেখায় খোঁজা হয়।"),
        (0, 0, "‘নদী & <চর>’ লিখে কোনো খবর পাওয়া যায়নি।"),
        (9999, 2, "‘নদী & <চর>’: ৯,৯৯৯টি খবর পাওয়া গেছে"),
        (123456, 2, "‘নদী & <চর>’: ১০ হাজারের বেশি খবর পাওয়া গেছে"),
    ],
)
def test_the_search_says_what_it_found(found: int | None, shown: int, expected: str) -> None:
    """Nothing asked, nothing found, and a count in Bangla digits; the question stays in its field."""
    before, after = rendering.search_results("নদী & <চর>", found, shown)
    assert expected in rendering.visible_text((before + after).decode())
    assert 'value="নদী &amp; &lt;চর&gt;"' in before.decode()


def test_further_results_are_links() -> None:
    """The first page has no number; others say theirs, and keep the question."""
    _, after = rendering.search_results("নদী ও চর", 50, 20, 2, more=True)
    question = "%E0%A6%A8%E0%A6%A6%E0%A7%80+%E0%A6%93+%E0%A6%9A%E0%A6%B0"
    expected = [f"/search?q={question}", f"/search?q={question}&amp;p=3"]
    assert expected == re.findall(r'href="([^"]+)"', after.decode())


def test_trouble_is_said_instead_of_a_count() -> None:
    """A reader who cannot be answered is told why, and the page is whole."""
    before, after = rendering.search_results("নদী", None, 0, trouble="খোঁজা এখন বন্ধ আছে।")
    assert "খোঁজা এখন বন্ধ আছে।" in rendering.visible_text((before + after).decode())
    assert (before + after).count(b"</main>") == 1


def test_share_links_are_plain_and_lead_to_the_short_address() -> None:
    """Four links without any script, each with the story's address that survives a new headline."""
    from specimen_paper import story, view

    made = rendering.story_body(view(story()), SITE).decode()
    share = made.partition('<nav class="share"')[2].partition("</nav>")[0]
    links = re.findall(r'href="([^"]+)"', share)
    assert 4 == len(links)
    short = "https://noditir.example/foreign/0123456789"
    assert [link for link in links if not link.endswith(f"={short}")] == []
    assert f'data-at="{short}"' in share
