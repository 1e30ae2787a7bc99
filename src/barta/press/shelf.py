"""The press's own tables in the page store, by name and with their shapes.

objects   subject -> (seq, kind's schema, payload) of settings, sections and what public stories refer to
stories   story id -> Row
order     list, newest first -> story id
claims    hash of a path, claimant -> subject: who has its page there; the first claimant gets it
public    public id -> story id
portraits asset, person -> nothing: whose front shows the picture
listed    hash of a front's path, year and month -> path: which months of its archive have a page
dirty     priority, list -> cursor: whose pages are to be rendered again, and how far that has come;
          priority, "~", number -> what a turn left to be derived
"""

import heapq
import struct
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from barta.edition import Asset, Front, Page, Person, Section, Setting, Topic, decode
from barta.pagestore import Batch, View, path_key
from barta.press import rows
from barta.press.rows import Row

OBJECTS, STORIES, ORDER, CLAIMS, PUBLIC, DIRTY = "objects", "stories", "order", "claims", "public", "dirty"
LISTED, PORTRAITS = "listed", "portraits"

THINGS, DAYS = "things", "days"
"""What stands in the dirty set, besides lists of stories, for everything kept and for the whole archive."""

DERIVED = "~"
"""What the names of derived work in the dirty set begin with: after urgent lists, before all other."""

Thing = Asset | Front | Page | Person | Section | Setting | Topic

_URGENT, _PATIENT = b"0", b"1"
_TOP = 1 << 63
_FEW, _PAGE = 6, 48
_STAND = struct.Struct(">Q")
_OBJECT = struct.Struct(">QH")


class Due(NamedTuple):
    """A list whose stories are to be rendered again, after the order key `cursor`."""

    key: bytes
    name: str
    cursor: bytes


