"""The newsroom speaks Bangla: the translations are compiled, complete in their placeholders, and used."""

import json
import re
from gettext import GNUTranslations
from html.parser import HTMLParser
from pathlib import Path

import pytest
from desk_people import Newsroom, url

import barta.newsroom.desk

FOLDER = Path(barta.newsroom.desk.__file__).parent / "locale" / "bn" / "LC_MESSAGES"
ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural .*\n)?msgstr(?:\[0\])? "(.+)"$', re.MULTILINE)


def entries(name: str) -> list[tuple[str, str]]:
    """Return (English, Bangla) of a catalogue's source."""
    found = ENTRY.findall((FOLDER / f"{name}.po").read_text("utf-8"))
    return [(english.replace('\\"', '"'), bangla.replace('\\"', '"')) for english, bangla in found]


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_compiled_translations_are_those_of_the_source(name: str) -> None:
    """Whoever edits the .po file and forgets msgfmt hears of it here."""
    with (FOLDER / f"{name}.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    source = entries(name)
    assert len(source) > 50
    assert [] == [
        english
        for english, bangla in source
        if bangla not in (compiled.gettext(english), compiled.ngettext(english, english, 1))
    ]


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_a_translation_invents_no_placeholder(name: str) -> None:
    """A placeholder that the English does not have would be a server error on some page."""
    holes = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    wrong = [pair for pair in entries(name) if set(holes.findall(pair[1])) - set(holes.findall(pair[0]))]
    assert [] == wrong


class Words(HTMLParser):
    """Collects what stands on buttons, in headings and before fields."""

    TAGS = frozenset({"button", "h1", "h2", "h3", "th", "label", "legend"})

    def __init__(self) -> None:
        """Start outside of everything."""
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Enter."""
        if tag in self.TAGS or tag in {"script", "style", "svg", "template"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave."""
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep English words."""
        if self.open and self.open[-1] in self.TAGS and re.search("[A-Za-z]{3,}", data):
            self.words.append(data.strip())


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/stories/", "/stories/add/", "/people/", "/images/", "/account/", "/users/", "/sections/"),
        *("/own-pages/", "/own-pages/add/", "/front/"),
    ],
)
def test_the_screens_have_no_english_buttons(newsroom: Newsroom, address: str) -> None:
    """What stands on buttons and in headings is Bangla."""
    page = newsroom.client("editor").get(address, follow=True).content.decode()
    words = Words()
    words.feed(page)
    assert [] == words.words


def test_the_scripts_are_told_in_bangla(newsroom: Newsroom) -> None:
    """The browser's own messages come from our catalogue."""
    script = newsroom.client("reporter").get("/jsi18n/").content.decode()
    assert json.dumps("রাখা হচ্ছে…") in script or "রাখা হচ্ছে…" in script


def test_a_story_page_names_its_times_in_bangla(newsroom: Newsroom) -> None:
    """The history's times are in the paper's own digits."""
    from barta.bangla import stamp

    story = newsroom.live()
    page = newsroom.client("editor").get(url("history", story.pk)).content.decode()
    assert stamp(story.published_at)[:17] in page
