"""`barta addresses`: the address of every story that readers can open."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any
from urllib.parse import quote

from barta.config.commands import parser
from barta.config.home import Home
from barta.config.readiness import make_ready
from barta.edition import Section, Story, decode
from barta.ledger import Connection, connect, newest_of_kind
from barta.rendering import story_path

PAGE = 500


def main(arguments: Sequence[str]) -> int:
    """Print one address a line, the newest publication first."""
    made = parser(
        "addresses",
        "List the address of every story that readers can open, one a line.",
        "  barta addresses\n  barta addresses --full | head",
    )
    made.add_argument("--full", action="store_true", help="whole URLs, percent-encoded as they are sent")
    called = made.parse_args(arguments)
    home = Home.from_environment()
    make_ready(home)
    with closing(connect(home.database)) as connection:
        for path in public_paths(connection):
            print(home.site_url + quote(path) if called.full else path)
    return 0


def public_paths(connection: Connection) -> Iterator[str]:
    """Yield the path of every public story, from the ledger alone, the newest record first."""
    sections: dict[str, Section] = {one.id: one for one in _payloads(connection, "section")}
    story: Story
    for story in _payloads(connection, "story"):
        yield story_path(story, sections[story.section])


def _payloads(connection: Connection, kind: str) -> Iterator[Any]:
    after: int | None = None
    while items := newest_of_kind(connection, kind, after=after, limit=PAGE):
        for item in items:
            if item.payload is not None:
                yield decode(kind, item.record.schema, item.payload)
        after = items[-1].record.seq
