"""Whether delivery's memory stays flat: mixed load for a long time, with publications now and then.

    .venv/bin/python bench/soak.py --minutes 60 [--stories N] [--rate R] [--port P]

Samples the process tree each ten seconds. Prints start, quarters and end, the slope, and whether it is flat:
exit code 1 if not. Everything happens in a temporary home and on loopback.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple
from urllib.parse import quote

import changing
import pacing
import paper
import rivals
from load import Asked, request
from machine import BenchError, Place, listening, memory_mb, note, stay_on, tree

from barta.importers.invented.words import most_frequent

EVERY = 10.0
"""Seconds between two samples."""

PUBLISH_EVERY = 15.0
BATCH = 0.1
"""Seconds between two handfuls of requests, each over new connections."""

SLACK_MB, SLACK_SHARE = 1.5, 0.04
"""How much more own memory the last quarter may hold than the second and still be called flat."""

SLACK_HANDLES = 4
ALLOWED = {200, 204, 304, 404, 503}
_FRONTS = ("/", "/sports", "/economy", "/archive", "/feeds/rss.xml")
_TOKEN = re.compile(rb"/v/([A-Za-z0-9_-]{8})")


class Sample(NamedTuple):
    """What the process tree of delivery held at one moment; megabytes."""

    at: float
    own: float
    pss: float
    rss: float
    descriptors: int
    threads: int


def sample(pid: int, begun: float) -> Sample:
    """Look at a process and all below it."""
    pids = tree(pid)
    return Sample(
        time.monotonic() - begun,
        memory_mb(pid, "Pss_Anon"),
        memory_mb(pid),
        memory_mb(pid, "Rss"),
        sum(_count(f"/proc/{one}/fd") for one in pids),
        sum(_count(f"/proc/{one}/task") for one in pids),
    )


class Mix:
    """Draws requests as readers send them: stories, fronts, 304s, 404s, searches, beacons."""

    def __init__(self, port: int, stories: int) -> None:
        self._dice = random.Random(1971)
        self._port = port
        self._asked = paper.everything(stories)
        self._known: list[Asked] = []
        self._token = b""
        self._words = most_frequent(200)
        self.look()

    def look(self) -> None:
        """Learn some ETags and the present token of the beacon."""
        some = self._dice.sample(self._asked, min(200, len(self._asked)))
        with closing(pacing.fetch(self._port, [request(one) for one in some])) as answers:
            self._known = [
                Asked(one.path, got.header("etag")) for one, got in zip(some, answers, strict=True)
            ]
        plain = request(some[0]).replace(b"Accept-Encoding: gzip\r\n", b"")
        found = _TOKEN.search(next(pacing.fetch(self._port, [plain])).body)
        self._token = found[1] if found else b""

    def draw(self) -> bytes:
        """Return the next request."""
        kind = self._dice.random()
        story = self._dice.choice(self._asked)
        if kind < 0.55:
            return request(story)
        if kind < 0.70:
            return request(Asked(self._dice.choice(_FRONTS)))
        if kind < 0.80:
            return request(self._dice.choice(self._known))
        if kind < 0.85:
            return request(Asked(f"/sports/zzzzzzzzzz/{self._dice.randrange(10**6)}"))
        if kind < 0.90:
            word = quote(" ".join(self._dice.choices(self._words, k=2)))
            return request(Asked(f"/search?q={word}"))
        token = self._token.decode() or "00000000"
        nonce = self._dice.randbytes(8).hex()
        return request(Asked(f"/v/{token}/{story.path.split('/')[2]}?{nonce}"))


def soak(
    place: Place, folder: Path, stories: int, minutes: float, rate: float
) -> tuple[list[Sample], dict[int, int]]:
    """Keep delivery under load; return the samples and how often each status was answered."""
    statuses: dict[int, int] = {}
    samples: list[Sample] = []
    stay_on(1)
    with (
        rivals.delivery(place, folder) as pid,
        changing.press(place, folder, 1),
        changing.Publishing(place, every=PUBLISH_EVERY),
    ):
        mix = Mix(place.port, stories)
        begun = due = time.monotonic()
        while (now := time.monotonic()) < begun + 60 * minutes:
            if not samples or now - begun >= samples[-1].at + EVERY:
                samples.append(sample(pid, begun))
                mix.look()
            handful = [mix.draw() for _ in range(max(1, round(rate * BATCH)))]
            with closing(pacing.fetch(place.port, handful)) as answers:
                for answer in answers:
                    statuses[answer.status] = statuses.get(answer.status, 0) + 1
            due += BATCH
            time.sleep(max(0.0, due - time.monotonic()))
    return samples, statuses


def judged(samples: Sequence[Sample]) -> tuple[bool, str]:
    """Return whether the last quarter holds no more than the second, and what there is to say about it.

    The most of each is compared: a process that searches comes and goes with the questions.
    """
    quarter = max(1, len(samples) // 4)
    late, ends = samples[quarter:], (samples[quarter : 2 * quarter], samples[-quarter:])
    slope = _slope([one.at for one in late], [one.own for one in late])
    grown = max(one.own for one in ends[1]) - max(one.own for one in ends[0])
    allowed = max(SLACK_MB, SLACK_SHARE * median(one.own for one in late))
    more = [
        max(part(one) for one in ends[1]) - max(part(one) for one in ends[0])
        for part in (_descriptors, _threads)
    ]
    flat = grown <= allowed and max(more) <= SLACK_HANDLES
    return flat, (
        f"own memory {3600 * slope:+.2f} MB an hour; the last quarter's most {grown:+.2f} MB to the second's "
        f"(flat up to {allowed:.1f}); descriptors {more[0]:+d}, threads {more[1]:+d}: "
        f"{'flat' if flat else 'NOT FLAT'}"
    )


def table(samples: Sequence[Sample]) -> str:
    """Return start, quarters and end."""
    lines = [f"{'':<10}{'own MB':>9}{'PSS MB':>9}{'RSS MB':>9}{'fds':>6}{'threads':>9}"]
    for name, share in (("start", 0.0), ("quarter", 0.25), ("half", 0.5), ("3 quarters", 0.75), ("end", 1.0)):
        one = samples[round(share * (len(samples) - 1))]
        lines.append(
            f"{name:<10}{one.own:9.1f}{one.pss:9.1f}{one.rss:9.1f}{one.descriptors:6d}{one.threads:9d}"
        )
    return "\n".join(lines)


def _descriptors(one: Sample) -> int:
    return one.descriptors


def _threads(one: Sample) -> int:
    return one.threads


def _slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return the slope of the line that fits best."""
    x, y = fmean(xs), fmean(ys)
    spread = sum((one - x) ** 2 for one in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / spread if spread else 0.0


def _count(folder: str) -> int:
    try:
        return len(list(Path(folder).iterdir()))
    except OSError:
        return 0  # It ended while we looked.


def main() -> int:
    """Soak and print; 1 when it is not flat or something did not work."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--minutes", type=float, default=60)
    made.add_argument("--stories", type=int, default=5000)
    made.add_argument("--rate", type=float, default=200, help="requests a second (default 200)")
    made.add_argument("--port", type=int, default=18370)
    called = made.parse_args()
    if listening(called.port):
        print(f"bench: port {called.port} is in use: choose another with --port", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="barta-soak-") as temporary:
        place = Place(Path(temporary) / "home", called.port)
        try:
            paper.fill(place, called.stories)
            note(f"{called.minutes:g} minutes of {called.rate:g} requests a second")
            samples, statuses = soak(place, Path(temporary), called.stories, called.minutes, called.rate)
        except BenchError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
    flat, said = judged(samples)
    print(table(samples), said, sep="\n\n")
    print(json.dumps({"statuses": statuses, "flat": flat, "samples": [one._asdict() for one in samples]}))
    wrong = statuses.keys() - ALLOWED
    if wrong:
        print(f"bench: answered with {sorted(wrong)}", file=sys.stderr)
    return 0 if flat and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
