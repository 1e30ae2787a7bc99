"""The search: a page with the question, and what was found around the cards."""

from urllib.parse import urlencode

from barta.bangla import group
from barta.rendering.environment import render
from barta.rendering.heads import head
from barta.rendering.sheet import fronted
from barta.rendering.views import Site

_CARDS = b"<!--cards-->"

# The search counts no further, so that a common word costs no more than a rare one.
_MOST_COUNTED = 10_000


def search_page(site: Site) -> tuple[bytes, bytes]:
    """Return head and body of the search's page; the body is empty, since the results are the contents."""
    return fronted(head(title="খবর খুঁজুন", site=site, path="/search", noindex=True)), b""


def search_form() -> bytes:
    """Return the whole `main` of the search before anything has been asked."""
    return b"".join(search_results("", None, 0))


def search_results(
    question: str,
    found: int | None,
    shown: int,
    page: int = 1,
    more: bool = False,
    trouble: str = "",
    words: int = 0,
) -> tuple[bytes, bytes]:
    """Return what stands before and after the "found" cards: a whole `main` with the form.

    `found` counts all hits (of ten thousand and more it says no number), None when nothing has been asked
    yet; `shown` are the cards between. `more` says that a further page follows. `trouble` is said instead of
    a count. `words` is how many words were looked for, if the question has more.
    """
    filled = render(
        "search.html",
        question=question,
        count=_count(found or 0),
        found=found,
        shown=shown,
        page=page,
        pages={at: _address(question, at) for at in (page - 1, page + 1) if at > 0},
        more=more,
        trouble=trouble,
        words=group(words) if words else "",
    )
    before, _, after = filled.partition(_CARDS)
    return before, after


def _count(found: int) -> str:
    """Return how many stories there are, in words that are true where counting has stopped."""
    return f"{group(found)}টি" if found < _MOST_COUNTED else "১০ হাজারের বেশি"


def _address(question: str, page: int) -> str:
    """Return the address of a page of results; the first needs no number."""
    return "/search?" + urlencode({"q": question} | ({"p": str(page)} if page > 1 else {}))
