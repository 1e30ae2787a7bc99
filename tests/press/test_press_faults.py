"""What must hold when something breaks: one record, one template, one process, one page."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from press_faults import BROKEN, DEADLY, fragile_story_page
from press_samples import (
    Paper,
    ending,
    everything,
    ident,
    public_id,
    rich_story,
    section,
    story,
)

from barta import ledger
from barta.pagestore import (
    Repair,
    StoreFullError,
    Writer,
    error_key,
    path_key,
    read_pointer,
    repairs,
    request_repair,
    story_key,
)
from barta.press import pages, quarantine, verify
from barta.press.verification import Difference

HERE = Path(__file__).parent


@contextmanager
def running(paper: Paper, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a press as a process of its own."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "press_faults.py"), str(paper.home), *words],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


def wait_for(condition: object, seconds: float = 15.0) -> bool:
    """Return whether `condition` becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if condition():  # type: ignore[operator]
                return True
        except (OSError, RuntimeError):
            pass
        except Exception as error:
            if "Store" not in type(error).__name__:
                raise
        time.sleep(0.02)
    return False


def differences(paper: Paper) -> list[Difference]:
    """Return what `verify` finds wrong."""
    found = verify(paper.home, paper.ledger_url, paper.readership_url)
    return [one for one in found if isinstance(one, Difference)]


