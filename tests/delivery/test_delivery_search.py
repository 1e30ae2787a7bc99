"""Whatever is asked, the search answers with public stories, or says honestly that it cannot."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from delivery_samples import PATH, build, get
from delivery_served import Server
from hypothesis import given, settings
from hypothesis import strategies as st
from search_pages import card, identity, index, open_paper, searchable

from barta.delivery import make_application
from barta.delivery.answering import Answering
from barta.delivery.questions import LONGEST_QUESTION, asked
from barta.pagestore import path_key, story_key
from barta.rendering import FOUND
from barta.search import Writer

SLOW_DOWN = "খোঁজা যাচ্ছে না"


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    open_paper(home, 3)
    with closing(make_application(home, clock=lambda: 1_751_600_000.0)) as made:
        yield made


def ask(application, question, **more):
    return get(application, "/search", query=f"q={quote_plus(question)}", **more)


def shown(response):
    """Return the public ids of the stories in an answer, in their order."""
    return re.findall(r"/nodi/(\w+)/x", response.text)


def test_the_cards_of_what_was_found_are_shown(application):
    """Results stand in the page's own place, newest first, with the question kept."""
    response = ask(application, "নৌকা")
    assert (200, [identity(0), identity(1), identity(2)]) == (response.status, shown(response))
    before, _, after = response.text.partition(card(0) + card(1) + card(2))
    assert before.startswith("<!doctype html><title>-</title>আজ<main")
    assert after.endswith(("</main>\n<footer>", "</main><footer>"))
    assert 'value="নৌকা"' in before
    assert "৩টি" in before
    assert [identity(1)] == shown(ask(application, "একক1"))


def test_the_search_has_headers_of_its_own(application):
    """Nobody keeps or indexes what somebody asked; GET and HEAD say the same."""
    response = ask(application, "নৌকা")
    assert ("private, max-age=0", "noindex") == (
        response.headers["Cache-Control"],
        response.headers["X-Robots-Tag"],
    )
    for encoding in ("gzip", ""):
        whole = ask(application, "নৌকা", accept_encoding=encoding)
        assert response.text == whole.text
        assert whole._replace(raw=b"") == ask(application, "নৌকা", accept_encoding=encoding, method="HEAD")
        same = ask(application, "নৌকা", accept_encoding=encoding, if_none_match=whole.headers["ETag"])
        assert 304 == same.status
    # When the page was made says nothing about what is found in it.
    assert "Last-Modified" not in response.headers
    assert 200 == ask(application, "নৌকা", if_modified_since="Wed, 02 Jul 2031 23:46:40 GMT").status


def test_without_a_question_there_is_a_form(application):
    """No query, an empty one, or spaces ask nothing; words that nobody wrote find nothing."""
    plain = get(application, "/search")
    assert (200, [], True) == (plain.status, shown(plain), 'name="q"' in plain.text)
    assert [plain] * 4 == [
        get(application, "/search", query=query) for query in ("q=", "q=+%20", "x=1", "p=3")
    ]
    nothing = ask(application, "অনুপস্থিত")
    assert (200, [], True) == (nothing.status, shown(nothing), "পাওয়া যায়নি" in nothing.text)


def test_answers_to_different_questions_are_not_mixed(application):
    """What is kept for a second for other pages is not kept for the search."""
    first, second = ask(application, "একক0"), ask(application, "একক2")
    assert ([identity(0)], [identity(2)]) == (shown(first), shown(second))
    assert first.headers["ETag"] != second.headers["ETag"]
    assert [] == shown(get(application, "/search"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=%E0%A6%A8%E0%A7%8C%E0%A6%95%E0%A6%BE+x", ("নৌকা x", 1)),
        ("q=নৌকা".encode().decode("latin-1"), ("নৌকা", 1)),
        ("q=a%20b%2Bc&p=2", ("a b+c", 2)),
        ("p=10&q=a&q=b", ("a", 10)),
        ("q=a&p=11", ("a", 10)),
        ("q=a&p=0", ("a", 1)),
        ("q=a&p=-1", ("a", 1)),
        ("q=a&p=x", ("a", 1)),
        ("q=a&p=২", ("a", 1)),
        ("q=a&p=" + "9" * 6000, ("a", 1)),
        ("q=%FF%FEa%E0%A6", ("a", 1)),
        ("q=%ED%A0%80a%EF%BF%BD", ("a", 1)),
        ("q=%00a%0d%0aSet-Cookie:%20x", ("a Set-Cookie: x", 1)),
        ("q=%E2%80%AEa%E2%80%AC", ("a", 1)),
        ("q=%", ("%", 1)),
        ("q=%zz%4", ("%zz%4", 1)),
        ("q", ("", 1)),
        ("&&==&", ("", 1)),
        ("q=" + "a" * 100_000, ("a" * LONGEST_QUESTION, 1)),
    ],
)
def test_a_query_is_read_leniently(query, expected):
    """Broken encodings, odd pages and endless values leave something that can be asked."""
    assert expected == asked(query)


