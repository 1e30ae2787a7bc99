"""The search's page: the question is asked of the index, every hit is looked up, and the cards are made.

It takes long, for a page: only the process beside the worker does it (`answering`).
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from barta.delivery.questions import MOST_PAGES, asked
from barta.pagestore import DamagedError, Page, Segment, View, compress, story_key
from barta.rendering import FOUND, found_card, search_results
from barta.search import MOST_WORDS, Found, Reader, SearchError, SlowSearchError, exceeds

RESULTS: Final = "results"
"""The name of the slot in the stored page that the results take the place of."""

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

    def answered(self, page: Page, view: View, query: str) -> Page:
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
        cards = [card for hit in found.ids if (card := self._card(view, hit))]
        # What is not public any more counts as never found.
        total = found.total - len(found.ids) + len(cards) if question else None
        more = found.total > number * SHOWN and number < MOST_PAGES
        results: list[Segment] = []
        try:
            words = MOST_WORDS if exceeds(question) else 0
            before, after = search_results(
                question, total, len(cards), page=number, more=more, trouble=trouble, words=words
            )
            results = [compress(b"".join([before, *cards, after]))]
        except Exception:
            # A fault of ours in a part of the page: the rest of it is shown, and the log has to have it.
            log.exception("the results of a search could not be shown")
            trouble = _DOWN
        # When the stored page was made says nothing about what is found now.
        return page._replace(parts=_filled(page, results), status=503 if trouble else 200, modified=0)

    def _card(self, view: View, public_id: str) -> bytes:
        """Return a story's card; nothing unless its page can be read in this very moment."""
        try:
            page = view.get_page(story_key(public_id))
            if page is None or page.status != 200:
                return b""
            stored = view.get(FOUND, public_id.encode())
            return found_card(stored) if stored is not None else b""
        except DamagedError as error:
            # The page itself asks for its repair when a reader opens it.
            self._note(str(error))
        except Exception:
            # One broken story may not take the others along, and the log has to have it.
            log.exception("the card of the story %s could not be shown", public_id)
        return b""


def _filled(page: Page, results: list[Segment]) -> tuple[Segment | str, ...]:
    """Return the page's parts with the results in the place that is kept for them."""
    parts: list[Segment | str] = []
    for part in page.parts:
        parts += results if part == RESULTS else [part]
    return tuple(parts)
