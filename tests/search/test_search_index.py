"""What is put into the index is found by its words, best first."""

import pickle
import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barta.search import Found, Reader, SearchError, SlowSearchError, Writer

DAY = datetime(2031, 4, 14, tzinfo=UTC)
FILLING = ("মেলার মাঠে ভিড়", "হাটে ইলিশের দাম", "স্কুলে নতুন ভবন", "রাতের শেষ ফেরি", "নাটকের মহড়া শুরু")


def fill(writer, stories, seq=1):
    """Put stories given as (public id, headline, body), each a day older than the one before."""
    for number, (identity, headline, body) in enumerate(stories):
        writer.put(identity, headline, body, DAY - timedelta(days=number))
    writer.commit(seq)


@pytest.fixture
def index(tmp_path):
    """An index with ten stories about nothing that is asked for, its writer and a reader."""
    with Writer(tmp_path / "search") as writer:
        fill(writer, [(f"other{n:05}", FILLING[n % 5], "গ্রামের পথে লোকজন হাঁটছেন।") for n in range(10)])
        reader = Reader(tmp_path / "search", longest=5)
        yield writer, reader
        reader.close()


def test_inflected_words_are_found_by_their_beginning(index):
    """রাশিয়া finds রাশিয়ার and রাশিয়ায় in either encoding; two letters are no beginning."""
    writer, reader = index
    fill(
        writer,
        [
            ("aaaaaaaaaa", "রাশিয়ার জাহাজ ঘাটে", "বন্দরে ভিড়েছে।"),
            ("bbbbbbbbbb", "জাহাজ ঘাটে", "রাশি\u09af\u09bcায় ফিরবে।"),
            ("cccccccccc", "নামহীন", "নাটক"),
        ],
        2,
    )
    for question in ("রাশিয়া", "রাশি\u09df\u09be", "রাশি\u09af\u09bc\u09be"):
        assert Found(("aaaaaaaaaa", "bbbbbbbbbb"), 2) == reader.search(question, limit=20)
    assert Found((), 0) == reader.search("না", limit=20)
    assert ("cccccccccc",) == reader.search("নামহী", limit=20).ids


def test_stories_with_every_word_come_first(index):
    """A story that holds all words stands before one that holds a rare one in its headline."""
    writer, reader = index
    fill(
        writer,
        [
            ("aaaaaaaaaa", "সেতু সেতু সেতু", "আজ"),
            ("bbbbbbbbbb", "আজকের খবর", "নতুন সেতুর পাশে পুরোনো ঘাট পড়ে আছে, " + "আরও কথা " * 50),
        ],
        2,
    )
    assert ("bbbbbbbbbb", "aaaaaaaaaa") == reader.search("সেতু ঘাট", limit=2).ids
    assert ("aaaaaaaaaa", "bbbbbbbbbb") == reader.search("সেতু", limit=2).ids


def test_equal_stories_stand_newest_first(index):
    """What is equally good is in the order of publication, also over several pages."""
    writer, reader = index
    fill(writer, [(f"equal{n:05}", "ঘাটের নৌকা", "নৌকা ভাসে।") for n in range(5)], 2)
    expected = tuple(f"equal{n:05}" for n in range(5))
    assert Found(expected, 5) == reader.search("নৌকা", limit=10)
    assert Found(expected[2:4], 5) == reader.search("নৌকা", limit=2, offset=2)
    assert Found((), 5) == reader.search("নৌকা", limit=2, offset=10)


def test_a_newer_edition_takes_the_place_of_the_older(index):
    """A story is found by its present words only, under either of its names."""
    writer, reader = index
    writer.put("aaaaaaaaaa", "পুরোনো কথাটি", "", DAY, subject="story:1")
    writer.put("aaaaaaaaaa", "অন্য খবর", "", DAY, subject="story:1")
    writer.put("bbbbbbbbbb", "অন্য ঠিকানা", "", DAY, subject="story:1")
    writer.commit(2)
    assert Found((), 0) == reader.search("পুরোনো", limit=5)
    assert Found(("bbbbbbbbbb",), 1) == reader.search("অন্য", limit=5)
    writer.delete_subject("story:1")
    writer.commit(3)
    assert Found((), 0) == reader.search("অন্য", limit=5)


def test_nothing_is_seen_before_it_is_committed(index):
    """Stories and cursor become visible together, and an undone batch leaves no trace."""
    writer, reader = index
    writer.put("aaaaaaaaaa", "অপেক্ষমাণ", "", DAY)
    assert (1, Found((), 0)) == (writer.seq, reader.search("অপেক্ষমাণ", limit=5))
    writer.rollback()
    writer.commit(2)
    assert (2, Found((), 0)) == (writer.seq, reader.search("অপেক্ষমাণ", limit=5))


@pytest.mark.parametrize(
    "question",
    [
        "",
        '"',
        "'\"*:^(){}[]",
        "AND OR NOT NEAR",
        'headline:ঘাট" OR "',
        "\x00",
        "ঘাট\x00; DROP TABLE terms",
        "\U0001f600\u200d\U0001f525",
        "\u202eঘাট\u2066",
        "\ud800",
        "ঘাট* -মেলা +হাট",
        "ক" * 100_000,
        "ঘাট " * 25_000,
        " ".join(f"মেলা{n}" for n in range(10_000)),
        "\u09cd" * 50_000,
        "aa" * 10 + "\u0301" * 10_000,
    ],
)
def test_no_question_is_an_error(index, question):
    """Whatever is asked is words, and costs no more than a plain question."""
    _, reader = index
    found = reader.search(question, limit=20)
    assert len(found.ids) <= found.total


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_a_question(index, text):
    """No text whatever breaks the search."""
    _, reader = index
    assert reader.search(text, limit=3).total >= 0


def test_a_question_may_not_take_too_long(index):
    """Work that goes on beyond the time is broken off and said."""
    writer, reader = index
    folder = reader._folder
    fill(writer, [(f"many{n:06}", "একই কথা", "একই কথা বারবার") for n in range(1500)], 2)
    hasty = Reader(folder, longest=-1)
    with pytest.raises(SlowSearchError):
        hasty.search("একই কথা বারবার", limit=20)
    hasty.close()
    assert 1500 == reader.search("একই", limit=20).total


def test_without_an_index_it_is_said(tmp_path):
    """A reader of a folder that holds nothing says what to do, and finds the index once it is there."""
    reader = Reader(tmp_path / "search")
    with pytest.raises(SearchError, match="start the press"):
        reader.search("ঘাট", limit=5)
    with Writer(tmp_path / "search") as writer:
        fill(writer, [("aaaaaaaaaa", "ঘাট", "")])
        assert ("aaaaaaaaaa",) == reader.search("ঘাট", limit=5).ids
    assert ("aaaaaaaaaa",) == reader.search("ঘাট", limit=5).ids
    reader.close()


def test_threads_may_share_a_reader(index):
    """Questions from several threads are answered one after another."""
    _, reader = index
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(reader.search("মেলা", limit=5).total)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [2] * 8 == found


def test_an_answer_is_plain_data():
    """What was found can be copied and compared."""
    assert Found(("a",), 1) == pickle.loads(pickle.dumps(Found(("a",), 1)))
