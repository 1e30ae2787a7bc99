"""The head of a page tells search engines, other sites and readers what it is and where."""

import gzip
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specimen_news import BOAT, HEADLINE, LIBRARY, RAHELA, RIVERSIDE, SITE, STANDFIRST, ZWJ, key, story, view

from barta import rendering
from barta.edition import Byline, Figure, Paragraph, Setting
from barta.rendering.heads import (
    Link,
    front_head,
    head,
    person_head,
    section_head,
    story_head,
    topic_head,
)

PLAIN = rendering.Site(Setting(name="নদীতীর", site_url="https://noditir.example"))


class Head(HTMLParser):
    """Gathers what a head says."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self.properties: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.tags: list[str] = []
        self.feed(content.decode())
        self.close()
        self.title = unescape(re.search("<title>(.*)</title>", content.decode(), re.DOTALL)[1])  # type: ignore[index]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        said = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "name" in said:
            self.names[said["name"]] = said["content"]
        if "property" in said:
            self.properties.append((said["property"], said["content"]))
        if tag == "link":
            self.links.append(said)

    def graph(self) -> dict[str, str]:
        """Return the Open Graph properties, the last of each."""
        return dict(self.properties)

    def canonical(self) -> list[str]:
        """Return the canonical addresses."""
        return [link["href"] for link in self.links if link["rel"] == "canonical"]


STORY = Head(story_head(view(story()), SITE))
ADDRESS = rendering.absolute("https://noditir.example", rendering.story_path(story(), RIVERSIDE))


def test_a_story_is_called_by_its_headline_and_its_paper() -> None:
    """The title of a tab and of a search result says both."""
    assert f"{HEADLINE} | নদীতীর" == STORY.title
    assert STANDFIRST == STORY.names["description"]


def test_a_story_has_one_canonical_address() -> None:
    """It is full, ASCII and the same for Open Graph."""
    assert [ADDRESS] == STORY.canonical()
    assert ADDRESS.isascii()
    assert ADDRESS == STORY.graph()["og:url"]


def test_a_story_describes_itself_to_other_sites() -> None:
    """Open Graph learns headline, times, section, author and topic."""
    said = STORY.graph()
    expected = {
        "og:type": "article",
        "og:title": HEADLINE,
        "og:description": STANDFIRST,
        "article:published_time": "2025-07-02T09:12:00+06:00",
        "article:modified_time": "2025-07-02T21:42:00+06:00",
        "article:section": "নদীপাড়",
        "article:author": "রাহেলা মজুমদার",
        "article:tag": "পাঠাগার",
    }
    assert expected == {name: said[name] for name in expected}


def test_a_story_shows_its_picture_to_other_sites() -> None:
    """It is the widest JPEG that all of them take, with size and words, on a large card."""
    said = STORY.graph()
    expected = {
        "og:image": f"https://noditir.example/media/{key(12)}.jpg",
        "og:image:width": "1280",
        "og:image:height": "720",
        "og:image:alt": "ঘাটে বাঁধা বইয়ের নৌকা",
    }
    assert expected == {name: value for name, value in said.items() if name.startswith("og:image")}
    assert "summary_large_image" == STORY.names["twitter:card"]


def test_no_property_is_said_twice() -> None:
    """A site that takes the first or the last of each understands the same."""
    names = [name for name, _ in STORY.properties]
    assert sorted(set(names)) == sorted(names)


def test_the_words_for_a_picture_are_the_storys_own() -> None:
    """A figure's words come before its asset's."""
    shown = story(pictures=(Figure(asset=BOAT.id, alt="বই হাতে শিশুরা"),))
    assert "বই হাতে শিশুরা" == Head(story_head(view(shown), SITE)).graph()["og:image:alt"]


@pytest.mark.parametrize(
    "pictures", [(), (Figure(asset=BOAT.id, sensitive=True),), (Figure(asset=key(99)),)], ids=str
)
def test_a_picture_that_may_not_be_shown_unasked_is_not(pictures: tuple[Figure, ...]) -> None:
    """Without a public, harmless picture the card is a plain one."""
    said = Head(story_head(view(story(pictures=pictures)), SITE))
    assert "og:image" not in said.graph()
    assert "summary" == said.names["twitter:card"]


def test_a_harmless_picture_follows_a_sensitive_one() -> None:
    """The first that may be shown is."""
    pictures = (Figure(asset=BOAT.id, sensitive=True), Figure(asset=BOAT.id, alt="ঘাট"))
    assert "ঘাট" == Head(story_head(view(story(pictures=pictures)), SITE)).graph()["og:image:alt"]


def test_search_engines_may_show_large_pictures_but_not_what_asks_to_be_left_out() -> None:
    """`robots` says one thing or the other."""
    assert "max-image-preview:large" == STORY.names["robots"]
    assert "noindex" == Head(story_head(view(story(noindex=True)), SITE)).names["robots"]


def test_a_story_of_another_paper_points_to_its_origin() -> None:
    """The origin is canonical; a link that could run something is not."""
    origin = "https://agency.example/1"
    assert [origin] == Head(story_head(view(story(canonical=origin)), SITE)).canonical()
    assert [ADDRESS] == Head(story_head(view(story(canonical="javascript:alert(1)")), SITE)).canonical()


def test_the_headline_for_other_sites_may_differ() -> None:
    """Editors may write one for sharing; the title stays the headline."""
    said = Head(story_head(view(story(social_headline="নৌকায় বই")), SITE))
    assert ("নৌকায় বই", f"{HEADLINE} | নদীতীর") == (said.graph()["og:title"], said.title)


def test_a_day_without_a_clock_stays_a_day() -> None:
    """Machines are told no time that the paper did not print."""
    said = Head(story_head(view(story(published_precision="day", updated=None)), SITE)).graph()
    assert "2025-07-02" == said["article:published_time"]
    assert "article:modified_time" not in said


def test_a_story_without_standfirst_is_described_by_its_beginning() -> None:
    """The first paragraph that says something serves, without its marks."""
    body = (Paragraph(html=" <br> "), Paragraph(html="ঘাটে <b>নৌকা</b> এল &amp; গেল।"))
    said = Head(story_head(view(story(standfirst="", body=body)), SITE))
    assert "ঘাটে নৌকা এল & গেল।" == said.names["description"]


def test_a_page_is_in_the_papers_language() -> None:
    """What stands around an English story is Bangla all the same; machines are told which the story is in."""
    said = story_head(view(story(language="en")), SITE).decode()
    assert '<html lang="bn">' in said
    assert '"inLanguage":"en"' in said


def test_every_author_is_named() -> None:
    """A story of two has two authors."""
    bylines = (Byline(printed="রাহেলা মজুমদার", person=RAHELA.id), Byline(printed="বাসস", kind="agency"))
    said = Head(story_head(view(story(bylines=bylines)), SITE)).properties
    assert ["রাহেলা মজুমদার", "বাসস"] == [value for name, value in said if name == "article:author"]


def test_the_front_page_is_called_by_the_papers_name_and_motto() -> None:
    """The name comes first there."""
    said = Head(front_head(SITE))
    assert "নদীতীর | চরমোহনার কাগজ" == said.title
    assert ("নদীতীর", "website") == (said.graph()["og:title"], said.graph()["og:type"])
    assert ["https://noditir.example/"] == said.canonical()
    assert ("summary", "নদীতীর") == (said.names["twitter:card"], said.graph()["og:image:alt"])
    assert "নদীতীর" == Head(front_head(PLAIN)).title


def test_a_section_offers_its_feeds() -> None:
    """A reader of feeds finds all three forms from the section's page."""
    said = Head(section_head(RIVERSIDE, SITE))
    assert "নদীপাড় | নদীতীর" == said.title
    feeds = [(link["type"], link["title"]) for link in said.links if link["rel"] == "alternate"]
    expected = [
        ("application/rss+xml", "নদীপাড়: RSS"),
        ("application/atom+xml", "নদীপাড়: Atom"),
        ("application/feed+json", "নদীপাড়: JSON Feed"),
    ]
    assert expected == feeds


