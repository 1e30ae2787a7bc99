"""Batches are whole, cheap when nothing changes, and grow the map by themselves."""

import os
import random
import resource
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from pagestore_samples import PUBLIC_ID, fill, latest_slot, plain_slot, story_page

from barta.pagestore import (
    DamagedError,
    Reader,
    Slot,
    StoreFullError,
    Variant,
    Writer,
    WriterBusyError,
    compress,
    dump,
    join,
    opening,
    path_key,
    story_key,
)
from barta.pagestore.generations import remove_others

HERE = Path(__file__).parent


@pytest.fixture
def writer(tmp_path):
    with Writer(tmp_path) as opened:
        opened.make_live()
        yield opened


def test_a_batch_is_seen_whole_and_at_once(writer, tmp_path):
    """A reader sees nothing of a batch before its end and everything after it."""
    reader = Reader(tmp_path)
    with writer.batch() as batch:
        batch.put_page(story_key(PUBLIC_ID), story_page())
        batch.put_slot("masthead", plain_slot("আজ"))
        batch.set_meta("seq", b"7")
        batch.put("cards", b"k", b"v")
        with reader.snapshot() as view:
            before = (view.get_page(story_key(PUBLIC_ID)), view.get_slot("masthead"), view.get_meta("seq"))
    assert (None, None, None) == before
    with reader.snapshot() as view:
        after = (view.get_page(story_key(PUBLIC_ID)), view.get_slot("masthead"), view.get_meta("seq"))
        assert b"v" == view.get("cards", b"k")
    assert (story_page(), plain_slot("আজ"), b"7") == after
    assert (story_page(), plain_slot("আজ"), b"7") == (
        reader.page(story_key(PUBLIC_ID)),
        reader.slot("masthead"),
        reader.meta("seq"),
    )
    reader.close()


def test_a_batch_that_fails_changes_nothing(writer):
    """An error in the block undoes everything that the batch did before it."""

    def work(batch):
        batch.put("rows", b"a", b"1")
        raise KeyError("a fault")

    with pytest.raises(KeyError):
        writer.write(work)
    with writer.view() as view:
        assert 0 == view.count("rows")


def test_only_real_changes_are_counted_as_writes(writer):
    """Putting what is there, or deleting what is not, costs nothing."""

    def work(batch):
        batch.put_page(story_key(PUBLIC_ID), story_page())
        batch.put_slot("latest", latest_slot("aaaaaaaaaa"))
        batch.set_meta("seq", b"1")
        batch.put("rows", b"a", b"1")
        batch.delete("rows", b"b")
        batch.delete_page(b"p:none")
        batch.delete_slot("none")
        return batch.writes

    assert [4, 0] == [writer.write(work), writer.write(work)]

    def undo(batch):
        batch.delete_page(story_key(PUBLIC_ID))
        batch.delete_slot("latest")
        batch.delete("rows", b"a")
        return batch.writes

    assert [3, 0] == [writer.write(undo), writer.write(undo)]


def test_rows_are_scanned_in_order_both_ways(writer):
    """A scan keeps to its table and prefix, begins where it is told and ends at its limit."""
    keys = [b"a", b"ba", b"bb", b"bc", b"c", b"\xff\xff"]

    def put(batch):
        for table in ("aa", "rows", "rowsandmore"):
            for key in keys:
                batch.put(table, key, table.encode() + key)

    writer.write(put)
    with writer.view() as view:

        def found(*arguments, **options):
            rows = list(view.scan("rows", *arguments, **options))
            first = view.first("rows", *arguments, reverse=options.get("reverse", False))
            assert rows[:1] == ([first] if first and options.get("limit") != 0 else [])
            assert all(b"rows" + key == value for key, value in rows)
            return [key for key, _ in rows]

        assert keys == found()
        assert keys[::-1] == found(reverse=True)
        assert [b"ba", b"bb", b"bc"] == found(b"b")
        assert [b"bc", b"bb", b"ba"] == found(b"b", reverse=True)
        assert [b"bb", b"bc"] == found(b"b", b"bb")
        assert [b"bb", b"ba"] == found(b"b", b"bb", reverse=True)
        assert [b"ba"] == found(b"b", b"baa", reverse=True)
        assert [b"bb"] == found(b"b", b"baa", limit=1)
        assert [b"\xff\xff"] == found(b"\xff", reverse=True)
        assert [] == found(b"d")
        assert [] == found(limit=0)
        assert [] == list(view.scan("nothing", reverse=True))
        assert 6 == view.count("rows")


