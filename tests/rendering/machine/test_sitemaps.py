"""Sitemaps name every page by its full address, as sitemaps.org and news search engines ask."""

import re
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hypothesis import given
from hypothesis import strategies as st
from specimen_news import CARDS, HEADLINE, SITE, card, story, story_card

from barta.rendering.sitemaps import (
    NEWS_LIMIT,
    news_sitemap,
    sitemap_day,
    sitemap_frame,
    sitemap_index,
    sitemap_pages,
)

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}
STORY = story_card(story())
# W3C's profile of ISO 8601: a day, or an instant with its zone.
W3C = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?"


def texts(root: Element, path: str) -> list[str]:
    """Return the texts at `path`."""
    return [each.text or "" for each in root.iterfind(path, NAMES)]


def month(*days: bytes) -> Element:
    """Return a month's sitemap as it is joined when it is sent."""
    before, after = sitemap_frame()
    return ElementTree.fromstring(before + b"".join(days) + after)


def test_the_index_names_the_pages_and_each_month() -> None:
    """A search engine finds every sitemap from the index."""
    root = ElementTree.fromstring(sitemap_index(SITE, (date(2025, 7, 1), date(2024, 12, 1))))
    assert f"{{{NAMES['s']}}}sitemapindex" == root.tag
    expected = ["pages", "2025-07", "2024-12"]
    assert [f"https://noditir.example/sitemaps/{name}.xml" for name in expected] == texts(
        root, "s:sitemap/s:loc"
    )


def test_a_month_is_the_sum_of_its_days() -> None:
    """Days without stories add nothing, the others their stories, in one valid document."""
    root = month(sitemap_day(SITE, CARDS[:2]), sitemap_day(SITE, ()), sitemap_day(SITE, (STORY,)))
    assert f"{{{NAMES['s']}}}urlset" == root.tag
    locations = texts(root, "s:url/s:loc")
    assert 3 == len(set(locations))
    assert all(each.isascii() and each.startswith("https://noditir.example/") for each in locations)


def test_an_empty_month_is_still_a_document() -> None:
    """Nothing to say is said in valid XML."""
    assert [] == list(month())


def test_a_story_says_when_it_last_changed() -> None:
    """The update counts, else the publication; an imported day stays a day."""
    days = (STORY, CARDS[0], card(9, "দিন", precision="day"))
    changed = texts(month(sitemap_day(SITE, days)), "s:url/s:lastmod")
    assert ["2025-07-02T21:42:00+06:00", "2025-07-03T08:01:00+06:00", "2025-07-03"] == changed
    assert all(re.fullmatch(W3C, each) for each in changed)


def test_a_story_shows_its_picture_to_search_engines() -> None:
    """The picture's address is full; a story without one says nothing of pictures."""
    root = month(sitemap_day(SITE, (STORY, CARDS[0])))
    assert STORY.photo
    assert ["https://noditir.example" + STORY.photo.src] == texts(root, "s:url/image:image/image:loc")


def test_elements_stand_in_the_order_of_the_schema() -> None:
    """The address comes first and then the change, as the schema's own sequence has it."""
    url = month(sitemap_day(SITE, (STORY,)))[0]
    assert ["loc", "lastmod", "image"] == [child.tag.rpartition("}")[2] for child in url]


def test_what_is_not_to_be_indexed_is_in_no_sitemap() -> None:
    """A story that asks not to be found is not offered."""
    hidden = story_card(story(noindex=True))
    assert b"" == sitemap_day(SITE, (hidden,)).strip()
    assert hidden.public_id not in news_sitemap(SITE, (hidden,)).decode()


def test_standing_pages_have_a_sitemap() -> None:
    """Fronts and the paper's own pages are named by their encoded addresses."""
    root = ElementTree.fromstring(sitemap_pages(SITE, ("/", "/জীবন", "/about")))
    expected = ["/", "/%E0%A6%9C%E0%A7%80%E0%A6%AC%E0%A6%A8", "/about"]
    assert [f"https://noditir.example{path}" for path in expected] == texts(root, "s:url/s:loc")


def test_the_news_sitemap_names_paper_language_time_and_title() -> None:
    """A search engine for news learns what it asks for, with the full headline."""
    shown = story_card(story(short_headline="ছোট"))
    root = ElementTree.fromstring(news_sitemap(SITE, (shown,)))
    news = "s:url/news:news"
    assert ["নদীতীর"] == texts(root, f"{news}/news:publication/news:name")
    assert ["bn"] == texts(root, f"{news}/news:publication/news:language")
    assert ["2025-07-02T09:12:00+06:00"] == texts(root, f"{news}/news:publication_date")
    assert [HEADLINE] == texts(root, f"{news}/news:title")


def test_the_news_sitemap_keeps_to_its_limit() -> None:
    """Search engines take a thousand addresses, so the newest thousand stand there."""
    root = ElementTree.fromstring(news_sitemap(SITE, CARDS[:1] * (NEWS_LIMIT + 5)))
    assert NEWS_LIMIT == len(root)


@given(st.text(st.characters(), max_size=40))
def test_no_text_makes_a_sitemap_invalid(text: str) -> None:
    """Whatever a headline or slug holds, the documents parse."""
    hostile = card(1, text, path="/jibon/0000000001/" + text.encode(errors="ignore").decode())
    month(sitemap_day(SITE, (hostile,)))
    ElementTree.fromstring(news_sitemap(SITE, (hostile,)))
