"""The index follows the ledger: newest editions in, endings out, whatever stands between them."""

import logging
from contextlib import closing

import pytest
from search_samples import NOON, Paper, ending, ident, public_id, section, story

from barta import ledger
from barta.edition import Byline, Figure, Heading, Items, Picture, Quote, RelatedLink, Table
from barta.press.indexing import Indexing
from barta.search import Reader, SearchError
from barta.search.files import DAMAGED, NAME


@pytest.fixture
def paper(tmp_path):
    made = Paper(tmp_path)
    yield made
    made.sources.close()


@pytest.fixture
def indexing(paper):
    with Indexing(paper.folder, paper.sources) as made:
        yield made


@pytest.fixture
def ask(paper):
    """What a question finds, as a set of public ids."""
    with closing(Reader(paper.folder)) as reader:
        yield lambda question: set(reader.search(question, limit=100).ids)


def caught_up(indexing, steps=200):
    """Step until there is nothing to do; return how many records were taken in."""
    total = 0
    for _ in range(steps):
        done = indexing.step()
        if not done:
            return total
        total += done
    raise AssertionError("indexing does not end")


def raw(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_published_story_is_found_by_all_its_words(paper, indexing, ask):
    """Headlines, standfirst, names and every block are searched; another story's headline is not."""
    paper.record(
        section(),
        story(
            1,
            "সেতু <চালু>",
            "<b>নৌ</b>কা<br>বাইচ &amp; মেলা",
            Heading(text="উপশিরোনাম"),
            Quote(text="উদ্ধৃতি", by="বক্তা"),
            Items(items=("<i>তালি</i>কা",)),
            Table(rows=(("সারণি", "৪২"),), caption="পরিচিতি"),
            Picture(figure=Figure(asset=ident(9), caption="চিত্রকথা")),
            RelatedLink(text="সংযোগের", url="https://nodi.example/"),
            standfirst="সারসংক্ষেপ",
            short_headline="খাটো",
            bylines=(Byline(printed="নদীকূল প্রতিবেদক"),),
        ),
    )
    assert 2 == caught_up(indexing)
    words = "সেতু চালু নৌকা বাইচ মেলা উপশিরোনাম উদ্ধৃতি বক্তা তালিকা সারণি 42 পরিচিতি চিত্রকথা সারসংক্ষেপ খাটো প্রতিবেদক"
    assert {word: {public_id(1)} for word in words.split()} == {word: ask(word) for word in words.split()}
    assert set() == ask("সংযোগের") | ask("br") | ask("amp")


def test_the_newest_edition_wins(paper, indexing, ask):
    """An older edition's words are gone, whether both were read in one step or in two."""
    paper.record(story(1, "প্রথম রূপ"))
    paper.record(story(1, "দ্বিতীয় রূপ"))
    caught_up(indexing)
    assert (set(), {public_id(1)}) == (ask("প্রথম"), ask("দ্বিতীয়"))
    paper.record(story(1, "তৃতীয় রূপ"))
    caught_up(indexing)
    assert (set(), {public_id(1)}) == (ask("দ্বিতীয়"), ask("তৃতীয়"))


@pytest.mark.parametrize("manner", ["unpublish", "withdraw", "takedown"])
def test_an_ended_story_leaves_in_the_step_that_reads_the_ending(paper, indexing, ask, manner):
    """It is found no more, and its words are in none of the index's bytes; it may come back."""
    paper.record(story(1, "ঘাট gopon7f3a9c"), story(2, "ঘাট"))
    caught_up(indexing)
    assert b"7f3a9c" in raw(paper.folder)
    paper.record(ending(1, manner))
    assert indexing.step() > 0
    assert {public_id(2)} == ask("ঘাট")
    assert b"7f3a9c" not in raw(paper.folder)
    assert public_id(1).encode() not in raw(paper.folder)
    paper.record(story(1, "ঘাট আবার"))
    caught_up(indexing)
    assert {public_id(1), public_id(2)} == ask("ঘাট")


def test_what_had_ended_before_it_was_read_never_enters(paper, indexing, ask):
    """A follower far behind does not index editions that are history."""
    paper.record(story(1, "gopon7f3a9c"))
    for number in range(2, 100):
        paper.record(story(number))
    paper.record(ending(1))
    indexing.step(0)
    assert b"7f3a9c" not in raw(paper.folder)
    caught_up(indexing)
    assert 98 == len(ask("ঘাটের"))


def test_words_removed_by_law_leave_the_bytes(paper, indexing, ask):
    """A redaction of an older edition removes what the index still held of it."""
    old = paper.record(story(1, "gopon7f3a9c"))
    caught_up(indexing)
    paper.record(story(1, "শোধিত"), occasion="correction")
    with paper.connected() as connection, ledger.transaction(connection):
        ledger.redact(connection, [old], at=NOON, public_note="")
    caught_up(indexing)
    assert b"7f3a9c" not in raw(paper.folder)
    assert {public_id(1)} == ask("শোধিত")


def test_a_record_that_cannot_be_read_is_left_out(paper, indexing, ask, caplog):
    """It is said in the log, the edition before it stays found, and everything after it is taken in."""
    paper.record(story(1, "আগের রূপ"))
    caught_up(indexing)
    damaged = paper.record(story(1, "মাঝের রূপ"))
    paper.record(story(2, "পরের খবর"))
    paper.damage(damaged)
    with caplog.at_level(logging.ERROR):
        assert 2 == caught_up(indexing)
    assert [f"record {damaged}"] == [line[:8] for line in caplog.messages]
    assert ({public_id(1)}, {public_id(2)}) == (ask("আগের"), ask("পরের"))


def test_a_cursor_is_kept(paper, ask):
    """The next indexing goes on where the last one stopped."""
    paper.record(story(1), story(2))
    with Indexing(paper.folder, paper.sources) as first:
        assert 2 == caught_up(first)
    paper.record(story(3))
    with Indexing(paper.folder, paper.sources) as second:
        assert 1 == caught_up(second)
    assert 3 == len(ask("ঘাটের"))


def test_a_step_keeps_to_its_budget(paper, indexing):
    """With no time one piece is taken in, and the rest by later steps."""
    paper.record(*(story(number) for number in range(100)))
    assert 0 < indexing.step(0) < 100
    assert 0 < caught_up(indexing) < 100


@pytest.mark.parametrize("how", ["removed", "reported", "garbage"])
def test_a_lost_index_is_made_anew(paper, indexing, ask, how):
    """Removed, reported by a reader, or overwritten: it is there again, under a running indexing."""
    paper.record(story(1), story(2))
    caught_up(indexing)
    match how:
        case "removed":
            (paper.folder / NAME).unlink()
        case "reported":
            (paper.folder / DAMAGED).touch()
        case "garbage":
            fresh = paper.folder / "fresh"
            fresh.write_bytes(b"x" * 9000)
            fresh.replace(paper.folder / NAME)
    assert 2 == caught_up(indexing)
    assert {public_id(1), public_id(2)} == ask("ঘাটের")


def test_an_index_ahead_of_its_ledger_is_made_anew(paper, tmp_path, ask):
    """After an older ledger has come back, nothing is found that is not in it."""
    paper.record(story(1), story(2))
    with Indexing(paper.folder, paper.sources) as first:
        caught_up(first)
    (tmp_path / "older").mkdir()
    older = Paper(tmp_path / "older")
    older.record(story(2))
    with Indexing(paper.folder, older.sources) as second:
        caught_up(second)
    older.sources.close()
    assert {public_id(2)} == ask("ঘাটের")


def test_a_folder_that_cannot_be_written_is_said_and_tried_again(paper, indexing, ask):
    """The step raises SearchError; the next one works once the folder can be made."""
    paper.record(story(1))
    paper.folder.write_text("")
    with pytest.raises(SearchError):
        indexing.step()
    paper.folder.unlink()
    caught_up(indexing)
    assert {public_id(1)} == ask("ঘাটের")
