"""Readers follow the live generation, whatever happens to it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pagestore_samples import PUBLIC_ID, fill, story_page

from barta.pagestore import (
    DamagedError,
    FormatError,
    Reader,
    Repair,
    StoreError,
    StoreMissingError,
    Writer,
    generations,
    read_pointer,
    repaired,
    repairs,
    request_repair,
    story_key,
)
from barta.pagestore.encoding import seal
from barta.pagestore.generations import Pointer, write_pointer
from barta.pagestore.reader import LOOK_EVERY

HERE = Path(__file__).parent
KEY = story_key(PUBLIC_ID)
BUILD = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from pathlib import Path
from pagestore_samples import PUBLIC_ID, story_page
from barta.pagestore import Writer, story_key
with Writer(Path(sys.argv[1])) as writer:
    writer.write(lambda batch: batch.put_page(story_key(PUBLIC_ID), story_page("এক")))
    writer.make_live()
"""


def build(folder, text, *, fresh=False, live=True):
    with Writer(folder, fresh=fresh) as writer:
        writer.write(lambda batch: batch.put_page(KEY, story_page(text)))
        if live:
            writer.make_live()
        return folder / writer.generation


@pytest.fixture
def reader(tmp_path):
    opened = Reader(tmp_path)
    yield opened
    opened.close()


def test_a_store_that_is_being_built_is_missing(tmp_path, reader):
    """Readers are told that there is no store until its writer makes it live, and then at once."""
    with pytest.raises(StoreMissingError, match="press"):
        reader.page(KEY)
    build(tmp_path, "এক", live=False)
    with pytest.raises(StoreMissingError):
        reader.page(KEY)
    build(tmp_path, "দুই")
    assert story_page("দুই") == reader.page(KEY)


def test_a_new_generation_takes_over_under_a_running_reader(tmp_path, reader):
    """A snapshot stays what it is; the next ones after a moment are of the new generation."""
    build(tmp_path, "এক")
    with reader.snapshot() as view:
        build(tmp_path, "দুই", fresh=True)
        time.sleep(LOOK_EVERY)
        assert story_page("দুই") == reader.page(KEY)
        assert story_page("এক") == view.get_page(KEY)
    assert ["g000001", "g000002"] == generations(tmp_path)
    build(tmp_path, "তিন", fresh=True)
    assert ["g000002", "g000003"] == generations(tmp_path)
    time.sleep(LOOK_EVERY)
    assert story_page("তিন") == reader.page(KEY)


def test_a_writer_sees_that_it_has_been_replaced(tmp_path):
    """A rebuild beside a running writer takes the readers away from it, and it can tell."""
    with Writer(tmp_path) as old:
        old.make_live()
        assert old.live()
        with Writer(tmp_path, fresh=True) as new:
            assert (True, False) == (old.live(), new.live())
            new.make_live()
            assert (False, True) == (old.live(), new.live())


def test_a_deleted_store_is_served_until_another_is_there(tmp_path, reader):
    """Whoever has the files open keeps them, and finds the new generation by the pointer."""
    generation = build(tmp_path, "এক")
    assert story_page("এক") == reader.page(KEY)
    for path in sorted(generation.iterdir()):
        path.unlink()
    generation.rmdir()
    time.sleep(LOOK_EVERY)
    assert story_page("এক") == reader.page(KEY)
    build(tmp_path, "দুই", fresh=True)
    time.sleep(LOOK_EVERY)
    assert story_page("দুই") == reader.page(KEY)


