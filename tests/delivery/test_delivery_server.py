"""Delivery as it runs: real workers, real sockets, real signals."""

import contextlib
import gzip
import http.client
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from delivery_samples import ID, PATH, build, fill, page
from delivery_served import RUN, Server, wait_for

from barta.pagestore import Repair, path_key, repairs
from clients import Crowd


@pytest.fixture
def server(tmp_path):
    build(tmp_path)
    running = Server(tmp_path)
    yield running
    if running.process.poll() is None:
        running.end()


def test_readers_are_served_over_http(server):
    """Bangla addresses in either case, HEAD, 304, 404, 301 and refusals work through the real server."""
    whole = quote(PATH)
    status, headers, plain = server.ask(whole)
    assert (200, str(len(plain))) == (status, headers["content-length"])
    assert not {"set-cookie", "Set-Cookie"} & set(headers)
    status, packed_headers, packed = server.ask(whole.lower(), headers={"Accept-Encoding": "gzip"})
    assert (200, "gzip", plain) == (status, packed_headers["content-encoding"], gzip.decompress(packed))
    assert (200, b"") == server.ask(whole, "HEAD")[::2]
    assert headers["content-length"] == server.ask(whole, "HEAD")[1]["content-length"]
    assert (304, b"") == server.ask(whole, headers={"If-None-Match": headers["etag"]})[::2]
    assert 404 == server.ask("/nothing")[0]
    status, moved, _ = server.ask(f"/x/{ID}/?to=//evil.example")
    assert (301, whole) == (status, moved["location"])
    assert 413 == server.ask(whole, "POST", b"x" * 1000)[0]
    assert 413 == server.ask(whole, "POST", iter([b"x" * 10]))[0]
    assert 405 == server.ask(whole, "DELETE")[0]
    address = f"http://127.0.0.1:{server.port}{whole}"
    out = subprocess.run(["curl", "-sS", "--compressed", address], capture_output=True, check=True)
    assert (plain, b"") == (out.stdout, out.stderr)


def test_many_requests_share_a_connection(server):
    """A connection is kept, also after an answer without a body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    with closing(connection):
        statuses = []
        for request in ("GET /", "HEAD /", "GET /nothing", f"GET /x/{ID}", "GET /"):
            connection.request(*request.split())
            response = connection.getresponse()
            response.read()
            statuses.append(response.status)
    assert [200, 200, 404, 301, 200] == statuses


def test_a_killed_worker_is_replaced(server):
    """After kill -9 of a worker there are as many as before within moments, and readers are served."""
    before = server.workers()
    assert 2 == len(before)
    os.kill(before[0], signal.SIGKILL)
    wait_for(lambda: len(set(server.workers()) - {before[0]}) == 2)
    assert 200 == server.ask("/")[0]
    assert (0, "ended\n") == server.end()


def kill_all(server, how):
    """Kill every worker, and wait until there are others."""
    workers = server.workers()
    for worker in workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, how)
    wait_for(lambda: len(server.workers()) == 2 and not set(workers) & set(server.workers()))


def test_workers_that_keep_dying_are_not_given_up(server, tmp_path):
    """However often they are killed, others start, and nobody blames the page store."""
    for _ in range(4):
        kill_all(server, signal.SIGKILL)
    wait_for(lambda: server.answers("/"))
    assert [] == repairs(tmp_path / "store")
    assert (0, "ended\n") == server.end()


def test_a_store_whose_memory_kills_its_readers_is_built_anew(server, tmp_path):
    """When workers die of memory again and again, the press is asked for a new generation."""
    until = time.monotonic() + 60
    while not repairs(tmp_path / "store") and time.monotonic() < until:
        kill_all(server, signal.SIGBUS)
    wait_for(lambda: server.answers("/"))
    assert [Repair("generation", b"g000001")] == repairs(tmp_path / "store")
    assert (0, "ended\n") == server.end()


def test_a_killed_server_takes_its_workers_along(server):
    """After kill -9 of the server nobody holds the port, so that it can be started again."""
    workers = server.workers()
    server.process.kill()
    with server.process:
        server.process.wait()
    wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", server.port))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_end_is_clean_and_quick(server, how):
    """Told to end, delivery ends with exit code 0, even with a connection open."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    with closing(connection):
        connection.request("GET", "/")
        connection.getresponse().read()
        started = time.monotonic()
        assert (0, "ended\n") == server.end(how)
        assert time.monotonic() - started < 10


