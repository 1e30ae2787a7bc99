"""`barta count` and `barta ranking`, and what a backup carries of readers."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from readership_samples import name, visitor

from barta import ledger
from barta.config.backups import back_up
from barta.config.diagnosis import diagnose
from barta.config.home import Home
from barta.pagestore import Page, Writer, compress, story_key
from barta.readership import Journal, connect, create, day_secret, ranking, save_score, set_views

STORY, OTHER = "k3v9w2m7qd", "k3v9w2m7qe"

Barta = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Give a home without a newsroom, where two stories have a page."""
    folder = tmp_path / "home"
    (folder / "store").mkdir(parents=True)
    for variable in [one for one in os.environ if one.startswith("BARTA_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("BARTA_HOME", str(folder))
    with closing(Writer(folder / "store", fresh=True)) as writer:
        with writer.batch() as batch:
            page = Page(200, "html", f"/national/{STORY}/সেতু", STORY, (compress(b"x"),), "text/html")
            batch.put_page(story_key(STORY), page)
        writer.make_live()
    return Home.from_environment()


def barta(*arguments: str, code: int = 0) -> str:
    """Run a command on the home; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "barta", *arguments], capture_output=True, text=True, check=False, timeout=120
    )
    assert code == done.returncode, done.stderr
    return done.stdout + done.stderr


def read(home: Home, story: str, readers: int) -> None:
    """Have a story read from as many networks."""
    with closing(Journal(home.readership / "journal", every=3600)) as own:
        for number in range(readers):
            own.reads(int(time.time()), name(number), 1)
            own.view(int(time.time()), story, name(number), visitor(number))


def test_what_is_read_is_counted_and_printed(home: Home) -> None:
    """Views, most first, with the address of the story where there is a page."""
    read(home, STORY, 1200)
    read(home, OTHER, 30)
    assert "2,460 records are counted; 2 stories are ranked" in barta("count", "--once")
    first, second, last = barta("ranking").splitlines()
    assert ["1,200", f"/national/{STORY}/সেতু"] == first.split()
    assert ["30", OTHER] == second.split()
    assert last.startswith("2 stories, as of ")
    [found] = json.loads(barta("ranking", "--json", "--limit", "1", "--days", "7"))
    assert {"story": STORY, "views": 1200, "address": f"/national/{STORY}/সেতু"} == found


def test_imported_views_are_ranked_without_a_counter(home: Home) -> None:
    """On one machine the first ranking is computed where it is asked for."""
    with closing(connect(home.readership_url)) as connection:
        create(connection)
        set_views(connection, [(STORY, datetime.now(UTC), 7)])
    assert ["7", f"/national/{STORY}/সেতু"] == barta("ranking").splitlines()[0].split()


def test_counting_goes_on_until_it_is_stopped(home: Home) -> None:
    """The running counter brings in what is read, and ends quietly when it is told to."""
    with subprocess.Popen(
        [sys.executable, "-m", "barta", "count"], stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            read(home, STORY, 3)
            until = time.monotonic() + 60
            while any((home.readership / "journal").glob("*.journal")) and time.monotonic() < until:
                time.sleep(0.05)
            assert "one counter a home" in barta("count", "--once", code=1)
            running.send_signal(signal.SIGTERM)
            assert (0, "") == (running.wait(30), running.stderr.read() if running.stderr else "")
        finally:
            running.kill()
    barta("count", "--once")
    assert "3  /national" in barta("ranking")


def test_a_home_that_is_not_there_is_not_made(home: Home) -> None:
    """A mistyped BARTA_HOME ends in a message."""
    shutil.rmtree(home.folder)
    for command in (("count", "--once"), ("ranking",)):
        assert "does not exist" in barta(*command, code=2)
    assert not home.folder.exists()


def test_a_backup_carries_views_and_no_days_secret(home: Home, tmp_path: Path) -> None:
    """With the secret in it, a copy could tell whose the hashes were."""
    with closing(ledger.connect(home.database)) as connection:
        ledger.create(connection)
    read(home, STORY, 5)
    secret = day_secret(home.readership / "secrets", date.today())  # noqa: DTZ011
    barta("count", "--once")
    copy = back_up(home, tmp_path / "copy")
    with closing(connect(f"sqlite://{copy / 'readership.sqlite3'}")) as connection:
        found = ranking(connection)
        assert found is not None
        assert ((STORY, 5),) == found.day == save_score(connection, datetime.now(UTC)).day
    for file in copy.rglob("*"):
        assert not file.is_file() or secret not in file.read_bytes()


def test_the_doctor_says_what_waits(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A counter that is far behind is told of, with what to do."""
    read(home, STORY, 8)
    with closing(connect(home.readership_url)) as connection:
        create(connection)
    assert any("(16 waiting)" in finding.text for finding in diagnose(home))
    monkeypatch.setattr("barta.config.diagnosis.FAR_BEHIND", 10)
    assert ["bad"] == [one.level for one in diagnose(home) if "16 views wait to be counted" in one.text]


def test_the_doctor_says_that_nobody_counts(home: Home) -> None:
    """A counter whose database takes nothing is told of before much waits."""
    with closing(connect(home.readership_url)) as connection:
        create(connection)
    with closing(Journal(home.readership / "journal", every=3600)) as own:
        own.reads(int(time.time()) - 90, name(1), 1)
    [found] = [one for one in diagnose(home) if "wait to be counted" in one.text]
    assert ("warn", True) == (found.level, "1 views wait to be counted, the first for 0:01:3" in found.text)
