"""The style sheets: written to be read in `static/*.css`, sent without what only their readers need."""

import re

from barta.rendering.assets import asset_path, static

# Strings are kept as they are: the first branch that fits wins.
_STRING = r"""(?P<kept>"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')"""
_COMMENT = re.compile(rf"{_STRING}|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(rf"{_STRING}|\s*(?P<tight>[{{}};,>!])\s*|(?P<colon>:)\s+|\s+")
_ADDRESS = re.compile(r"url\(([\w.-]+)\)")


def minified(source: str) -> str:
    """Return a style sheet without comments, needless white space and last semicolons.

    Strings stay as they are. A space before a colon, or round a plus, means something and stays too.
    """
    without = _COMMENT.sub(lambda match: match["kept"] or "", source)
    return _SPACE.sub(_tight, without).replace(";}", "}").strip()


def _tight(match: re.Match[str]) -> str:
    return match["kept"] or match["tight"] or match["colon"] or " "


def addressed(source: str) -> str:
    """Return a style sheet with the names in `url(…)` replaced by the addresses of those static files.

    Raises KeyError for a file that is not there.
    """
    return _ADDRESS.sub(lambda match: f"url({asset_path(match[1])})", source)


def _sheet(name: str) -> str:
    return addressed(minified(static(name).decode()))


CSS = _sheet("paper.css")
"""What stands on every page, and is all that a story has."""

FRONTS_CSS = _sheet("fronts.css")
"""What fronts, archives and the search need besides, before the other."""

_FRONTS = f"<style>{FRONTS_CSS}</style>\n".encode()


def fronted(head: bytes) -> bytes:
    """Return the head of a page of cards, of an archive or of the search, with the style it needs."""
    return head + _FRONTS
