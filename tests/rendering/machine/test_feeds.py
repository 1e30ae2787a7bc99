"""Feeds say in RSS, Atom and JSON what the paper published, and other people's readers understand them."""

import json
from datetime import UTC, date, datetime
from typing import Any, cast
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from specimen_news import (
    BOAT,
    CARDS,
    HEADLINE,
    RIVERSIDE,
    SITE,
    STANDFIRST,
    ZWJ,
    ZWNJ,
    card,
    story,
    story_card,
)

from barta import rendering
from barta.bangla.dates import DHAKA
from barta.rendering.feeds import FEEDS, Form, feed, feed_path
from barta.rendering.markup import rfc822

FORMS: tuple[Form, ...] = ("rss", "atom", "json")
XML: tuple[Form, ...] = ("rss", "atom")
STORY = story_card(story())
ADDRESS = rendering.absolute("https://noditir.example", STORY.path)


def parsed(form: Form, *cards: rendering.Card, section: Any = None) -> Any:
    """Return a feed as feedparser reads it, without any complaint of its."""
    read = feedparser.parse(feed(form, SITE, cards, section))
    assert not read.bozo, read.get("bozo_exception")
    return read


def as_json(*cards: rendering.Card) -> dict[str, Any]:
    """Return the JSON Feed of `cards`."""
    return cast(dict[str, Any], json.loads(feed("json", SITE, cards)))


