"""What an operator is told when a disk or a database is in trouble."""

import errno
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from barta.config.backups import back_up
from barta.config.diagnosis import diagnose, trouble
from barta.config.home import Home, HomeError, lost
from barta.config.readiness import ensure_ready, make_ready
from barta.pagestore import StoreFullError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home whose folder exists, and nothing else."""
    monkeypatch.setenv("BARTA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BARTA_DATABASE", raising=False)
    (tmp_path / "home").mkdir()
    return Home.from_environment()


def barta(home: Home, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an operator does."""
    environment = os.environ | {"BARTA_HOME": str(home.folder)}
    return subprocess.run(
        [sys.executable, "-m", "barta", *words], env=environment, capture_output=True, text=True, check=False
    )


def _sqlite_error(home: Home) -> Exception:
    home.newsroom_file.write_bytes(b"no database at all" * 500)
    with closing(sqlite.connect(str(home.newsroom_file))) as connection:
        try:
            connection.execute("SELECT 1 FROM ledger")
        except sqlite.Error as error:
            return error
    raise AssertionError("it was a database")


def test_a_damaged_database_is_told_with_its_remedy(home: Home) -> None:
    """The message says what is wrong, where, and which command helps; also when Django wrapped it."""
    error = _sqlite_error(home)
    wrapped = RuntimeError("from Django")
    wrapped.__cause__ = error
    for one in (error, wrapped):
        said = trouble(one) or ""
        assert "home: file is not a database: " in said
        assert "`barta restore`" in said


def test_a_full_disk_is_told_with_its_remedy(home: Home) -> None:
    """Whether the system or the page store met it, space has to be freed."""
    assert "free space" in (trouble(OSError(errno.ENOSPC, "No space left on device", "somewhere")) or "")
    assert "free space" in (trouble(StoreFullError("cannot be written: free space on its disk")) or "")


def test_a_fault_of_the_program_is_not_hidden(home: Home) -> None:
    """What is neither disk nor database keeps its traceback for whoever mends it."""
    assert trouble(KeyError("x")) is None


@pytest.mark.parametrize(
    "command",
    ["verify", "rebuild", "press --once", "backup", "addresses", "schedule --once", "show /", "demo"],
)
def test_no_command_shows_a_traceback_for_a_damaged_database(home: Home, command: str) -> None:
    """It ends with exit code 2 and a line of what to do."""
    home.newsroom_file.write_bytes(b"no database at all" * 500)
    done = barta(home, *command.split())
    assert (2, False) == (done.returncode, "Traceback" in done.stderr), done.stderr
    assert "barta restore" in done.stderr


def test_a_lost_database_is_not_replaced_by_an_empty_one(home: Home) -> None:
    """A home that was ready once needs its backup; the press would follow an empty record otherwise."""
    home.ready_file.write_text("0", encoding="ascii")
    assert "barta restore" in lost(home)
    for prepare in (make_ready, ensure_ready):
        with pytest.raises(HomeError, match="is missing"):
            prepare(home)
    assert not home.newsroom_file.exists()
    assert ["bad"] == [found.level for found in diagnose(home) if "is missing" in found.text]


def test_a_home_that_never_held_a_paper_has_lost_none(home: Home) -> None:
    """It is made ready by the first command that needs it."""
    assert not lost(home)


def test_a_backup_that_fails_leaves_nothing_behind(home: Home) -> None:
    """Half a backup on a full disk would keep it full."""
    home.newsroom_file.write_bytes(b"no database at all" * 500)
    with pytest.raises(sqlite.Error):
        back_up(home, home.folder / "backups" / "one")
    assert [] == list((home.folder / "backups").iterdir())


def test_doctor_opens_the_page_store(home: Home) -> None:
    """A pointer to what cannot be read is bad, in words."""
    home.store.mkdir()
    (home.store / "current").write_text("g000001\n", encoding="ascii")
    assert ["bad"] == [found.level for found in diagnose(home) if "barta rebuild" in found.text]


def test_a_home_that_is_a_file_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`barta run` says what stands in the way."""
    (tmp_path / "home").write_text("x", encoding="ascii")
    monkeypatch.setenv("BARTA_HOME", str(tmp_path / "home"))
    done = barta(Home.from_environment(), "run")
    assert (2, False) == (done.returncode, "Traceback" in done.stderr), done.stderr
    assert "another BARTA_HOME" in done.stderr
