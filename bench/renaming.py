"""Renaming a section that holds the archive, while the system runs and stories go out."""

import time
from statistics import median
from typing import Any

from figures import Figure, milliseconds
from inside import NAME
from machine import BenchError, Place, answer, conversation, note
from reader import Reader

from barta import pagestore
from barta.press.shelf import Shelf

NEW_NAME = f"{NAME} নতুন নামে"
QUIET = 5
MEANWHILE = 60
PAUSE = 0.25
PATIENCE = 1800.0


def measure(place: Place) -> list[Figure]:
    """Rename the large section and publish into it until nothing is dirty; `place` has to be running."""
    note("renaming the section that holds all stories")
    reader, store = Reader(place.port), pagestore.Reader(place.home / "store")
    talk = conversation(place, "rename", str(QUIET + MEANWHILE))
    try:
        told = answer(talk)
        paths: list[str] = told["paths"]
        before = [_one(talk, reader, paths.pop(0)) for _ in range(QUIET)]
        renamed = answer(talk, NEW_NAME)
        begun: float = renamed["begun"]
        meanwhile: list[float] = []
        while not _clean(store, renamed["seq"]):
            if paths:
                meanwhile.append(_one(talk, reader, paths.pop(0)))
            time.sleep(PAUSE)
            if time.monotonic() > begun + PATIENCE:
                raise BenchError(f"the dirty set was not empty after {PATIENCE:.0f} s")
        drained = time.monotonic() - begun
        if NEW_NAME not in reader.text(told["oldest"]):
            raise BenchError(f"nothing is dirty, but {told['oldest']} does not say {NEW_NAME}")
    finally:
        if talk.stdin:
            talk.stdin.close()
        talk.wait(30)
        if talk.stdout:
            talk.stdout.close()
        reader.close()
        store.close()
    return _figures(drained, before, meanwhile)


def _figures(drained: float, before: list[float], meanwhile: list[float]) -> list[Figure]:
    what = "rename until every page says so (with stories going out)"
    figures = [Figure("rename_drained_s", what, drained, "s")]
    if meanwhile:
        base, against = median(before), "nothing else to do"
        first, what = "the first story published after it", f"{len(meanwhile)} stories published meanwhile"
        figures += [
            Figure("rename_first_ms", first, 1000 * meanwhile[0], "ms", 1000 * base, against),
            milliseconds("rename_stories", what, meanwhile, base, against),
        ]
    return figures


def _one(talk: Any, reader: Reader, path: str) -> float:
    """Publish the next draft; return the seconds until its page is there."""
    begun: float = answer(talk, "publish")["begun"]
    return reader.await_all({"story": path}, lambda body: True)["story"] - begun


def _clean(store: pagestore.Reader, seq: int) -> bool:
    """Return whether the press has taken in the record `seq` and made every page again."""
    with store.snapshot() as view:
        return int(view.get_meta("seq") or b"0") >= seq and Shelf(view).due() is None