@pytest.mark.parametrize(("form", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_a_feed_reader_recognises_the_form_and_the_paper(form: Form, version: str) -> None:
    """The feed is of the version it says, in Bangla, and names the paper and its address."""
    read = parsed(form, STORY, *CARDS)
    assert version == read.version
    assert ("নদীতীর", "চরমোহনার কাগজ", "bn") == (read.feed.title, read.feed.subtitle, read.feed.language)
    assert "https://noditir.example/" == read.feed.link
    assert 6 == len(read.entries)


@pytest.mark.parametrize("form", XML)
def test_a_feed_reader_gets_the_whole_story(form: Form) -> None:
    """Headline, address, author, section, standfirst and both times come out as they went in."""
    entry = parsed(form, STORY).entries[0]
    assert (HEADLINE, ADDRESS, STANDFIRST) == (entry.title, entry.link, entry.summary)
    assert ("রাহেলা মজুমদার", ["নদীপাড়"]) == (entry.author, [tag.term for tag in entry.tags])
    assert "urn:uuid:00000000-0000-0000-0000-00000000001e" == entry.id
    assert (2025, 7, 2, 3, 12) == tuple(entry.published_parsed)[:5]


def test_atom_says_when_a_story_was_updated() -> None:
    """The time of the last significant change is the entry's own."""
    assert "2025-07-02T21:42:00+06:00" == parsed("atom", STORY).entries[0].updated


@pytest.mark.parametrize("form", XML)
def test_a_feed_shows_the_picture(form: Form) -> None:
    """The widest file that all readers can show goes along, with its size."""
    picture = parsed(form, STORY).entries[0].media_content[0]
    assert STORY.photo
    expected = ("https://noditir.example" + STORY.photo.src, "image", str(STORY.photo.width))
    assert expected == (picture["url"], picture["medium"], picture["width"])
    assert "image/jpeg" == picture["type"]


def test_a_json_feed_holds_what_its_specification_asks_for() -> None:
    """Version, ids, addresses, text, times, authors and tags are where JSON Feed 1.1 puts them."""
    whole = as_json(STORY)
    assert STORY.photo
    item = {
        "id": "urn:uuid:00000000-0000-0000-0000-00000000001e",
        "url": ADDRESS,
        "title": HEADLINE,
        "content_text": STANDFIRST,
        "summary": STANDFIRST,
        "image": "https://noditir.example" + STORY.photo.src,
        "date_published": "2025-07-02T09:12:00+06:00",
        "date_modified": "2025-07-02T21:42:00+06:00",
        "authors": [{"name": "রাহেলা মজুমদার"}],
        "tags": ["নদীপাড়"],
    }
    assert [item] == whole.pop("items")
    assert {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "নদীতীর",
        "home_page_url": "https://noditir.example/",
        "feed_url": "https://noditir.example/feeds/feed.json",
        "description": "চরমোহনার কাগজ",
        "language": "bn",
    } == whole


@pytest.mark.parametrize("form", FORMS)
def test_a_section_has_feeds_of_its_own(form: Form) -> None:
    """A section's feed names the section, and lies below the section's slug, encoded."""
    content = feed(form, SITE, (STORY,), RIVERSIDE).decode()
    assert f"/feeds/নদীপাড়/{FEEDS[form][0]}" == feed_path(form, RIVERSIDE)
    assert rendering.absolute("https://noditir.example", feed_path(form, RIVERSIDE)) in content
    assert "নদীপাড় | নদীতীর" in content


@pytest.mark.parametrize("form", FORMS)
def test_the_paper_feed_lies_at_the_top(form: Form) -> None:
    """The paper's own feeds have no section in their address."""
    assert f"/feeds/{FEEDS[form][0]}" == feed_path(form, None)


@pytest.mark.parametrize("form", FORMS)
def test_a_story_keeps_its_id_when_its_address_changes(form: Form) -> None:
    """A new slug, headline or section does not make a story appear twice in a reader."""
    moved = story_card(story(slug="অন্য", headline="অন্য শিরোনাম"))
    assert ids(form, STORY) == ids(form, moved)
    assert STORY.path != moved.path


def ids(form: Form, *cards: rendering.Card) -> list[str]:
    """Return the ids in a feed."""
    if form == "json":
        return [item["id"] for item in as_json(*cards)["items"]]
    return [entry.id for entry in parsed(form, *cards).entries]


@pytest.mark.parametrize("form", FORMS)
def test_addresses_are_absolute_and_ascii(form: Form) -> None:
    """No address in a feed needs guessing or encoding."""
    if form == "json":
        found = [item["url"] for item in as_json(STORY, *CARDS)["items"]]
    else:
        found = [entry.link for entry in parsed(form, STORY, *CARDS).entries]
    assert [url for url in found if not (url.isascii() and url.startswith("https://noditir.example/"))] == []


def test_dates_of_rss_are_english_in_every_locale() -> None:
    """Readers of RSS know no Bangla month; the zone is Dhaka's."""
    assert "Wed, 02 Jul 2025 09:12:00 +0600" == rfc822(datetime(2025, 7, 2, 3, 12, tzinfo=UTC))


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_instant_survives_rss(at: datetime) -> None:
    """Whatever the instant, feedparser reads back the very second."""
    entry = parsed("rss", card(1, "খবর", published=at)).entries[0]
    assert at.utctimetuple()[:6] == tuple(entry.published_parsed[:6])


@pytest.mark.parametrize("form", FORMS)
def test_what_was_paid_for_says_so(form: Form) -> None:
    """The label goes along with the summary, since a reader shows nothing else of the page."""
    paid = card(1, "নতুন সাইকেল", standfirst="হাটে এল সাইকেল।", commercial="বিজ্ঞাপন প্রতিবেদন")
    assert "বিজ্ঞাপন প্রতিবেদন: হাটে এল সাইকেল।" in feed(form, SITE, (paid,)).decode()


def test_a_feed_changes_only_when_its_stories_do() -> None:
    """It says the time of its newest story, not of its making."""
    assert "2025-07-03T08:05:00+06:00" == parsed("atom", STORY, *CARDS).feed.updated
    assert "Thu, 03 Jul 2025 08:05:00 +0600" == parsed("rss", STORY, *CARDS).feed.updated
    assert feed("rss", SITE, CARDS) == feed("rss", SITE, CARDS)


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_without_stories_is_still_a_feed(form: Form) -> None:
    """A new section's feed can be followed before anything stands in it."""
    if form == "json":
        assert [] == as_json()["items"]
    else:
        assert [] == parsed(form).entries


WORDS = (
    f"ক্ষ্ণ র{ZWJ}্যাব ক্{ZWNJ}ত জ্ঞ শ্রী",
    ZWJ,
    f"শেষ{ZWNJ}",
    "৫ < ৭ & ৮ > ৬",
    "<script>alert(1)</script>",
    "ক ]]> খ",
    "\"দুই\" 'এক' &amp; &lt;",
    "অ" * 300,
)


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize("form", XML)
def test_a_headline_comes_out_letter_by_letter(form: Form, text: str) -> None:
    """Conjuncts, joiners and signs of markup are in the feed as they were typed."""
    root = ElementTree.fromstring(feed(form, SITE, (card(1, text),)))
    entry = root.find(".//{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")
    title = root.find(".//item/title") if form == "rss" else entry
    assert title is not None
    assert text == title.text


@pytest.mark.parametrize("text", [text for text in WORDS if "script" not in text and text.strip(ZWJ + ZWNJ)])
@pytest.mark.parametrize("form", XML)
def test_a_summary_comes_out_letter_by_letter(form: Form, text: str) -> None:
    """A standfirst is plain text to feedparser, whichever form carries it."""
    summary = parsed(form, card(1, "খবর", standfirst=text)).entries[0].summary
    if form == "rss":
        # A reader of RSS gets HTML, and the text is what that HTML says.
        summary = summary.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert text == summary


def test_a_summary_of_rss_carries_no_markup_into_a_reader() -> None:
    """What looks like a tag in a standfirst is text after a reader has decoded it twice."""
    content = feed("rss", SITE, (card(1, "খবর", standfirst="<script>x</script>"),)).decode()
    assert "&amp;lt;script&amp;gt;" in content


ANY_TEXT = st.text(st.characters(), max_size=40)


@given(ANY_TEXT)
def test_no_text_makes_xml_invalid(text: str) -> None:
    """Control characters, half surrogates and noncharacters are left out; the rest stays."""
    made = card(1, text, standfirst=text, byline=text, section_name=text, language="bn")
    for form in XML:
        ElementTree.fromstring(feed(form, SITE, (made,)))
    as_json(made)


@pytest.mark.parametrize("form", FORMS)
def test_forbidden_characters_are_left_out(form: Form) -> None:
    """A stray control character costs itself and nothing else."""
    content = feed(form, SITE, (card(1, "ক\x00\x08\x0b\x1f\ufffe\uffffখ"),)).decode()
    assert "কখ" in content


def test_the_day_in_ids_never_moves() -> None:
    """Ids depend on nothing that an editor can change."""
    other = story_card(story(published=datetime(2024, 1, 1, tzinfo=DHAKA)))
    assert ids("atom", STORY) == ids("atom", other)
    assert BOAT.id not in feed("atom", SITE, (STORY,)).decode()
    assert date(2025, 7, 2) == STORY.published.date()