class Shelf:
    """Reading the tables."""

    def __init__(self, tables: View) -> None:
        self.tables = tables

    def row(self, story: str) -> Row | None:
        """Return what is known of a story."""
        data = self.tables.get(STORIES, story.encode())
        return rows.decode(data) if data is not None else None

    def story_of(self, public_id: str) -> str | None:
        """Return the id of the story with a public id."""
        data = self.tables.get(PUBLIC, public_id.encode()) if public_id else None
        return data.decode() if data is not None else None

    def thing(self, subject: str) -> Thing | None:
        """Return the section, person, topic, asset or setting `subject`."""
        data = self.tables.get(OBJECTS, subject.encode())
        return _thing(subject.encode(), data) if data is not None else None

    def thing_seq(self, subject: str) -> int:
        """Return the record that `subject` is kept from, 0 when it is not kept."""
        data = self.tables.get(OBJECTS, subject.encode())
        return _OBJECT.unpack_from(data)[0] if data is not None else 0

    def kept(self, kind: str) -> Iterator[tuple[str, Thing]]:
        """Yield subject and content of everything of one kind that is kept."""
        for key, data in self.tables.scan(OBJECTS, f"{kind}:".encode()):
            yield key.decode(), _thing(key, data)

    def things(self, kind: str) -> Iterator[Thing]:
        """Yield everything of one kind that is kept."""
        return (thing for _, thing in self.kept(kind))

    def standing(
        self, name: str, *, until: int | None = None, since: int | None = None, after: bytes = b""
    ) -> Iterator[tuple[bytes, str]]:
        """Yield (place, story id) of a list, newest first, published in a span of time, below `after`."""
        prefix = _prefix(name)
        start = after + b"\0" if after else b"" if until is None else _STAND.pack(_TOP - until)
        end = b"\xff" if since is None else _STAND.pack(_TOP - since + 1)
        page = _FEW
        while True:
            rows = list(self.tables.scan(ORDER, prefix, prefix + start, limit=page))
            for key, value in rows:
                if key[len(prefix) :] >= end:
                    return
                yield key[len(prefix) :], value.decode()
            if len(rows) < page:
                return
            page = _PAGE
            start = rows[-1][0][len(prefix) :] + b"\0"

    def merged(
        self, names: tuple[str, ...], *, until: int | None = None, since: int | None = None
    ) -> Iterator[str]:
        """Yield the story ids of several lists, newest first, each story once."""
        last, lists = b"", [self.standing(name, until=until, since=since) for name in names]
        for place, story in heapq.merge(*lists) if len(lists) > 1 else chain(*lists):
            if place != last:
                yield story
            last = place

    def newest(self, name: str, until: int | None = None) -> int | None:
        """Return when the newest story of a list was published that is not newer than `until`."""
        prefix = _prefix(name)
        start = prefix if until is None else prefix + _STAND.pack(_TOP - until)
        return _moment(self.tables.first(ORDER, prefix, start), prefix)

    def oldest(self, name: str, since: int) -> int | None:
        """Return when the oldest story of a list was published that is not older than `since`."""
        prefix = _prefix(name)
        start = prefix + _STAND.pack(_TOP - since + 1)
        return _moment(self.tables.first(ORDER, prefix, start, reverse=True), prefix)

    def anybody(self, name: str) -> bool:
        """Return whether any story stands in the list `name`."""
        return self.tables.first(ORDER, _prefix(name)) is not None

    def portrayed(self, asset: str) -> Iterator[str]:
        """Yield the subjects of the people whose portrait the asset is."""
        prefix = asset.encode() + b"\0"
        for key, _ in self.tables.scan(PORTRAITS, prefix):
            yield key[len(prefix) :].decode()

    def wanted(self, subject: str) -> bool:
        """Return whether any story, or the front of somebody who is kept, shows an object."""
        return self.anybody(subject) or next(self.portrayed(subject), None) is not None

    def owner(self, path: str) -> str | None:
        """Return whose page stands at `path`: a front's before that of the newest story that left it."""
        found = self.tables.first(CLAIMS, path_key(path))
        return found[1].decode() if found else None

    def listed(self, base: str) -> Iterator[date]:
        """Yield the months (first days) of the archive of the front at `base` that have a page."""
        for key, _ in self.tables.scan(LISTED, path_key(base)):
            number = int(key[-6:])
            yield date(number // 100, number % 100, 1)

    def bases(self) -> set[str]:
        """Return the paths of all fronts whose archive has a page."""
        return {base.decode() for _, base in self.tables.scan(LISTED)}

    def derived(self, limit: int) -> list[Due]:
        """Return the oldest rows of what turns left to be derived."""
        rows = self.tables.scan(DIRTY, _URGENT + DERIVED.encode(), limit=limit)
        return [Due(key, DERIVED, value) for key, value in rows]

    def due(self) -> Due | None:
        """Return the most pressing list that is to be rendered again."""
        found = self.tables.first(DIRTY)
        return Due(found[0], found[0][1:].decode(), found[1]) if found else None


class Desk(Shelf):
    """Writing the tables, within one transaction."""

    def __init__(self, tables: Batch) -> None:
        super().__init__(tables)
        self._tables = tables

    def replace_row(self, story: str, old: Row | None, new: Row | None) -> None:
        """Put `new` in the place of `old`, in all lists; what both have is not written again."""
        was = _places(story, old) if old else {}
        now = _places(story, new) if new else {}
        for table, key in was.keys() - now.keys():
            self._tables.delete(table, key)
        for (table, key), value in now.items():
            if (table, key) not in was:
                self._tables.put(table, key, value)
        if new is None:
            self._tables.delete(STORIES, story.encode())
        elif new != old:
            self._tables.put(STORIES, story.encode(), rows.encode(new))

    def put_thing(self, subject: str, seq: int, schema: int, payload: bytes) -> None:
        """Keep an edition of an object."""
        self._tables.put(OBJECTS, subject.encode(), _OBJECT.pack(seq, schema) + payload)

    def drop_thing(self, subject: str) -> None:
        """Forget an object."""
        self._tables.delete(OBJECTS, subject.encode())

    def portray(self, subject: str, old: str, new: str) -> None:
        """Let the portrait of somebody be the asset with the id `new` ("" for none) instead of `old`."""
        if old:
            self._tables.delete(PORTRAITS, f"asset:{old}\0{subject}".encode())
        if new:
            self._tables.put(PORTRAITS, f"asset:{new}\0{subject}".encode(), b"")

    def claim(self, subject: str, old: str | None, new: str | None) -> None:
        """Move the front of a section, person or topic from the path `old` to `new`."""
        if old is not None and old != new:
            self._tables.delete(CLAIMS, _front_claim(old, subject))
        if new is not None and old != new:
            self._tables.put(CLAIMS, _front_claim(new, subject), subject.encode())

    def list_month(self, base: str, month: date, *, has_page: bool) -> None:
        """Remember whether a month of the archive of the front at `base` has a page."""
        key = path_key(base) + b"%04d%02d" % (month.year, month.month)
        if has_page:
            self._tables.put(LISTED, key, base.encode())
        else:
            self._tables.delete(LISTED, key)

    def mark(self, name: str, *, urgent: bool = False) -> None:
        """Let every page of the list `name` be rendered again, from its beginning."""
        if name in (THINGS, DAYS) or self.anybody(name):
            self._tables.put(DIRTY, (_URGENT if urgent else _PATIENT) + name.encode(), b"")

    def leave(self, work: bytes, key: bytes = b"") -> None:
        """Leave derived work to be done later: under `key`, or after all that is left already."""
        prefix = _URGENT + DERIVED.encode()
        last = self.tables.first(DIRTY, prefix, reverse=True)
        number = int(last[0][len(prefix) :]) + 1 if last else 0
        self._tables.put(DIRTY, key or prefix + b"%012d" % number, work)

    def advance(self, due: Due, cursor: bytes | None) -> None:
        """Note how far the rendering of `due` has come; None when it is done."""
        if cursor is None:
            self._tables.delete(DIRTY, due.key)
        else:
            self._tables.put(DIRTY, due.key, cursor)


def place(row: Row) -> bytes:
    """Return where a story stands in any list: sorting bytes, newest first, then by public id from z to 0."""
    return _STAND.pack(_TOP - row.moment) + bytes(0xFF - letter for letter in row.public_id.encode())


def _places(story: str, row: Row) -> dict[tuple[str, bytes], bytes]:
    """Return every (table, key) that belongs to a row, with its value."""
    stand, value = place(row), story.encode()
    found = {(ORDER, _prefix(name) + stand): value for name in row.lists}
    if row.public_id:
        found[PUBLIC, row.public_id.encode()] = value
    if isinstance(row, rows.Public):
        owner = f"story:{story}".encode()
        found |= {(CLAIMS, path_key(path) + stand): owner for path in row.stub.formerly}
    return found


def _front_claim(path: str, subject: str) -> bytes:
    # A zero byte sorts before the place of any story after 1970 and long before.
    return path_key(path) + b"\0" + subject.encode()


def _moment(row: tuple[bytes, bytes] | None, prefix: bytes) -> int | None:
    """Return the publication that a row of the order stands for, in microseconds since 1970."""
    return None if row is None else _TOP - int(_STAND.unpack_from(row[0], len(prefix))[0])


def _prefix(name: str) -> bytes:
    return name.encode() + b"\0"


@lru_cache(maxsize=2048)
def _thing(key: bytes, data: bytes) -> Thing:
    kind = key.partition(b":")[0].decode()
    _, schema = _OBJECT.unpack_from(data)
    thing: Thing = decode(kind, schema, data[_OBJECT.size :])
    return thing
