"""Lists of stories: the frame around one beside a story, and a card in each of its looks.

Frames and cards are joined only when a page is sent.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from barta.edition import Section
from barta.rendering.environment import render
from barta.rendering.views import Card, Site

Kind = Literal["related", "latest", "most-read"]
Look = Literal["side", "lead", "top", "plain", "text", "opinion", "picture", "row", "ranked", "found"]

LABELS: Mapping[Kind, str] = {
    "related": "সম্পর্কিত",
    "latest": "সর্বশেষ খবর",
    "most-read": "সর্বাধিক পঠিত",
}

MOST_READ_PATH = "/most-read"
"""The address of the page of what is read most."""

# It stands where the cards go; no text can hold it, since text is escaped.
_CARDS = b"<!--cards-->"


class Place(NamedTuple):
    """How much of a card is shown: its heading's level, the width of its picture, and what stands around.

    `instead` shows the standfirst where there is no picture, so that neighbours are about as high.
    """

    level: int
    limit: int = 0
    sizes: str = ""
    kicker: bool = False
    standfirst: bool = False
    instead: bool = False
    section: bool = False
    byline: bool = False
    stamp: bool = True
    described: bool = False
    first: bool = False


_THUMB = "(min-width:40em) 22em,8em"
_PLACES: Mapping[Look, Place] = {
    "lead": Place(
        2,
        1280,
        "(min-width:62em) 48em,100vw",
        kicker=True,
        standfirst=True,
        section=True,
        described=True,
        first=True,
    ),
    "top": Place(2, 640, _THUMB, kicker=True, section=True, instead=True),
    "plain": Place(3, 640, "(min-width:40em) 22em,88vw", kicker=True, standfirst=True),
    "text": Place(3),
    "opinion": Place(3, byline=True, stamp=False),
    "picture": Place(3, 640, "(min-width:62em) 22em,18em", stamp=False, described=True),
    "row": Place(2, 320, "10em", section=True),
    "ranked": Place(3, 320, "9em", section=True),
    "found": Place(2, standfirst=True, section=True),
}


def list_frame(kind: Kind, site: Site) -> tuple[bytes, bytes]:
    """Return what stands before and after the "side" cards of a list beside a story."""
    return _frame(kind, LABELS[kind], most_read=kind == "most-read")


def section_list_frame(section: Section) -> tuple[bytes, bytes]:
    """Return what stands before and after the "side" cards of what is read most in a section."""
    label = f"{section.name} বিভাগে {LABELS['most-read']}"
    return _frame("section-most-read", label, most_read=True)


def _frame(name: str, label: str, *, most_read: bool) -> tuple[bytes, bytes]:
    """Return the frame of a list; the heading of what is read most leads to the page of all that."""
    frame = render("side_list.html", name=name, label=label, path=MOST_READ_PATH if most_read else "")
    before, _, after = frame.partition(_CARDS)
    return before, after


def card(card: Card, look: Look) -> bytes:
    """Return one story of a list: "side" is its headline alone, the others are what fronts are made of.

    "lead" is the big one and "top" those next to it; "plain" has a picture, "text" none; "opinion" names
    who wrote it; "picture" is for the band of pictures, "row" for archives, "ranked" for the page of what
    is read most, "found" for the search.
    """
    if look == "side":
        return render("side_card.html", card=card)
    return render("card.html", card=card, look=look, place=_PLACES[look])
