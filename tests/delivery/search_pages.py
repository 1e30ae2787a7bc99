"""A searchable paper: stories in the page store and in the index."""

import json
from datetime import UTC, datetime, timedelta

from delivery_samples import HTML, MODIFIED, PROFILES, build, fill, page

from barta.pagestore import Page, Slot, Variant, compress, error_key, path_key, story_key
from barta.rendering import FOUND, Card, facts, found_card, search_form
from barta.search import Writer

DAY = datetime(2031, 4, 14, tzinfo=UTC)
SEARCH = {
    "search": [["Cache-Control", "private, max-age=0"], ["X-Robots-Tag", "noindex"]],
    "error": [["Cache-Control", "no-store"]],
}
BUSY = "এখন অনেকে একসঙ্গে খুঁজছেন"


def identity(number):
    return f"story{number:05}"


def card(number):
    return found_card(facts(shown(number))).decode()


def shown(number):
    """Return what the card of a story says."""
    title, name = f"ঘাটের খবর {number}", identity(number)
    return Card("", name, title, title, f"/nodi/{name}/x", DAY - timedelta(days=number))


def searchable(count=3, gone=()):
    """Return the work that puts the paper, its search page and `count` stories into a batch."""

    def work(batch):
        fill(batch)
        batch.set_meta("profiles", json.dumps({**PROFILES, **SEARCH}).encode())
        parts = (compress(b"<!doctype html><title>-</title>"), "masthead", "results", compress(b"<footer>"))
        batch.put_page(
            path_key("/search"), Page(200, "search", "/search", "", parts, HTML, modified=MODIFIED)
        )
        batch.put_slot("results", Slot((Variant(0, compress(search_form())),)))
        batch.put_page(error_key(503), page("", "masthead", BUSY, status=503, profile="error"))
        for number in range(count):
            name = identity(number)
            if number in gone:
                batch.put_page(story_key(name), page("", "নেই", status=410))
            else:
                batch.put_page(story_key(name), page(f"/nodi/{name}/x", "খবর"))
            # A card that lingers must not be enough to be shown.
            batch.put(FOUND, name.encode(), facts(shown(number)))

    return work


def index(home, count=3):
    """Put the stories into the index, each a day older than the one before."""
    with Writer(home / "search") as writer:
        for number in range(count):
            writer.put(identity(number), "ঘাটের খবর", f"নৌকা একক{number}", DAY - timedelta(days=number))
        writer.commit(1)


def open_paper(home, count=3, gone=()):
    """Write store and index of a home."""
    build(home, searchable(count, gone))
    index(home, count)
