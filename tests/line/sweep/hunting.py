"""The hunt: where on the readers' side a token can be found."""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from sweep.readers import Answer
from sweep.tokens import Token

from barta.ledger import connect, follow
from barta.pagestore import dump, generations

SHAPES = tuple(
    re.compile(b"(?=(" + shape + b"))", re.IGNORECASE)
    for shape in (
        rb"zq[0-9a-f]{14}",
        rb"(?:\xe0\xa6[\x95-\xb9]){14}",
        rb"[0-9a-f]{32}",
        rb"[0-9a-hjkmnp-tv-z]{10}",
    )
)
"""What tokens look like: the two words, the ids of things, and public ids."""

Places = Iterable[tuple[str, bytes]]


class Find(NamedTuple):
    """A token that was found, and where."""

    scene: str
    field: str
    place: str


def answered(answers: Iterable[Answer]) -> Iterator[tuple[str, bytes]]:
    """Yield everything that readers got; what stood in the request is not in it unless it came back."""
    for answer in answers:
        yield f"{answer.status} {answer.path}", answer.everything()


def stored(home: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every key and value of every generation of the page store, inflated."""
    for generation in generations(home / "store"):
        for table, key, value in dump(home / "store", generation):
            yield f"{generation} {table} {key!r}", key + b"\n" + value


def raw(home: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every file in the page store's folder and the press's own."""
    for folder in (home / "store", home / "press"):
        yield from _files(folder)


def public(home: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every file in the public folder."""
    yield from _files(home / "public")


def recorded(home: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every payload in the ledger."""
    connection = connect(f"sqlite:///{home / 'newsroom.sqlite3'}")
    try:
        for item in follow(connection, 0, 100_000):
            yield f"record {item.record.seq} {item.record.subject}", item.payload or b""
    finally:
        connection.close()


def hunt(tokens: Iterable[Token], places: Places) -> list[Find]:
    """Return every token that stands in any of `places`, in its own letters or percent-encoded.

    The same bytes in several places are reported once.
    """
    wanted = {word.encode(): token for token in tokens for word in token.words}
    seen: set[bytes] = set()
    found = []
    for place, data in places:
        digest = blake2b(data).digest()
        if digest not in seen:
            seen.add(digest)
            hits = {wanted[word] for word in _words(data) if word in wanted}
            found += [Find(token.scene, token.field, place) for token in sorted(hits)]
    return found


def _words(data: bytes) -> Iterator[bytes]:
    """Yield everything in `data` that has the shape of a token, wherever it begins."""
    for text in (data, unquote_to_bytes(data)) if b"%" in data else (data,):
        for shape in SHAPES:
            yield from (match.group(1).lower() for match in shape.finditer(text))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            name = str(file.relative_to(folder.parent))
            yield name, name.encode() + b"\n" + file.read_bytes()
