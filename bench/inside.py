"""What is measured inside a process of the newsroom or of the press; prints one JSON object.

    python bench/inside.py fill 2000 | cost demo | catch-up | rebuild | rename 65

`BARTA_HOME` names the home. `rename` is told lines and answers each.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from invented import drafts

SECTION = "mapjokh"
NAME = "মাপজোখ"
BATCH = 500


def fill(count: int) -> dict[str, Any]:
    """Publish `count` stories into one section; return seconds by batch and statements of one batch."""
    _newsroom()
    from barta.edition import Byline
    from barta.newsroom.actions import Copy, publish_many
    from barta.newsroom.sections.models import Section

    section = Section(slug=SECTION, name=NAME)
    section.full_clean()
    section.save()
    by = Byline(printed="নিজস্ব প্রতিবেদক", kind="desk")
    copies = (
        Copy(
            headline=draft.headline,
            section=section,
            published=draft.published,
            body=draft.body,
            topics=draft.topics,
            bylines=(by,),
            signoff="মাপ",
        )
        for draft in drafts(count)
    )
    counted = min(1, (count - 1) // BATCH)
    walls: list[float] = []
    cpus: list[float] = []
    statements: list[int] = []
    refused = 0
    while batch := list(islice(copies, BATCH)):
        wall, cpu = time.perf_counter(), time.process_time()
        if len(walls) == counted:
            with _counting(statements):
                outcomes = publish_many(batch)
        else:
            outcomes = publish_many(batch)
        walls.append((time.perf_counter() - wall) / len(batch))
        cpus.append((time.process_time() - cpu) / len(batch))
        refused += sum(outcome.story is None for outcome in outcomes)
    return {"walls": walls, "cpus": cpus, "statements": sum(statements), "refused": refused}


def cost(name: str) -> dict[str, Any]:
    """Publish a story called `name` and an update of it; return statements and page-store writes of each."""
    _newsroom()
    from barta.newsroom.actions import Publish, Update

    story, found = _draft(f"খরচ মাপার সংবাদ: {name}"), {}
    for kind in ("publish", "update"):
        story.refresh_from_db()
        story.headline = f"{story.headline} আবার" if kind == "update" else story.headline
        revision = story.save_revision()
        statements: list[int] = []
        with _counting(statements):
            if kind == "publish":
                Publish(story, revision).execute()
            else:
                Update(story, revision, significant=True).execute()
        found[f"{kind}_statements"] = sum(statements)
        with _press() as press:
            press.catch_up()
            found[f"{kind}_writes"] = press.writes
    return found


def catch_up() -> dict[str, Any]:
    """Bring the page store up to the ledger; return seconds and how many records."""
    with _press() as press:
        before, wall, cpu = _seq(press), time.perf_counter(), time.process_time()
        after = press.catch_up(timeout=3600)
        return {
            "records": after - before,
            "wall": time.perf_counter() - wall,
            "cpu": time.process_time() - cpu,
        }


def rebuild() -> dict[str, Any]:
    """Make a new generation; return seconds and how many stories."""
    stories: list[int] = []
    with _press() as press:
        wall, cpu = time.perf_counter(), time.process_time()
        press.rebuild(progress=stories.append)
        return {
            "stories": sum(stories),
            "wall": time.perf_counter() - wall,
            "cpu": time.process_time() - cpu,
        }


def rename(count: int) -> None:
    """Prepare drafts in the large section; then rename it or publish the next draft, as told by lines."""
    _newsroom()
    from barta import ledger
    from barta.newsroom.actions import Publish, Rename
    from barta.newsroom.actions.work import raw_connection
    from barta.newsroom.sections.models import Section
    from barta.newsroom.stories.models import Story

    waiting = [_draft(f"{NAME} চলার সময়ের সংবাদ {number}", SECTION) for number in range(count)]
    ready = [(story, story.save_revision()) for story in waiting]
    oldest = Story.objects.filter(section__slug=SECTION, live=True).earliest("published_at", "pk")
    print(json.dumps({"paths": [story.path for story in waiting], "oldest": oldest.path}), flush=True)
    for line in sys.stdin:
        begun = time.monotonic()
        if line.strip() == "publish":
            story, revision = ready.pop(0)
            Publish(story, revision).execute()
        else:
            Rename(Section.objects.get(slug=SECTION), name=line.strip()).execute()
        last = ledger.head(raw_connection())
        print(json.dumps({"begun": begun, "seq": last.seq if last else 0}), flush=True)


def _draft(headline: str, slug: str = "") -> Any:
    from barta.newsroom.sections.models import Section
    from barta.newsroom.stories.models import Story

    section = Section.objects.get(slug=slug) if slug else Section.objects.order_by("pk").first()
    body = [("paragraph", f"<p>{text}</p>") for text in next(drafts(1)).body]
    story = Story(headline=headline, section=section, body=body)
    story.full_clean()
    story.save()
    return story


def _newsroom() -> None:
    from barta.config.home import Home
    from barta.config.readiness import make_ready

    make_ready(Home.from_environment())


def _press() -> Any:
    from barta.config.commands.press import open_press
    from barta.config.home import Home

    return open_press(Home.from_environment())


def _seq(press: Any) -> int:
    from barta.pagestore import Reader

    reader = Reader(press.store)
    try:
        return int(reader.meta("seq") or b"0")
    finally:
        reader.close()


@contextmanager
def _counting(statements: list[int]) -> Iterator[None]:
    """Count every statement that reaches SQLite, Django's and the ledger's; what triggers do is not one."""
    from barta.newsroom.actions.work import raw_connection

    connection = raw_connection()
    connection.set_trace_callback(lambda sql: statements.append(not sql.startswith("--")))
    try:
        yield
    finally:
        connection.set_trace_callback(None)


def main() -> None:
    """Do what the command line names."""
    what = sys.argv[1]
    if what == "rename":
        rename(int(sys.argv[2]))
        return
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "fill": lambda: fill(int(sys.argv[2])),
        "cost": lambda: cost(sys.argv[2]),
        "catch-up": catch_up,
        "rebuild": rebuild,
    }
    print(json.dumps(parts[what]()), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barta.config.settings")
    main()
