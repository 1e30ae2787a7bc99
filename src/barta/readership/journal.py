"""The journal: where views wait, safe on this node's disk, until they are in the database.

One file a process, written at its end only, of records of one size that each carry a checksum:

    kind 1 · nothing 3 · at 4 (seconds since 1970) · network 8 · mark 8 | count 8 · story 16 · CRC-32 4

A view's mark is a hash of visitor and story: it tells a second reading of one story by one reader, and
nothing on disk tells that two stories were read by the same. A writer holds a lock on its file while it
lives. `draining.py` reads the records and removes the file when all are counted and its writer has gone.
"""

import errno
import fcntl
import logging
import os
import secrets
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

SUFFIX = ".journal"
ROTATE = 16 * 1024 * 1024
"""Bytes after which a writer begins a new file."""

MOST_WAITING = 200_000
"""How many records are kept in memory while the disk takes none; what is newer is not counted."""

STORY_SIZE = 16
MOST_READS = 2**32 - 1

VIEW, READS = 1, 2

_NOTHING = -1

_RECORD = struct.Struct("<B3xI8s8s16s")
_CHECK = struct.Struct("<I")
SIZE = _RECORD.size + _CHECK.size

log = logging.getLogger("barta.readership")


class Entry(NamedTuple):
    """One record: a view of `story` (`number` is 1), or `number` page reads of a network (no story).

    `at` is in seconds since 1970; `network` and `mark` are hashes, `mark` is 0 in page reads.
    """

    at: int
    network: int
    mark: int
    story: str
    number: int


Waiting = tuple[int, str, bytes, bytes, int]


class Journal:
    """This process's end of the journal: takes records at once, writes them in a thread of its own."""

    def __init__(self, folder: Path, *, every: float = 0.5, beat: Callable[[], None] | None = None) -> None:
        """Write into `folder` every so many seconds, where there is something; call `beat` before each.

        Whatever the disk does, nothing is raised: records that cannot be written wait in memory.
        """
        self._folder = folder
        self._beat = beat
        self._every = every
        self._waiting: list[Waiting] = []
        self._unwritten = b""
        self._file = _NOTHING
        self._offset = 0
        self._dropped = 0
        self._trouble = ""
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="barta-journal", daemon=True)
        self._thread.start()

    def view(self, at: int, story: str, network: bytes, visitor: bytes) -> None:
        """Take a view at `at` (seconds since 1970) of the story with this public id."""
        self._take((at, story, network, visitor, 1))

    def reads(self, at: int, network: bytes, count: int) -> None:
        """Take `count` story pages that were given to `network` about `at`."""
        self._take((at, "", network, b"", count))

    def close(self) -> None:
        """Write what waits, and let the drainer have the file."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._thread.join()
        self._write()
        self._finish()

    def _take(self, record: Waiting) -> None:
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append(record)
        else:
            self._dropped += 1

    def _run(self) -> None:
        while not self._closing.wait(self._every):
            self._write()

    def _write(self) -> None:
        """Write and sync what waits; what the disk does not take is tried again at the next beat."""
        if self._beat is not None:
            try:
                self._beat()
            except Exception:
                # The owner's hook is not to end the thread that keeps what others have counted.
                log.exception("the counting of page reads failed; views are counted on")
        if len(self._unwritten) < MOST_WAITING * SIZE:
            taken, self._waiting = self._waiting, []
            self._unwritten += b"".join(filter(None, map(packed, taken)))
        if not self._unwritten:
            return
        try:
            self._append()
        except OSError as error:
            self._say(f"views wait in memory: {self._folder}: {error.strerror}")
            return
        if self._dropped:
            log.warning("%d views were not counted: the disk took nothing for too long", self._dropped)
            self._dropped = 0
        if self._trouble:
            # A warning too, so that whoever has read of the trouble reads of its end.
            log.warning("views are written again")
            self._trouble = ""

    def _append(self) -> None:
        """Write at our own offset, so that a piece of a record is written over, never gone on behind."""
        if self._file < 0 or self._offset >= ROTATE or not os.fstat(self._file).st_nlink:
            # Where somebody has removed the file, the drainer would never see what is written to it.
            self._finish()
            self._file, self._offset = _begun(self._folder), 0
        try:
            while self._unwritten:
                written = os.pwrite(self._file, self._unwritten, self._offset)
                whole = written - written % SIZE
                self._unwritten = self._unwritten[whole:]
                self._offset += whole
                if not whole:
                    raise OSError(errno.ENOSPC, "only a piece of a record could be written")
        finally:
            os.fsync(self._file)

    def _finish(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = _NOTHING

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            # Once: it is tried twice a second.
            self._trouble = trouble
            log.error("%s", trouble)


def _begun(folder: Path) -> int:
    """Make a new file, locked before the drainer can see it, and return its descriptor."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{time.time_ns():020}-{secrets.token_hex(8)}"
    hidden = folder / f".{name}"
    file = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        hidden.rename(folder / f"{name}{SUFFIX}")
        sync_folder(folder)
    except BaseException:
        os.close(file)
        raise
    return file


def packed(record: Waiting) -> bytes:
    """Return one record's bytes, b"" for one that cannot be: counting has let through what it should not."""
    at, story, network, visitor, count = record
    try:
        if story:
            mark = blake2b(visitor + story.encode("ascii"), digest_size=8).digest()
            body = _RECORD.pack(VIEW, at, network, mark, story.encode("ascii"))
        else:
            body = _RECORD.pack(READS, at, network, min(count, MOST_READS).to_bytes(8, "little"), b"")
    except (struct.error, UnicodeEncodeError, OverflowError):
        return b""
    return body + _CHECK.pack(zlib.crc32(body)) if len(story) <= STORY_SIZE else b""


def read(file: Path, offset: int, most: int) -> tuple[list[Entry], int, int]:
    """Read up to `most` records from `offset`: return them, the offset behind them, and how many are damaged.

    A damaged record is left out. A piece of a record at the end is not read: its writer may be at it.
    OSError where the file cannot be read.
    """
    with file.open("rb") as opened:
        opened.seek(offset)
        data = opened.read(most * SIZE)
    whole = len(data) - len(data) % SIZE
    found = [entry for entry in _entries(data[:whole]) if entry is not None]
    return found, offset + whole, whole // SIZE - len(found)


def _entries(data: bytes) -> Iterator[Entry | None]:
    for start in range(0, len(data), SIZE):
        body = data[start : start + _RECORD.size]
        kind, at, network, mark, story = _RECORD.unpack(body)
        if _CHECK.unpack_from(data, start + _RECORD.size)[0] != zlib.crc32(body):
            yield None
        elif kind == VIEW:
            yield Entry(at, _signed(network), _signed(mark), story.rstrip(b"\0").decode("ascii"), 1)
        elif kind == READS:
            yield Entry(at, _signed(network), 0, "", int.from_bytes(mark, "little"))
        else:
            yield None


def _signed(digest: bytes) -> int:
    """Return a hash as databases keep it: a signed integer of eight bytes."""
    return int.from_bytes(digest, "little", signed=True)


def files(folder: Path) -> list[Path]:
    """Return the journals in `folder`, oldest first."""
    with suppress(FileNotFoundError):
        return sorted(file for file in folder.iterdir() if file.name.endswith(SUFFIX) and file.name[0] != ".")
    return []


def abandoned(file: Path) -> bool:
    """Return whether the writer of `file` has closed it or is dead; nobody will write to it again."""
    with file.open("rb") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` as safe as the files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
