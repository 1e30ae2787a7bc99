"""The index bears damage, strangers and kill -9, and nothing of what ended stays in its bytes."""

import os
import random
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest
from pysqlite3 import dbapi2 as sqlite3

from barta.search import DamagedIndexError, Found, Reader, SearchError, Writer
from barta.search.files import DAMAGED, NAME

DAY = datetime(2031, 4, 14, tzinfo=UTC)

WRITE_UNTIL_KILLED = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from barta.search import Writer
writer = Writer(Path(sys.argv[1]))
for number in count(writer.seq + 1):
    writer.put(f"s{number:09}", "ঘাটের খবর", " ".join(f"কথা{number}x{n}" for n in range(50)), datetime.now(UTC))
    if number % 3 == 0:
        writer.delete(f"s{number - 1:09}")
    writer.commit(number)
    print(number, flush=True)
"""


def raw(folder):
    """Return every byte of the files in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def cleaned(writer):
    """Clean until there is nothing left to clean."""
    for _ in range(1000):
        if writer.clean(0.01):
            return
    raise AssertionError("cleaning does not end")


def canary(chance):
    """Return words that occur nowhere else; what they have in common with others does not matter."""
    return [chance.choice("কখগনমরলসabz") + f"{chance.getrandbits(48):012x}" for _ in range(6)]


