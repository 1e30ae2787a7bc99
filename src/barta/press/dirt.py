"""The dirty set: what is right but for a name, and what was left to be derived."""

import time
from collections.abc import Callable
from datetime import date
from itertools import islice

from barta.edition import Story
from barta.ledger import Item
from barta.pagestore import story_key
from barta.press import derived, pages
from barta.press.addresses import ARCHIVE
from barta.press.chronicle import Chronicle
from barta.press.derived import Deriving, Task
from barta.press.records import RecordError, content_of
from barta.press.resolving import front_path
from barta.press.rows import ALL, Ended, Public
from barta.press.shelf import DAYS, DERIVED, OBJECTS, THINGS, Due
from barta.press.turn import Fresh, Turn

CHUNK = 20
"""How many pages are taken at a time: the clock is looked at between chunks."""

BUDGET = 0.05
"""Seconds that dirty work may take before new records are looked for."""

EACH = 0.001
"""Seconds that a slot or page takes about: so many are touched in a turn as the budget has room for."""

MOST_ROWS, MOST_TASKS = 16, 500
"""Work that several turns left is taken together, up to this much: what it has in common is done once."""

_SHOWN_IN_CARDS = ("section:", "asset:")


def clean(turn: Turn, *, budget: float = BUDGET, clock: Callable[[], float] = time.monotonic) -> int:
    """Do dirty work for about `budget` seconds; return how many pages, or pieces of work, were looked at."""
    begun, count = clock(), 0
    while (due := turn.desk.due()) is not None:
        left = int((begun + budget - clock()) / EACH) - len(turn.touched)
        if count and left <= 0:
            break
        count += _piece(turn, due, max(left, CHUNK))
    turn.settle_things({})
    return count


def _piece(turn: Turn, due: Due, room: int) -> int:
    if due.name.startswith(DERIVED):
        return _derived(turn, room)
    if due.name == THINGS:
        return _things(turn, due)
    if due.name == DAYS:
        return _day(turn, due)
    return _stories(turn, due)


def render_again(turn: Turn, story: str) -> None:
    """Render the page of one story, or the message in its place, again."""
    _again(turn, "", story, None)
    turn.settle_things({})


def _derived(turn: Turn, room: int) -> int:
    """Take tasks that turns have left, until about `room` names are touched; leave the others."""
    rows, tasks = [], set[Task]()
    for row in turn.desk.derived(MOST_ROWS):
        rows.append(row)
        tasks.update(derived.decode(row.cursor))
        if len(tasks) >= MOST_TASKS:
            break
    deriving, before = Deriving(turn.desk, turn.paper, turn.touched), len(turn.touched)
    waiting, taken = sorted(tasks, reverse=True), 0
    more: list[Task] = []
    while waiting and len(turn.touched) - before < room:
        left = deriving.take(waiting.pop())
        more += [left] if left else []
        taken += 1
    for row in rows:
        turn.desk.advance(row, None)
    if waiting or more:
        turn.desk.leave(derived.encode(waiting + more), rows[0].key)
    return taken


def _day(turn: Turn, due: Due) -> int:
    """Touch one day of the archive, from the newest to the oldest."""
    days = Chronicle(turn.desk, (ALL,))
    day = days.before(date.fromisoformat(due.cursor.decode())) if due.cursor else days.newest()
    if day:
        deriving, later = Deriving(turn.desk, turn.paper, turn.touched), turn.tasks.later
        later.update(list(deriving.whole_day(day, later)))
    turn.desk.advance(due, day.isoformat().encode() if day else None)
    return 1


def _things(turn: Turn, due: Due) -> int:
    """Touch the pages and lists of people and topics, and the paper's own pages."""
    rows = turn.batch.scan(OBJECTS, b"", due.cursor + b"\0" if due.cursor else None, limit=CHUNK)
    subjects = [key for key, _ in rows]
    for key in subjects:
        subject = key.decode()
        if subject.startswith(("person:", "topic:", "page:")):
            path = front_path(turn.desk.thing(subject))
            turn.touched.slots |= set() if subject.startswith("page:") else {subject}
            turn.touched.paths |= {path, f"{path}{ARCHIVE}"} if path else set()
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
    turn.touch_formerly(row)
    if name.startswith(_SHOWN_IN_CARDS):
        turn.desk.mark(f"link:{key}")
    if name.startswith("asset:"):
        turn.touch_lists(row)
        turn.derive(row)
    if item is None or item.record.seq != row.seq:
        item = turn.editions.record(row.seq)
    printed = item is not None and _print(turn, row, item)
    if not printed and turn.batch.get_page(story_key(row.public_id)) is None:
        # A story whose page was never made may not be pointed to from lists.
        turn.replace_row(key, row, None)


def _print(turn: Turn, row: Public, item: Item) -> bool:
    """Print a story as of `item`; return whether that could be done."""
    try:
        story = content_of(item)
    except RecordError as error:
        turn.watch.failed(row.seq, item.record.subject, error.error)
        return False
    return isinstance(story, Story) and turn.print_story(Fresh(item, story, row))
