"""Other people's readers of pages get headline, byline, dates and body right from a story's page."""

import re
import string
import sys
import warnings
from collections.abc import Callable
from datetime import datetime
from types import ModuleType

import extruct
import pytest
import readability
import trafilatura
from lxml import html as lxml_html
from specimen_news import (
    BODY,
    DAY,
    HEADLINE,
    HEADLINES,
    SETTING,
    SITE,
    STANDFIRST,
    ZWJ,
    ZWNJ,
    key,
    page,
    rich_story,
    story,
    view,
)

from barta import rendering
from barta.bangla.dates import DHAKA
from barta.edition import Byline, Paragraph, Story

with warnings.catch_warnings():
    # It says on import that its keyword extraction lacks a library; here it only reads pages.
    warnings.filterwarnings("ignore", message="nltk is not installed", category=UserWarning)
    import newspaper

ADDRESS = "https://noditir.example/x"
PICTURE = f"https://noditir.example/media/{key(12)}.jpg"

# What stands on a story's page and is no part of the story: menu, dates, lists and footer.
FURNITURE = (
    *HEADLINES,
    "সম্পর্কিত",
    "সর্বশেষ খবর",
    "সর্বাধিক পঠিত",
    "বন্ধ করুন",
    "বৃহস্পতিবার, ০৩ জুলাই ২০২৫",
    SETTING.tagline,
    SETTING.editor,
    "শেয়ার",
)


def preview(shown: rendering.StoryView) -> str:
    """Return the page as the newsroom previews it, without lists."""
    return rendering.whole_story_page(shown, SITE, DAY).decode()


@pytest.fixture(autouse=True)
def _bangla_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give newspaper4k words of Bangla to count.

    Its own splitter calls a library that brings along pandas and Sphinx. It is asked for words alone, and
    those can be had from white space and punctuation.
    """
    module = ModuleType("newspaper.languages.bn")
    marks = re.compile(rf"[\s{re.escape(string.punctuation)}।‘’“”–]+")
    module.tokenizer = marks.split  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)


def by_trafilatura(html: str) -> str:
    """Return the body that trafilatura finds."""
    return trafilatura.extract(html, include_comments=False) or ""


def by_newspaper(html: str) -> str:
    """Return the body that newspaper4k finds."""
    return str(read_by_newspaper(html).text)


def by_readability(html: str) -> str:
    """Return the body that readability-lxml finds."""
    return str(lxml_html.fromstring(readability.Document(html).summary()).text_content())


def read_by_newspaper(html: str) -> newspaper.Article:
    """Return the page as newspaper4k reads it, without fetching anything."""
    article = newspaper.Article(ADDRESS)
    article.config.fetch_images = False
    article.download(input_html=html)
    article.parse()
    return article


READERS = (by_trafilatura, by_newspaper, by_readability)
PAGES = (page, preview)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("shown", [story(), rich_story()], ids=["plain", "rich"])
@pytest.mark.parametrize("made", PAGES)
def test_the_body_is_read_whole_and_in_order(
    made: Callable[[rendering.StoryView], str], shown: Story, reader: Callable[[str], str]
) -> None:
    """Every paragraph comes out letter by letter, each once, in the order it was written."""
    read = reader(made(view(shown)))
    places = [read.find(text) for text in BODY]
    assert -1 not in places
    assert sorted(places) == places
    assert [1] * len(BODY) == [read.count(text) for text in BODY]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("made", PAGES)
def test_lists_and_furniture_are_left_out_of_the_body(
    made: Callable[[rendering.StoryView], str], reader: Callable[[str], str]
) -> None:
    """No headline of another story, no menu, date or footer is taken for a part of the story."""
    read = reader(made(view(rich_story())))
    assert [] == [text for text in FURNITURE if text in read]


@pytest.mark.parametrize("reader", READERS)
def test_joiners_and_conjuncts_survive_other_readers(reader: Callable[[str], str]) -> None:
    """What decides how a conjunct looks is still there after reading.

    trafilatura leaves joiners out of whatever it reads; the letters around them are all there.
    """
    words = f"র{ZWNJ}্যালি শেষে উদ্{ZWNJ}যাপন কমিটি জানায়, ক্ষ্ম ও জ্ঞ অক্ষরের র{ZWJ}্যাম্প শিশুরা মাটিতে এঁকেছে।"
    body = (*(Paragraph(html=text) for text in BODY), Paragraph(html=words))
    expected = words.replace(ZWJ, "").replace(ZWNJ, "") if reader is by_trafilatura else words
    assert expected in reader(page(view(story(body=body))))


def test_a_subheading_is_part_of_the_body() -> None:
    """All three keep the heading between the paragraphs it stands between."""
    html = page(view(rich_story()))
    for reader in READERS:
        read = reader(html)
        places = [read.find(text) for text in (BODY[1], "বর্ষায় ভরসা ডিঙি", BODY[2])]
        assert sorted(places) == places
        assert -1 not in places


@pytest.mark.parametrize("made", PAGES)
def test_trafilatura_reads_the_metadata(made: Callable[[rendering.StoryView], str]) -> None:
    """Title, author, date, paper, description, section, topic, picture and address are the story's."""
    found = trafilatura.extract_metadata(made(view(story())))
    assert (HEADLINE, "রাহেলা মজুমদার", "2025-07-02") == (found.title, found.author, found.date)
    assert ("নদীতীর", STANDFIRST, PICTURE) == (found.sitename, found.description, found.image)
    assert (["নদীপাড়"], ["পাঠাগার"]) == (found.categories, found.tags)
    assert rendering.absolute(
        "https://noditir.example", rendering.story_path(story(), view(story()).section)
    ) == (found.url)


