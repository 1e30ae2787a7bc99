"""Structured data tells search engines what a page is, in the words of schema.org."""

import json
from collections.abc import Iterator
from typing import Any

import extruct
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from specimen_news import (
    HEADLINE,
    LIBRARY,
    LIFE,
    RAHELA,
    RIVERSIDE,
    SETTING,
    SITE,
    ZWJ,
    ZWNJ,
    key,
    rich_story,
    story,
    view,
)

from barta import rendering
from barta.edition import Byline, Flags, Section
from barta.rendering.heads import front_head, person_head, section_head, story_head, topic_head
from barta.rendering.structured import LOGO, serialised


def objects(head: bytes) -> list[dict[str, Any]]:
    """Return the JSON-LD objects in a head as extruct finds them."""
    html = head.decode() + "</head><body></body></html>"
    (found,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert "https://schema.org" == found.pop("@context")
    return list(found.get("@graph", [found]))


def article(**changes: Any) -> dict[str, Any]:
    """Return the article that a story's head speaks of."""
    return objects(story_head(view(story(**changes)), SITE))[0]


PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "name": "নদীতীর",
    "url": "https://noditir.example/",
    "logo": "https://noditir.example" + rendering.asset_path(LOGO),
}
ADDRESS = rendering.absolute("https://noditir.example", rendering.story_path(story(), RIVERSIDE))


def test_a_story_is_a_news_article() -> None:
    """Search engines learn everything they ask for of an article, and nothing empty."""
    expected = {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2025-07-02T09:12:00+06:00",
        "dateModified": "2025-07-02T21:42:00+06:00",
        "author": [
            {
                "@type": "Person",
                "name": "রাহেলা মজুমদার",
                "url": rendering.absolute("https://noditir.example", "/people/রাহেলা"),
            }
        ],
        "publisher": PUBLISHER,
        "articleSection": ["নদীপাড়"],
        "inLanguage": "bn",
        "image": {
            "@type": "ImageObject",
            "url": f"https://noditir.example/media/{key(12)}.jpg",
            "width": 1280,
            "height": 720,
        },
        "mainEntityOfPage": ADDRESS,
        "keywords": ["পাঠাগার"],
    }
    assert expected == article()


def test_a_correction_is_told_and_a_clarification_is_not_called_one() -> None:
    """What was wrong is said with its time."""
    found = objects(story_head(view(rich_story()), SITE))[0]["correction"]
    text = "আগে চরের সংখ্যা পাঁচটি লেখা হয়েছিল; হবে ছয়টি।"
    comment = {"@type": "CorrectionComment", "text": text, "datePublished": "2025-07-02T20:00:00+06:00"}
    assert [comment] == found


def test_desks_and_agencies_are_organisations() -> None:
    """Only people are persons; a byline without a page has no address."""
    bylines = (Byline(printed="চর ডেস্ক", kind="desk"), Byline(printed="বাসস", kind="agency"))
    expected = [{"@type": "Organization", "name": name} for name in ("চর ডেস্ক", "বাসস")]
    assert expected == article(bylines=bylines)["author"]


def test_a_story_without_byline_is_the_papers() -> None:
    """Somebody answers for every story."""
    assert PUBLISHER == article(bylines=())["author"]


def test_what_was_paid_for_is_no_news() -> None:
    """An advertisement is called what it is."""
    assert "AdvertiserContentArticle" == article(flags=Flags(commercial="বিজ্ঞাপন প্রতিবেদন"))["@type"]


def test_a_day_is_a_day() -> None:
    """A date without a clock stays one; no update, no date of one."""
    found = article(published_precision="day", updated=None)
    assert "2025-07-02" == found["datePublished"]
    assert "dateModified" not in found


def test_a_long_headline_is_shortened_between_words() -> None:
    """Search engines take 110 characters; the short headline is the other one."""
    found = article(headline="নদী " * 100, short_headline="নদীর খবর")
    assert len(found["headline"]) <= 110
    assert found["headline"].endswith("নদী…")
    assert "নদীর খবর" == found["alternativeHeadline"]


