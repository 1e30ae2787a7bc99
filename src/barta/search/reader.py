"""Asking the index: which stories hold the words of a question."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from barta.search.files import (
    DAMAGED,
    NAME,
    DamagedIndexError,
    SearchError,
    open_for_reading,
    translated,
)
from barta.search.terms import asked

MOST_COUNTED: Final = 10_000
"""How far the stories found are counted."""

LONGEST_S: Final = 0.25
"""How many seconds of the processor's time a question may take."""

LONGEST_WAIT_S: Final = 1.0
"""How many seconds it may take by the clock, on a machine that has other things to do."""

SHORTEST_STEM: Final = 3
"""From how many code points on a word also finds those that begin with it: the case endings."""

_STEPS = 1_000
_HEADLINE_WEIGHT, _BODY_WEIGHT = 8.0, 1.0

# Scores that differ by less than a tenth say nothing: the newer story comes first then.
_FIND = f"""
    WITH whole AS MATERIALIZED (SELECT rowid FROM terms WHERE terms MATCH :all)
    SELECT stories.public_id FROM terms JOIN stories ON stories.id = terms.rowid
    WHERE terms MATCH :any
    ORDER BY terms.rowid IN whole DESC, round(bm25(terms, {_HEADLINE_WEIGHT}, {_BODY_WEIGHT}), 1),
        stories.published DESC, stories.public_id DESC
    LIMIT :limit OFFSET :offset
"""
_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM terms WHERE terms MATCH ? LIMIT {MOST_COUNTED})"


class Found(NamedTuple):
    """Public ids, best first, and how many stories there are in all (at most MOST_COUNTED)."""

    ids: tuple[str, ...]
    total: int


class Reader:
    """Asks the index in `folder`, whichever file it is by now; for any thread, one question at a time.

    Nothing is opened before the first question, which has to come after any fork.
    """

    def __init__(self, folder: Path, *, longest: float = LONGEST_S) -> None:
        self._folder = folder
        self._longest = longest
        self._lock = threading.Lock()
        self._connection: Any = None
        self._inode = 0

    def search(self, question: str, *, limit: int, offset: int = 0) -> Found:
        """Return the stories that hold a word of the question; those that hold every word come first.

        Words of at least SHORTEST_STEM code points are also found as beginnings of longer ones. Any text
        is a question; one without words finds nothing. Raises SearchError when the index cannot be read,
        SlowSearchError when it takes too long.
        """
        terms = asked(question)
        if not terms:
            return Found((), 0)
        anything = " OR ".join(map(_wide, terms))
        everything = " AND ".join(map(_beginning, terms))
        parameters = {"any": anything, "all": everything, "limit": limit, "offset": offset}
        with self._lock, self._asking() as connection:
            total = connection.execute(_COUNT, (anything,)).fetchone()[0]
            rows = connection.execute(_FIND, parameters).fetchall() if total > offset else []
        return Found(tuple(public_id for (public_id,) in rows), total)

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        with self._lock:
            self._close()

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        """Give the connection to the present file, within the time for one question."""
        connection = self._opened()
        work, end = time.thread_time() + self._longest, time.monotonic() + LONGEST_WAIT_S
        connection.set_progress_handler(lambda: time.thread_time() > work or time.monotonic() > end, _STEPS)
        try:
            with translated(self._folder):
                yield connection
        except DamagedIndexError:
            self._close()
            self._report()
            raise

    def _opened(self) -> Any:
        """Follow the file: the press may have begun another one under its name."""
        try:
            inode = (self._folder / NAME).stat().st_ino
        except OSError as error:
            self._close()
            raise SearchError(f"{self._folder} has no index yet: start the press") from error
        if self._connection is None or inode != self._inode:
            self._close()
            self._connection, self._inode = open_for_reading(self._folder), inode
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _report(self) -> None:
        try:
            os.close(os.open(self._folder / DAMAGED, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o644))
        except OSError:
            # Where readers may not write, the writer has to find the damage by itself.
            return


def _wide(term: str) -> str:
    """Return the term, and what begins with it; the very word counts twice."""
    return f'"{term}" OR {_beginning(term)}' if len(term) >= SHORTEST_STEM else f'"{term}"'


def _beginning(term: str) -> str:
    return f'"{term}" *' if len(term) >= SHORTEST_STEM else f'"{term}"'
