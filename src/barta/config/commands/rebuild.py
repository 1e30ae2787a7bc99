"""`barta rebuild`: a new page store beside the running one, then the swap."""

import sys
import time
from collections.abc import Sequence

from barta.config.commands import parser
from barta.config.commands.press import open_press
from barta.config.home import Home
from barta.config.readiness import ensure_ready


def rebuild_store(home: Home) -> None:
    """Build a new generation from the newest editions and send readers to it."""
    ensure_ready(home)
    started, done = time.monotonic(), 0

    def progress(stories: int) -> None:
        nonlocal done
        done += stories
        if sys.stderr.isatty():
            print(f"\r{done:,} stories", end="", file=sys.stderr)

    with open_press(home) as press:
        seq = press.rebuild(progress=progress)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"the page store was built anew, up to record {seq}, in {time.monotonic() - started:.1f} s")


def main(arguments: Sequence[str]) -> int:
    """Rebuild; readers are served from the old store until the new one is complete."""
    parser(
        "rebuild",
        "Make the page store anew from the ledger, beside the one in use, and swap them.\n"
        "A running press does it between its other work: publications stay quick meanwhile.",
        "  barta rebuild",
    ).parse_args(arguments)
    home = Home.from_environment()
    rebuild_store(home)
    return 0
