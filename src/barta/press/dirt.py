"""The dirty set: pages that are right but for a name, rendered again when nothing better is to be done."""

import time
from collections.abc import Callable
from itertools import islice

from barta.edition import decode
from barta.ledger import Item
from barta.pagestore import story_key
from barta.press import pages
from barta.press.lists import lists_around
from barta.press.resolving import Resolver, front_path
from barta.press.rows import Ended, Public
from barta.press.shelf import OBJECTS, THINGS, Due
from barta.press.turn import Turn

CHUNK = 20
"""How many pages are taken at a time: the clock is looked at between chunks."""

BUDGET = 0.05
"""Seconds that dirty work may take before new records are looked for."""

_SHOWN_IN_CARDS = ("section:", "asset:")


def clean(turn: Turn, *, budget: float = BUDGET, clock: Callable[[], float] = time.monotonic) -> int:
    """Render pages of the dirty set again for about `budget` seconds; return how many were looked at."""
    end, count = clock() + budget, 0
    while (due := turn.desk.due()) is not None:
        count += _things(turn, due) if due.name == THINGS else _stories(turn, due)
        if clock() >= end:
            break
    turn.settle_things({})
    return count


def render_again(turn: Turn, story: str) -> None:
    """Render the page of one story, or the message in its place, again."""
    _again(turn, "", story, None)
    turn.settle_things({})


def _things(turn: Turn, due: Due) -> int:
    """Touch the pages and lists of people and topics."""
    rows = turn.batch.scan(OBJECTS, b"", due.cursor + b"\0" if due.cursor else None, limit=CHUNK)
    subjects = [key for key, _ in rows]
    for key in subjects:
        subject = key.decode()
        if subject.startswith(("person:", "topic:")):
            path = front_path(turn.desk.thing(subject))
            turn.touched.slots.add(subject)
            turn.touched.paths |= {path} if path else set()
    turn.desk.advance(due, subjects[-1] if len(subjects) == CHUNK else None)
    return len(subjects)


def _stories(turn: Turn, due: Due) -> int:
    places = list(islice(turn.desk.standing(due.name, after=due.cursor), CHUNK))
    found = turn.editions.newest(f"story:{story}" for _, story in places)
    for _, story in places:
        _again(turn, due.name, story, found.get(f"story:{story}"))
    turn.desk.advance(due, places[-1][0] if len(places) == CHUNK else None)
    return len(places)


def _again(turn: Turn, name: str, key: str, item: Item | None) -> None:
    """Render the page of one story again, as of the edition that the store has."""
    row = turn.desk.row(key)
    if isinstance(row, Ended):
        if row.public_id:
            turn.batch.put_page(story_key(row.public_id), pages.ended_page(row, turn.paper.site))
        return
    if row is None:
        return
    turn.touched.paths.update(row.stub.formerly)
    if name.startswith(_SHOWN_IN_CARDS):
        turn.desk.mark(f"link:{key}")
    if name.startswith("asset:"):
        turn.touched.slots |= lists_around(row, turn.paper)
    if item is None or item.record.seq != row.seq:
        item = turn.editions.record(row.seq)
    if item and item.payload is not None and not turn.watch.is_aside(row.seq):
        _render(turn, row, item, item.payload)
    if turn.batch.get_page(story_key(row.public_id)) is None:
        # A story whose page was never made may not be pointed to from lists.
        turn.replace_row(key, row, None)


def _render(turn: Turn, row: Public, item: Item, payload: bytes) -> None:
    try:
        story = decode(item.record.kind, item.record.schema, payload)
        view = Resolver(turn.desk, turn.paper).view(story)
        page = turn.watch.render(row.seq, pages.story_page, view, turn.paper.site)
    except Exception as error:  # noqa: BLE001
        # Whatever this story's template or payload raises, the others' pages are to be made.
        turn.watch.failed(row.seq, item.record.subject, error)
        return
    turn.batch.put_page(story_key(row.public_id), page)
