"""A press that breaks on purpose, run as a process of its own: `python press_faults.py HOME`."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from press_samples import Paper

import barta.press.press
from barta.pagestore import Page, Writer, read_pointer
from barta.press import pages
from barta.rendering import Site, StoryView

DEADLY = "মারাত্মক"
BROKEN = "ভাঙা"

_story_page = pages.story_page


def fragile_story_page(view: StoryView, site: Site) -> Page:
    """Render a story, unless its headline says how rendering it ends."""
    if DEADLY in view.story.headline:
        os.kill(os.getpid(), signal.SIGKILL)
    if BROKEN in view.story.headline:
        raise ValueError("this template breaks")
    return _story_page(view, site)


def deadly_writer(generation: str) -> Callable[..., Writer]:
    """Return what opens a store, and dies of opening this generation, as of a page that is missing."""

    def opened(folder: Path, *, fresh: bool = False) -> Writer:
        if not fresh and read_pointer(folder).current == generation:
            os.kill(os.getpid(), signal.SIGBUS)
        return Writer(folder, fresh=fresh)

    return opened


def main(home: str, *, fragile: bool, deadly: str) -> None:
    """Run a press in `home` until it is ended."""
    if deadly:
        vars(barta.press.press)["Writer"] = deadly_writer(deadly)
    if fragile:
        # By the name under which another process finds it too.
        import press_faults

        pages.story_page = press_faults.fragile_story_page
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with Paper(Path(home)).press() as press:
        press.run(stop)


if __name__ == "__main__":
    generations = [word.removeprefix("deadly=") for word in sys.argv if word.startswith("deadly=")]
    main(sys.argv[1], fragile="fragile" in sys.argv, deadly="".join(generations))