@given(st.binary(max_size=80))
def test_any_bytes_are_a_query(raw):
    """Whatever stands behind the question mark is text on one line."""
    question, page = asked("q=" + raw.decode("latin-1"))
    assert question == " ".join(question.split())
    assert "\ufffd" not in question.encode().decode()
    assert page in range(1, 11)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_no_question_is_an_error_of_ours(application, text):
    """Any text is answered with 200, and shown as text only."""
    response = get(application, "/search", query="q=" + quote(text, errors="replace"))
    assert (200, False) == (response.status, "<script" in response.text)


def test_hostile_questions_are_answered(application):
    """Operators, quotes, controls, floods: a page each, with nothing of the question as markup."""
    for question in (
        '"',
        "'",
        '"><script>alert(1)</script>',
        "AND OR NOT NEAR(",
        'নৌকা*" OR rowid:1',
        "\x00",
        "\u202eনৌকা",
        "\U0001f600" * 500,
        "নৌকা " * 20_000,
        "../../etc/passwd",
    ):
        response = get(application, "/search", query=f"q={quote_plus(question)}")
        assert (200, False) == (response.status, "<script" in response.text)


def test_results_come_in_pages_of_twenty(tmp_path):
    """Each page has the next twenty; what is beyond the tenth page is the tenth."""
    open_paper(tmp_path, 215)
    with closing(make_application(tmp_path)) as application:
        pages = [get(application, "/search", query=f"q={quote('নৌকা')}&p={n}") for n in range(1, 12)]
    expected = [[identity(20 * n + at) for at in range(20)] for n in range(10)]
    assert [*expected, expected[-1]] == [shown(page) for page in pages]
    assert "p=2" in pages[0].text
    assert "p=11" not in pages[9].text


def test_only_what_is_public_in_this_moment_is_shown(tmp_path):
    """A story that has ended, or that the page store does not know, is no result, whatever the index says."""
    open_paper(tmp_path, 4, gone=(1,))
    build(tmp_path, lambda batch: batch.delete_page(story_key(identity(2))))
    with closing(make_application(tmp_path)) as application:
        response = ask(application, "নৌকা")
    assert [identity(0), identity(3)] == shown(response)
    assert "২টি" in response.text


def test_a_story_whose_card_cannot_be_made_takes_no_other_along(tmp_path):
    """It is left out of the results and their number, and the log says so."""
    open_paper(tmp_path, 3)
    build(tmp_path, lambda batch: batch.put(FOUND, identity(1).encode(), b"\x91\x01"))
    with closing(make_application(tmp_path)) as application:
        response = ask(application, "নৌকা")
    assert (200, [identity(0), identity(2)]) == (response.status, shown(response))
    assert "২টি" in response.text


@pytest.mark.parametrize("how", ["missing", "garbage", "folder"])
def test_without_an_index_the_page_says_so(tmp_path, how):
    """It is whole, Bangla, 503 and asks for patience; other pages go on; mended, it works by itself."""
    build(tmp_path, searchable())
    folder = tmp_path / "search"
    if how != "missing":
        folder.mkdir()
    if how == "garbage":
        (folder / "index.sqlite3").write_bytes(os.urandom(9000))
    if how == "folder":
        (folder / "index.sqlite3").mkdir()
    with closing(make_application(tmp_path)) as application:
        response = ask(application, "নৌকা")
        assert (503, "2", True) == (
            response.status,
            response.headers["Retry-After"],
            SLOW_DOWN in response.text and "<footer>" in response.text,
        )
        assert 200 == get(application, "/search").status
        assert 200 == get(application, PATH).status
        shutil.rmtree(folder, ignore_errors=True)
        index(tmp_path)
        assert 3 == len(shown(ask(application, "নৌকা")))


