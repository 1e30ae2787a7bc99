"""`barta demo`: loads the demo paper into a home that holds no story."""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from barta import readership
from barta.config.commands import parser
from barta.config.home import LOGINS, Home
from barta.config.readiness import make_ready


def main(arguments: Sequence[str]) -> int:
    """Load the demo paper; its logins are written to a file that only the owner can read."""
    made = parser(
        "demo",
        "Load the demo paper, an invented town's, into a home that holds no story yet.",
        "  barta demo\n  barta demo --if-empty",
    )
    made.add_argument("--if-empty", action="store_true", help="do nothing, quietly, when there are stories")
    called = made.parse_args(arguments)
    home = Home.from_environment()
    make_ready(home)
    from barta.importers.demo.loading import load
    from barta.newsroom.stories.models import Story

    if Story.objects.exists():
        if called.if_empty:
            return 0
        print("barta demo: this home holds stories already: name an empty BARTA_HOME", file=sys.stderr)
        return 1
    logins, reads = load()
    with closing(readership.connect(home.readership_url)) as connection:
        readership.create(connection)
        readership.set_views(connection, reads)
        readership.save_score(connection, datetime.now(UTC))
    file = home.folder / LOGINS
    file.touch(mode=0o600)
    file.write_text(json.dumps([login._asdict() for login in logins], indent=1), encoding="utf-8")
    print(f"the demo paper is loaded; its logins are in {file}")
    return 0
