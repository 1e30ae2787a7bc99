"""Inline text: HTML of paragraphs cleaned whenever it is printed, and words of another language marked."""

import html
import re

import nh3
from markupsafe import Markup, escape

TAGS = frozenset({"a", "b", "br", "em", "i", "strong"})

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    strip_comments=True,
)
_stripper = nh3.Cleaner(tags={"br"}, strip_comments=True)
# A tag (an address in it may hold any sign), or a character that is written by its name or number.
_MARKUP = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^"'>])*>|&#?\w+;""")
_LATIN = r"[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:[-'\u2019.&/][A-Za-z0-9\u00c0-\u024f]+)*"
_FOREIGN = re.compile(rf"{_LATIN}(?: {_LATIN})*")
# Most of a paper: Bangla with its punctuation, in which there is nothing to clean, escape or mark.
_BANGLA = re.compile("[\u0964-\u09ff 0-9,.;:?!()/%\u200c\u200d\u2013-\u201d-]*")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNTIDY = ("  ", "\t", "\n", "\r", "\f")


def sanitised(source: str) -> Markup:
    """Return `source` with the allowed tags only; every other character of its text stays as it is."""
    return Markup(source if _BANGLA.fullmatch(source) else _cleaner.clean(source))


def marked(text: str | Markup, language: str = "bn") -> Markup:
    """Return text or sanitised HTML with its Latin words marked as English, for voices that read it out.

    Nothing is marked in a text whose own `language` is not Bangla. No character of the text changes.
    """
    if _BANGLA.fullmatch(text):
        return Markup(text)
    source = escape(text)
    if language != "bn" or not _FOREIGN.search(source):
        return source
    pieces: list[str] = []
    at = 0
    for markup in _MARKUP.finditer(source):
        pieces += (_marked(source[at : markup.start()]), markup.group())
        at = markup.end()
    return Markup("".join((*pieces, _marked(source[at:]))))


def paragraph(source: str, language: str = "bn") -> Markup:
    """Return inline HTML as a paragraph shows it: sanitised and marked."""
    return Markup(source) if _BANGLA.fullmatch(source) else marked(sanitised(source), language)


def _marked(text: str) -> str:
    """Return text between two pieces of markup with its Latin words in elements of their own."""
    return _FOREIGN.sub(lambda words: f'<span lang="en">{words.group()}</span>', text)


def plain(source: str) -> str:
    """Return the text of inline HTML, without tags and entities; a line break becomes a space."""
    if _BANGLA.fullmatch(source):
        return source
    return html.unescape(_stripper.clean(source).replace("<br>", " "))


def excerpt(text: str, limit: int = 200) -> str:
    """Return the beginning of `text` in at most `limit` code points, cut between two words."""
    tidy = _SPACE.sub(" ", text) if any(mark in text for mark in _UNTIDY) else text
    words = tidy.strip(" ")
    if len(words) <= limit:
        return words
    kept = words[: limit - 1].rpartition(" ")[0] or words[: limit - 1]
    return f"{kept.rstrip()}…"


def outside(url: str) -> str:
    """Return `url` if it is a web address that may be linked to, else an empty string."""
    return url if url.lower().startswith(("https://", "http://")) else ""
