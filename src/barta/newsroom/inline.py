"""Rich text as it is stored by the editor, to the inline HTML of an edition and back."""

import re
from html import escape

import nh3

_TAGS = {"a", "b", "br", "em", "i", "strong"}
_cleaner = nh3.Cleaner(
    tags=_TAGS | {"p"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
)
_PARAGRAPH = re.compile(r"</?p>")
_LINE_END = re.compile(r"\r\n?")
_LINK_TO_NOTHING = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def paragraphs(source: str) -> list[str]:
    """Return the paragraphs of stored rich text as inline HTML of `a b br em i strong`; empty ones go.

    The text's code points stay as they are; only `& < >` are written as entities.
    """
    html = _cleaner.clean(source).replace("&nbsp;", "\u00a0")
    html = _LINK_TO_NOTHING.sub(r"\1", html)
    return [part for part in _PARAGRAPH.split(html) if part.strip() and part != "<br>"]


def inline(source: str) -> str:
    """Return stored rich text as one run of inline HTML, its paragraphs joined by line breaks."""
    return "<br>".join(paragraphs(source))


def plain(text: str) -> str:
    """Return plain text as inline HTML, exactly as `paragraphs` would give it back.

    Every code point stays, except that line ends are written as one line feed.
    """
    return escape(_LINE_END.sub("\n", text), quote=False)
