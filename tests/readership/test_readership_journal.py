"""Views are safe on the disk within a second, and what a disk or a death does to them costs little."""

import logging
import os
import resource
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readership_samples import AT, name, visitor

from barta.readership import Journal, journal
from barta.readership.journal import SIZE, Entry, abandoned, files, packed, read

STORY = "k3v9w2m7qd"
OTHER = "k3v9w2m7qe"
NEVER = 3600.0


def written(folder: Path) -> list[Entry]:
    """Return all records in `folder`."""
    return [entry for file in files(folder) for entry in read(file, 0, 10**6)[0]]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Have the kernel refuse what would make a file larger than `size`, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_views_and_page_reads_come_back_as_they_went_in(tmp_path: Path) -> None:
    """What is read is what was written, in order; a visitor only tells two readings of a story apart."""
    with closing(Journal(tmp_path, every=NEVER)) as own:
        own.view(AT, STORY, name(7), visitor(1))
        own.reads(AT + 1, name(8), 5)
        own.view(AT + 2, OTHER, name(7), visitor(1))
        own.view(AT + 3, STORY, name(7), visitor(1))
    first, reads, second, again = written(tmp_path)
    assert (AT, 7, STORY, 1) == (first.at, first.network, first.story, first.number)
    assert Entry(AT + 1, 8, 0, "", 5) == reads
    assert first.mark == again.mark
    assert first.mark != second.mark


def test_views_reach_the_disk_by_themselves(tmp_path: Path) -> None:
    """Nobody has to ask for it, and the page reads of the last moment go with them."""
    with closing(Journal(tmp_path, every=0.02, beat=lambda: own.reads(AT, name(1), 1))) as own:
        own.view(AT, STORY, name(7), visitor(1))
        until = time.monotonic() + 10
        while len(written(tmp_path)) < 3 and time.monotonic() < until:
            time.sleep(0.01)
        assert {STORY, ""} == {entry.story for entry in written(tmp_path)}


def test_a_journal_of_nothing_makes_no_file(tmp_path: Path) -> None:
    """A worker that serves nobody leaves nothing to be counted."""
    Journal(tmp_path / "journal").close()
    assert [] == files(tmp_path / "journal")


def test_a_writer_is_known_to_live(tmp_path: Path) -> None:
    """Only what nobody will go on with may be removed."""
    with closing(Journal(tmp_path, every=0.01)) as own:
        own.view(AT, STORY, name(7), visitor(1))
        until = time.monotonic() + 10
        while not files(tmp_path) and time.monotonic() < until:
            time.sleep(0.01)
        [file] = files(tmp_path)
        assert not abandoned(file)
    assert abandoned(file)


def test_long_journals_are_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is long enough is left to the drainer, and the next one begun."""
    monkeypatch.setattr(journal, "ROTATE", 3 * SIZE)
    with closing(Journal(tmp_path, every=0.01)) as own:
        for number in range(9):
            own.view(AT + number, STORY, name(7), visitor(number))
            time.sleep(0.03)
    assert len(files(tmp_path)) > 1
    assert [AT + number for number in range(9)] == [entry.at for entry in written(tmp_path)]


@pytest.mark.parametrize("room", [0, 10, SIZE * 3, SIZE * 4 + 17])
def test_a_full_disk_costs_nothing_while_memory_lasts(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, room: int
) -> None:
    """What could not be written, or only a piece of it, is written once there is room; said once."""
    tmp_path.joinpath("warm").touch()
    with largest_file(room), caplog.at_level(logging.INFO, "barta.readership"):
        own = Journal(tmp_path, every=0.01)
        for number in range(9):
            own.view(AT + number, STORY, name(7), visitor(number))
        until = time.monotonic() + 10
        while not caplog.records and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.05)
        assert len(written(tmp_path)) == room // SIZE
    own.close()
    assert [AT + number for number in range(9)] == [entry.at for entry in written(tmp_path)]
    assert [0] * len(files(tmp_path)) == [read(file, 0, 100)[2] for file in files(tmp_path)]
    assert ["ERROR"] == [record.levelname for record in caplog.records if "wait in memory" in record.message]


def test_a_disk_that_stays_full_costs_the_newest_views(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Memory has a bound, and how many views it cost is said."""
    monkeypatch.setattr(journal, "MOST_WAITING", 5)
    blocked = tmp_path / "journal"
    blocked.write_text("a file where the folder should be")
    own = Journal(blocked, every=NEVER)
    for number in range(8):
        own.view(AT + number, STORY, name(7), visitor(number))
    blocked.unlink()
    own.close()
    assert [AT + number for number in range(5)] == [entry.at for entry in written(blocked)]
    assert any("3 views were not counted" in record.message for record in caplog.records)


def test_a_hook_that_fails_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Views are written although page reads could not be handed over."""

    def fail() -> None:
        raise RuntimeError("no page reads")

    with closing(Journal(tmp_path, every=NEVER, beat=fail)) as own:
        own.view(AT, STORY, name(7), visitor(1))
    assert [STORY] == [entry.story for entry in written(tmp_path)]
    assert any("page reads failed" in record.message for record in caplog.records)


def test_many_threads_write_one_journal(tmp_path: Path) -> None:
    """A worker's threads lose nothing to each other while it is being written."""
    with closing(Journal(tmp_path, every=0.001)) as own:

        def write(network: int) -> None:
            for number in range(2000):
                own.view(AT, STORY, name(network), visitor(number))

        threads = [threading.Thread(target=write, args=(network,)) for network in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert 8000 == len(written(tmp_path))


@pytest.mark.parametrize("story", ["খবর", "far-too-long-for-a-record"])
def test_what_is_no_record_is_left_out(story: str) -> None:
    """A story's name that a record cannot hold ends in nothing, not in an error."""
    assert b"" == packed((AT, story, name(1), visitor(1), 1))
    assert b"" == packed((-1, STORY, name(1), visitor(1), 1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_costs_the_records_it_hits(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever bytes are flipped and wherever the file ends, all other records are read."""
    whole = b"".join(packed((AT + number, STORY, name(1), visitor(number), 1)) for number in range(8))
    end = data.draw(st.integers(0, len(whole)))
    flips = data.draw(st.dictionaries(st.integers(0, len(whole) - 1), st.integers(1, 255), max_size=3))
    damaged = bytearray(whole)
    for place, flip in flips.items():
        damaged[place] ^= flip
    file = tmp_path / "a.journal"
    file.write_bytes(damaged[:end])
    there = range(end // SIZE)
    hit = {place // SIZE for place in flips}
    entries, place, count = read(file, 0, 100)
    assert [AT + number for number in there if number not in hit] == [entry.at for entry in entries]
    assert (end // SIZE * SIZE, len(hit & set(there))) == (place, count)
    os.unlink(file)  # noqa: PTH108


def test_a_removed_file_is_not_written_on(tmp_path: Path) -> None:
    """Whoever clears the folder loses what was there, and nothing of what comes after."""
    with closing(Journal(tmp_path / "journal", every=0.02)) as own:
        for number in range(2):
            own.view(AT + number, STORY, name(7), visitor(number))
            until = time.monotonic() + 10
            while not written(tmp_path / "journal") and time.monotonic() < until:
                time.sleep(0.01)
            assert [AT + number] == [entry.at for entry in written(tmp_path / "journal")]
            shutil.rmtree(tmp_path / "journal")
