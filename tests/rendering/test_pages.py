"""Joined pages are whole, closed documents that run nothing and fetch nothing from elsewhere."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from jinja2 import nodes
from specimen_paper import DAY, SITE, full_story, listing, pages, story, view

from barta import rendering
from barta.edition import Setting
from barta.rendering.environment import environment

VOID = {"meta", "link", "img", "br", "source", "path", "input"}
PAGES = pages()


class Outline(HTMLParser):
    """Checks that elements close in the order they opened, and gathers what a policy must allow."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element and its attributes."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Expect the innermost open element to be the one that closes."""
        if tag not in VOID:
            assert self.open.pop() == tag


def outline(html: str) -> Outline:
    """Return the outline of a page."""
    parser = Outline()
    parser.feed(html)
    parser.close()
    return parser


@pytest.fixture(params=sorted(PAGES))
def html(request: pytest.FixtureRequest) -> str:
    """Return each kind of page in turn."""
    return PAGES[request.param]


def test_a_joined_page_is_one_document(html: str) -> None:
    """The segments of a page close whatever they opened, and hold one of each part that a page has once."""
    parsed = outline(html)
    assert parsed.open == []
    assert html.startswith("<!doctype html>\n<html lang=")
    assert html.rstrip().endswith("</html>")
    once = ("html", "head", "title", "body", "main", "h1")
    assert [parsed.tags.count(tag) for tag in once] == [1] * len(once)
    assert parsed.tags.count("style") in (1, 2)


def test_an_id_stands_once_on_a_page(html: str) -> None:
    """Labels and skip links find one target."""
    ids = [value for _, name, value in outline(html).attributes if name == "id"]
    assert sorted(set(ids)) == sorted(ids)


def test_a_page_has_no_inline_script_and_no_inline_style(html: str) -> None:
    """The strict policy takes nothing from a page: its one script is a file, the other element is data."""
    parsed = outline(html)
    assert html.count("<script") == html.count("<script defer src=") + html.count(
        '<script type="application/ld+json">'
    )
    assert [name for _, name, _ in parsed.attributes if name == "style" or name.startswith("on")] == []


def test_a_page_loads_from_its_own_origin_only(html: str) -> None:
    """Pictures, scripts and icons have addresses without a host."""
    loaded = [value for _, name, value in outline(html).attributes if name in ("src", "srcset")]
    assert [value for value in loaded if not value.startswith(("/media/", "/assets/", "/v/"))] == []


def test_the_policy_allows_the_style_sheets_of_the_page(html: str) -> None:
    """The hashes in the policy are those of the style elements."""
    policy = dict(rendering.PROFILES["html"])["Content-Security-Policy"]
    sheets = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert sheets
    for css in sheets:
        assert f"'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'" in policy


def test_headings_leave_no_level_out(html: str) -> None:
    """Who goes from heading to heading finds none more than one level below the last."""
    levels = [int(tag[1]) for tag in outline(html).tags if re.fullmatch("h[1-6]", tag)]
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_picture_keeps_its_place_and_one_comes_first(html: str) -> None:
    """All have a size and words; at most one is fetched first, the others wait until they are near."""
    pictures = re.findall(r"<img [^>]*>", html)
    for attribute in (' width="', ' height="', ' alt="'):
        assert len(pictures) == sum(attribute in picture for picture in pictures)
    # The beacon is nothing to look at, and must not wait.
    eager = [picture for picture in pictures if not re.search('loading="lazy"|src="/v/', picture)]
    assert [True] * len(eager) == ['fetchpriority="high"' in picture for picture in eager]
    assert len(eager) <= 1


def test_labels_and_descriptions_point_at_what_is_there(html: str) -> None:
    """Every label, popover and skip link finds its target on the page."""
    parsed = outline(html)
    ids = {value for _, name, value in parsed.attributes if name == "id"}
    names = ("aria-labelledby", "popovertarget", "for")
    wanted = {value for _, name, value in parsed.attributes if name in names}
    wanted |= {value[1:] for _, name, value in parsed.attributes if name == "href" and value.startswith("#")}
    assert set() == wanted - ids


def test_the_same_page_comes_out_twice() -> None:
    """The same inputs give the same bytes."""
    assert pages() == PAGES


def test_every_template_is_used() -> None:
    """There is no template of a page that no page is made of."""
    loaded = {name for name in environment().list_templates() if not name.startswith("feeds/")}
    environment().known.clear()
    pages()
    used = set(environment().known)
    assert loaded == used


@pytest.mark.parametrize("name", environment().list_templates())
def test_no_template_trusts_its_text(name: str) -> None:
    """Only the style sheet, which is ours, is printed unescaped."""
    source, _, _ = environment().loader.get_source(environment(), name)  # type: ignore[union-attr]
    safe = [each for each in environment().parse(source).find_all(nodes.Filter) if each.name == "safe"]
    assert len(safe) == (1 if name == "style.html" else 0)


def test_a_preview_holds_the_very_segment_that_is_published() -> None:
    """The newsroom sees the bytes that readers will get."""
    shown = view(full_story())
    assert rendering.story_body(shown, SITE) in rendering.whole_story_page(shown, SITE, DAY)


def test_a_list_without_cards_is_an_empty_element() -> None:
    """An empty list can be recognised by the style sheet, which then hides it."""
    assert b"<ol></ol>" in listing("most-read", ())


def test_the_head_names_the_canonical_address_percent_encoded() -> None:
    """Addresses that machines read are ASCII."""
    head = rendering.story_head(view(story(slug="নদী")), SITE).decode()
    address = "https://noditir.example/foreign/0123456789/%E0%A6%A8%E0%A6%A6%E0%A7%80"
    assert f'<link rel="canonical" href="{address}">' in head
    assert f'<meta property="og:url" content="{address}">' in head


def test_the_head_describes_the_story_for_others() -> None:
    """Other sites learn title, times, section, description and picture of a story."""
    head = rendering.story_head(view(full_story()), SITE).decode()
    for expected in (
        '<meta name="description" content="তিন বছর পর বরাদ্দ এল।">',
        '<meta property="article:published_time" content="2023-09-05T09:12:00+06:00">',
        '<meta property="article:modified_time" content="2023-09-05T21:42:00+06:00">',
        '<meta property="article:section" content="আন্তর্জাতিক">',
        f'<meta property="og:image" content="https://noditir.example/media/{13:032x}.jpg">',
    ):
        assert expected in head


def test_a_message_page_is_not_indexed_and_echoes_nothing() -> None:
    """What ended is not found by search engines; a taken-down story's page gives no reason at all."""
    head, body = rendering.gone(SITE, "")
    assert b'<meta name="robots" content="noindex">' in head
    assert "এই পাতাটি আর নেই\nপ্রচ্ছদে ফিরে যান" == rendering.visible_text(body.decode())


def test_a_withdrawn_story_is_replaced_by_the_reason() -> None:
    """The 410 page says why."""
    _, body = rendering.gone(SITE, "তথ্যে <ভুল> ছিল।")
    assert "তথ্যে <ভুল> ছিল।" in rendering.visible_text(body.decode())


def test_a_story_that_asks_for_it_is_not_indexed() -> None:
    """`noindex` and a foreign canonical address reach the head."""
    head = rendering.story_head(view(story(noindex=True, canonical="https://agency.example/1")), SITE)
    assert b'<meta name="robots" content="noindex">' in head
    assert b'<link rel="canonical" href="https://agency.example/1">' in head


def test_the_menu_follows_the_settings_and_else_the_positions() -> None:
    """Sections stand in the order that was set; without one, the public ones by position."""
    assert ["চরমোহনা", "আন্তর্জাতিক"] == [section.name for section in SITE.menu]
    setting = Setting(
        name="নদীতীর", site_url="https://noditir.example", menu=(f"{3:032x}", f"{1:032x}", f"{99:032x}")
    )
    assert ["পুরোনো পাতা", "আন্তর্জাতিক"] == [
        section.name for section in rendering.Site(setting, SITE.sections).menu
    ]
