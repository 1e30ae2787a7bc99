"""nginx and Caddy with the shipped files, on ports and folders of a test; nothing else of them is changed."""

import contextlib
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from barta.pagestore import Page, Writer, compress, error_key, path_key

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NAME = "paper.example"
PICTURE = "0123456789abcdef0123456789abcdef.png"
FRONT = "প্রথম পাতা। " * 2000
PAGES = {
    "/": ("text/html; charset=utf-8", FRONT),
    "/national": ("text/html; charset=utf-8", "জাতীয়"),
    "/search": ("text/html; charset=utf-8", "অনুসন্ধান"),
    "/assets/a1b2.css": ("text/css", "p{color:red}" * 200),
}


def needed(program: str) -> str:
    """Return where a program is; say loudly that its tests are left out where it cannot be had."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{program.upper()} IS NOT INSTALLED: tests/provision installs it; its file is UNTESTED")
    return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until a condition holds; half a minute at most."""
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def listens(port: int) -> bool:
    """Return whether somebody answers at a port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def make_paper(home: Path) -> None:
    """Fill a home with a few pages and a picture."""

    def work(batch: object) -> None:
        for path, (media_type, text) in PAGES.items():
            batch.put_page(path_key(path), _page(path, 200, text, media_type))  # type: ignore[attr-defined]
        missing = _page("/404", 404, "এই ঠিকানায় কিছু নেই", "text/html; charset=utf-8")
        batch.put_page(error_key(404), missing)  # type: ignore[attr-defined]

    with Writer(home / "store") as writer:
        writer.write(work)
        writer.make_live()
    (home / "public" / "media").mkdir(parents=True)
    (home / "public" / "media" / PICTURE).write_bytes(os.urandom(3000))


def _page(path: str, status: int, text: str, media_type: str) -> Page:
    return Page(status, "html", path, "", (compress(text.encode()),), media_type)


class Edge(NamedTuple):
    """A running web server: its kind, its TLS port and plain port, and the certificate to trust."""

    kind: str
    port: int
    plain: int
    certificate: Path

    def connect(self, source: str = "127.0.0.1") -> ssl.SSLSocket:
        """Open a TLS connection from an address of this machine."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(source, 0))
        return context.wrap_socket(opened, server_hostname=NAME)

    def raw(self, request: bytes, source: str = "127.0.0.1") -> bytes:
        """Send bytes; return all that comes until the connection ends or nothing comes for two seconds."""
        answer = b""
        with contextlib.closing(self.connect(source)) as opened:
            opened.settimeout(2)
            with contextlib.suppress(OSError):
                opened.sendall(request)
                while more := opened.recv(65536):
                    answer += more
        return answer

    def client(self, source: str = "127.0.0.1") -> http.client.HTTPConnection:
        """Return an HTTP/1.1 client of the paper."""
        return _Client(self, source)

    def curl(self, path: str, *more: str) -> subprocess.CompletedProcess[bytes]:
        """Ask with curl over HTTP/2; headers and body are in its output."""
        address = f"https://{NAME}:{self.port}{path}"
        route = ["--resolve", f"{NAME}:{self.port}:127.0.0.1", "--cacert", str(self.certificate)]
        command = ["curl", "-sS", "--http2", "--max-time", "20", *route, *more, address]
        return subprocess.run(command, capture_output=True, check=True)


class _Client(http.client.HTTPConnection):
    def __init__(self, edge: Edge, source: str) -> None:
        super().__init__(NAME, edge.port, timeout=20)
        self._edge, self._source = edge, source

    def connect(self) -> None:
        self.sock = self._edge.connect(self._source)


def make_certificate(folder: Path) -> Path:
    """Make a certificate for the paper's names that trusts itself; the key lies beside it."""
    needed("openssl")
    made = folder / "fullchain.pem"
    names = f"subjectAltName=DNS:{NAME},DNS:newsroom.{NAME}"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(made), "-days", "2"]
    command += ["-subj", f"/CN={NAME}", "-addext", names]
    subprocess.run(command, capture_output=True, check=True)
    return made


