"""The demo paper in a home of its own: loaded by its own newsroom, and as readers get it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from barta.bangla import normalise
from barta.bangla import slug as bangla_slug
from barta.importers.demo import plan


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds the demo paper."""
    folder = tmp_path_factory.mktemp("demo-paper") / "home"
    run(folder, "demo")
    return folder


def run(home: Path, *arguments: str) -> str:
    """Return what `barta` printed on `home`."""
    done = subprocess.run(
        [sys.executable, "-m", "barta", *arguments],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "BARTA_HOME": str(home), "BARTA_SITE_URL": "https://paper.example"},
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def paper() -> plan.Plan:
    """The demo paper as it is written down."""
    return plan.read(datetime.now(UTC))


def records(home: Path) -> list[tuple[str, str, str]]:
    """Return kind, subject and occasion of every record, in the ledger's order."""
    with closing(sqlite3.connect(home / "newsroom.sqlite3")) as connection:
        return list(connection.execute("SELECT kind, subject, occasion FROM ledger ORDER BY seq"))


def public_stories(paper: plan.Plan) -> list[plan.Story]:
    """Return the stories that readers can open."""
    return [one for one in paper.stories if not (one.withdrawn or one.unpublished)]


def address(home: Path, story: plan.Story) -> str:
    """Return the address of a public story: the only one with its headline's slug."""
    slug = bangla_slug.slug(story.headline)
    (found,) = [line for line in run(home, "addresses").splitlines() if line.endswith(f"/{slug}")]
    return found


def test_every_story_that_was_not_ended_has_an_address(home: Path, paper: plan.Plan) -> None:
    """Nothing is lost on the way from the files to readers."""
    assert len(public_stories(paper)) == len(run(home, "addresses").splitlines())


def test_the_record_holds_what_happened_in_order(home: Path, paper: plan.Plan) -> None:
    """One publication a story, every correction as one, both endings, four pages and a front."""
    found = records(home)
    counted = Counter((kind, occasion) for kind, _, occasion in found)
    corrections = Counter(correction.kind for one in paper.stories for correction in one.corrections)
    assert len(paper.stories) == counted["story", "publish"]
    assert corrections["correction"] == counted["story", "correction"]
    assert corrections["clarification"] == counted["story", "clarification"]
    assert (1, 1) == (counted["ending", "withdraw"], counted["ending", "unpublish"])
    assert len(paper.pages) == counted["page", "publish"]
    assert ["front:home"] == [subject for kind, subject, _ in found if kind == "front"]


def test_a_story_carries_its_correction_and_its_days(home: Path, paper: plan.Plan) -> None:
    """What was wrong stands below the story, and no placeholder is left."""
    (corrected, *_) = [one for one in public_stories(paper) if one.corrections]
    shown = run(home, "show", "--text", address(home, corrected))
    assert normalise.clean(corrected.headline) in shown
    assert normalise.clean(corrected.corrections[0].text) in shown
    assert "{" not in shown


def test_readers_are_told_why_a_story_was_withdrawn(home: Path, paper: plan.Plan) -> None:
    """The reason is public, and stays in the record."""
    (withdrawn,) = [one.withdrawn for one in paper.stories if one.withdrawn]
    with closing(sqlite3.connect(home / "newsroom.sqlite3")) as connection:
        (note,) = connection.execute(
            "SELECT ending_note FROM stories_story WHERE ending = 'withdraw'"
        ).fetchone()
    assert normalise.clean(withdrawn.note) == note


def test_there_is_a_login_for_each_role(home: Path) -> None:
    """The file that `run` prints from names three users with passwords of their own."""
    logins = json.loads((home / "demo-logins.json").read_text(encoding="utf-8"))
    assert ["reporter", "subeditor", "newseditor"] == [one["username"] for one in logins]
    assert 3 == len({one["password"] for one in logins})


def test_views_lie_in_the_past_and_add_up(home: Path, paper: plan.Plan) -> None:
    """The most-read list has something to say, and counts every view once."""
    with closing(sqlite3.connect(home / "readership.sqlite3")) as connection:
        views, last = connection.execute("SELECT sum(count), max(minute) FROM views").fetchone()
    assert sum(one.views for one in paper.stories) == views
    assert last <= datetime.now(UTC).timestamp() // 60


def test_the_demo_paper_verifies(home: Path) -> None:
    """Pages made as things happened are those that the record alone gives."""
    assert "everything is as recorded" in run(home, "verify")