def test_another_index_under_the_same_name_is_followed(tmp_path):
    """An index made anew, or changed, is searched without a restart."""
    open_paper(tmp_path, 3)
    with closing(make_application(tmp_path)) as application:
        assert 3 == len(shown(ask(application, "নৌকা")))
        with Writer(tmp_path / "search") as writer:
            writer.delete(identity(0))
            writer.commit(2)
            assert [identity(1), identity(2)] == shown(ask(application, "নৌকা"))
        shutil.rmtree(tmp_path / "search")
        assert 503 == ask(application, "নৌকা").status
        index(tmp_path, 2)
        assert [identity(0), identity(1)] == shown(ask(application, "নৌকা"))


def test_a_question_that_takes_too_long_is_broken_off(tmp_path):
    """The reader is asked for fewer words, with 503."""
    open_paper(tmp_path, 1500)
    with closing(Answering(tmp_path)) as answering:
        answering._searching._reader._longest = -1
        response = ask(answering, "ঘাটের খবর নৌকা")
        assert (503, True) == (response.status, "শব্দ কমিয়ে" in response.text)


def test_a_fault_in_showing_results_leaves_the_page(tmp_path, monkeypatch):
    """If results cannot be rendered the rest of the page is there, and the fault in the log."""
    open_paper(tmp_path, 1)

    def broken(*_, **__):
        raise ArithmeticError("no results")

    monkeypatch.setattr("barta.delivery.searching.search_results", broken)
    with closing(Answering(tmp_path)) as answering:
        response = ask(answering, "নৌকা")
    assert (503, True, False) == (response.status, "<footer>" in response.text, "no results" in response.text)


def test_a_paper_without_a_search_page_has_none(tmp_path):
    """The stored page decides whether there is a search, and leads there with a slash too."""
    build(tmp_path)
    index(tmp_path)
    with closing(make_application(tmp_path)) as application:
        assert 404 == ask(application, "নৌকা").status
        build(tmp_path, searchable())
        assert (301, "/search") == (
            get(application, "/search/").status,
            get(application, "/search/").headers["Location"],
        )
        build(tmp_path, lambda batch: batch.delete_page(path_key("/search")))
        assert 404 == ask(application, "নৌকা").status


def test_a_worker_stays_small(tmp_path):
    """Templates and the index are loaded by the process beside it, whatever is asked."""
    open_paper(tmp_path, 1)
    code = (
        "import sys; from pathlib import Path; from delivery_samples import get, PATH;"
        "from barta.delivery import make_application; made = make_application(Path(sys.argv[1]));"
        "loaded = lambda: {'jinja2', 'pysqlite3'} & {*sys.modules};"
        "print(get(made, PATH).status, loaded());"
        "print(get(made, '/search', query='q=x').status, loaded()); made.close()"
    )
    folder = Path(__file__).parent
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "200 set()\n200 set()\n" == out.stdout


def test_the_search_works_over_http(tmp_path):
    """Real workers answer Bangla, raw and broken queries, HEAD and gzip."""
    open_paper(tmp_path, 3)
    server = Server(tmp_path)
    try:
        query = f"/search?q={quote('নৌকা')}"
        status, headers, body = server.ask(query)
        assert (200, True) == (status, card(2) in body.decode())
        packed = server.ask(query, headers={"Accept-Encoding": "gzip"})[2]
        assert body == gzip.decompress(packed)
        assert (200, headers["content-length"]) == (
            server.ask(query, "HEAD")[0],
            server.ask(query, "HEAD")[1]["content-length"],
        )
        out = subprocess.run(
            ["curl", "-sS", f"http://127.0.0.1:{server.port}/search?q=নৌকা"], capture_output=True, check=True
        )
        assert body == out.stdout
        for broken in ("q=%FF%FE", "q=%", "q=" + "%E0%A6%95" * 3000, "q=" + "a" * 20_000, "%00", "q=%00"):
            assert 200 == server.ask(f"/search?{broken}")[0]
    finally:
        assert 0 == server.end()[0]


def test_a_question_with_too_many_words_is_told_so(application):
    """A thousand words are one question: the first twelve are looked for, and the page says so."""
    response = ask(application, " ".join(["নৌকা", *(f"ক{n}" for n in range(1000))]))
    assert (200, 3, True) == (response.status, len(shown(response)), "প্রথম ১২টি" in response.text)
    assert "প্রথম ১২টি" not in ask(application, "নৌকা " * 30).text