def test_fronts_of_people_and_topics_have_addresses_of_their_own() -> None:
    """Both are canonical where they stand; a person's page is a profile."""
    person, topic = Head(person_head(RAHELA, SITE)), Head(topic_head(LIBRARY, SITE))
    assert [rendering.absolute("https://noditir.example", "/people/রাহেলা")] == person.canonical()
    assert [rendering.absolute("https://noditir.example", "/topics/পাঠাগার")] == topic.canonical()
    assert ("profile", "website") == (person.graph()["og:type"], topic.graph()["og:type"])
    assert "নদীর খবর লেখেন।" == person.names["description"]


def test_a_page_without_an_address_is_not_offered_to_other_sites() -> None:
    """Messages have neither canonical address nor card."""
    said = Head(head(title="পাতা নেই", site=SITE, noindex=True))
    assert ([], [], ["viewport", "robots"]) == (said.canonical(), said.properties, list(said.names))
    assert "পাতা নেই" == Head(head(title="পাতা নেই", site=None)).title


def test_a_page_may_repeat_another() -> None:
    """The other's address is canonical, its own stays its own."""
    said = Head(head(title="ক", site=SITE, path="/archive/x", canonical="https://noditir.example/archive/y"))
    assert ["https://noditir.example/archive/y"] == said.canonical()
    assert "https://noditir.example/archive/x" == said.graph()["og:url"]


def test_links_say_only_what_they_have() -> None:
    """An empty type or title is left out."""
    said = Head(head(title="ক", site=SITE, links=(Link("next", "/খ"),)))
    assert [{"rel": "next", "href": "/খ"}] == said.links


HOSTILE = (
    "</title><script>alert(1)</script>",
    '"><meta http-equiv="refresh" content="0">',
    "'\"&<>",
    "ক" * 300,
    ZWJ,
    "ক\u2028খ",
    "{{ 7*7 }}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_an_attack_in_a_head_stays_text(text: str) -> None:
    """Wherever it stands, the head has the elements it always has, and says the text."""
    shown = story(headline=text, standfirst=text, bylines=(Byline(printed=text),))
    said = Head(story_head(view(shown), SITE))
    assert STORY.tags == said.tags
    assert text == said.graph()["og:title"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_no_character_of_a_headline_changes(text: str) -> None:
    """What was typed is what other sites are told."""
    assert text == Head(story_head(view(story(headline=text)), SITE)).graph()["og:title"]


def test_a_head_is_light() -> None:
    """All of this fits into the first packets: a story with everything takes little more than a kilobyte."""
    assert len(gzip.compress(story_head(view(story()), SITE), 9)) < 1300
