"""Lists of stories: the frame around one and a card in it, joined only when a page is sent."""

from typing import Literal

from barta.edition import Section
from barta.rendering.environment import render
from barta.rendering.views import Card, Site

Kind = Literal["related", "latest", "most-read", "front", "section"]

LABELS = {"related": "সম্পর্কিত", "latest": "সর্বশেষ খবর", "most-read": "সর্বাধিক পঠিত"}

# It stands where the cards go; no text can hold it, since text is escaped.
_CARDS = b"<!--cards-->"


def list_frame(kind: Kind, site: Site, section: Section | None = None) -> tuple[bytes, bytes]:
    """Return what stands before and after the cards of a list.

    `front` and `section` are the main contents of their pages and hold its first heading; `section` needs
    the section. Raises ValueError without it.
    """
    if kind in LABELS:
        frame = render("side_list.html", kind=kind, label=LABELS[kind])
    elif kind == "front":
        frame = render("main_list.html", title=site.setting.name, description="", silent=True)
    elif section:
        frame = render("main_list.html", title=section.name, description=section.description, silent=False)
    else:
        raise ValueError("a section's list needs the section: pass list_frame(kind, site, section)")
    before, _, after = frame.partition(_CARDS)
    return before, after


def no_cards() -> bytes:
    """Return what stands in a front's list instead of cards while nothing has been published there."""
    return "<li>এখনো কোনো সংবাদ প্রকাশিত হয়নি।</li>\n".encode()


def card(card: Card, kind: Kind) -> bytes:
    """Return one story of a list: its headline alone beside a story, with picture and time on a front."""
    if kind in LABELS:
        return render("side_card.html", card=card)
    return render("main_card.html", card=card, with_section=kind == "front")