@pytest.mark.parametrize("seed", range(6))
def test_no_trace_of_an_ended_story_stays_in_the_bytes(tmp_path, seed):
    """Its words are in no file, log included, whatever was put and deleted around it; others stay found."""
    chance = random.Random(seed)
    common = [f"শব্দ{number}" for number in range(400)]
    words = {}
    with Writer(tmp_path) as writer, closing(Reader(tmp_path)) as reader:
        for number in range(chance.randint(3, 300)):
            words[number] = canary(chance)
            body = " ".join(chance.choices(common, k=chance.randint(5, 120)) + words[number])
            writer.put(f"s{number:09}", words[number][0], body, DAY)
            if chance.random() < 0.2:
                writer.commit(number)
        ended = chance.sample(sorted(words), max(1, len(words) // 10))
        writer.commit(999)
        assert words[ended[0]][1][-8:].encode() in raw(tmp_path)
        for number in ended:
            writer.delete(f"s{number:09}")
            if chance.random() < 0.5:
                writer.commit(1000)
                reader.search("শব্দ1", limit=5)
                writer.clean(0)
        writer.commit(1000)
        cleaned(writer)
        bytes_ = raw(tmp_path)
        left = [word for number in ended for word in words[number] if word[-8:].encode() in bytes_]
        assert [] == left
        for number in sorted(set(words) - set(ended))[:20]:
            assert (f"s{number:09}",) == reader.search(words[number][2], limit=5).ids
        for number in ended:
            assert Found((), 0) == reader.search(words[number][2], limit=5)
            assert f"s{number:09}".encode() not in bytes_


def test_a_replaced_edition_can_be_removed_from_the_bytes(tmp_path):
    """Words of an older edition that may not stay anywhere are cleaned away on demand."""
    with Writer(tmp_path) as writer:
        writer.put("aaaaaaaaaa", "gopon7f3a9c", "", DAY)
        writer.commit(1)
        writer.put("aaaaaaaaaa", "নতুন শিরোনাম", "", DAY)
        writer.soil()
        writer.commit(2)
        cleaned(writer)
        assert b"7f3a9c" not in raw(tmp_path)


def test_a_text_cannot_be_read_back(tmp_path):
    """The index holds words without their order, and no text."""
    with Writer(tmp_path) as writer:
        writer.put("aaaaaaaaaa", "zebra monkey apple", "zebra monkey apple", DAY)
        writer.commit(1)
        cleaned(writer)
        assert b"zebra monkey" not in raw(tmp_path)
        tables = writer._connection.execute("SELECT name FROM sqlite_master WHERE name = 'terms_content'")
        assert [] == tables.fetchall()


def test_cleaning_goes_on_after_a_death(tmp_path):
    """Remains are known to the next writer too."""
    with Writer(tmp_path) as writer:
        writer.put("aaaaaaaaaa", "gopon7f3a9c", "", DAY)
        writer.commit(1)
        writer.delete("aaaaaaaaaa")
        writer.commit(2)
    with Writer(tmp_path) as writer:
        cleaned(writer)
        assert b"7f3a9c" not in raw(tmp_path)
        assert 2 == writer.seq


def test_a_killed_writer_leaves_rows_and_cursor_together(tmp_path):
    """After kill -9 exactly the stories up to the cursor are there, and writing goes on from it."""
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITE_UNTIL_KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        with process:
            said = [int(process.stdout.readline()) for _ in range(7)]
            os.kill(process.pid, signal.SIGKILL)
        with Writer(tmp_path) as writer, closing(Reader(tmp_path)) as reader:
            assert writer.seq >= said[-1]
            deleted = writer.seq // 3
            assert writer.seq - deleted == reader.search("ঘাটের", limit=1).total


@pytest.mark.parametrize(
    "content", [b"", b"no database at all" * 500, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_index_is_begun_anew(tmp_path, content):
    """Whatever stands there under the index's name, the writer makes an index."""
    (tmp_path / NAME).write_bytes(content)
    with Writer(tmp_path) as writer:
        assert 0 == writer.seq
        writer.put("aaaaaaaaaa", "ঘাট", "", DAY)
        writer.commit(1)
    with closing(Reader(tmp_path)) as reader:
        assert ("aaaaaaaaaa",) == reader.search("ঘাট", limit=5).ids


def test_somebody_elses_database_is_begun_anew(tmp_path):
    """A SQLite file of another program is not gone on with."""
    with closing(sqlite3.connect(tmp_path / NAME)) as other:
        other.execute("CREATE TABLE meta (name, value)")
        other.commit()
    with Writer(tmp_path) as writer:
        assert 0 == writer.seq


def test_an_index_of_other_code_is_filled_anew(tmp_path):
    """What was put in by other rules is cleared, and nothing of it stays in the bytes."""
    with Writer(tmp_path, code="a") as writer:
        writer.put("aaaaaaaaaa", "gopon7f3a9c", "", DAY)
        writer.commit(5)
    with Writer(tmp_path, code="a") as writer:
        assert 5 == writer.seq
    with Writer(tmp_path, code="b") as writer, closing(Reader(tmp_path)) as reader:
        assert (0, Found((), 0)) == (writer.seq, reader.search("gopon7f3a9c", limit=5))
        cleaned(writer)
        assert b"7f3a9c" not in raw(tmp_path)


def test_damage_met_by_a_reader_is_mended_by_the_writer(tmp_path):
    """The reader says that it cannot read, the writer is told, and the next one begins anew."""
    with Writer(tmp_path) as writer:
        for number in range(300):
            writer.put(f"s{number:09}", "ঘাটের খবর", " ".join(f"কথা{number}x{n}" for n in range(40)), DAY)
        writer.commit(300)
        cleaned(writer)
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:8192] + os.urandom(path.stat().st_size - 8192))
    with closing(Reader(tmp_path)) as reader:
        with pytest.raises(DamagedIndexError):
            reader.search("ঘাটের", limit=5)
        assert (tmp_path / DAMAGED).exists()
        with Writer(tmp_path) as writer:
            assert (0, False) == (writer.seq, writer.lost)
            assert Found((), 0) == reader.search("ঘাটের", limit=5)


def test_a_writer_notices_that_its_file_is_gone(tmp_path):
    """An index that was removed or reported is not written any more."""
    with Writer(tmp_path) as writer:
        assert not writer.lost
        (tmp_path / DAMAGED).touch()
        assert writer.lost
    with Writer(tmp_path) as writer:
        assert not writer.lost
        (tmp_path / NAME).unlink()
        assert writer.lost


def test_a_reader_that_holds_the_log_is_waited_for(tmp_path):
    """Cleaning says that it could not finish, and finishes once nobody reads the old state."""
    with Writer(tmp_path) as writer:
        writer.put("aaaaaaaaaa", "gopon7f3a9c", "", DAY)
        writer.commit(1)
        with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM stories").fetchone()
            writer.delete("aaaaaaaaaa")
            writer.commit(2)
            assert (False, True) == (writer.clean(1), writer.held)
            other.execute("COMMIT")
            assert (True, False) == (writer.clean(1), writer.held)
        assert b"7f3a9c" not in raw(tmp_path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    """A file in the place of the folder ends in words, not in SQLite's own error."""
    (tmp_path / "search").write_text("")
    with pytest.raises(SearchError, match="search"):
        Writer(tmp_path / "search")