def test_a_table_can_be_emptied_while_it_is_scanned(writer):
    """A scan goes on after the row that it has given is deleted."""
    rows = {b"%05d" % number: b"x" for number in range(1000)}

    def work(batch):
        for key, value in rows.items():
            batch.put("rows", key, value)
        seen = []
        for key, _ in batch.scan("rows"):
            batch.delete("rows", key)
            seen.append(key)
        return seen, batch.count("rows")

    assert (list(rows), 0) == writer.write(work)


def test_a_slot_has_its_variants_in_order(writer):
    """Variants out of order would show yesterday's date; they are refused."""
    with pytest.raises(ValueError, match="order"), writer.batch() as batch:
        batch.put_slot("masthead", Slot((Variant(5, compress(b"b")), Variant(1, compress(b"a")))))


def test_the_map_grows_by_itself(tmp_path, monkeypatch):
    """A batch larger than the map is done again in a larger one, and readers follow."""
    monkeypatch.setattr(opening, "FIRST_MAP_SIZE", 1024 * 1024)
    with Writer(tmp_path) as writer:
        writer.make_live()
        calls = []

        def work(batch):
            calls.append(1)
            for number in range(300):
                batch.put("rows", b"%d" % number, random.Random(number).randbytes(20_000))

        writer.write(work)
        assert len(calls) > 1
        with writer.view() as view:
            assert 300 == view.count("rows")
        with pytest.raises(StoreFullError, match="again"):
            for attempt in range(2):
                with writer.batch() as batch:
                    for number in range(600):
                        batch.put("more", b"%d" % number, random.Random(number + attempt).randbytes(30_000))
        for number in range(40):
            with writer.batch() as batch:
                batch.put("steps", b"%d" % number, random.Random(number).randbytes(100_000))
        with writer.view() as view:
            assert 40 == view.count("steps")


def test_a_reader_of_another_process_follows_a_grown_map(tmp_path, monkeypatch):
    """A reader that opened a small map goes on reading once the writer has made it larger."""
    monkeypatch.setattr(opening, "FIRST_MAP_SIZE", 256 * 1024)
    with Writer(tmp_path) as writer:
        writer.make_live()
    code = f"""
        import random
        from pathlib import Path
        from barta.pagestore import Writer
        with Writer(Path({str(tmp_path)!r})) as writer:
            def work(batch):
                for number in range(200):
                    batch.put("rows", b"%d" % number, random.Random(number).randbytes(20_000))
            writer.write(work)
    """
    reader = Reader(tmp_path)
    reader.meta("seq")
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)
    with reader.snapshot() as view:
        assert 200 == view.count("rows")
    reader.close()


def test_only_one_writer_at_a_time(writer, tmp_path):
    """A second writer is told who is in its way, and may write once the first has ended."""
    with pytest.raises(WriterBusyError, match="other press"):
        Writer(tmp_path)
    code = (
        "import sys; from pathlib import Path; from barta.pagestore import Writer; Writer(Path(sys.argv[1]))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "WriterBusyError" in other.stderr
    writer.close()
    Writer(tmp_path).close()


def test_a_writer_killed_in_a_batch_leaves_the_old_page(tmp_path):
    """After kill -9 in the middle of a batch readers see the page before it, and the next writer goes on."""
    with Writer(tmp_path) as writer:
        writer.make_live()
        writer.write(lambda batch: fill(batch, text="আগের"))
        expected = list(dump(tmp_path))
    code = f"""
        import sys, time
        sys.path.insert(0, {str(HERE)!r})
        from pathlib import Path
        from pagestore_samples import fill
        from barta.pagestore import Writer
        with Writer(Path({str(tmp_path)!r})).batch() as batch:
            fill(batch, stories=2000, text="পরের")
            print("half way", flush=True)
            time.sleep(60)
    """
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE)
    with child:
        child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    assert expected == list(dump(tmp_path))
    with Writer(tmp_path) as writer:
        writer.write(lambda batch: fill(batch, text="পরের"))
    assert expected != list(dump(tmp_path))


def test_a_dead_reader_does_not_make_the_store_grow(writer, tmp_path):
    """A reader killed in a snapshot keeps its old pages only until the next batch."""
    code = f"""
        import time
        from pathlib import Path
        from barta.pagestore import Reader
        with Reader(Path({str(tmp_path)!r})).snapshot():
            print("reading", flush=True)
            time.sleep(60)
    """
    data = tmp_path / writer.generation / "data.mdb"

    def rewrite(version):
        def work(batch):
            for number in range(100):
                batch.put("rows", b"%d" % number, random.Random(version * 100 + number).randbytes(4000))

        writer.write(work)

    for version in range(4):
        rewrite(version)
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    before = data.stat().st_size
    for version in range(4, 44):
        rewrite(version)
    assert data.stat().st_size < 2 * before


