"""Questions have a process of their own: whatever becomes of it costs one question, and never a page."""

import gc
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from delivery_samples import PATH, build, get
from delivery_served import Server, wait_for
from hypothesis import given
from hypothesis import strategies as st
from search_pages import BUSY, open_paper

from barta.delivery import make_application
from barta.delivery.answering import NICE
from barta.delivery.answers import Answer
from barta.delivery.aside import LONGEST_S, Aside, AsideError, BusyError
from barta.delivery.asking import pack, unpacked
from barta.pagestore import error_key

QUESTION = f"q={quote('নৌকা')}"
ODD = "odd_aside"
LATE_S, AT_ONCE_S = 0.5, 0.005


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    open_paper(folder, 3)
    return folder


@pytest.fixture
def application(home):
    with closing(make_application(home)) as made:
        yield made


@pytest.fixture
def answering(application):
    """An application whose process has answered a question already."""
    assert 200 == ask(application).status
    return application


def ask(application, **more):
    return get(application, "/search", query=QUESTION, **more)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def beside(pid):
    """Return the processes that a worker has started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


@contextmanager
def stopped(pid):
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        if alive(pid):
            os.kill(pid, signal.SIGCONT)


@contextmanager
def serving(home):
    """Give a server, and the processes of its workers, each of which has answered a question."""
    server = Server(home)
    try:
        workers = server.workers()
        wait_for(lambda: server.answers(f"/search?{QUESTION}") and all(map(beside, workers)))
        yield server, [pid for worker in workers for pid in beside(worker)]
    finally:
        if server.process.poll() is None:
            server.end()


@contextmanager
def asked_meanwhile(application):
    """Ask a question in another thread; give what its answer will be, once it is being worked on."""
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(ask, application)
        wait_for(application._asking._aside._turn.locked)
        yield answer


def test_a_second_question_is_told_to_wait_at_once(answering):
    """While one is being answered others get the paper's own page for that, and the first its answer."""
    times = []
    with stopped(answering._asking.pid), asked_meanwhile(answering) as first:
        for _ in range(20):
            begun = time.perf_counter()
            second = ask(answering)
            times.append(time.perf_counter() - begun)
        head = ask(answering, method="HEAD")
        os.kill(answering._asking.pid, signal.SIGCONT)
    assert (503, "2", "no-store", True) == (
        second.status,
        second.headers["Retry-After"],
        second.headers["Cache-Control"],
        BUSY in second.text,
    )
    assert second._replace(raw=b"") == head
    assert (200, True) == (first.result().status, min(times) < AT_ONCE_S)


def test_pages_are_answered_while_a_question_hangs(answering):
    """Nobody who reads waits for somebody who searches, nor does the search's own page."""
    with stopped(answering._asking.pid), asked_meanwhile(answering) as hanging:
        begun = time.perf_counter()
        found = [get(answering, path).status for path in (PATH, "/", "/search", "/nowhere")]
        took = time.perf_counter() - begun
    assert ([200, 200, 200, 404], True) == (found, took < LATE_S)
    assert 503 == hanging.result().status


def test_a_process_that_hangs_is_replaced(answering):
    """The question that it hangs on is given up in time; the next one has another process."""
    pid = answering._asking.pid
    begun = time.perf_counter()
    with stopped(pid):
        response = ask(answering)
    took = time.perf_counter() - begun
    assert (503, True) == (response.status, BUSY in response.text)
    assert LONGEST_S <= took < LONGEST_S + LATE_S
    assert (False, 200) == (alive(pid), ask(answering).status)
    assert pid != answering._asking.pid


def test_a_process_that_dies_costs_one_question(answering):
    """Killed in the middle of an answer it costs that one; killed between two it costs none."""
    pid = answering._asking.pid
    with stopped(pid), asked_meanwhile(answering) as lost:
        os.kill(pid, signal.SIGKILL)
    assert (503, 200) == (lost.result().status, ask(answering).status)
    pid = answering._asking.pid
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: not alive(pid))
    assert 200 == ask(answering).status


def test_without_a_process_there_are_pages(application, monkeypatch):
    """If none can be started questions are shed, quickly, and everything else goes on."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with closing(make_application(application._media.parents[1])) as crippled:
        begun = time.perf_counter()
        statuses = [ask(crippled).status for _ in range(20)]
        assert ([503] * 20, True) == (statuses, time.perf_counter() - begun < LATE_S)
        assert 200 == get(crippled, PATH).status


def test_a_paper_without_a_page_for_that_has_a_plain_one(tmp_path):
    """A page store without the page for busy moments is no reason for anything worse."""
    open_paper(tmp_path)
    build(tmp_path, lambda batch: batch.delete_page(error_key(503)))
    with closing(make_application(tmp_path)) as application:
        ask(application)
        with stopped(application._asking.pid):
            response = ask(application)
    assert (503, "2", False) == (response.status, response.headers["Retry-After"], BUSY in response.text)


def test_the_process_is_there_for_questions_only(application):
    """Neither pages nor the empty form start it; it ends with the application, and can be had again."""
    for query in ("", "q=", "q=+", "p=2"):
        assert 200 == get(application, "/search", query=query).status
    assert 0 == application._asking.pid
    ask(application)
    first = application._asking.pid
    assert alive(first)
    application.close()
    assert not alive(first)
    assert (200, True) == (ask(application).status, application._asking.pid not in (0, first))


def test_a_forgotten_application_leaves_no_process(home):
    """Whoever does not close it has no process left all the same."""
    application = make_application(home)
    ask(application)
    pid = application._asking.pid
    del application
    gc.collect()
    wait_for(lambda: not alive(pid))


def test_the_process_is_modest(answering, monkeypatch):
    """It runs after pages, has a bound on its memory, and knows none of its worker's secrets."""
    monkeypatch.setenv("BARTA_SECRET", "x")
    answering.close()
    ask(answering)
    pid = answering._asking.pid
    environment = Path(f"/proc/{pid}/environ").read_bytes()
    limits = Path(f"/proc/{pid}/limits").read_text()
    data = next(line.split() for line in limits.splitlines() if line.startswith("Max data size"))
    assert (False, NICE, True) == (
        b"BARTA_SECRET" in environment,
        os.getpriority(os.PRIO_PROCESS, pid),
        int(data[3]) < 2**30,
    )


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_its_server(home, how):
    """However the server ends, and even if the process hangs."""
    with serving(home) as (server, processes):
        os.kill(processes[0], signal.SIGSTOP)
        server.end(how)
        wait_for(lambda: not any(map(alive, processes)))


