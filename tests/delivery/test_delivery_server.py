"""Delivery as it runs: real workers, real sockets, real signals."""

import contextlib
import gzip
import http.client
import os
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
    }
    out = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True)
    assert "['LC_ALL', 'PATH', 'PYTHONUTF8']" == out.stdout.strip()


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
