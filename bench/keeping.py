"""What it costs to take in, keep, print and bring back an archive."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import fmean, median
from typing import Any

import lmdb
from figures import Figure
from machine import BenchError, Place, note

from barta import ledger
from barta.ledger.records import deflate
from barta.pagestore import read_pointer

SAMPLE = 2000


def fill(place: Place, stories: int) -> list[Figure]:
    """Publish `stories` invented ones by `publish_many`; nothing may run on the home."""
    note(f"publishing {stories:,} stories by publish_many")
    done = place.inside("fill", str(stories))
    if done["refused"]:
        raise BenchError(f"{done['refused']} invented stories were refused")
    walls, cpus = done["walls"], done["cpus"]
    return [
        Figure("publish_many_per_s", "publish_many", 1 / fmean(walls), "stories/s"),
        Figure("publish_many_per_cpu_s", "publish_many", 1 / fmean(cpus), "stories/CPU s"),
        Figure(
            "publish_many_last_per_s",
            "publish_many, last batch",
            1 / walls[-1],
            "stories/s",
            1 / walls[0],
            "first batch",
        ),
        Figure("publish_many_statements", "publish_many, a batch of 500", done["statements"], "statements"),
    ]


def cost(place: Place, key: str, size: str) -> list[Figure]:
    """Count statements and page-store writes of one publication; nothing may run on the home."""
    done = place.inside("cost", size)
    return [
        Figure(f"{name}_{what}_{key}", f"{size}: one {name}", done[f"{name}_{what}"], what)
        for name in ("publish", "update")
        for what in ("statements", "writes")
    ]


def bytes_kept(place: Place, folder: Path) -> list[Figure]:
    """Return the ledger's bytes for each story, as stored, against two plainer ways to store them."""
    with closing(ledger.connect(f"sqlite:///{place.home / 'newsroom.sqlite3'}")) as connection:
        (stories,) = connection.execute("SELECT count(*) FROM ledger WHERE kind = 'story'").fetchone()
        payloads = [item.payload for item in _stories(connection) if item.payload is not None]
        (page,), (pages,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_size", "page_count")
        )
    stored = fmean(len(deflate(payload)) for payload in payloads)
    plain = fmean(map(len, payloads))
    escaped = [json.dumps(json.loads(payload)).encode() for payload in payloads]
    table = _ledger_alone(place, folder)
    return [
        Figure("payload_bytes", "ledger payload, deflated UTF-8", stored, "bytes", plain, "not deflated"),
        Figure(
            "payload_escaped_bytes",
            "ledger payload, deflated ensure_ascii",
            fmean(len(deflate(payload)) for payload in escaped),
            "bytes",
            stored,
            "deflated UTF-8",
        ),
        Figure(
            "payload_escaped_plain_bytes",
            "ledger payload, ensure_ascii not deflated",
            fmean(map(len, escaped)),
            "bytes",
            plain,
            "UTF-8 not deflated",
        ),
        Figure("ledger_bytes", "ledger tables with indexes, on disk", table / stories, "bytes/story"),
        Figure("newsroom_bytes", "newsroom database, on disk", page * pages / stories, "bytes/story"),
    ]


def catch_up(place: Place) -> list[Figure]:
    """Let a press print all that was published; nothing may run on the home."""
    note("the press catches up")
    done = place.inside("catch-up")
    return [
        Figure("catch_up_per_s", "press, catching up", done["records"] / done["wall"], "records/s"),
        Figure("catch_up_per_cpu_s", "press, catching up", done["records"] / done["cpu"], "records/CPU s"),
    ]


def rebuild(place: Place) -> list[Figure]:
    """Make the page store anew; nothing may run on the home."""
    note("rebuilding the page store")
    done = place.inside("rebuild")
    return [
        Figure("rebuild_per_s", "rebuild", done["stories"] / done["wall"], "stories/s"),
        Figure("rebuild_per_cpu_s", "rebuild", done["stories"] / done["cpu"], "stories/CPU s"),
        Figure("rebuild_s", "rebuild", done["wall"], "s"),
        *_store(place, done["stories"]),
    ]


def backup_and_restore(place: Place, folder: Path) -> list[Figure]:
    """Back the paper up and bring it back into another home."""
    note("backup and restore")
    kept, other = folder / "kept", Place(folder / "restored", place.port)
    _, saved = place.barta("backup", "--to", str(kept))
    size = sum(file.stat().st_size for file in kept.rglob("*") if file.is_file())
    printed, restored = other.barta("restore", str(kept))
    made = float(printed.split(" s\n")[0].rpartition(" ")[2])
    return [
        Figure("backup_s", "barta backup, all of it", saved, "s"),
        Figure("backup_mb", "the backup", size / 1e6, "MB"),
        Figure("restore_s", "barta restore, page store included", restored, "s", made, "rebuild alone"),
    ]


def _stories(connection: Any) -> Iterator[ledger.Item]:
    taken, after = 0, None
    while taken < SAMPLE:
        items = ledger.newest_of_kind(connection, "story", after=after, limit=200)
        if not items:
            return
        yield from items
        taken, after = taken + len(items), items[-1].record.seq


def _ledger_alone(place: Place, folder: Path) -> int:
    """Return the bytes of a database file that holds the ledger's tables and nothing else."""
    file = folder / "ledger-alone.sqlite3"
    with closing(ledger.connect(f"sqlite:///{file}")) as connection:
        ledger.create(connection)
        connection.execute("ATTACH ? AS paper", (str(place.home / "newsroom.sqlite3"),))
        for name in ("ledger", "ledger_payload", "ledger_newest"):
            connection.execute(f"INSERT INTO main.{name} SELECT * FROM paper.{name}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.stat().st_size


def _store(place: Place, stories: int) -> list[Figure]:
    """Return the page store's size, by LMDB's own account of its pages."""
    folder = place.home / "store" / read_pointer(place.home / "store").current
    environment = lmdb.open(str(folder), readonly=True, max_dbs=8, create=False)
    try:
        sizes, entries = {}, {}
        for name in ("pages", "slots", "private"):
            table = environment.open_db(name.encode(), create=False)
            with environment.begin(db=table) as reading:
                stat = reading.stat(table)
                if name == "pages":
                    entries[name] = [len(value) for _, value in reading.cursor()]
            used = stat["branch_pages"] + stat["leaf_pages"] + stat["overflow_pages"]
            sizes[name] = used * stat["psize"]
    finally:
        environment.close()
    total = sum(sizes.values()) / stories
    return [
        Figure(
            "store_bytes",
            "page store",
            total,
            "bytes/story",
            median(entries["pages"]),
            "a page's value, median",
        ),
        Figure("store_pages_bytes", "page store, pages alone", sizes["pages"] / stories, "bytes/story"),
        Figure(
            "store_private_bytes", "page store, the press's rows", sizes["private"] / stories, "bytes/story"
        ),
    ]
