"""A filled home, and what is asked of it."""

import random
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote

import pacing
from load import Asked, request
from machine import BenchError, Place, note

from barta.importers.invented import address

SAMPLE = 200
"""How many pages are looked at to find one of common size."""

TAGS = 5000
"""How many stories are asked for with their ETags: more than wrk can hold is no more at random."""

STORED = 2000
"""How many answers are held in memory before they are written."""


def fill(place: Place, stories: int) -> float:
    """Fill a home with `barta bench fill`; return the seconds that it took."""
    note(f"filling a home with {stories:,} stories")
    _, seconds = place.barta("bench", "fill", "--stories", str(stories), seconds=7200)
    return seconds


def everything(stories: int) -> list[Asked]:
    """Return every story, as it is asked for."""
    return [Asked(quote(address(number))) for number in range(stories)]


def common(port: int, asked: Sequence[Asked]) -> tuple[Asked, bytes]:
    """Return the story of middling size among some, and its body as sent."""
    some = random.Random(1971).sample(list(asked), min(SAMPLE, len(asked)))
    found = sorted(zip(map(len, bodies(port, some)), some, strict=True))
    chosen = found[len(found) // 2][1]
    return chosen, bodies(port, [chosen])[0]


def tagged(port: int, asked: Sequence[Asked], seed: int) -> list[Asked]:
    """Return some stories at random, each with the ETag it has now."""
    some = random.Random(seed).sample(list(asked), min(TAGS, len(asked)))
    with closing(pacing.fetch(port, [request(one) for one in some])) as answers:
        return [Asked(one.path, answer.header("etag")) for one, answer in zip(some, answers, strict=True)]


def check(port: int, asked: Sequence[Asked], status: int, bodies: Sequence[bytes] = ()) -> None:
    """Raise BenchError unless each answer is as it should be: status, gzip, and body where one is given."""
    with closing(pacing.fetch(port, [request(one) for one in asked])) as answers:
        for number, (one, answer) in enumerate(zip(asked, answers, strict=True)):
            if answer.status != status:
                raise BenchError(f"{one.path} at port {port} answered {answer.status} instead of {status}")
            if status == 200 and answer.header("content-encoding") != "gzip":
                raise BenchError(f"{one.path} at port {port} is not compressed")
            if bodies and answer.body != bodies[number]:
                raise BenchError(f"{one.path} at port {port} is not the body that was asked for")


def write_files(port: int, asked: Sequence[Asked], root: Path) -> None:
    """Write each story as delivery sends it into a `.gz` file that nginx finds under the same address."""
    for start in range(0, len(asked), STORED):
        some = asked[start : start + STORED]
        for one, body in zip(some, bodies(port, some), strict=True):
            file = root / f"{unquote(one.path).removeprefix('/')}.gz"
            file.parent.mkdir(parents=True)
            file.write_bytes(body)


def bodies(port: int, asked: Sequence[Asked]) -> list[bytes]:
    """Return what is sent for each, as it is sent. Raises BenchError for anything but compressed pages."""
    found: list[bytes] = []
    with closing(pacing.fetch(port, [request(one) for one in asked])) as answers:
        for one, answer in zip(asked, answers, strict=True):
            if answer.status != 200 or answer.body[:2] != b"\x1f\x8b":
                raise BenchError(f"{one.path} answered {answer.status}, not a compressed page")
            found.append(answer.body)
    return found
