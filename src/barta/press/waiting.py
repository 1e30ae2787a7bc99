"""Waiting for what the press that works in a home does."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from barta.pagestore import Reader, Repair, StoreMissingError, read_pointer, request_repair
from barta.press.place import PressBusyError

EVERY = 0.025


def wait_for_record(store: Path, wanted: int, gone: Callable[[], bool], timeout: float) -> int | None:
    """Wait until the store has reached the record `wanted` and return its `seq`.

    Returns None once the other press is `gone`; raises PressBusyError after `timeout` seconds.
    """
    end = time.monotonic() + timeout
    with closing(Reader(store)) as reader:
        while time.monotonic() < end:
            reached = seq_of(reader)
            if reached is not None and reached >= wanted:
                return reached
            if gone():
                return None
            time.sleep(EVERY)
    raise PressBusyError(f"the running press has not reached record {wanted}: see logs/press.log")


def ask_for_rebuild(store: Path, gone: Callable[[], bool], timeout: float) -> int | None:
    """Ask the running press for a new generation and wait for it; otherwise as `wait_for_record`."""
    end = time.monotonic() + timeout
    before = _current(store)
    if before and not request_repair(store, Repair("generation", before.encode())):
        raise PressBusyError(f"{store} cannot be written, so the running press cannot be asked: free space")
    with closing(Reader(store)) as reader:
        while time.monotonic() < end:
            if _current(store) != before:
                return seq_of(reader) or 0
            if gone():
                return None
            time.sleep(EVERY)
    raise PressBusyError("the running press has not rebuilt the page store: see logs/press.log")


def seq_of(reader: Reader) -> int | None:
    """Return the last record in the store; None while there is no store."""
    try:
        return int(reader.meta("seq") or b"0")
    except StoreMissingError:
        return None


def _current(store: Path) -> str:
    try:
        return read_pointer(store).current
    except StoreMissingError:
        return ""
