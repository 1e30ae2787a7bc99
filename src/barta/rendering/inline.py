"""Inline HTML of paragraphs: cleaned again whenever it is printed, whoever wrote it."""

import html
import re

import nh3
from markupsafe import Markup

TAGS = frozenset({"a", "b", "br", "em", "i", "strong"})

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    strip_comments=True,
)
_stripper = nh3.Cleaner(tags={"br"}, strip_comments=True)
_SPACE = re.compile(r"[ \t\n\r\f]+")


def sanitised(source: str) -> Markup:
    """Return `source` with the allowed tags only; every other character of its text stays as it is."""
    return Markup(_cleaner.clean(source))


def plain(source: str) -> str:
    """Return the text of inline HTML, without tags and entities; a line break becomes a space."""
    return html.unescape(_stripper.clean(source).replace("<br>", " "))


def excerpt(text: str, limit: int = 200) -> str:
    """Return the beginning of `text` in at most `limit` code points, cut between two words."""
    words = _SPACE.sub(" ", text).strip(" ")
    if len(words) <= limit:
        return words
    kept = words[: limit - 1].rpartition(" ")[0] or words[: limit - 1]
    return f"{kept.rstrip()}…"


def outside(url: str) -> str:
    """Return `url` if it is a web address that may be linked to, else an empty string."""
    return url if url.lower().startswith(("https://", "http://")) else ""
