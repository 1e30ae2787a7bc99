"""The shipped web server files do what deploy/README.md says."""

import contextlib
import gzip
import http.client
import signal
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest
from edges import NAME, PAGES, PICTURE, Delivery, Edge, free_port, recorded, started, wait_for

from clients import Crowd

HELLO = b"GET / HTTP/1.1\r\nHost: " + NAME.encode() + b"\r\n"


def headers_of(raw: bytes) -> dict[str, str]:
    """Return the last block of headers that curl printed."""
    block = raw.replace(b"\r\n", b"\n").split(b"\n\n")[0].decode()
    return {
        name.lower(): value for name, _, value in (line.partition(": ") for line in block.split("\n")[1:])
    }


@pytest.mark.parametrize("path", list(PAGES))
def test_pages_come_over_http2_as_delivery_made_them(edge: Edge, delivery: Delivery, path: str) -> None:
    """Body, type, policy and tag are delivery's own, packed or not; the edge adds HSTS."""
    for encoding in ("identity", "gzip"):
        _, own, body = delivery.ask(path, Accept_Encoding=encoding)
        asked = edge.curl(path, "-D", "/dev/stderr", "-H", f"Accept-Encoding: {encoding}")
        got = headers_of(asked.stderr)
        assert asked.stderr.startswith(b"HTTP/2 200")
        assert body == asked.stdout
        named = ("content-type", "content-encoding", "etag", "content-length", "vary", "cache-control")
        assert {name: own.get(name) for name in named} == {name: got.get(name) for name in named}
        assert "max-age=31536000" == got["strict-transport-security"]
        assert "granian" not in got.get("server", "")
    assert PAGES[path][1].encode() == gzip.decompress(body)


def test_what_a_reader_has_is_not_sent_again(edge: Edge) -> None:
    """A tag that still holds gets a 304."""
    tag = headers_of(edge.curl("/", "-D", "/dev/stderr").stderr)["etag"]
    assert (
        b"304"
        == edge.curl("/", "-H", f"If-None-Match: {tag}", "-o", "/dev/null", "-w", "%{http_code}").stdout
    )


def test_what_is_missing_is_said_by_the_paper(edge: Edge, delivery: Delivery) -> None:
    """The 404 is the paper's own page."""
    asked = edge.curl("/nothing", "-w", "%{http_code}")
    assert delivery.ask("/nothing")[2] + b"404" == asked.stdout


def test_pictures_come_with_our_headers(edge: Edge, delivery: Delivery) -> None:
    """From the disk as from delivery: an hour, no sniffing, no scripts; what is not there is a 404."""
    asked = edge.curl(f"/media/{PICTURE}", "-D", "/dev/stderr")
    got = headers_of(asked.stderr)
    _, own, body = delivery.ask(f"/media/{PICTURE}")
    assert body == asked.stdout
    for name in ("content-type", "cache-control", "content-security-policy", "x-content-type-options"):
        assert own[name] == got[name]
    assert got["strict-transport-security"]
    for path in (
        f"/media/{PICTURE[1:]}",
        "/media/../../store/current",
        f"/media/%2e%2e/{PICTURE}",
        "/media/",
    ):
        asked = edge.curl(path, "--path-as-is", "-o", "/dev/null", "-w", "%{http_code}")
        assert asked.stdout in {b"404", b"400"}, path
    gone = f"/media/{'f' * 32}.png"
    assert delivery.ask(gone)[2] == edge.curl(gone).stdout


def test_plain_http_leads_to_https(edge: Edge) -> None:
    """Port 80 sends readers to the same address over TLS."""
    connection = http.client.HTTPConnection("127.0.0.1", edge.plain, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", "/national?x=1", headers={"Host": NAME})
        response = connection.getresponse()
        to = urlsplit(response.headers["Location"])
    assert response.status in {301, 308}
    assert ("https", NAME, "/national", "x=1") == (to.scheme, to.hostname, to.path, to.query)


def test_slow_and_silent_clients_are_cut_while_others_are_served(edge: Edge) -> None:
    """Half a request, or none, ends after some five seconds; 400 of them delay nobody."""
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(contextlib.closing(edge.connect("127.0.0.2"))) for _ in range(60)]
        for one in opened[::2]:
            one.sendall(HELLO)
        for _ in range(340):
            stack.enter_context(
                contextlib.closing(socket.create_connection(("127.0.0.1", edge.port), timeout=20))
            )
        with Crowd(edge.client, [("/", PAGES["/"][1].encode())], readers=2, pause=0.02) as others:
            for one in opened:
                while one.recv(65536):
                    pass
    assert [] == others.failed
    assert others.slowest < 2
    limit = 12 if edge.kind == "nginx" else 40
    assert time.monotonic() - began < limit


