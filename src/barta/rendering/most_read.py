"""The page of what is read most: two long lists, and a short one for each section."""

from collections.abc import Sequence

from barta.rendering.environment import render
from barta.rendering.fronts import Strip, joined
from barta.rendering.heads import head
from barta.rendering.lists import LABELS, MOST_READ_PATH
from barta.rendering.months import Step
from barta.rendering.sheet import fronted
from barta.rendering.views import Site

_TITLE = LABELS["most-read"]
_DAY, _WEEK, _SECTIONS = Step("২৪ ঘণ্টা", "#day"), Step("৭ দিন", "#week"), Step("বিভাগ", "#sections")

# It stands where the lists go.
_LISTS = b"<!--lists-->"


def most_read_head(site: Site) -> bytes:
    """Return the beginning of the page."""
    about = "গত ২৪ ঘণ্টায় ও গত ৭ দিনে পাঠকেরা যেসব খবর সবচেয়ে বেশি পড়েছেন।"
    language = site.setting.language
    return fronted(head(title=_TITLE, site=site, path=MOST_READ_PATH, description=about, language=language))


def most_read_frame() -> tuple[bytes, bytes]:
    """Return what stands before and after the lists: `main` and its heading."""
    before, _, after = render("most_read.html", title=_TITLE).partition(_LISTS)
    return before, after


def most_read_day(rows: Sequence[bytes], *, week: bool, sections: bool) -> bytes:
    """Return the list of 24 hours, of "ranked" cards, and above it the links to the lists that there are.

    `week` and `sections` say whether those lists have anything in them; without a week nothing has been
    read at all, and the page says so.
    """
    jumps = [_DAY, _WEEK, *([_SECTIONS] if sections else ())] if week else ()
    return _list("day", "গত ২৪ ঘণ্টায়" if week else "", rows, jumps)


def most_read_week(rows: Sequence[bytes]) -> bytes:
    """Return the list of 7 days, of "ranked" cards; nothing without any."""
    return _list("week", "গত ৭ দিনে", rows) if rows else b""


def most_read_sections(lists: Sequence[Strip]) -> bytes:
    """Return the lists of sections, of "side" cards; nothing without any."""
    given = [(strip.section, joined(strip.cards)) for strip in lists]
    return render("most_read_sections.html", lists=given) if given else b""


def _list(name: str, label: str, rows: Sequence[bytes], jumps: Sequence[Step] = ()) -> bytes:
    return render("most_read_list.html", name=name, label=label, rows=joined(rows), jumps=jumps)