def test_two_stores_built_in_another_order_are_equal(tmp_path):
    """Neither the order of the batches nor what has been overwritten shows in pages or ETags."""
    pages = {story_key(f"{number:010}"): story_page(f"খবর {number}", f"{number:010}") for number in range(30)}
    slots = {"masthead": plain_slot("আজ"), "latest": latest_slot("0000000001", "0000000002")}
    built = []
    for name in ("one", "two"):
        with Writer(tmp_path / name) as writer:
            writer.make_live()
            keys = list(pages)
            if name == "two":
                random.Random(4).shuffle(keys)
                writer.write(lambda batch: fill(batch, stories=10, text="পুরোনো"))
            for key in keys:
                writer.write(lambda batch, key=key: batch.put_page(key, pages[key]))
            for slot in reversed(slots):
                writer.write(lambda batch, slot=slot: batch.put_slot(slot, slots[slot]))
            reader = Reader(tmp_path / name)
            tags = [join(reader.page(key), reader.slot, now=9, gzip=True).etag for key in sorted(pages)]
            reader.close()
        built.append((list(dump(tmp_path / name)), tags))
    assert built[0] == built[1]


def test_a_dump_spells_everything_out(writer, tmp_path):
    """Whatever is stored anywhere can be found in a dump as plain text."""
    word = "গোপনশব্দ"

    def work(batch):
        batch.put_page(path_key("/x"), story_page(word)._replace(path=f"/{word}", location=word))
        batch.put_slot("s", plain_slot(word))
        batch.put_slot("l", latest_slot("a", word))
        batch.put("rows", b"k", word.encode())
        batch.set_meta("note", word.encode())

    writer.write(work)
    found = [(table, value.count(word.encode())) for table, _, value in dump(tmp_path)]
    assert [("meta", 0), ("meta", 1), ("pages", 3), ("private", 1), ("slots", 3), ("slots", 1)] == found


def test_a_full_disk_is_a_clear_error_and_readers_go_on(writer, tmp_path):
    """When nothing more can be written the batch is refused in words, and succeeds once there is room."""
    writer.write(lambda batch: fill(batch, stories=2))
    large = random.Random(1).randbytes(1_500_000)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        with pytest.raises(StoreFullError, match="free space"):
            writer.write(lambda batch: batch.put("rows", b"large", large))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    reader = Reader(tmp_path)
    assert story_page("খবর 1", "0000000001") == reader.page(story_key("0000000001"))
    writer.write(lambda batch: batch.put("rows", b"large", large))
    with reader.snapshot() as view:
        assert large == view.get("rows", b"large")
    reader.close()


def test_readers_in_threads_never_see_half_a_batch(writer, tmp_path):
    """While one thread writes and the map grows, others always find a page and slot of one batch."""
    reader = Reader(tmp_path)
    faults, ended = [], threading.Event()

    def work(version):
        def put(batch):
            batch.put("rows", b"a", b"%d" % version)
            batch.put("rows", b"z", b"%d" % version)
            batch.put("filling", b"%d" % version, bytes(3000))

        return put

    def look():
        while not ended.is_set():
            with reader.snapshot() as view:
                pair = {view.get("rows", b"a"), view.get("rows", b"z")}
            if len(pair) != 1:
                faults.append(pair)

    writer.write(work(0))
    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 0.5
    version = 0
    while time.monotonic() < until:
        version += 1
        writer.write(work(version))
    ended.set()
    for thread in threads:
        thread.join()
    reader.close()
    assert [] == faults


@pytest.mark.parametrize("harm", [Path.unlink, lambda data: os.truncate(data, 0)])
def test_a_live_generation_without_its_data_is_not_begun_again(tmp_path, harm):
    """An empty file in its place would tell readers that no page exists."""
    with Writer(tmp_path) as writer:
        writer.write(lambda batch: batch.put_page(path_key("/"), story_page()))
        writer.make_live()
    data = tmp_path / "g000001" / "data.mdb"
    harm(data)
    with pytest.raises(DamagedError, match="barta rebuild"):
        Writer(tmp_path)
    assert not data.exists() or not data.stat().st_size


def test_the_table_of_readers_has_no_holes(tmp_path):
    """On a full disk, touching a hole of a mapped file would kill whoever reads."""
    with Writer(tmp_path):
        table = (tmp_path / "g000001" / "lock.mdb").stat()
    assert table.st_blocks * 512 >= table.st_size >= 64 * 1024


def test_a_generation_half_deleted_by_a_killed_process_goes_at_the_next_chance(tmp_path: Path) -> None:
    """What is left of a deletion is recognised and removed, whatever files of it are there."""
    (tmp_path / "doomed-g000001").mkdir()
    (tmp_path / "doomed-g000001" / "data.mdb").write_bytes(b"what ended")
    assert [] == remove_others(tmp_path, {"g000002"})
    assert [] == list(tmp_path.iterdir())
