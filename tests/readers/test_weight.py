"""What one story costs a reader on a slow network, down to the last byte on the wire."""

import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from served import barta, wait

SHARED = Path(os.environ.get("BARTA_SHARED") or Path(__file__).resolve().parents[3] / "shared")
PAGE = SHARED / "reference" / "page.txt"
MOST = 8192


def rows(capture: dict[str, list[str]]) -> list[dict[str, object]]:
    """Return the stories of the capture's lists."""
    headlines = dict.fromkeys([*capture["latest"], *capture["related"], *capture["most_read"]])
    most_read = capture["most_read"]
    return [
        {
            "headline": headline,
            "section": "foreign" if headline in capture["related"] else "national",
            "published": f"2025-07-03T{20 - place}:00:00+06:00",
            "body": ["মূল লেখা।"],
        }
        | (
            {"views": 900 - most_read.index(headline), "views_at": datetime.now(UTC).isoformat()}
            if headline in most_read
            else {}
        )
        for place, headline in enumerate(headlines)
    ]


def on_the_wire(port: int, path: str) -> bytes:
    """Return every byte that a server sends for one HTTP/1.1 request of a browser."""
    host = f"Host: 127.0.0.1:{port}\r\nAccept-Encoding: gzip, deflate, br\r\nConnection: close"
    request = f"GET {path} HTTP/1.1\r\n{host}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request.encode())
        received = b""
        while more := connection.recv(65536):
            received += more
    return received


@pytest.mark.skipif(
    not PAGE.exists(), reason=f"SKIPPED LOUDLY: the reference page is not at {PAGE}; set BARTA_SHARED"
)
def test_the_reference_story_costs_at_most_8192_bytes(tmp_path: Path) -> None:
    """Headers, page, style, menu, three lists, metadata: all that is needed to read, in 8,192 bytes."""
    home, site = tmp_path / "home", "https://www.kagoj.example"
    capture = json.loads(barta(home, site, "read", str(PAGE)))
    archive = tmp_path / "lists.jsonl"
    archive.write_text("\n".join(json.dumps(row) for row in rows(capture)), encoding="utf-8")
    address = barta(home, site, "import", str(PAGE), str(archive)).splitlines()[0].split()[-1]
    barta(home, site, "show", "/")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "BARTA_HOME": str(home), "BARTA_SITE_URL": site}
    delivery = subprocess.Popen(
        [sys.executable, "-m", "barta", "deliver", "--port", str(port)],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait(f"http://127.0.0.1:{port}")
        answer = on_the_wire(port, address)
    finally:
        delivery.terminate()
        delivery.wait(20)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"gzip" in answer.partition(b"\r\n\r\n")[0]
    assert MOST >= len(answer)