def test_too_large_requests_are_refused(edge: Edge) -> None:
    """A header or address beyond the limit is answered 4xx, and nothing of a body is taken."""
    for request in (
        HELLO + b"X-Large: " + b"x" * 200_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: " + NAME.encode() + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: " + NAME.encode() + b"\r\nContent-Length: 5000\r\n\r\n" + b"x" * 5000,
    ):
        answer = edge.raw(request)
        assert not answer or answer.startswith(b"HTTP/1.1 4"), answer[:80]


def test_delivery_is_reloaded_behind_it_without_a_failed_request(edge: Edge, delivery: Delivery) -> None:
    """A reload and a whole restart: every reader gets every page."""
    pages = [(path, text.encode()) for path, (_, text) in PAGES.items() if path != "/search"]
    with Crowd(edge.client, pages, readers=4, pause=0.025) as readers:
        time.sleep(0.5)
        before = delivery.workers()
        delivery.process.send_signal(signal.SIGHUP)
        wait_for(lambda: len(delivery.workers()) == 2 and not before & delivery.workers())
        time.sleep(0.3)
        delivery.restart()
        time.sleep(0.3)
    assert [] == readers.failed
    assert readers.answered > 100


@pytest.fixture(params=["nginx", "caddy"])
def watched(request, tmp_path):
    """A web server before somebody who writes down what comes through."""
    port = free_port()
    with recorded(port) as seen, started(request.param, tmp_path, tmp_path, port, free_port()) as running:
        yield running, seen


def test_what_a_client_says_of_its_address_is_not_believed(watched) -> None:
    """Delivery hears the address that the connection came from, and nothing else."""
    edge, seen = watched
    claim = "X-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\nX-Real-IP: 203.0.113.9\r\n"
    edge.raw(HELLO + claim.encode() + b"Connection: close\r\n\r\n", "127.0.0.2")
    ((_, headers),) = seen
    assert "127.0.0.2" == headers["x-forwarded-for"]
    assert "https" == headers["x-forwarded-proto"]
    assert "forwarded" not in headers
    assert NAME == headers["host"].partition(":")[0]


HOST = b"Host: " + NAME.encode() + b"\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\n" + HOST + b"\r\n"


@pytest.mark.parametrize(
    "request_head",
    [
        b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\nContent-Length: 60\r\n\r\n",
        b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 60\r\nContent-Length: 0\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: xchunked\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding : chunked\r\n\r\n",
        b"GET / HTTP/1.1\n" + HOST + b"X: y\n\tz\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: +0\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"X: a\x00b\r\n\r\n",
        b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    ],
)
def test_no_request_hides_in_another(watched, request_head: bytes) -> None:
    """What is sent behind an odd request is seen as often as it is answered, or the answer is a refusal."""
    edge, seen = watched
    answers = edge.raw(request_head + SMUGGLED)
    good = answers.count(b"HTTP/1.1 200")
    assert good == len(seen), (answers[:200], seen)
    assert good or answers.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")), answers[:80]


@pytest.fixture
def nginx(tmp_path, delivery):
    """A fresh nginx, which has counted nobody yet."""
    with started("nginx", tmp_path, delivery.home, delivery.port, free_port()) as running:
        yield running


def statuses(edge: Edge, path: str, times: int, source: str) -> list[int]:
    """Ask for a page again and again from one address."""
    found = []
    connection = edge.client(source)
    with contextlib.closing(connection):
        for _ in range(times):
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            found.append(response.status)
    return found


def test_one_address_cannot_take_the_search_from_others(nginx: Edge) -> None:
    """Beyond its share an address is told 429; others search, and it may read on."""
    assert 429 in statuses(nginx, "/search", 60, "127.0.0.2")
    assert {200} == {*statuses(nginx, "/search", 10, "127.0.0.1")}
    assert {200} == {*statuses(nginx, "/", 10, "127.0.0.2")}


def test_one_address_cannot_take_the_pages_from_others(nginx: Edge) -> None:
    """A flood from one address is cut down with 429 while another gets each of its pages."""
    flood: list[int] = []
    threads = [
        threading.Thread(target=lambda: flood.extend(statuses(nginx, "/national", 900, "127.0.0.2")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    assert {200} == {*statuses(nginx, "/national", 100, "127.0.0.1")}
    for thread in threads:
        thread.join()
    assert {200, 429} == {*flood}


def test_no_log_of_nginx_names_an_address(nginx: Edge, tmp_path) -> None:
    """Neither those who were served nor those who were refused."""
    statuses(nginx, "/search", 40, "127.0.0.2")
    nginx.raw(HELLO + b"X-Large: " + b"x" * 200_000 + b"\r\n\r\n", "127.0.0.3")
    statuses(nginx, "/a%0a%1b%5b31m", 1, "127.0.0.2")
    time.sleep(5.5)
    logs = {file.name: file.read_text() for file in tmp_path.glob("barta-*.log")}
    assert '"path":"/search"' in logs["barta-access.log"]
    assert r'"path":"/a\n\u001B[31m"' in logs["barta-access.log"]
    assert not any(f"127.0.0.{number}" in text for text in logs.values() for number in (2, 3))