def test_a_story_stands_below_its_sections() -> None:
    """The way down goes from the paper over the parent section."""
    crumbs = objects(story_head(view(story()), SITE))[1]
    riverside = rendering.absolute("https://noditir.example", "/নদীপাড়")
    steps = [(step["position"], step["name"], step["item"]) for step in crumbs["itemListElement"]]
    assert [
        (1, "নদীতীর", "https://noditir.example/"),
        (2, "জীবনযাপন", "https://noditir.example/jibon"),
        (3, "নদীপাড়", riverside),
    ] == steps


def test_sections_in_a_circle_end_somewhere() -> None:
    """A mistake in the tree of sections does not stop the press."""
    loop = Section(id=LIFE.id, slug="jibon", name="জীবনযাপন", parent=RIVERSIDE.id)
    site = rendering.Site(SETTING, {each.id: each for each in (loop, RIVERSIDE)})
    (crumbs,) = objects(section_head(RIVERSIDE, site))
    assert 3 == len(crumbs["itemListElement"])


def test_the_front_page_can_be_searched_and_names_who_is_behind_it() -> None:
    """The paper is a web site with a search, published by an organisation with a policy on corrections."""
    (site,) = objects(front_head(SITE))
    assert ("WebSite", "নদীতীর", "bn") == (site["@type"], site["name"], site["inLanguage"])
    action = site["potentialAction"]
    assert "https://noditir.example/search?q={search_term_string}" == action["target"]["urlTemplate"]
    assert "required name=search_term_string" == action["query-input"]
    extra = {
        "address": "৭ ঘাট সড়ক, চরমোহনা",
        "email": "khobor@noditir.example",
        "correctionsPolicy": "https://noditir.example/corrections-policy",
    }
    assert PUBLISHER | extra == site["publisher"]


def test_a_person_has_a_profile_and_a_desk_is_an_organisation() -> None:
    """The page is about somebody."""
    address = rendering.absolute("https://noditir.example", "/people/রাহেলা")
    (found,) = objects(person_head(RAHELA, SITE))
    about = {
        "@type": "Person",
        "name": "রাহেলা মজুমদার",
        "jobTitle": "প্রতিবেদক",
        "description": "নদীর খবর লেখেন।",
    }
    assert {"@type": "ProfilePage", "mainEntity": about | {"url": address}} == found
    (desk,) = objects(person_head(replace(RAHELA, kind="desk"), SITE))
    assert "Organization" == desk["mainEntity"]["@type"]


def test_a_topic_is_known_by_all_its_names() -> None:
    """Latin spellings help who types them."""
    (found,) = objects(topic_head(LIBRARY, SITE))
    assert {"@type": "Thing", "name": "পাঠাগার", "alternateName": ["library"]} == found["about"]


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "\u2028\u2029\x00\x1f\x7f",
    "\"'\\",
    f"{ZWJ}",
    f"ক্{ZWNJ}ষ র{ZWJ}্যাব",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_an_attack_stays_inside_its_string(text: str) -> None:
    """Whatever a headline says, the element holds exactly the JSON that was meant."""
    assert text == article(headline=text)["headline"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_text_leaves_its_element(text: str) -> None:
    """Nothing that HTML reads stands in the element, and JSON gives the text back."""
    written = str(serialised(({"@type": "Thing", "name": text},)))
    assert [] == [character for character in "<>&\u2028\u2029" if character in written]
    assert text == json.loads(written)["name"]


def test_bangla_is_written_as_it_is_and_without_spaces() -> None:
    """Escapes would make it three times as heavy."""
    assert '{"@context":"https://schema.org","name":"নদী"}' == serialised(({"name": "নদী"},))


def strings(data: Any) -> Iterator[str]:
    """Yield every string in JSON."""
    if isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)
    elif isinstance(data, str):
        yield data


def test_every_address_is_full_and_ascii() -> None:
    """A machine need not know where it found the data."""
    heads = (
        story_head(view(story()), SITE),
        front_head(SITE),
        section_head(LIFE, SITE),
        person_head(RAHELA, SITE),
    )
    found = [text for head in heads for text in strings(objects(head)) if "://" in text]
    assert [
        text for text in found if not (text.isascii() and text.startswith("https://noditir.example/"))
    ] == []