def test_one_broken_story_does_not_stop_the_others(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record is set aside and named; the last good page of its story stays."""
    monkeypatch.setattr(pages, "story_page", fragile_story_page)
    paper.record(story(1), story(2))
    paper.catch_up()
    paper.record(story(3), story(1, headline=f"{BROKEN} শিরোনাম"), story(4, headline=BROKEN), story(5))
    paper.catch_up()
    assert "খবর 1</h1>" in (paper.page(1) or "")
    assert BROKEN not in (paper.page("/") or "")
    assert [True, True] == ["200\n" in (paper.page(number) or "") for number in (3, 5)]
    assert paper.page(4) is None
    aside = quarantine(paper.home / "press")
    subjects = [f"story:{ident('story', n)}" for n in (1, 4)]
    assert subjects == [one.subject for one in aside]
    with closing(ledger.connect(paper.readership_url)) as connection:
        (report,) = ledger.reports(connection)
    assert frozenset(subjects) == report.aside


def test_a_broken_story_can_be_withdrawn_and_mended(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Endings render nothing of the story, and a newer edition takes the broken one's place."""
    monkeypatch.setattr(pages, "story_page", fragile_story_page)
    paper.record(story(1, headline=BROKEN), story(2, headline=BROKEN))
    paper.catch_up()
    paper.record(ending(1, "withdraw", "কারণ"), story(2))
    paper.catch_up()
    assert (paper.page(1) or "").startswith("410\n")
    assert (paper.page(2) or "").startswith("200\n")
    assert () == quarantine(paper.home / "press")


def broken_frame(*_: object) -> tuple[bytes, bytes]:
    """Stand in for a template that breaks."""
    raise ValueError("this template breaks")


def test_a_withdrawal_leaves_the_lists_even_if_no_list_can_be_printed(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the lists' template broken, what was made without the story before takes the whole's place."""
    paper.record(story(1), story(2), story(3))
    paper.catch_up()
    monkeypatch.setattr("barta.press.lists.list_frame", broken_frame)
    paper.record(ending(1, "withdraw", "কারণ"))
    paper.catch_up()
    assert (paper.page(1) or "").startswith("410\n")
    shown = [paper.page(page) or "" for page in (2, "/s1", "/")]
    assert [False, False, False] == ["খবর 1" in page for page in shown]
    assert [True, True] == ["খবর 3" in page.split('id="latest"')[1] for page in shown[:2]]


def test_two_withdrawals_at_once_leave_no_list_where_none_can_be_printed(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made without the one lists the other; the page still ends with its footer."""
    paper.record(*(story(number) for number in range(1, 9)))
    paper.catch_up()
    monkeypatch.setattr("barta.press.lists.list_frame", broken_frame)
    paper.record(ending(8, "withdraw"), ending(4, "withdraw"))
    paper.catch_up()
    page = paper.page(7) or ""
    assert [False, False] == [f"খবর {number}<" in page for number in (8, 4)]
    assert ['id="latest"' in page, page.count("</html>")] == [False, 1]


def test_a_list_that_only_one_page_shows_is_not_left_with_what_ended(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The story that moves up on the page of another one leaves it too."""
    paper.record(*(story(number) for number in range(1, 9)))
    paper.catch_up()
    assert "খবর 4<" in (paper.page(8) or "").split('id="latest"')[1].split('id="most-read"')[0]
    monkeypatch.setattr("barta.press.lists.list_frame", broken_frame)
    paper.record(ending(3, "withdraw"))
    paper.catch_up()
    assert [False, True] == [f"খবর {number}<" in (paper.page(8) or "") for number in (3, 7)]


def test_a_record_that_kills_the_press_three_times_is_set_aside(paper: Paper) -> None:
    """The fourth press tries it elsewhere first, leaves it out and prints the next."""
    paper.record(story(1))
    paper.catch_up()
    paper.record(story(2, headline=f"{DEADLY} শিরোনাম"), story(3))
    for _ in range(3):
        with running(paper, "fragile") as process:
            assert -9 == process.wait(20)
    with running(paper, "fragile"):
        assert wait_for(lambda: paper.page(3))
    assert paper.page(2) is None
    assert [f"story:{ident('story', 2)}"] == [one.subject for one in quarantine(paper.home / "press")]


def test_kills_at_any_moment_leave_nothing_half(paper: Paper) -> None:
    """After forty kills of a working press the store is what a rebuild makes of the same ledger."""
    chance = random.Random(20310414)
    paper.record(*(rich_story(number) for number in range(40)))
    for turn in range(40):
        with running(paper) as process:
            time.sleep(chance.uniform(0.15, 0.5))
            paper.record(
                rich_story(chance.randrange(60), headline=f"পালা {turn}"),
                section(1, slug=f"s1-{turn % 7}", name=f"পালা {turn}"),
            )
            if turn % 3 == 0:
                paper.record(ending(chance.randrange(60), "withdraw", "কারণ"))
            time.sleep(chance.uniform(0.0, 0.1))
            process.kill()
            process.wait(10)
    paper.catch_up()
    assert () == quarantine(paper.home / "press")
    assert paper.rebuilt() == everything(paper.home)


def test_verify_finds_nothing_in_a_sound_store_and_names_what_was_changed(paper: Paper) -> None:
    """A page that does not follow from the ledger is reported by its key."""
    paper.record(rich_story(1), rich_story(2), ending(1, "unpublish"))
    paper.catch_up()
    assert [] == differences(paper)
    with Writer(paper.home / "store") as writer, writer.batch() as batch:
        batch.delete_page(story_key(public_id(2)))
        batch.put_slot("invented", batch.get_slot("footer") or pytest.fail("there is a footer"))
    assert [
        ("pages", story_key(public_id(2)), "is missing"),
        ("slots", b"invented", "does not follow from the ledger"),
    ] == sorted((one.table, one.key, one.what) for one in differences(paper))


def test_verify_and_rebuild_work_beside_a_running_press(paper: Paper) -> None:
    """The running press builds the new generation and goes over to it; both tools wait for it."""
    paper.record(*(rich_story(number) for number in range(30)))
    with running(paper):
        assert wait_for(lambda: paper.page(29))
        assert [] == differences(paper)
        before = read_pointer(paper.home / "store").current
        with paper.press() as press:
            reached = press.rebuild(timeout=30)
        assert before != read_pointer(paper.home / "store").current
        paper.record(story(99))
        assert wait_for(lambda: paper.page(99))
        assert reached > 0


def test_a_store_of_other_code_is_replaced_while_it_is_followed(paper: Paper) -> None:
    """Until the new generation is complete, new records still reach the old one's readers."""
    paper.record(*(story(number) for number in range(60)))
    paper.catch_up()
    before = read_pointer(paper.home / "store").current
    with Writer(paper.home / "store") as writer, writer.batch() as batch:
        batch.set_meta("code", b"another")
    paper.record(story(70))
    with paper.press() as press:
        press.step()
        assert before == read_pointer(paper.home / "store").current
        assert paper.page(70)
        assert wait_for(lambda: press.step() is False)
        assert before != read_pointer(paper.home / "store").current
        assert paper.page(70)


def test_a_store_that_kills_its_presses_is_built_anew(paper: Paper) -> None:
    """Damage may end whoever opens the store; the fourth press does not dare to, and builds another."""
    paper.record(story(1))
    paper.catch_up()
    before = read_pointer(paper.home / "store").current
    for _ in range(3):
        with running(paper, f"deadly={before}") as process:
            assert -signal.SIGBUS == process.wait(20)
    with running(paper, f"deadly={before}"):
        assert wait_for(lambda: before != read_pointer(paper.home / "store").current)
        assert wait_for(lambda: (paper.page(1) or "").startswith("200\n"))


def test_a_store_that_cannot_be_opened_is_built_anew(paper: Paper) -> None:
    """Readers are sent to another generation in its place."""
    paper.record(story(1))
    paper.catch_up()
    broken = paper.home / "store" / read_pointer(paper.home / "store").current / "data.mdb"
    broken.write_bytes(bytes(65536))
    paper.catch_up()
    assert (paper.page(1) or "").startswith("200\n")


def test_a_page_that_a_reader_found_damaged_is_made_again(paper: Paper) -> None:
    """Requests for repair are met within a second and withdrawn."""
    paper.record(rich_story(1, formerly=("/old/1",)), ending(2, "withdraw", "কারণ"))
    paper.catch_up()
    store = paper.home / "store"
    whole = everything(paper.home)
    keys = [
        story_key(public_id(1)),
        story_key(public_id(2)),
        path_key("/old/1"),
        *(path_key(path) for path in ("/", "/s1", "/search", "/feeds/s1/atom.xml", "/sitemap.xml")),
        *(path_key(path) for path in ("/archive", "/archive/2031/04/11", "/s1/archive/2031/04")),
        *(path_key(path) for path in ("/archive/bangla/1437/12", "/sitemaps/2031-04.xml")),
        *map(error_key, (404, 503)),
    ]
    with Writer(store) as writer, writer.batch() as batch:
        for key in keys:
            batch.delete_page(key)
        batch.delete_slot("tail")
        batch.delete_slot("day:2031-04-11")
    for key in keys:
        request_repair(store, Repair("page", key))
    for name in (b"tail", b"day:2031-04-11"):
        request_repair(store, Repair("slot", name))
    with paper.press() as press:
        press.step()
        assert [] == repairs(store)
    assert whole == everything(paper.home)


def test_what_was_withdrawn_is_not_left_on_the_disk(paper: Paper) -> None:
    """No file of the store holds a word of it: neither freed space nor an older generation."""
    paper.record(story(1, headline="Canary-1", slug="canary-1"), story(2, headline="Canary-2"))
    paper.record(*(story(number) for number in range(3, 60)))
    with paper.press() as press:
        press.rebuild()
        press.rebuild()
        paper.record(ending(1, "withdraw", "কারণ"), ending(2, "unpublish"))
        assert wait_for(lambda: press.step() is False)
        raw = b"".join(file.read_bytes() for file in (paper.home / "store").rglob("*") if file.is_file())
        assert [] == [word for word in (b"Canary-1", b"canary-1", b"Canary-2") if word in raw]
        paper.record(story(99))
        press.step()
        assert paper.page(99)


def _zero_metas(data: Path) -> None:
    """Overwrite both meta pages in place, as a dying disk would."""
    with data.open("r+b") as file:
        file.write(bytes(8192))


def _empty(data: Path) -> None:
    """Leave nothing of the file."""
    os.truncate(data, 0)


@pytest.mark.parametrize("harm", [_zero_metas, Path.unlink, _empty])
def test_a_store_damaged_while_no_press_works_is_built_anew(
    paper: Paper, harm: Callable[[Path], None]
) -> None:
    """The next press neither goes on with the damaged generation nor fills an empty one in its place."""
    paper.record(story(1), story(2))
    paper.catch_up()
    whole = everything(paper.home)
    damaged = read_pointer(paper.home / "store").current
    harm(paper.home / "store" / damaged / "data.mdb")
    with paper.press() as press:
        press.step()
    assert damaged != read_pointer(paper.home / "store").current
    assert whole == everything(paper.home)


def test_meta_pages_damaged_under_a_working_press_are_built_anew(paper: Paper) -> None:
    """A generation that LMDB can no longer begin a transaction in is given up at once."""
    paper.record(story(1), story(2))
    with paper.press() as press:
        press.catch_up()
        whole = everything(paper.home)
        damaged = read_pointer(paper.home / "store").current
        _zero_metas(paper.home / "store" / damaged / "data.mdb")
        paper.record(story(3))
        assert wait_for(lambda: press.step() is False)
        assert damaged != read_pointer(paper.home / "store").current
        assert 3 < len(whole) < len(everything(paper.home))


def test_damaged_views_do_not_keep_a_publication_from_readers(paper: Paper) -> None:
    """Without its ranking and reports the press goes on publishing."""
    paper.record(story(1))
    paper.catch_up()
    views = paper.home / "readership.sqlite3"
    for file in paper.home.glob("readership.sqlite3*"):
        file.unlink()
    views.write_bytes(b"no database at all" * 100)
    paper.record(story(2))
    with paper.press() as press:
        for _ in range(3):
            press.step()
        with closing(ledger.connect(paper.ledger_url)) as connection:
            newest = ledger.head(connection)
        assert newest is not None
        assert newest.seq == press.seq


def test_a_rebuild_that_fails_never_goes_live(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills in the middle of it leaves readers with the store they had."""
    paper.record(story(1), story(2))
    with paper.press() as press:
        press.catch_up()
        store, whole = paper.home / "store", everything(paper.home)
        before = read_pointer(store).current
        request_repair(store, Repair("generation", before.encode()))
        with monkeypatch.context() as full:
            full.setattr("barta.press.printer.Printer.begin", _no_space)
            with pytest.raises(StoreFullError):
                while press.step():
                    pass
            for _ in range(3):
                press.step()
            assert before == read_pointer(store).current
        assert whole == everything(paper.home)


def _no_space(*_: object, **__: object) -> None:
    raise StoreFullError("free space on its disk")
