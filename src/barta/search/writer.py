"""The one writer of an index: stories in and out, the cursor with them, and no trace of what is gone."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from barta.search.files import DAMAGED, NAME, code_digest, open_for_writing, translated
from barta.search.terms import words

_PAGES: Final = 200
"""About how many pages of the index one piece of cleaning writes: some milliseconds of work."""


class Writer:
    """Writes the index in `folder`; made where there is none, begun anew where it is damaged or another's.

    `code` stands for the caller's code that decides what is put in: an index made under another one is
    cleared. Everything since the last `commit` becomes visible with the next one, or not at all. All
    methods raise SearchError if the file cannot be written, DamagedIndexError if it is broken: then it has
    to be closed, and a new Writer begins anew.
    """

    def __init__(self, folder: Path, *, code: str = "") -> None:
        self.held = False
        self._folder = folder
        self._connection = open_for_writing(folder)
        try:
            self._inode = (folder / NAME).stat().st_ino
            with translated(folder):
                self._seq = int(self._meta("seq") or "0")
                if self._meta("code") != code_digest() + code:
                    self.clear()
                    self._set_meta("code", code_digest() + code)
                    self.commit(0)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def seq(self) -> int:
        """The record up to which the index has been committed, 0 at the beginning."""
        return self._seq

    @property
    def lost(self) -> bool:
        """Whether this file is the index no more: removed, replaced, or found damaged by a reader."""
        try:
            replaced = (self._folder / NAME).stat().st_ino != self._inode
        except OSError:
            return True
        return replaced or (self._folder / DAMAGED).exists()

    def put(
        self, public_id: str, headline: str, body: str, published: datetime, *, subject: str = ""
    ) -> None:
        """Put a story in the place of its older edition. `published` is aware.

        `subject` is a second name by which it can be found to be deleted.
        """
        with self._work() as connection:
            self._drop(connection, "public_id = ? OR (subject = ? AND subject != '')", (public_id, subject))
            made = connection.execute(
                "INSERT INTO stories (public_id, subject, published) VALUES (?, ?, ?)",
                (public_id, subject, int(published.astimezone(UTC).timestamp())),
            )
            connection.execute(
                "INSERT INTO terms (rowid, headline, body) VALUES (?, ?, ?)",
                (made.lastrowid, _bag(headline), _bag(body)),
            )

    def delete(self, public_id: str) -> None:
        """Take a story out; `clean` then removes the last trace of it from the file."""
        with self._work() as connection:
            if self._drop(connection, "public_id = ?", (public_id,)):
                self.soil()

    def delete_subject(self, subject: str) -> None:
        """Take out the story that was put under this second name."""
        with self._work() as connection:
            if self._drop(connection, "subject = ?", (subject,)):
                self.soil()

    def soil(self) -> None:
        """Say that older editions must not remain in the file either: `clean` has work to do."""
        with self._work():
            self._set_meta("remains", "1")

    def commit(self, seq: int) -> None:
        """Make everything up to the record `seq` visible, together."""
        with self._work() as connection:
            self._set_meta("seq", str(seq))
            connection.execute("COMMIT")
        self._seq = seq

    def rollback(self) -> None:
        """Undo everything since the last commit."""
        if self._connection.in_transaction:
            with translated(self._folder):
                self._connection.execute("ROLLBACK")

    def clear(self) -> None:
        """Take everything out and go back to the beginning; visible with the next commit."""
        with self._work() as connection:
            connection.execute("INSERT INTO terms (terms) VALUES ('delete-all')")
            connection.execute("DELETE FROM stories")
            self._set_meta("seq", "0")
            self.soil()

    def clean(self, seconds: float) -> bool:
        """Remove what is left of deleted stories from the bytes of the file, for about `seconds`.

        Returns False while something may be left: because time was up, or because a reader held the log
        (`held`). To be called between commits. Deleted words stay in the pieces of the index they were
        written in until those are merged into one; what is freed is overwritten, and the log is cut off.
        """
        self.held = False
        with translated(self._folder):
            if not self._meta("remains"):
                return True
            until = time.monotonic() + seconds
            while not self._merged():
                if time.monotonic() >= until:
                    return False
            busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self.held = bool(busy)
            if self.held:
                return False
            self._connection.execute("DELETE FROM meta WHERE name = 'remains'")
            return True

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        self._connection.close()

    def _merged(self) -> bool:
        """Merge a little; return whether everything is one piece without deleted words."""
        before = self._connection.total_changes
        # A negative number asks for one piece of everything; it goes on with a merging already begun.
        self._connection.execute("INSERT INTO terms (terms, rank) VALUES ('merge', ?)", (-_PAGES,))
        # The statement itself counts as one change.
        return bool(self._connection.total_changes - before < 2)

    def _work(self) -> "_Work":
        return _Work(self._connection, self._folder)

    def _drop(self, connection: Any, condition: str, names: Iterable[str]) -> int:
        found = connection.execute(f"SELECT id FROM stories WHERE {condition}", tuple(names)).fetchall()
        for (row,) in found:
            connection.execute("DELETE FROM terms WHERE rowid = ?", (row,))
            connection.execute("DELETE FROM stories WHERE id = ?", (row,))
        return len(found)

    def _meta(self, name: str) -> str:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _set_meta(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))


class _Work:
    """Statements inside the transaction that the next commit ends; SQLite's errors become this room's."""

    def __init__(self, connection: Any, folder: Path) -> None:
        self._connection = connection
        self._translated = translated(folder)

    def __enter__(self) -> Any:
        self._translated.__enter__()
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        return self._connection

    def __exit__(self, *error: Any) -> bool | None:
        return self._translated.__exit__(*error)


def _bag(text: str) -> str:
    """Return the words of a text in the order of the alphabet: how often each occurs is all that counts."""
    return " ".join(sorted(words(text)))