@pytest.mark.parametrize("made", PAGES)
def test_newspaper_reads_the_metadata(made: Callable[[rendering.StoryView], str]) -> None:
    """Title, authors, the very minute, language, description and picture are the story's."""
    found = read_by_newspaper(made(view(story())))
    assert (HEADLINE, ["রাহেলা মজুমদার"]) == (found.title, found.authors)
    assert datetime(2025, 7, 2, 9, 12, tzinfo=DHAKA) == found.publish_date
    assert ("bn", STANDFIRST, PICTURE) == (found.meta_lang, found.meta_description, found.top_image)


@pytest.mark.parametrize("made", PAGES)
def test_readability_reads_the_headline(made: Callable[[rendering.StoryView], str]) -> None:
    """The title is the headline and the paper's name; shortened, the headline alone."""
    found = readability.Document(made(view(story())))
    assert (f"{HEADLINE} | নদীতীর", HEADLINE) == (found.title(), found.short_title())


@pytest.mark.parametrize("made", PAGES)
def test_extruct_finds_both_vocabularies_in_the_page(made: Callable[[rendering.StoryView], str]) -> None:
    """The joined page holds one graph of JSON-LD and one set of Open Graph properties, of the story alone."""
    found = extruct.extract(made(view(story())), ADDRESS, syntaxes=["json-ld", "opengraph"])
    (graph,) = found["json-ld"]
    assert ["NewsArticle", "BreadcrumbList"] == [each["@type"] for each in graph["@graph"]]
    (opengraph,) = found["opengraph"]
    properties = dict(opengraph["properties"])
    assert (HEADLINE, "article") == (properties["og:title"], properties["og:type"])
    assert ("নদীতীর", "bn_BD") == (properties["og:site_name"], properties["og:locale"])


def test_two_authors_are_two() -> None:
    """A story of a reporter and an agency is by both."""
    bylines = (Byline(printed="রাহেলা মজুমদার"), Byline(printed="নদী সংবাদ", kind="agency"))
    html = page(view(story(bylines=bylines)))
    assert ["রাহেলা মজুমদার", "নদী সংবাদ"] == read_by_newspaper(html).authors
    assert "রাহেলা মজুমদার; নদী সংবাদ" == trafilatura.extract_metadata(html).author


def test_an_imported_day_is_read_as_that_day() -> None:
    """A story that printed no clock is dated all the same."""
    html = page(view(story(published_precision="day", updated=None)))
    found = read_by_newspaper(html).publish_date
    assert found and "2025-07-02" == found.date().isoformat()
    assert "2025-07-02" == trafilatura.extract_metadata(html).date
