"""Replays a day of readers through delivery's counting, the journal, the drainer and the scorer.

    python bench/readership.py [--quick]

First the day as it was, held against the truth; then the same with a million forged beacons from one
machine. The clock is the day's, not ours: every run does the same.
"""

import argparse
import json
import math
import shutil
import sys
import tempfile
import time
from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from barta import readership
from barta.delivery.counting import KEY, Counting
from barta.pagestore import Page, Reader, Writer, compress, story_key
from barta.readership import Ranking, hour_of, token
from barta.readership.journal import SIZE

sys.path.insert(0, str(Path(__file__).resolve().parent))
from readership_day import AGENTS, SLOT_MINUTES, Day, Reading

BEGIN = datetime(2027, 1, 14, 12, 0, tzinfo=UTC)
"""Six in the evening in Dhaka, so that the day of 24 hours lies in two days of the paper."""

FORGER = "203.0.113.7"
TARGETS = (2, 7, 20, 100, 500)
"""The places of the stories that the forger wants to rise."""

READ_SHARES = (0.001, 0.01, 0.05)
"""Which part of all page reads the forger has when it reads as well."""

OFTEN_READ = 20
HOST = "paper.example"
SECRET_KEY = b"a key of this measurement only.."


class Replay:
    """A home whose readers are those of `day`; everything but the clock is real."""

    def __init__(self, folder: Path, day: Day) -> None:
        self.day = day
        self.home = folder
        self.now = BEGIN
        self.reads = 0
        self.records = 0
        self.draining = 0.0
        self._database = folder / "readership.sqlite3"
        self._names = [story.public_id for story in day.stories]
        _store(folder / "store", self._names)

    def honest(self) -> Ranking:
        """Let the day go by; return the ranking at its last minute."""
        with self._open() as (counting, counter, view):
            for minute, readings in self.day.slots():
                self.now = BEGIN + timedelta(minutes=minute + SLOT_MINUTES / 2)
                for reading in readings:
                    self._read(counting, view, reading)
                counting.close()
                self._drain(counter)
                if minute % 60 == 0:
                    counter.step()
            return self._last(counter)

    def forged(self, beacons: int, targets: Sequence[str]) -> Ranking:
        """Add forged beacons for some stories over the day; return the ranking at its last minute."""
        chance = Random(7)
        with self._open() as (counting, counter, view):
            for hour in range(24):
                self.now = BEGIN + timedelta(hours=hour, minutes=30)
                path = f"/v/{token(SECRET_KEY, hour_of(self.now))}/"
                environ = _environ(FORGER, AGENTS[0])
                for number in range(hour, beacons, 24):
                    environ["QUERY_STRING"] = f"{chance.getrandbits(64):016x}"
                    counting.beacon(environ, path + targets[number // 24 % len(targets)], view)
                counting.close()
                self._drain(counter)
            return self._last(counter)

    def reading(self, pages: int) -> Ranking:
        """Let the forger read pages as well, over the day; return the ranking at its last minute."""
        with self._open() as (counting, counter, _):
            for hour in range(24):
                self.now = BEGIN + timedelta(hours=hour, minutes=30)
                environ = _environ(FORGER, AGENTS[0])
                for _page in range(hour, pages, 24):
                    counting.read(environ)
                counting.close()
                self._drain(counter)
            return self._last(counter)

    def bytes_kept(self) -> int:
        """Return the size of the database."""
        return self._database.stat().st_size

    @contextmanager
    def _open(self) -> Iterator[tuple[Counting, readership.Counter, Any]]:
        def clock() -> float:
            return self.now.timestamp()

        counting = Counting(self.home, clock, _unexpected, proxies="")
        url = f"sqlite://{self._database}"
        with (
            closing(counting),
            closing(readership.Counter(url, self.home / "readership", "node", lambda: self.now)) as counter,
            closing(Reader(self.home / "store")) as reader,
            reader.snapshot() as view,
        ):
            yield counting, counter, view

    def _read(self, counting: Counting, view: Any, reading: Reading) -> None:
        environ = _environ(reading.address, reading.agent)
        if reading.page:
            self.reads += 1
            counting.read(environ)
        of_hour = f"/v/{token(SECRET_KEY, hour_of(self.now))}"
        name = self._names[reading.story]
        if reading.beacon == "script":
            environ["QUERY_STRING"] = reading.nonce
            counting.beacon(environ, f"{of_hour}/{name}", view)
        elif reading.beacon == "picture":
            environ["HTTP_REFERER"] = f"https://{HOST}/national/{name}/"
            counting.beacon(environ, of_hour, view)

    def _drain(self, counter: readership.Counter) -> None:
        began = time.perf_counter()
        self.records += counter.drain()
        self.draining += time.perf_counter() - began

    def _last(self, counter: readership.Counter) -> Ranking:
        self.now = BEGIN + timedelta(hours=24, minutes=-1)
        made = counter.score()
        if made is None:
            raise RuntimeError("another counter ranks in this home")
        return made


def _environ(address: str, agent: str) -> dict[str, Any]:
    return {
        "REMOTE_ADDR": address,
        "REQUEST_METHOD": "GET",
        "HTTP_USER_AGENT": agent,
        "HTTP_HOST": HOST,
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "QUERY_STRING": "",
    }


def _unexpected(trouble: str) -> None:
    raise RuntimeError(trouble)


def _store(folder: Path, names: Sequence[str]) -> None:
    """Fill a page store with an empty page for each story, and the key of the tokens."""
    with closing(Writer(folder, fresh=True)) as writer:
        with writer.batch() as batch:
            for name in names:
                page = Page(200, "html", f"/national/{name}/x", name, (compress(b"x"),), "text/html")
                batch.put_page(story_key(name), page)
            batch.set_meta(KEY, SECRET_KEY)
        writer.make_live()


def kendall(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Kendall's τ-b of two series: 1 where both order everything alike, and ties are alike."""
    agree = one_ties = other_ties = 0
    pairs = len(one) * (len(one) - 1) // 2
    for place in range(len(one)):
        a, b = one[place], other[place]
        for further in range(place):
            first, second = a - one[further], b - other[further]
            one_ties += not first
            other_ties += not second
            if first and second:
                agree += 1 if (first > 0) == (second > 0) else -1
    return agree / math.sqrt((pairs - one_ties) * (pairs - other_ties))


def against(truth: Mapping[str, int], found: Ranking, least: int) -> float:
    """Return τ-b of a ranking's 24 hours against the truth, over the stories truly read `least` times."""
    counts = dict(found.day)
    stories = [story for story, views in truth.items() if views >= least]
    return kendall([truth[story] for story in stories], [counts.get(story, 0) for story in stories])


def places(found: Ranking) -> dict[str, int]:
    """Return the place of each story in the ranking of 24 hours."""
    return {story: place for place, (story, _) in enumerate(found.day, 1)}


def moved(before: Ranking, after: Ranking, most: int | None = None) -> int:
    """Return by how many places the story moved that moved most, of all or of the first `most` places."""
    was, is_now = places(before), places(after)
    end = len(is_now) + 1
    return max(
        abs(was.get(story, end) - is_now.get(story, end))
        for story in was.keys() | is_now.keys()
        if most is None or min(was.get(story, end), is_now.get(story, end)) <= most
    )


def replayed(folder: Path, views: int, beacons: int, stories: int = 2000) -> dict[str, Any]:
    """Replay everything; return the figures."""
    replay = Replay(folder, Day(views, stories))
    honest = replay.honest()
    truth = replay.day.truth
    true_top = [story for story, _ in sorted(truth.items(), key=lambda row: (-row[1], row[0]))[:20]]
    figures: dict[str, Any] = {
        "views": sum(truth.values()),
        "page_reads": replay.reads,
        "stories_read": len(truth),
        f"tau_read_{OFTEN_READ}_times": against(truth, honest, OFTEN_READ),
        "stories_in_it": sum(views >= OFTEN_READ for views in truth.values()),
        "tau_all": against(truth, honest, 1),
        "top_20_found": len(set(true_top) & {story for story, _ in honest.day[:20]}),
        "counted_of_true": sum(views for _, views in honest.day) / sum(truth.values()),
        "records": replay.records,
        "drained_per_s": replay.records / replay.draining,
        "journal_bytes": replay.records * SIZE,
        "database_bytes": replay.bytes_kept(),
    }
    targets = [honest.day[min(place, len(honest.day)) - 1][0] for place in TARGETS]
    forged = replay.forged(beacons, targets)
    figures["forged"] = {"beacons": beacons, "moved": moved(honest, forged)}
    given = 0
    for share in READ_SHARES:
        pages = int(replay.reads * share / (1 - share))
        after = replay.reading(pages - given)
        given = pages
        figures[f"forged_reading_{share:.1%}"] = {
            "moved": moved(honest, after),
            "moved_top_20": moved(honest, after, 20),
            "gain": _gains(honest, after, targets),
        }
    return figures


def _gains(before: Ranking, after: Ranking, targets: Sequence[str]) -> list[str]:
    was, counts, there, here = dict(before.day), dict(after.day), places(before), places(after)
    return [
        f"{there[story]}→{here[story]} ({counts[story] / was[story] - 1:+.1%})" for story in Tally(targets)
    ]


def main() -> int:
    """Replay, print the figures; exit code 1 if the measures are missed."""
    parser = argparse.ArgumentParser(description="How true is the ranking of what is read?")
    parser.add_argument("--quick", action="store_true", help="a tenth of the readers and of the forger")
    called = parser.parse_args()
    part = 10 if called.quick else 1
    folder = Path(tempfile.mkdtemp(prefix="barta-readership-"))
    try:
        figures = replayed(folder, 600_000 // part, 1_000_000 // part)
    finally:
        shutil.rmtree(folder)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    good = figures[f"tau_read_{OFTEN_READ}_times"] >= 0.95 and figures["forged"]["moved"] <= 1
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
