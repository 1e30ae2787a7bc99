"""Measures what readers of pages notice while strangers ask the search as fast as they can.

    .venv/bin/python bench/flood.py [--stories N] [--rounds N] [--home FOLDER] [--port P]

One worker on one core; readers, the flood and the press on another. Pages are asked for at a modest rate,
in turn with and without a flood of questions over several connections that never pause, hostile ones among
them. Prints a table and the ratio of the two 99th percentiles; at most twice the idle one is wanted.
"""

import argparse
import os
import random
import re
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import quote_plus

import changing
import paper
from load import request
from machine import BenchError, Place, note, on_core, started, stay_on
from pacing import Answer

from barta.importers.invented.words import most_frequent

STORIES = 20_000
RATE = 250
"""Pages a second: so few that none has to wait for another one."""

SECONDS, PUBLISHING = 6, 3
READERS, FLOODING = 4, 8
"""How many connections read, and how many ask without a pause."""

QUESTIONS = 2_000
_NICE = 19
_WANTED = 2.0
_HOSTILE = (
    '"', "'", "*", "ক*", "নদ*", "^", "AND", "নদী AND", "NEAR(", "(", '" OR "', "a:b", "\x00", "%", "-", "।",
    "' OR 1=1 --", "\u200d\u200c", "র‌্যাব", "নদী " * 40, "headline:নদী",
)  # fmt: skip
_MANY_TERMS = 10_000
_FLOOD = """
local asked = {}
init = function(arguments)
  for line in io.lines(os.getenv("BENCH_ASKED")) do
    asked[#asked + 1] = wrk.format("GET", "/search?q=" .. line, {["Accept-Encoding"] = "gzip"})
  end
end
request = function() return asked[math.random(#asked)] end
"""


class Round(NamedTuple):
    """The seconds that each page took, how many questions were answered and shed, and for how long."""

    pages: list[float]
    answered: int = 0
    shed: int = 0
    seconds: float = 0.0
    visible: tuple[float, ...] = ()


def questions(count: int) -> list[str]:
    """Return questions as they stand in an address: words of the paper, and one in ten from an enemy."""
    dice = random.Random(1971)
    words = most_frequent(QUESTIONS)
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    many = "+".join(dice.choice(alphabet) + dice.choice(alphabet) for _ in range(_MANY_TERMS))
    found = [quote_plus(" ".join(dice.choices(words, k=dice.randint(1, 12)))) for _ in range(count)]
    for at in range(0, count, 10):
        found[at] = many if at % 100 == 0 else quote_plus(dice.choice(_HOSTILE))
    return found


def measure(place: Place, folder: Path, stories: int, rounds: int) -> tuple[list[Round], list[Round]]:
    """Return the rounds without and with a flood, taken in turn."""
    asked = [
        request(one) for one in random.Random(1971).sample(paper.everything(stories), min(stories, 5000))
    ]
    idle: list[Round] = []
    flooded: list[Round] = []
    with ExitStack() as stack:
        command = [*on_core(0), sys.executable, "-m", "barta", "deliver", "--workers", "1"]
        command += ["--port", str(place.port)]
        stack.enter_context(started(command, place.environment(), folder, port=place.port))
        stack.enter_context(changing.press(place, folder, 1))
        read(place.port, asked, 2)
        for number in range(rounds):
            note(f"round {number + 1} of {rounds}")
            idle.append(Round(read(place.port, asked, SECONDS), visible=_published(place)))
            flooded.append(_flooded(place, folder, asked))
    return idle, flooded


def _published(place: Place) -> tuple[float, ...]:
    """Publish while nobody measures pages; return the seconds after which each story was to be seen."""
    with changing.Publishing(place, port=place.port, updates=False) as publishing:
        time.sleep(PUBLISHING)
    return tuple(publishing.visible)


def _flooded(place: Place, folder: Path, asked: Sequence[bytes]) -> Round:
    with _flood(place.port, folder, 1 + SECONDS + PUBLISHING + 1) as wrk:
        time.sleep(1)
        pages, visible = read(place.port, asked, SECONDS), _published(place)
        printed, _ = wrk.communicate(timeout=60)
    total = re.search(r"(\d+) requests in ([\d.]+)s", printed)
    if wrk.returncode or total is None or "Socket errors" in printed:
        raise BenchError(f"wrk: {printed}")
    shed = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    refused = int(shed[1]) if shed else 0
    return Round(pages, int(total[1]) - refused, refused, float(total[2]), visible)