def test_the_newsrooms_environment_stays_outside():
    """A worker keeps nothing of its parent's environment but what is harmless and needed."""
    code = (
        "import os; from pathlib import Path; from barta.delivery.server import _load;"
        "_load(Path('.'), ''); print(sorted(os.environ))"
    )
    given = {
        "SECRET_KEY": "x",
        "DATABASE_URL": "x",
        "PYTHONUTF8": "1",
        "PATH": os.environ["PATH"],
        "LC_ALL": "C",
        "BARTA_PROXIES": "127.0.0.1",
        "BARTA_DATABASE": "x",
    }
    if "PYTHONPATH" in os.environ:
        given["PYTHONPATH"] = os.environ["PYTHONPATH"]
    out = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True)
    kept = sorted(set(given) - {"SECRET_KEY", "DATABASE_URL", "BARTA_DATABASE"})
    assert str(kept) == out.stdout.strip()


def test_a_port_in_use_is_said_plainly(server, tmp_path):
    """A second delivery at the same port ends with a message that names the port."""
    command = [sys.executable, "-c", RUN, str(tmp_path), str(server.port)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert 0 != second.returncode
    assert f"port {server.port} is in use" in second.stderr


def test_a_store_cut_short_under_load_gives_way_to_the_one_before(tmp_path):
    """Readers get the last good generation at once, and never a wrong page."""

    def large(text):
        def work(batch):
            fill(batch)
            for number in range(300):
                batch.put("filling", b"%d" % number, bytes(4000))
            batch.put_page(path_key("/"), page("/", text))

        return work

    build(tmp_path, large("আগে"))
    live = build(tmp_path, large("পরে"), fresh=True)
    server = Server(tmp_path)
    assert "পরে" == server.ask("/")[2].decode()
    data = live / "data.mdb"
    os.truncate(data, data.stat().st_size // 2)
    found, until = set(), time.monotonic() + 10
    while found != {"আগে"} and time.monotonic() < until:
        try:
            found = {server.ask("/")[2].decode() for _ in range(10)}
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
    assert {"আগে"} == found
    assert [Repair("generation", live.name.encode())] == repairs(tmp_path / "store")
    assert (0, "ended\n") == server.end()


def test_a_new_generation_is_served_without_a_restart(server, tmp_path):
    """Readers of a running server get the new store's pages within moments."""

    def changed(batch):
        fill(batch)
        batch.put_page(path_key("/"), page("/", "নতুন"))

    build(tmp_path, changed, fresh=True)
    time.sleep(0.1)
    assert ["নতুন"] * 8 == [server.ask("/")[2].decode() for _ in range(8)]


def crowd(server, pause=0.0):
    """Readers of the front page and of a story."""
    whole = quote(PATH)
    pages = [(path, server.ask(path)[2]) for path in ("/", whole)]
    return Crowd(lambda: http.client.HTTPConnection("127.0.0.1", server.port, timeout=10), pages, pause=pause)


def test_a_reload_fails_no_request(server):
    """New workers serve before the former ones end, twice in a row, and the process stays the same."""
    former = server.workers()
    with crowd(server) as readers:
        for _ in range(2):
            before = server.workers()
            server.process.send_signal(signal.SIGHUP)
            wait_for(lambda before=before: len(server.workers()) == 2 and not {*before} & {*server.workers()})
    assert [] == readers.failed
    assert readers.answered > 200
    assert not {*former} & {*server.workers()}
    code, said = server.end()
    assert (0, "ended") == (code, said.splitlines()[-1])


@pytest.mark.parametrize("pause", [0.0, 1.5])
def test_a_reload_cuts_off_no_kept_connection(tmp_path, pause):
    """Clients that keep connections, busy or idle, are told to take others before the workers end."""
    build(tmp_path)
    server = Server(tmp_path, access_log=tmp_path / "access.log")
    with crowd(server, pause) as readers:
        before = server.workers()
        server.process.send_signal(signal.SIGHUP)
        wait_for(lambda: len(server.workers()) == 2 and not {*before} & {*server.workers()})
    assert ([], 0) == (readers.failed, readers.retried)
    server.end()


def test_who_has_connected_before_a_reload_is_answered_after_it(server):
    """A connection that has not asked yet when the workers are replaced gets its answer."""
    before = server.workers()
    with contextlib.ExitStack() as stack:
        opened = [
            stack.enter_context(closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)))
            for _ in range(20)
        ]
        server.process.send_signal(signal.SIGHUP)
        wait_for(lambda: len({*server.workers()} - {*before}) == 2)
        time.sleep(0.3)
        for one in opened:
            one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert one.recv(65536).startswith(b"HTTP/1.1 200 OK\r\n")


def test_signals_to_reload_may_come_at_any_moment(server):
    """Many at once, and while a reload goes on, are harmless."""
    before = server.workers()
    with crowd(server) as readers:
        for _ in range(12):
            server.process.send_signal(signal.SIGHUP)
            time.sleep(0.1)
        wait_for(lambda: len(server.workers()) == 2 and not {*before} & {*server.workers()})
    assert [] == readers.failed
    assert None is server.process.poll()


