"""From the ledger through press, index and delivery to the page that `barta show` prints."""

import re
from contextlib import closing
from types import SimpleNamespace

import pytest
from search_samples import NOON, Paper, ending, public_id, section, setting, story

from barta.config.commands.show import page, read_query
from barta.delivery import make_application
from barta.press import Press
from barta.rendering import visible_text

ASKED = "/search?q=রাশিয়া"


@pytest.fixture
def paper(tmp_path):
    made = Paper(tmp_path)
    made.record(setting(), section())
    made.record(story(1, "রাশিয়ার জাহাজ ভিড়ল ঘাটে gopon7f3a9c", "নাবিকেরা নেমেছেন।"), story(2))
    print_all(made)
    yield made
    made.sources.close()


def print_all(paper):
    with Press(paper.home, paper.ledger_url, paper.readership_url, "test", lambda: NOON) as press:
        press.catch_up()


def shown(paper, address, at=None):
    """Return the status and the visible lines of what `barta show` prints for an address."""
    home = SimpleNamespace(folder=paper.home, database=paper.ledger_url, readership_url=paper.readership_url)
    answer = page(home, "/search", at, read_query(address))
    return answer.status, visible_text(answer.body.decode()).splitlines()


def test_a_published_story_is_found_by_an_inflected_word(paper):
    """The question is kept, decoded or percent-encoded, and the headline stands among the results."""
    for address in (
        ASKED,
        "https://nodikul.example/search?q=%E0%A6%B0%E0%A6%BE%E0%A6%B6%E0%A6%BF%E0%A6%AF%E0%A6%BC%E0%A6%BE",
    ):
        status, lines = shown(paper, address)
        assert ("200 OK", True) == (status, any(line.startswith("রাশিয়ার জাহাজ") for line in lines))
        assert "‘রাশিয়া’: ১টি খবর পাওয়া গেছে" in "\n".join(lines).replace("য\u09bc", "য়")


def test_a_page_without_a_question_is_the_form(paper):
    """Nothing is found, because nothing was asked."""
    status, lines = shown(paper, "/search")
    assert ("200 OK", False) == (status, any("জাহাজ" in line for line in lines))


def test_the_form_and_the_page_for_busy_moments_are_stored(paper):
    """Neither is worked out for anybody; whoever has to wait is shown other ways to the news."""
    with closing(make_application(paper.home)) as application:
        form = visible_text(answered(application, ""))
        application._asking._aside._turn.acquire()
        try:
            busy = answered(application, "q=x")
        finally:
            application._asking._aside._turn.release()
        assert 0 == application._asking.pid
    assert ("এক বা একাধিক শব্দ লিখুন" in form, "অনেকে একসঙ্গে খুঁজছেন" in visible_text(busy)) == (True, True)
    main = busy.partition("<main")[2].partition("</main>")[0]
    assert ["/nodi", "/most-read", "/archive", "/"] == re.findall('href="([^"]+)"', main)


def answered(application, query):
    """Return the body of the search's answer to a query."""
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/search", "QUERY_STRING": query}
    return b"".join(application(environ, lambda status, headers: None)).decode()


def test_another_moment_has_no_search(paper):
    """The page of the search as of a moment says that it cannot answer."""
    status, lines = shown(paper, ASKED, NOON)
    assert ("503 Service Unavailable", True) == (status, any("খোঁজা যাচ্ছে না" in line for line in lines))


def test_what_was_taken_down_is_nowhere(paper):
    """After the press has read the ending the story is not found, and the index's files hold none of it."""
    paper.record(ending(1, "takedown"), occasion="takedown")
    print_all(paper)
    status, lines = shown(paper, ASKED)
    assert ("200 OK", False) == (status, any("জাহাজ" in line for line in lines))
    left = b"".join(path.read_bytes() for path in paper.folder.iterdir())
    assert (False, False) == (b"7f3a9c" in left, public_id(1).encode() in left)