@pytest.mark.parametrize("damage", ["truncated", "zeroed", "empty", "garbage", "gone"])
def test_a_broken_generation_gives_way_to_the_one_before(tmp_path, reader, damage):
    """Readers get the last good generation, and the press is asked for a new one."""
    build(tmp_path, "এক")
    broken = build(tmp_path, "দুই", fresh=True)
    with Writer(tmp_path) as writer:
        writer.write(lambda batch: [batch.put("rows", b"%d" % n, bytes(4000)) for n in range(1000)])
    data = broken / "data.mdb"
    size = data.stat().st_size
    if damage == "gone":
        data.unlink()
    else:
        with data.open("r+b") as file:
            if damage == "truncated":
                file.truncate(size // 2)
            elif damage == "empty":
                file.truncate(0)
            else:
                file.write(bytes(8192) if damage == "zeroed" else b"\xa7" * 8192)
    assert story_page("এক") == reader.page(KEY)
    assert [Repair("generation", broken.name.encode())] == repairs(tmp_path)


def test_a_store_cut_short_under_its_reader_is_left_in_time(tmp_path, reader):
    """The reader looks at the file's length before it touches a page that is no longer there."""
    build(tmp_path, "এক")
    broken = build(tmp_path, "দুই", fresh=True)
    assert story_page("দুই") == reader.page(KEY)
    size = (broken / "data.mdb").stat().st_size
    os.truncate(broken / "data.mdb", size // 2)
    time.sleep(LOOK_EVERY)
    assert story_page("এক") == reader.page(KEY)


def test_the_generation_before_is_given_up_once_something_is_ended(tmp_path, reader):
    """What has been withdrawn can never come back from an older generation."""
    build(tmp_path, "এক")
    build(tmp_path, "দুই", fresh=True)
    assert Pointer("g000002", "g000001") == read_pointer(tmp_path)
    assert story_page("এক") == reader.last_good(lambda view: view.get_page(KEY))
    with Writer(tmp_path) as writer:
        writer.write(lambda batch: batch.put_page(KEY, story_page("তিন")))
        assert "g000001" == read_pointer(tmp_path).previous
        writer.write(lambda batch: batch.put_page(KEY, story_page("")._replace(status=410, parts=())))
    assert Pointer("g000002") == read_pointer(tmp_path)
    assert reader.last_good(lambda view: view.get_page(KEY)) is None


def test_another_format_is_refused_and_a_fresh_generation_can_be_made(tmp_path, reader):
    """A store of another version names itself as such; a rebuild beside it makes all well."""
    build(tmp_path, "এক")
    with Writer(tmp_path) as writer, writer.batch() as batch:
        batch._txn.put(b"format", seal(b"format", b"999"), db=batch._env.tables["meta"])
    with pytest.raises(FormatError, match="barta rebuild"):
        reader.page(KEY)
    with pytest.raises(FormatError):
        Writer(tmp_path)
    build(tmp_path, "দুই", fresh=True)
    assert story_page("দুই") == reader.page(KEY)


def in_child(check):
    """Return whether `check` holds in a forked child."""
    child = os.fork()
    if child == 0:
        passed = False
        try:
            passed = check()
        finally:
            os._exit(0 if passed else 1)
    return os.waitpid(child, 0)[1] == 0


def test_a_child_opens_the_store_for_itself(tmp_path):
    """A reader made before a fork, and used after it only, works on both sides."""
    subprocess.run([sys.executable, "-c", BUILD, str(tmp_path)], check=True)
    reader = Reader(tmp_path)
    assert in_child(lambda: reader.page(KEY) == story_page("এক"))
    assert story_page("এক") == reader.page(KEY)
    assert in_child(lambda: Reader(tmp_path / "elsewhere").folder.name == "elsewhere")
    reader.close()


def test_a_store_opened_before_a_fork_is_refused_after_it(tmp_path, reader):
    """A child that inherited an open store is told so, and its parent's reading is not disturbed."""

    def refused():
        for work in (lambda: reader.page(KEY), lambda: Reader(tmp_path).page(KEY), lambda: reader.page(KEY)):
            with pytest.raises(StoreError, match="before a fork"):
                work()
        return True

    build(tmp_path, "এক")
    assert story_page("এক") == reader.page(KEY)
    with reader.snapshot() as view:
        assert in_child(refused)
        assert story_page("এক") == view.get_page(KEY)
    build(tmp_path, "দুই")
    assert story_page("দুই") == reader.page(KEY)


def test_a_store_is_readable_on_a_read_only_file_system(tmp_path):
    """Readers need no lock where nobody can write."""
    store = tmp_path / "store"
    build(store, "এক")
    code = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from pathlib import Path
from pagestore_samples import story_page
from barta.pagestore import Reader, story_key
assert Reader(Path({str(store)!r})).page(story_key({PUBLIC_ID!r})) == story_page("এক")
"""
    script = tmp_path / "read.py"
    script.write_text(code)
    shell = (
        f"mount --bind {store} {store} && mount -o remount,bind,ro {store} && exec {sys.executable} {script}"
    )
    done = subprocess.run(["unshare", "-rm", "sh", "-c", shell], capture_output=True, text=True, check=False)
    if done.stderr.startswith("unshare:"):
        pytest.skip("SKIPPED FOR WANT OF RIGHTS: this machine allows no mounts of one's own")
    assert (0, "") == (done.returncode, done.stderr)


def test_a_reader_and_a_writer_share_one_process(tmp_path, reader):
    """A process that has read may write, and reads on."""
    build(tmp_path, "এক")
    assert story_page("এক") == reader.page(KEY)
    with Writer(tmp_path) as writer:
        writer.write(lambda batch: batch.put_page(KEY, story_page("দুই")))
        assert story_page("দুই") == reader.page(KEY)
    assert story_page("দুই") == reader.page(KEY)


def test_a_compacted_copy_is_a_generation(tmp_path):
    """A copy written elsewhere holds the same pages."""
    with Writer(tmp_path / "store") as writer:
        writer.make_live()
        writer.write(fill)
        writer.copy_to(tmp_path / "copy" / "g000001")
    write_pointer(tmp_path / "copy", Pointer("g000001"))
    reader = Reader(tmp_path / "copy")
    assert story_page("খবর 3", "0000000003") == reader.page(story_key("0000000003"))
    reader.close()


def test_repairs_are_asked_for_once_and_can_be_met(tmp_path):
    """The same request twice is one; a met request is gone; keys may hold any bytes."""
    wanted = [Repair("page", b"p:\x00\n\xff"), Repair("slot", "সর্বশেষ".encode())]
    for repair in [*wanted, *wanted]:
        assert request_repair(tmp_path, repair)
    assert sorted(wanted) == sorted(repairs(tmp_path))
    repaired(tmp_path, wanted[0])
    assert wanted[1:] == repairs(tmp_path)
    repaired(tmp_path, wanted[0])


def test_the_readers_side_loads_no_framework():
    """A fresh interpreter that imports the page store and delivery has loaded no Django."""
    code = (
        "import sys, barta.pagestore, barta.delivery, barta.delivery.wsgi;"
        "print([name for name in sys.modules if name.startswith(('django', 'wagtail', 'sqlite', 'psycopg'))])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == out.stdout.strip()


def test_an_unreadable_pair_of_generations_is_an_error_in_words(tmp_path, reader):
    """With no good generation left the reader says what to do, again at each reading."""
    generation = build(tmp_path, "এক")
    (generation / "data.mdb").write_bytes(b"\xa7" * 8192)
    for _ in range(2):
        with pytest.raises(DamagedError, match="barta rebuild"):
            reader.page(KEY)


def test_making_live_again_keeps_the_generation_before(tmp_path):
    """A press that starts anew says that it is live, and takes nothing from anybody."""
    build(tmp_path, "এক")
    build(tmp_path, "দুই", fresh=True)
    build(tmp_path, "তিন")
    assert Pointer("g000002", "g000001") == read_pointer(tmp_path)
    assert ["g000001", "g000002"] == generations(tmp_path)