def test_a_reload_does_not_swallow_the_end(server):
    """Told to end at any moment of a reload, delivery ends."""
    server.process.send_signal(signal.SIGHUP)
    time.sleep(random.random() / 2)
    assert (0, "ended") == (server.end()[0], "ended")


def test_what_cannot_be_loaded_is_not_reloaded(tmp_path):
    """If what is installed is broken, the workers stay, and the log says so."""
    build(tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    server = Server(tmp_path, {"PYTHONPATH": os.pathsep.join([str(broken), *sys.path[1:]])}, subprocess.PIPE)
    (broken / "barta").mkdir()
    (broken / "barta" / "__init__.py").write_text("raise RuntimeError('half an installation')")
    before = server.workers()
    server.process.send_signal(signal.SIGHUP)
    while "half an installation" not in (line := server.process.stderr.readline()):
        assert line, "the log does not say why"
    assert (before, 200) == (server.workers(), server.ask("/")[0])
    server.process.stderr.close()
    assert (0, "ended\n") == server.end()


def test_killed_workers_are_replaced_within_a_second_under_load(server):
    """Each worker in turn: its readers wait no second, and less than one request in a thousand is lost."""
    with crowd(server) as readers:
        time.sleep(1)
        for _ in range(2):
            before = server.workers()
            began = time.monotonic()
            os.kill(before[0], signal.SIGKILL)
            wait_for(lambda before=before: len({*server.workers()} - {before[0]}) == 2)
            assert time.monotonic() - began < 1
            time.sleep(1)
    assert [] == readers.failed
    assert readers.slowest < 1
    assert readers.retried <= max(16, readers.answered / 1000)


def test_a_request_under_way_is_answered_by_a_worker_that_ends(server):
    """A worker told to end answers whoever had begun to ask, and those in its queue wait for the next one."""
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)) as reader:
        reader.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n")
        time.sleep(0.1)
        server.process.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        reader.sendall(b"\r\n")
        answer = b""
        while more := reader.recv(65536):
            answer += more
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")


def test_slow_and_silent_connections_are_closed_while_others_are_served(server):
    """After five seconds without a whole request a connection ends, however many there are."""
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        opened = []
        for number in range(300):
            one = stack.enter_context(
                closing(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            )
            one.sendall([b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX-A: "][number % 3])
            opened.append(one)
        times = []
        for _ in range(100):
            asked = time.monotonic()
            assert 200 == server.ask("/")[0]
            times.append(time.monotonic() - asked)
        assert sorted(times)[98] < 0.25
        for one in opened:
            while one.recv(65536):
                pass
    assert 4 < time.monotonic() - began < 9


def test_too_few_file_descriptors_are_survived(server):
    """With all descriptors in use others wait; when some are free again all are served."""
    for worker in server.workers():
        resource.prlimit(worker, resource.RLIMIT_NOFILE, (64, 64))
    with contextlib.ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)))
        time.sleep(0.5)
    wait_for(lambda: server.answers("/"))
    assert [200] * 20 == [server.ask("/")[0] for _ in range(20)]


def test_the_access_log_says_what_was_asked_and_not_by_whom(tmp_path):
    """One line a request, which nobody can break in two or use to write to a terminal."""
    build(tmp_path)
    file = tmp_path / "access.log"
    server = Server(tmp_path, access_log=file)
    size = len(server.ask("/", headers={"User-Agent": "tell-tale"})[2])
    for path in ("/a%0a2026-01-01T00:00:00Z%20GET%20/forged%20200%200%200%1b[31m", quote(PATH) + "?q=secret"):
        server.ask(path)
    server.ask("/", "HEAD")
    server.end()
    lines = [line.split(" ") for line in file.read_text().splitlines() if "HEAD / 200 0" not in line]
    assert [6, 6, 6] == [len(line) for line in lines]
    assert ["GET", "/", "200", str(size)] == lines[0][1:5]
    assert "/a%0A2026-01-01T00:00:00Z%20GET%20/forged%20200%200%200%1B%5B31m" == lines[1][2]
    assert ["GET", quote(PATH), "200"] == lines[2][1:4]
    assert not {"127.0.0.1", "secret", "tell-tale"} & set(file.read_text().replace("?", " ").split())


def test_readers_are_served_when_the_access_log_cannot_be_written(tmp_path):
    """On a full disk lines are lost, and no answer is."""
    build(tmp_path)
    server = Server(tmp_path, access_log="/dev/full")
    assert [200] * 4 == [server.ask("/")[0] for _ in range(4)]
    assert (0, "ended\n") == server.end()


def test_each_usable_core_has_a_worker():
    """What the process may use is counted, not what the machine has."""
    code = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        "from barta.delivery.server import usable_cores; print(usable_cores())"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "1\n" == out.stdout