@contextlib.contextmanager
def started(kind: str, folder: Path, home: Path, delivery: int, newsroom: int) -> Iterator[Edge]:
    """Run a web server with its shipped file before a delivery and a newsroom."""
    edge = Edge(kind, free_port(), free_port(), make_certificate(folder))
    make = {"nginx": nginx_command, "caddy": caddy_command}[kind]
    command, check = make(edge, folder, home, delivery, newsroom)
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    checked = subprocess.run(check, capture_output=True, text=True, check=False, env=environment)
    assert 0 == checked.returncode, checked.stderr
    with (folder / "edge.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        wait_for(lambda: listens(edge.port))
        yield edge
    finally:
        process.terminate()
        process.wait(timeout=20)


Commands = tuple[list[str], list[str]]


def nginx_command(edge: Edge, folder: Path, home: Path, delivery: int, newsroom: int) -> Commands:
    """Write nginx's files; return the commands that run and that check it."""
    program = needed("nginx")
    text = (DEPLOY / "nginx" / "barta.conf").read_text(encoding="utf-8")
    text = re.sub(r" *listen \[::\]:.*\n", "", text)
    for shipped, used in (
        ("listen 443 ", f"listen 127.0.0.1:{edge.port} "),
        ("listen 80", f"listen 127.0.0.1:{edge.plain}"),
        ("127.0.0.1:8000", f"127.0.0.1:{delivery}"),
        ("127.0.0.1:8001", f"127.0.0.1:{newsroom}"),
        (f"/etc/letsencrypt/live/{NAME}", str(folder)),
        ("/srv/barta/home", str(home)),
        ("/var/cache/nginx/barta", str(folder / "cache")),
        ("/var/log/nginx", str(folder)),
    ):
        assert shipped in text, shipped
        text = text.replace(shipped, used)
    (folder / "barta.conf").write_text(text, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    lines = [f"pid {folder}/nginx.pid; error_log {folder}/nginx.log; daemon off; worker_processes 1;"]
    lines += ["user root;"] if os.geteuid() == 0 else []
    lines += ["worker_rlimit_nofile 8192; events { worker_connections 4096; }", "http {"]
    lines += [f"{one}_temp_path {folder}/{one};" for one in kinds]
    lines += ["access_log off;", f"include {folder}/barta.conf;", "}"]
    main = folder / "nginx.conf"
    main.write_text("\n".join(lines), encoding="utf-8")
    run = [program, "-c", str(main), "-e", str(folder / "nginx.log")]
    return run, [*run, "-t"]


def caddy_command(edge: Edge, folder: Path, home: Path, delivery: int, newsroom: int) -> Commands:
    """Write Caddy's file; return the commands that run and that check it."""
    program = needed("caddy")
    text = (DEPLOY / "caddy" / "Caddyfile").read_text(encoding="utf-8")
    tls = f"\ttls {folder}/fullchain.pem {folder}/privkey.pem\n"
    ports = f"{{\n\tadmin off\n\thttp_port {edge.plain}\n\thttps_port {edge.port}\n\tservers {{"
    for shipped, used in (
        ("{\n\tservers {", ports),
        (f"\n{NAME} {{\n", f"\n{NAME} {{\n{tls}"),
        (f"\nnewsroom.{NAME} {{\n", f"\nnewsroom.{NAME} {{\n{tls}"),
        ("127.0.0.1:8000", f"127.0.0.1:{delivery}"),
        ("127.0.0.1:8001", f"127.0.0.1:{newsroom}"),
        ("/srv/barta/home", str(home)),
    ):
        assert shipped in text, shipped
        text = text.replace(shipped, used)
    file = folder / "Caddyfile"
    file.write_text(text, encoding="utf-8")
    more = ["--config", str(file), "--adapter", "caddyfile"]
    return [program, "run", *more], [program, "validate", *more]


class Delivery:
    """`barta deliver` on a home, which may end and begin again at its port."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.process = self._begin()

    def _begin(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "barta", "deliver", "--port", str(self.port), "--workers", "2"]
        environment = {**os.environ, "BARTA_HOME": str(self.home), "BARTA_PROXIES": "127.0.0.1"}
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment)
        wait_for(lambda: listens(self.port))
        return process

    def workers(self) -> set[int]:
        """Return the process ids of the workers."""
        pid = self.process.pid
        return {int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask delivery itself."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request(
                "GET", path, headers={name.replace("_", "-"): one for name, one in headers.items()}
            )
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()

    def end(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait(timeout=30)

    def restart(self) -> None:
        """Stop it, and start it when it has gone."""
        self.end()
        self.process = self._begin()


@contextlib.contextmanager
def recorded(port: int) -> Iterator[list[tuple[str, dict[str, str]]]]:
    """Stand in for delivery at a port; give the list of requests that come: request line and headers."""
    seen: list[tuple[str, dict[str, str]]] = []

    class Recorder(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            seen.append((self.requestline, {k.lower(): v for k, v in self.headers.items()}))
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        do_POST = do_GET  # noqa: N815 - the name is the library's.

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Recorder)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
