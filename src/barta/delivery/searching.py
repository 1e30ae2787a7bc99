"""The search's page: the question is asked of the index, every hit is looked up, and the cards are joined.

Rendering is imported with the first question: workers that are asked none stay small.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from barta.delivery.questions import MOST_PAGES, asked
from barta.pagestore import DamagedError, Page, Segment, View, compress, story_key
from barta.search import Found, Reader, SearchError, SlowSearchError

PATH: Final = "/search"
RESULTS: Final = "results"
"""The name of the slot in the stored page that the results take the place of."""

CARD: Final = "card:"
"""What the slot of a story's card is called, before its public id."""

SHOWN: Final = 20
"""How many results a page has."""

_SLOW = "এই খোঁজে বেশি সময় লাগছে। শব্দ কমিয়ে আবার চেষ্টা করুন।"
_DOWN = "এই মুহূর্তে খোঁজা যাচ্ছে না। একটু পরে আবার চেষ্টা করুন।"
_NOTHING: Final = Found((), 0)

log = logging.getLogger("barta.delivery")


class Searching:
    """Answers questions from the index in `folder`; `note` is told once of each trouble."""

    def __init__(self, folder: Path, note: Callable[[str], None]) -> None:
        self._reader = Reader(folder)
        self._note = note

    def close(self) -> None:
        """Close the index; the next question opens it again."""
        self._reader.close()

    def answered(self, page: Page, view: View, query: str, *, now: int) -> Page:
        """Return the stored page of the search with the results of a QUERY_STRING in their place.

        Its status is 503 when there is no answer: the page says so, in the reader's language.
        """
        question, number = asked(query)
        trouble, found = "", _NOTHING
        if question:
            try:
                found = self._reader.search(question, limit=SHOWN, offset=(number - 1) * SHOWN)
            except SearchError as error:
                self._note(f"search: {error}")
                trouble = _SLOW if isinstance(error, SlowSearchError) else _DOWN
        cards = [card for hit in found.ids if (card := self._card(view, hit, now))]
        # What is not public any more counts as never found.
        total = found.total - len(found.ids) + len(cards) if question else None
        more = found.total > number * SHOWN and number < MOST_PAGES
        results: list[Segment] = []
        try:
            before, after = _around(question, total, len(cards), number, more, trouble)
            results = [before, *(segment for card in cards for segment in card), after]
        except Exception:
            # A fault of ours in a part of the page: the rest of it is shown, and the log has to have it.
            log.exception("the results of a search could not be shown")
            trouble = _DOWN
        # When the stored page was made says nothing about what is found now.
        return page._replace(parts=_filled(page, results), status=503 if trouble else 200, modified=0)

    def _card(self, view: View, public_id: str, now: int) -> list[Segment]:
        """Return a story's card; nothing unless its page can be read in this very moment."""
        try:
            story = view.get_page(story_key(public_id))
            slot = view.get_slot(CARD + public_id) if story is not None and story.status == 200 else None
        except DamagedError as error:
            # The page itself asks for its repair when a reader opens it.
            self._note(str(error))
            return []
        return slot.segments(now) if slot is not None else []


def _around(
    question: str, found: int | None, shown: int, number: int, more: bool, trouble: str
) -> tuple[Segment, Segment]:
    from barta.rendering import search_results

    before, after = search_results(question, found, shown, page=number, more=more, trouble=trouble)
    return compress(before), compress(after)


def _filled(page: Page, results: list[Segment]) -> tuple[Segment | str, ...]:
    """Return the page's parts with the results in the place that is kept for them."""
    parts: list[Segment | str] = []
    for part in page.parts:
        parts += results if part == RESULTS else [part]
    return tuple(parts)
