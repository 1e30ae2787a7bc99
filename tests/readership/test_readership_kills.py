"""Writers and drainers may be killed at any moment: a second of views is lost at most, none is doubled."""

import random
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from readership_samples import reads_of, visits_of

from barta.readership import JOURNAL, Counter, connect, create
from barta.readership.journal import files

WRITERS = 3
DRAINERS_KILLED = 8
LOST_AT_MOST = 1.0
PER_WRITER = 10**6

WRITER = """
import sys, time
from pathlib import Path
from barta.readership import Journal
from barta.readership import journal
journal.ROTATE = 44 * 300
own, number = Journal(Path(sys.argv[1]), every=0.2), int(sys.argv[2]) * 10**6
while True:
    # The clock before the record is taken: what came before that is older than the record.
    print(number, time.monotonic(), flush=True)
    own.reads(int(time.time()), number.to_bytes(8, "little"), 1)
    own.view(int(time.time()), f"{number:010}", number.to_bytes(8, "little"), number.to_bytes(12, "little"))
    number += 1
    time.sleep(0.002)
"""

DRAINER = """
import sys, threading
from pathlib import Path
from barta.readership import Counter, draining
draining.PORTION = 50
counter = Counter(sys.argv[1], Path(sys.argv[2]), "here")
counter.step()
print("ready", flush=True)
while True:
    counter.drain()
"""


@contextmanager
def process(program: str, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """Run a program in a process of its own; it is killed at the end, if it has not been before."""
    command = [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.kill()


def taken(output: str) -> list[tuple[int, float]]:
    """Return what a writer said that it took, and when; a killed one may have broken off in a line."""
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return [(int(number), float(at)) for number, at in lines]


def killed_writer(folder: Path, writer: int, seconds: float) -> tuple[list[tuple[int, float]], float]:
    """Let a writer write for so long, kill it, and return what it took and when it was killed."""
    said: list[str] = []
    with process(WRITER, folder, writer) as started:
        assert started.stdout is not None
        said.append(started.stdout.readline())
        # Read beside it: a full pipe would stop the writer.
        reading = threading.Thread(target=lambda: said.append(started.stdout.read()))
        reading.start()
        time.sleep(seconds)
        at = time.monotonic()
        started.kill()
        reading.join(30)
    return taken("".join(said)), at


def test_killed_writers_and_drainers_lose_a_second_and_double_nothing(url: str, tmp_path: Path) -> None:
    """Each record is one network's only page read: it is there once, or it was of the last second."""
    chance = random.Random(url)
    with closing(connect(url)) as connection:
        create(connection)
    results: dict[int, tuple[list[tuple[int, float]], float]] = {}

    def write(writer: int) -> None:
        results[writer] = killed_writer(tmp_path / JOURNAL, writer, chance.uniform(2.0, 3.5))

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(1, WRITERS + 1)]
    for thread in threads:
        thread.start()
    for _ in range(DRAINERS_KILLED):
        with process(DRAINER, url, tmp_path) as drainer:
            assert drainer.stdout is not None
            assert "ready\n" == drainer.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
    for thread in threads:
        thread.join(60)
    with closing(Counter(url, tmp_path, "here", lambda: datetime.now(UTC))) as last:
        last.drain()
    with closing(connect(url)) as connection:
        reads, visits = reads_of(connection), visits_of(connection)
        assert [] == files(tmp_path / JOURNAL)
    assert {1} == set(reads.values()) == set(visits.values())
    for writer, (numbers, killed) in results.items():
        kept = sorted(number for number in reads if number // PER_WRITER == writer)
        assert list(range(writer * PER_WRITER, writer * PER_WRITER + len(kept))) == kept
        missing = [at for number, at in numbers if number not in reads]
        assert all(killed - at <= LOST_AT_MOST for at in missing)