def test_no_process_outlives_its_worker(home):
    """A worker that is killed takes it along, hanging or not; the next worker has its own."""
    with serving(home) as (server, processes):
        os.kill(processes[0], signal.SIGSTOP)
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        wait_for(lambda: not any(map(alive, processes)))
        wait_for(lambda: server.answers(f"/search?{QUESTION}"))


def test_a_server_answers_pages_while_all_its_questions_hang(home):
    """Every worker has a thread left for pages, however many ask."""
    with serving(home) as (server, processes), ThreadPoolExecutor(8) as threads:
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        asked = [threads.submit(server.ask, f"/search?{QUESTION}") for _ in range(8)]
        time.sleep(0.2)
        begun = time.perf_counter()
        pages = [server.ask("/")[0] for _ in range(20)]
        took = time.perf_counter() - begun
        assert ([200] * 20, True) == (pages, took < LATE_S)
        assert {503} == {answer.result()[0] for answer in asked}


@pytest.mark.parametrize("manner", ["ends", "strange", "dies", "endless"])
def test_a_process_that_misbehaves_has_no_answer(manner):
    """Whatever it says or does, whoever asks is told that there is none, and soon."""
    with closing(Aside(ODD, (manner,), longest=20)) as aside:
        begun = time.monotonic()
        with pytest.raises(AsideError, match="not answered"):
            aside.ask(b"abc")
        assert time.monotonic() - begun < 10


def test_what_nobody_asked_for_is_no_answer():
    """A process that says something between two questions is replaced before the next one."""
    with closing(Aside(ODD, ("talkative",))) as aside:
        assert b"cba" == aside.ask(b"abc")
        first = aside.pid
        wait_for(lambda: aside._process.gone)
        assert (b"cba", False) == (aside.ask(b"abc"), first == aside.pid)


def test_a_process_that_fails_again_and_again_is_left_alone():
    """A first failure is forgiven; then starts become rarer, and questions are refused meanwhile."""
    with closing(Aside(ODD, ("ends",))) as aside:
        found = []
        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            with pytest.raises(AsideError) as raised:
                aside.ask(b"abc")
            found.append("left alone" in str(raised.value))
            time.sleep(0.005)
    assert (False, False) == (found[0], found[1])
    assert found.count(False) <= 4


def test_a_slow_start_costs_time_but_no_process():
    """Questions do not wait longer than they may; the process goes on with its beginning."""
    with closing(Aside(ODD, ("silent",), wait=0.3)) as aside:
        pids = set()
        for _ in range(2):
            with pytest.raises(AsideError, match="starting"):
                aside.ask(b"abc")
            pids.add(aside.pid)
    assert 1 == len(pids)


def test_questions_never_queue():
    """One is asked, and all others are refused, until it is answered or given up."""
    with closing(Aside(ODD, ("good",), longest=1.0)) as aside:
        assert b"cba" == aside.ask(b"abc")
        with ThreadPoolExecutor(1) as threads:
            slow = threads.submit(aside.ask, b"sleep")
            wait_for(aside._turn.locked)
            for _ in range(100):
                with pytest.raises(BusyError):
                    aside.ask(b"abc")
            with pytest.raises(AsideError, match="timed out"):
                slow.result()
        assert b"cba" == aside.ask(b"abc")


def test_an_answer_comes_back_as_it_was_sent():
    """Status, headers, body and length, also where there is no body."""
    for answer in (
        Answer(200, [("Content-Type", "text/html"), ("Vary", "a")], ["ক".encode()], 3),
        Answer(304, [], [b""], 0),
    ):
        assert answer == unpacked(pack(answer))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(999, [], [b""], 0),
        Answer(200, [("X", "a\r\nSet-Cookie: b")], [b""], 0),
        Answer(200, [("X", "ক")], [b""], 0),
        Answer(200, [("X", 1)], [b""], 0),
        Answer(200, [("X",)], [b""], 0),
        Answer(200, [], [b"ab"], 1),
        Answer(None, [], [b""], 0),
    ],
)
def test_nonsense_is_no_answer(answer):
    """What must not be sent is not, whoever says it."""
    with pytest.raises(AsideError):
        unpacked(pack(answer))


@given(st.binary(max_size=200))
def test_any_bytes_are_an_answer_or_none(message):
    """A message that is broken anywhere raises nothing but the room's own error."""
    try:
        assert isinstance(unpacked(message), Answer)
    except AsideError:
        pass
