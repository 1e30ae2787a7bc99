"""Nothing that was typed, pasted or imported becomes code on a reader's page."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specimen_paper import CARDS, DAY, GHAT, SITE, card, page, story, view
from test_pages import outline

from barta import rendering
from barta.edition import (
    Byline,
    Correction,
    Figure,
    Heading,
    Items,
    Page,
    Paragraph,
    Picture,
    Quote,
    RelatedLink,
    Source,
    Table,
    Topic,
)
from barta.rendering.inline import excerpt, marked, plain, sanitised
from barta.rendering.lists import Look
from barta.rendering.pictures import photo

LOOKS: tuple[Look, ...] = get_args(Look)

VECTORS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    '<a href="javascript:alert(1)">ক</a>',
    '<a href="&#106;avascript:alert(1)">ক</a>',
    '<a href=" java\tscript:alert(1)">ক</a>',
    '<a href="data:text/html,<script>alert(1)</script>">ক</a>',
    '<a href="/x" onclick="alert(1)" style="position:fixed">ক</a>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><base href=//e.example><form action=//e.example>",
    "<!--cards--><!--><script>alert(1)</script>-->",
    "{{ 7*7 }}{% raw %}",
)


def everywhere(text: str) -> str:
    """Return a page on which `text` stands wherever text can stand."""
    figure = Figure(asset=GHAT.id, alt=text, caption=text, credit=text, agency=text)
    shown = story(
        headline=text,
        kicker=text,
        standfirst=text,
        slug=text,
        social_headline=text,
        canonical=text,
        signoff=text,
        public_note=text,
        language=text,
        bylines=(Byline(printed=text, role=text, place=text),),
        pictures=(figure,),
        source=Source(agency=text, url=text),
        corrections=(Correction(at=CARDS[0].published, text=text),),
        body=(
            Paragraph(html=text),
            Heading(text=text),
            Quote(text=text, by=text),
            Items(items=(text,)),
            Picture(figure=figure),
            Table(rows=((text, text), (text, text)), caption=text),
            RelatedLink(text=text, url=text),
            RelatedLink(text=text, url=f"https://example.org/{text}"),
        ),
    )
    cards = b"".join(
        rendering.card(
            card(
                1,
                text,
                path=f"/{text}",
                section_name=text,
                kicker=text,
                standfirst=text,
                byline=text,
                commercial=text,
                language=text,
                photo=photo(figure, GHAT),
            ),
            look,
        )
        for look in LOOKS
    )
    around = (
        rendering.gone(SITE, text)[1],
        rendering.masthead(SITE, DAY, rendering.Strap(text, f"/{text}")),
        b"".join(rendering.search_results(text, 0, 0, trouble=text)),
        b"".join(rendering.search_results(text, 9, 1, 2, more=True)),
        rendering.static_page(Page(id=GHAT.id, slug=text, title=text, body=shown.body), SITE)[1],
        rendering.topic_front(Topic(id=GHAT.id, slug=text, name=text), SITE, archive=True),
    )
    return page(view(shown)) + cards.decode() + b"".join(around).decode()


@pytest.mark.parametrize("vector", VECTORS)
def test_an_attack_stays_text(vector: str) -> None:
    """No element, handler, style or address of an attack comes through, wherever it stands."""
    clean, hostile = outline(everywhere("ক")), outline(everywhere(vector))
    assert {tag for tag in hostile.tags if tag not in clean.tags} <= {"a", "span"}
    kinds = {(tag, name) for tag, name, _ in clean.attributes} | {
        ("a", "href"),
        ("a", "rel"),
        ("span", "lang"),
    }
    assert {(tag, name) for tag, name, _ in hostile.attributes} <= kinds
    links = [value.strip().lower() for _, name, value in hostile.attributes if name in ("href", "src")]
    assert [link for link in links if not link.startswith(("/", "#", "https://", "mailto:"))] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "ক<br>খ <b>গ</b> <i>ঘ</i> <strong>ঙ</strong> <em>চ</em>",
            "ক<br>খ <b>গ</b> <i>ঘ</i> <strong>ঙ</strong> <em>চ</em>",
        ),
        ('<a href="/জাতীয়/x">ক</a>', '<a href="/জাতীয়/x" rel="noopener">ক</a>'),
        ('<a href="mailto:a@b.example">ক</a>', '<a href="mailto:a@b.example" rel="noopener">ক</a>'),
        ("<p class=x>ক</p><u>খ</u>", "কখ"),
        ("৫ < ৭ & ৮ > ৬", "৫ &lt; ৭ &amp; ৮ &gt; ৬"),
    ],
)
def test_inline_html_keeps_what_is_allowed(source: str, expected: str) -> None:
    """Emphasis, links and line breaks stay; other tags leave their text."""
    assert expected == str(sanitised(source))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@given(TEXT)
def test_no_character_of_a_text_changes(text: str) -> None:
    """Decomposed letters, joiners and no-break spaces come out as they went in."""
    shown = rendering.story_body(view(story(body=(Quote(text=f"«{text}»"),))), SITE).decode()
    lines = rendering.visible_text(shown).split("\n")
    assert any(_collapsed(f"«{text}»") == line for line in lines)


@given(TEXT)
def test_sanitising_changes_no_character_of_escaped_text(text: str) -> None:
    """Escaped text survives the cleaning of inline HTML."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert text == plain(escaped)
    assert sanitised(escaped) == sanitised(str(sanitised(escaped)))


@given(TEXT)
def test_marking_a_language_changes_no_character(text: str) -> None:
    """What a reader sees is the same with and without the marks."""
    assert plain(str(marked(text))) == plain(str(marked(text, "en")))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ঘাটে Wi-Fi চালু", 'ঘাটে <span lang="en">Wi-Fi</span> চালু'),
        ("‘New York Times’ বলেছে", '‘<span lang="en">New York Times</span>’ বলেছে'),
        ("ক & খ", "ক &amp; খ"),
        ("শুধু বাংলা ১২", "শুধু বাংলা ১২"),
        ("A4 ও B.Sc.", '<span lang="en">A4</span> ও <span lang="en">B.Sc</span>.'),
    ],
)
def test_latin_words_are_marked_as_english(source: str, expected: str) -> None:
    """A voice that reads the page out changes its language where the text does."""
    assert expected == str(marked(source))


def test_neither_tags_nor_addresses_nor_entities_are_marked() -> None:
    """Only the text between tags is marked, and nothing in a text that is not Bangla."""
    source = sanitised('<a href="/x>abc">GPS</a> &amp; <b>ক</b>&nbsp;খ')
    expected = '<a href="/x>abc" rel="noopener"><span lang="en">GPS</span></a> &amp; <b>ক</b>&nbsp;খ'
    assert expected == str(marked(source)).replace("&gt;abc", ">abc")
    assert "GPS here" == str(marked("GPS here", "en"))


def _collapsed(text: str) -> str:
    return " ".join(part for part in text.split(" ") if part)


def test_an_excerpt_ends_between_words() -> None:
    """A description is cut at a space and says that it was."""
    assert "এক দুই…" == excerpt("এক দুই তিন চার", 9)
    assert "এক দুই" == excerpt(" এক \n দুই ", 9)
    assert len(excerpt("ক" * 500)) == 200


def test_the_first_paragraph_describes_a_story_without_standfirst() -> None:
    """Its tags and entities do not reach the description, and lines do not run together."""
    shown = story(body=(Paragraph(html="ক<br>খ &amp; <b>গ</b>"),))
    assert (
        '<meta name="description" content="ক খ &amp; গ">' in rendering.story_head(view(shown), SITE).decode()
    )
