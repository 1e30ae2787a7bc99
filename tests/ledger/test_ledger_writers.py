"""Many write at once, and a follower misses nothing and sees nothing twice."""

import random
import threading
import time
from contextlib import closing

from ledger_samples import AT, faults, section, story

from barta.ledger import Connection, append, connect, create, follow, transaction

WRITERS = 16
APPENDS = 40
LIMIT_S = 120


class RolledBackError(Exception):
    """What a writer raises to take back what it has appended."""


def write(url: str, seed: int, ids: list[str], written: list[tuple[int, str]]) -> None:
    """Append single records and batches, some to subjects that all writers share; take some back."""
    chance = random.Random(seed)
    with closing(connect(url)) as connection:
        for _ in range(APPENDS):
            entries = [
                section(chance.choice(ids)) if chance.random() < 0.4 else story()
                for _ in range(chance.choice([1, 1, 1, 3, 8]))
            ]
            try:
                with transaction(connection):
                    records = append(connection, entries, at=AT)
                    if chance.random() < 0.2:
                        raise RolledBackError
            except RolledBackError:
                continue
            written.extend((record.seq, record.hash) for record in records)


def watch(connection: Connection, writers: list[threading.Thread]) -> list[tuple[int, str]]:
    """Follow in small reads until the writers have ended, then to the end."""
    seen: list[tuple[int, str]] = []
    until = time.monotonic() + LIMIT_S
    while time.monotonic() < until:
        running = any(writer.is_alive() for writer in writers)
        items = follow(connection, seen[-1][0] if seen else 0, 7)
        seen += [(item.record.seq, item.record.hash) for item in items]
        assert all(item.payload for item in items)
        if not items:
            if not running:
                return seen
            time.sleep(0.001)
    raise AssertionError(f"the writers have not ended after {LIMIT_S} s")


def test_sixteen_writers_and_a_follower(url: str) -> None:
    """What the follower saw is what was committed: in order, without a gap, once; and nothing deadlocks."""
    with closing(connect(url)) as connection:
        create(connection)
        ids = [f"{number:032x}" for number in range(5)]
        written: list[list[tuple[int, str]]] = [[] for _ in range(WRITERS)]
        writers = [
            threading.Thread(target=write, args=(url, seed, ids, written[seed]), daemon=True)
            for seed in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        seen = watch(connection, writers)
        committed = sorted(pair for pairs in written for pair in pairs)
        assert committed == seen
        assert list(range(1, len(seen) + 1)) == [seq for seq, _ in seen]
        assert all(written)
        assert [] == faults(connection)
