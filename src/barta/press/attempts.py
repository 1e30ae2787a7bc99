"""What the press tried and could not do, kept outside the page store.

The store is a pure function of the ledger, so how often a record failed may not stand in it. Small
files in `press/`: `attempt` names the record that is being rendered at this very moment, so that the next
process knows of which record this one died, and `deaths.json` counts that; `opening` counts how often a
generation was opened by presses that died of it, as they do when its file was cut short; `quarantine.json`
lists what was set aside, and is missing while nothing is.
"""

import json
import mmap
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

DEATHS = 3
"""A record that took the press down this often is tried in a process of its own before it is set aside."""

ASIDE_FILE, DEATHS_FILE = "quarantine.json", "deaths.json"
_WIDTH = 20
_NOBODY = b"%0*d" % (_WIDTH, 0)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that readers do not see the outcome of: `what` went wrong, and when (ISO 8601)."""

    seq: int
    subject: str
    what: str
    at: str


class Attempts:
    """The two files of one press; to be closed."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._opening = folder / "opening"
        self._name = _mapped(folder / "attempt")
        self._deaths = _counts(folder)
        self._aside = {entry.seq: entry for entry in quarantine(folder)}
        self._remember_death()

    def close(self) -> None:
        """Close the files."""
        self._name.close()

    def begin(self, seq: int) -> None:
        """Name the record that is being rendered from now on; a death of the process leaves its name."""
        self._name[:] = b"%0*d" % (_WIDTH, seq)

    def end(self) -> None:
        """Say that no record is being rendered any more."""
        self._name[:] = _NOBODY

    def opening(self, generation: str) -> int:
        """Note that a generation is being opened; return how often that has been begun and not survived."""
        try:
            name, _, count = self._opening.read_text(encoding="ascii").partition(" ")
            begun = int(count) if name == generation else 0
        except (FileNotFoundError, ValueError):
            begun = 0
        self._opening.write_text(f"{generation} {begun + 1}", encoding="ascii")
        return begun

    def opened(self) -> None:
        """Note that work with the generation has been survived."""
        self._opening.unlink(missing_ok=True)

    def deaths(self, seq: int) -> int:
        """Return how many times the press died while it rendered `seq`."""
        return self._deaths.get(seq, 0)

    def is_aside(self, seq: int) -> bool:
        """Return whether the record `seq` is set aside."""
        return seq in self._aside

    def set_aside(self, seq: int, subject: str, what: str, at: datetime) -> None:
        """Note that `seq` is left out, and why."""
        self._aside[seq] = SetAside(seq, subject, what, at.isoformat())
        self._write()

    def forgive(self, seq: int) -> None:
        """Forget the deaths and failures of a record that was rendered after all."""
        if seq in self._deaths or seq in self._aside:
            self._deaths.pop(seq, None)
            self._aside.pop(seq, None)
            self._write()

    def settle(self, subject: str, seq: int) -> None:
        """Forget what failed of `subject` before the record `seq`, which has been printed."""
        old = [key for key, entry in self._aside.items() if entry.subject == subject and key < seq]
        for key in old:
            del self._aside[key]
            self._deaths.pop(key, None)
        if old or self._deaths.pop(seq, 0):
            self._write()

    def retry(self) -> None:
        """Take everything out of quarantine to be tried once more; deaths stay counted."""
        if self._aside:
            self._aside = {}
            self._write()

    def aside(self) -> tuple[SetAside, ...]:
        """Return what is set aside, oldest first."""
        return tuple(self._aside[seq] for seq in sorted(self._aside))

    def _remember_death(self) -> None:
        text = self._name[:]
        seq = int(text) if text.isdigit() else 0
        if seq:
            self._deaths[seq] = self._deaths.get(seq, 0) + 1
            self._write()
            self.end()

    def _write(self) -> None:
        _put(self._folder / DEATHS_FILE, {str(seq): count for seq, count in self._deaths.items()})
        _put(self._folder / ASIDE_FILE, [asdict(entry) for entry in self.aside()])


def _mapped(path: Path) -> mmap.mmap:
    """Return the file that holds a record's name in memory that outlives the process.

    It is written twice for every story and card: calls to the system would take longer than some of them.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if os.fstat(file).st_size != _WIDTH:
            os.ftruncate(file, 0)
            os.pwrite(file, _NOBODY, 0)
        return mmap.mmap(file, _WIDTH)
    finally:
        os.close(file)


def quarantine(folder: Path) -> tuple[SetAside, ...]:
    """Return what the press with its files in `folder` has set aside, oldest first."""
    try:
        found = json.loads((folder / ASIDE_FILE).read_text(encoding="utf-8"))
        return tuple(SetAside(**entry) for entry in found)
    except (FileNotFoundError, ValueError, TypeError):
        # A list torn by a power cut is made again as the records fail again.
        return ()


def _counts(folder: Path) -> dict[int, int]:
    try:
        found = json.loads((folder / DEATHS_FILE).read_text(encoding="utf-8"))
        return {int(seq): int(count) for seq, count in found.items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        # Counts torn by a power cut cost nothing but another try.
        return {}


def _put(path: Path, state: dict[str, int] | list[dict[str, object]]) -> None:
    """Replace a file in one step; nothing to say is no file."""
    if not state:
        path.unlink(missing_ok=True)
        return
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(path)
