"""The style sheets lose what a browser does not need, and nothing else; a story stays light."""

import re

import pytest
from specimen_paper import NO_BREAK, SITE, segments, story, view

from barta import rendering
from barta.edition import Paragraph
from barta.pagestore import compress
from barta.rendering.assets import static
from barta.rendering.sheet import CSS, FRONTS_CSS, addressed, minified

SENTENCE = "চরের উত্তর মাথায় ভোরের আলো ফোটার আগেই নৌকা ছাড়েন জেলেরা, ফেরেন দুপুর গড়িয়ে। "


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "/* ক */\na { color: red; margin: 0 auto; }\n\nb , i { x: 1 }",
            "a{color:red;margin:0 auto}b,i{x:1}",
        ),
        ('q::before { content: "a  b; {c} /* d */"; }', 'q::before{content:"a  b; {c} /* d */"}'),
        ("a /* x */ b { x: 1 }", "a b{x:1}"),
        ("a :hover { width: calc(1px + 2px) }", "a :hover{width:calc(1px + 2px)}"),
        ("@media (min-width: 40em) { a > b { x: 1 } }", "@media (min-width:40em){a>b{x:1}}"),
        ("a { content: '/' / \"\" }", "a{content:'/' / \"\"}"),
    ],
)
def test_a_sheet_is_shortened_without_changing_what_it_says(source: str, expected: str) -> None:
    """Comments and white space go; strings, sums and descendant selectors stay."""
    assert expected == minified(source)


def test_a_shortened_sheet_cannot_be_shortened_again() -> None:
    """What is sent is what the source says, rule by rule."""
    for name, css in (("paper.css", CSS), ("fronts.css", FRONTS_CSS)):
        source = re.sub(r"/\*.*?\*/", "", static(name).decode(), flags=re.DOTALL)
        assert source.count("{") == css.count("{") == css.count("}")
        assert minified(css) == css
        assert "</" not in css


def test_files_of_a_sheet_are_named_by_their_content() -> None:
    """The font is cached for ever under its address; a file that is not there is noticed at once."""
    assert f"url({rendering.asset_path('noto-sans-bengali.woff2')})" in CSS
    with pytest.raises(KeyError):
        addressed("a{src:url(absent.woff2)}")


def test_a_story_does_not_carry_the_style_of_fronts() -> None:
    """A reader of one story on a slow network gets what it needs and no more."""
    assert FRONTS_CSS not in b"".join(segments(view(story()))).decode()
    assert FRONTS_CSS in rendering.front_head(SITE).decode()


BUDGET = {
    "headers": 426,
    "head": 905,
    "style": 2250,
    "masthead": 590,
    "beacon": 75,
    "body": 750,
    "lists": 920,
    "footer": 430,
}
"""Bytes of each part of the specimen story, compressed as delivery sends it; headers as they are."""

TOTAL = 6300

OWN = (0, 4)
"""Where the story's own parts stand, its head and its body; all others are shared with many pages."""


def test_each_part_of_a_story_keeps_to_its_budget() -> None:
    """What stands around a text is pinned in bytes, so that weight is added knowingly or not at all."""
    shown = story(body=(Paragraph(html=f"{SENTENCE * 4}{NO_BREAK}"),) * 6)
    head, style, masthead, beacon, body, *lists, footer = (
        len(compress(part, shared=number not in OWN).data)
        for number, part in enumerate(segments(view(shown, others=())))
    )
    headers = sum(len(name) + len(value) + 4 for name, value in rendering.PROFILES["story"])
    sizes = (headers, head, style, masthead, beacon, body, sum(lists), footer)
    made = dict(zip(BUDGET, sizes, strict=True))
    assert {} == {part: size for part, size in made.items() if size > BUDGET[part]}
    assert sum(made.values()) <= TOTAL