@contextmanager
def _flood(port: int, folder: Path, seconds: int) -> Iterator["subprocess.Popen[str]"]:
    """Ask as fast as there are answers. It stands back on its core: it must not hinder who measures."""
    script, file = folder / "flood.lua", folder / "questions"
    script.write_text(_FLOOD, encoding="ascii")
    file.write_text("\n".join(questions(QUESTIONS)) + "\n", encoding="ascii")
    command = [*on_core(1), "nice", f"-n{_NICE}", "wrk", "-t1", f"-c{FLOODING}", f"-d{seconds}s"]
    wrk = subprocess.Popen(
        [*command, "-s", str(script), f"http://127.0.0.1:{port}/"],
        env=os.environ | {"BENCH_ASKED": str(file)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield wrk
    finally:
        wrk.kill()
        wrk.communicate()


def read(port: int, asked: Sequence[bytes], seconds: float) -> list[float]:
    """Ask for pages at random, RATE a second; return the seconds from when each was due to its last byte.

    Unlike `pacing.stream` it sleeps while nothing happens, so that the flood has a core to come from.
    Raises BenchError for any answer but 200.
    """
    dice = random.Random(1952)
    sockets = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(READERS)]
    for one in sockets:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    free, waiting, taken = deque(sockets), {}, []
    begun, sent, total = time.perf_counter() + 0.01, 0, int(RATE * seconds)
    try:
        while len(taken) < total:
            due = begun + sent / RATE
            now = time.perf_counter()
            if free and sent < total and due <= now:
                one = free.popleft()
                one.sendall(dice.choice(asked))
                waiting[one] = due, Answer()
                sent += 1
                continue
            rest = max(0.0, due - now) if free and sent < total else 1.0
            for one in select.select(list(waiting), [], [], rest)[0]:
                if _complete(one, waiting[one][1]):
                    taken.append(time.perf_counter() - waiting.pop(one)[0])
                    free.append(one)
    finally:
        for one in sockets:
            one.close()
    return taken


def _complete(one: socket.socket, answer: Answer) -> bool:
    data = one.recv(262_144)
    if not data or (answer.feed(data) and answer.status != 200):
        raise BenchError(f"a page was answered {answer.data[:200]!r}")
    end = answer.data.find(b"\r\n\r\n")
    return end > 0 and answer.feed(b"")


def report(idle: Sequence[Round], flooded: Sequence[Round]) -> bool:
    """Print what came out; return whether it is as wanted."""
    for name, rounds in (("idle", idle), ("flood", flooded)):
        for one in rounds:
            visible = f"{median(one.visible):.2f} s (at most {max(one.visible):.2f})" if one.visible else "-"
            asked = (one.answered + one.shed) / one.seconds if one.seconds else 0
            print(
                f"{name:<6} p50 {_ms(one.pages, 50):6.2f} ms  p99 {_ms(one.pages, 99):6.2f} ms  "
                f"questions/s {asked:7,.0f}: answered {one.answered:6,}, shed {one.shed:7,}  "
                f"a publication is visible after {visible}"
            )
    before, after = (median(_ms(one.pages, 99) for one in rounds) for rounds in (idle, flooded))
    print(f"p99 under the flood: {after / before:.2f} times idle (wanted: at most {_WANTED:.0f})")
    return after <= _WANTED * before


def _ms(seconds: Sequence[float], percent: int) -> float:
    return 1000 * quantiles(seconds, n=100, method="inclusive")[percent - 1]


def main() -> int:
    """Measure; return 1 if readers of pages notice more than they should."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--stories", type=int, default=STORIES)
    made.add_argument("--rounds", type=int, default=3)
    made.add_argument("--home", type=Path, help="a home filled by `barta bench fill`, to be used as it is")
    made.add_argument("--port", type=int, default=19300)
    called = made.parse_args()
    with tempfile.TemporaryDirectory(prefix="barta-flood-") as name:
        folder = Path(name)
        place = Place(called.home or folder / "home", called.port)
        if not called.home:
            paper.fill(place, called.stories)
        stay_on(1)
        return 0 if report(*measure(place, folder, called.stories, called.rounds)) else 1


if __name__ == "__main__":
    sys.exit(main())
