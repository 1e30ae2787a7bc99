"""`barta ranking`: what is read most, with views."""

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from barta import readership
from barta.bangla.dates import DHAKA
from barta.config.commands import parser
from barta.config.home import Home, HomeError
from barta.pagestore import Reader, story_key
from barta.readership import Ranking


def main(arguments: Sequence[str]) -> int:
    """Print a line a story, most read first: views and address."""
    made = parser(
        "ranking",
        "Print what is read most, with views: of the last 24 hours, or of the last 7 days.",
        "  barta ranking\n  barta ranking --days 7 --limit 20\n  barta ranking --json",
    )
    made.add_argument("--days", type=int, choices=(1, 7), default=1, help="1 or 7 (default 1)")
    made.add_argument("--limit", type=int, default=10, help="how many stories (default 10)")
    made.add_argument("--json", action="store_true", help="a list of public id, views and address")
    called = made.parse_args(arguments)
    if called.limit < 1:
        made.error("--limit is 1 or more")
    home = Home.from_environment()
    if not home.folder.is_dir():
        raise HomeError(f"{home.folder} does not exist: `barta run` makes it, or set BARTA_HOME")
    found = _ranking(home)
    counts = (found.day if called.days == 1 else found.week)[: called.limit]
    paths = _paths(home.store, [story for story, _ in counts])
    if called.json:
        rows = [{"story": story, "views": views, "address": paths.get(story)} for story, views in counts]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for story, views in counts:
        print(f"{views:>10,}  {paths.get(story, story)}")
    print(f"{len(counts)} stories, as of {found.at.astimezone(DHAKA):%Y-%m-%d %H:%M} in Dhaka")
    return 0


def _ranking(home: Home) -> Ranking:
    """Return the ranking that is shown; before the first one on one machine, what it would be."""
    with closing(readership.connect(home.readership_url)) as connection:
        if home.embedded:
            readership.create(connection)
        known = readership.ranking(connection)
        if known is None and home.embedded:
            known = readership.score(connection, now=datetime.now(UTC))
    return known or Ranking(datetime.now(UTC), (), ())


def _paths(store: Path, wanted: Iterable[str]) -> dict[str, str]:
    """Return the paths of the stories with these public ids, as far as there are pages of them."""
    found: dict[str, str] = {}
    if not (store / "current").exists():
        return found
    with closing(Reader(store)) as reader:
        for story in wanted:
            page = reader.page(story_key(story))
            if page is not None and page.path:
                found[story] = page.path
    return found
