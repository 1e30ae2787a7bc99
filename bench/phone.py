"""What the paper is like on a phone: Lighthouse's judgement, and the first paint on a slow network.

    make bench-phone        or        .venv/bin/python bench/phone.py [--only lighthouse|paint]

The demo paper is loaded into a temporary home and delivered on loopback. Lighthouse (npm, locked in
bench/web) judges front, section and story with its mobile preset. The first paint is taken in Chromium
with 400 ms of latency and 400 kbit/s, against a page of the sizes that other systems' stories need.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from served import Served, served

from browser import FLAGS, browser

WEB = Path(__file__).parent / "web"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
JUDGED = ("front", "section", "story")
LATENCY_MS, BYTES_A_SECOND = 400, 400_000 / 8
ROUNDS = 5


def main() -> int:
    """Measure and print a table and one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", choices=("lighthouse", "paint"))
    only = parser.parse_args().only
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as home, served(Path(home) / "home") as paper:
        if only in (None, "lighthouse"):
            figures |= lighthouse(paper, Path(home))
        if only in (None, "paint"):
            figures |= paint(paper)
    print(json.dumps(figures, ensure_ascii=False))
    return 0


def lighthouse(paper: Served, folder: Path) -> dict[str, object]:
    """Return Lighthouse's scores (of 100) by page and category."""
    if not (WEB / "node_modules" / ".bin" / "lighthouse").exists():
        subprocess.run(["npm", "ci", "--prefix", str(WEB), "--no-audit", "--no-fund", "--silent"], check=True)
    scores: dict[str, object] = {}
    print(f"{'lighthouse, mobile':24}" + "".join(f"{name:>16}" for name in CATEGORIES))
    for kind in JUDGED:
        found = _judged(paper.url(paper.kinds[kind]), folder / "report.json")
        scores[f"lighthouse {kind}"] = found
        print(f"{kind:24}" + "".join(f"{found[name]:>16}" for name in CATEGORIES))
    return scores


def _judged(url: str, report: Path) -> dict[str, int]:
    command = [
        str(WEB / "node_modules" / ".bin" / "lighthouse"),
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    subprocess.run(command, check=True, env=_environment())
    said = json.loads(report.read_text(encoding="utf-8"))
    for audit in said["audits"].values():
        if audit.get("score") is not None and audit["score"] < 1:
            print(f"    {audit['id']}: {audit.get('displayValue') or audit['title']}", file=sys.stderr)
    return {name: round(100 * said["categories"][name]["score"]) for name in CATEGORIES}


def _environment() -> dict[str, str]:
    import os

    return os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}


PEERS = {"Wagtail news template": 16_110, "WordPress": 70_909, "Ghost": 85_121}
"""Bytes that the first render of a story needs on the wire, as measured on this kind of machine."""


def paint(paper: Served) -> dict[str, object]:
    """Return the median first contentful paint in ms on a slow network, ours and by the peers' weight."""
    found: dict[str, object] = {}
    with browser() as chromium:
        ours = _painted(chromium, paper.url(paper.kinds["story"]))
        found["first paint ms"] = ours
        print(f"{'first paint, slow 3G':24}{'ms':>8}{'x ours':>8}")
        print(f"{'Barta, a story':24}{ours:>8.0f}{1:>8.2f}")
        for name, size in PEERS.items():
            with _of_size(size) as url:
                took = _painted(chromium, url)
            found[f"first paint ms, {name}'s bytes"] = took
            print(f"{name + chr(39) + 's bytes':24}{took:>8.0f}{took / ours:>8.2f}")
    return found


def _painted(chromium: Any, url: str) -> float:
    times = []
    for _ in range(ROUNDS):
        context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        conditions = {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        }
        session.send("Network.emulateNetworkConditions", conditions)
        page.goto(url, wait_until="load")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        times.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        context.close()
    return statistics.median(times)


@contextmanager
def _of_size(size: int) -> Iterator[str]:
    """Serve one page whose style sheet, needed before anything shows, makes up `size` bytes in all."""
    page = b"<!doctype html><html lang=bn><title>x</title><link rel=stylesheet href=/s.css><p>text</p></html>"
    style = (
        b"/*"
        + bytes(33 + place * 7 % 90 for place in range(size - len(page) - 400)).replace(b"*", b"+")
        + b"*/"
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer with the page or its style sheet."""
            body, kind = (style, "text/css") if self.path == "/s.css" else (page, "text/html")
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
