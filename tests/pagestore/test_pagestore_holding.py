"""One snapshot serves many requests, for a moment, and stands in nobody's way."""

import threading
import time

import pytest
from pagestore_samples import story_page

from barta.pagestore import Holding, Reader, Writer, story_key

KEY = story_key("aaaaaaaaaa")


@pytest.fixture
def writer(tmp_path):
    """Give the writer of a store with one page."""
    with Writer(tmp_path) as opened:
        put(opened, "এক")
        opened.make_live()
        yield opened


@pytest.fixture
def reader(tmp_path, writer):
    """Give a reader of that store."""
    opened = Reader(tmp_path)
    yield opened
    opened.close()


def put(writer, text):
    writer.write(lambda batch: batch.put_page(KEY, story_page(text)))


def seen(holding):
    lent = holding.take()
    page = lent[1].get_page(KEY)
    holding.give(lent)
    return page


def test_what_is_written_is_seen_within_the_time(writer, reader):
    """Until then the same snapshot is lent again; then another one."""
    holding = Holding(reader, 0.2)
    assert story_page("এক") == seen(holding)
    put(writer, "দুই")
    assert story_page("এক") == seen(holding)
    time.sleep(0.21)
    assert story_page("দুই") == seen(holding)
    holding.close()


def test_without_a_time_each_reading_is_new(writer, reader):
    """What is written is seen at once."""
    holding = Holding(reader, 0)
    assert story_page("এক") == seen(holding)
    put(writer, "দুই")
    assert story_page("দুই") == seen(holding)


def test_a_snapshot_that_nobody_asks_for_is_ended(reader):
    """An idle worker does not keep the writer from using old pages again."""
    holding = Holding(reader, 0.02)
    lent = holding.take()
    holding.give(lent)
    until = time.monotonic() + 5
    while not lent[1].over and time.monotonic() < until:
        time.sleep(0.02)
    assert lent[1].over
    holding.close()


def test_a_store_that_grows_does_not_wait_for_what_is_kept(writer, reader):
    """Growing needs a moment without readers; what is only kept gives way."""
    holding = Holding(reader, 30)
    holding.give(holding.take())
    stop = threading.Event()

    def ask():
        while not stop.is_set():
            seen(holding)

    asking = threading.Thread(target=ask)
    asking.start()
    begun = time.monotonic()
    try:
        writer.write(lambda batch: batch.put("rows", b"large", bytes(90 * 1024 * 1024)))
    finally:
        stop.set()
        asking.join()
    assert time.monotonic() - begun < 8
    holding.close()


def test_two_threads_are_never_lent_the_same_snapshot(reader):
    """Whoever has one has it alone until it is given back."""
    holding = Holding(reader, 1)
    taken = [holding.take() for _ in range(6)]
    assert 6 == len({id(view) for _, view in taken})
    for lent in taken:
        holding.give(lent)
    holding.close()
    assert all(view.over for _, view in taken)
