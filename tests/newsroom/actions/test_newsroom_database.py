"""The newsroom's database: fair turns, readable JSON, and the same on PostgreSQL."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from newsroom_samples import SENTENCE, draft

from barta.config.database.turns import Turns

POSTGRES = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
call_command("migrate", verbosity=0)
from datetime import UTC, datetime, timedelta
from django.utils import timezone
from newsroom_samples import draft, items, newest, person, photo, published, revised, section, told, topic
from barta import ledger
from barta.newsroom.actions import Copy, Move, TakeDown, Withdraw, publish_many, reconcile, unit
from barta.newsroom.actions.work import raw_connection
from barta.newsroom.fronts.models import Front, LeadPin, Strip
from barta.newsroom.pages.models import Page
from barta.newsroom.scheduling import run_due
from barta.newsroom.stories.models import Story, StoryByline, StoryPicture
assert "postgresql" == connection.vendor
story = draft()
story.topics = [topic()]
story.bylines = [StoryByline(person=person(), printed="রেখা")]
story.pictures = [StoryPicture(photo=photo())]
story.save_revision(clean=False).publish()
assert story.headline == newest(story).headline
revised(story, kicker="সেতু").publish()
story.refresh_from_db()
Move(story, section("খেলা", "sports")).execute()
later = draft("পরে", go_live_at=timezone.now() + timedelta(hours=1))
later.latest_revision.publish()
assert [later.public_id] == run_due(timezone.now() + timedelta(hours=2)).published
assert 0 == reconcile().appended
at = datetime(2023, 9, 5, tzinfo=UTC)
copies = [Copy(headline=f"পুরোনো {n}", section=section(), published=at, body=["এক", "দুই"], topics=["নদী"])
          for n in range(600)]
assert 600 == sum(not outcome.already for outcome in publish_many(copies))
assert 600 == sum(outcome.already for outcome in publish_many(copies))
assert 0 == reconcile().appended
page = Page(title="আমাদের কথা", slug="about", body=[
    {"type": "table", "value": {"caption": "", "head": True, "rows": "দিন | ঘণ্টা\\nশনি | ৯"}}])
page.save()
assert (("দিন", "ঘণ্টা"), ("শনি", "৯")) == newest(page).body[0].rows
front = Front.load()
front.lead, front.strips = [LeadPin(story=later)], [Strip(section=section())]
front.save()
assert [later.uuid] == [pin.story for pin in newest(front).lead]
assert 0 == reconcile().appended
page.delete()
assert "remove" == newest(page).manner
Withdraw(later, public_note="ভুল।").execute()
TakeDown(story).execute()
assert "takedown" == newest(story).manner
assert [] == [found for found in ledger.verify(raw_connection()) if isinstance(found, ledger.Fault)]
try:
    with unit():
        draft("হারিয়ে যাবে").latest_revision.publish()
        raise RuntimeError
except RuntimeError:
    pass
assert not Story.objects.filter(headline="হারিয়ে যাবে").exists()
connection.close()
print("done")
"""


def test_turns_are_given_in_the_order_of_asking() -> None:
    """Whoever has waited longest is next."""
    turns, order, threads = Turns(), [], []
    assert turns.take(1)

    def wait(number: int) -> None:
        turns.take(10)
        order.append(number)
        turns.give()

    for number in range(8):
        thread = threading.Thread(target=wait, args=(number,))
        thread.start()
        threads.append(thread)
        while len(turns._waiting) <= number:
            time.sleep(0.001)
    turns.give()
    for thread in threads:
        thread.join()
    assert list(range(8)) == order


def test_a_turn_that_does_not_come_is_given_up() -> None:
    """Waiting ends after its time, and the one who gave up is not called any more."""
    turns = Turns()
    assert turns.take(1)
    assert False is turns.take(0.01)
    turns.give()
    assert turns.take(0)


def test_a_transaction_gives_its_turn_back_however_it_ends() -> None:
    """After commits, rollbacks and a closed connection the next writer does not wait."""
    from django.db import connection, transaction

    from barta.config.database.base import turns_of

    turns = turns_of(str(connection.settings_dict["NAME"]))
    with transaction.atomic():
        assert turns._taken
    assert not turns._taken
    with pytest.raises(RuntimeError), transaction.atomic():
        raise RuntimeError
    assert not turns._taken
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.close()
    assert not turns._taken


def test_writers_in_many_threads_all_get_through() -> None:
    """Nobody sees a locked database; every story is there in the end."""
    from django.db import connection

    from barta.newsroom.stories.models import Story

    story = draft("শুরু")
    faults: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for part in range(3):
                draft(f"সংবাদ {number}-{part}", section=story.section).latest_revision.publish()
        except BaseException as error:  # noqa: BLE001 - reported by the assertion below
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ([], 18) == (faults, Story.objects.filter(live=True).count())


def test_bangla_is_stored_in_its_own_letters() -> None:
    """Neither a body nor its copy in a revision is spelt in escapes, which would double the space."""
    from django.db import connection

    draft()
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM stories_story UNION ALL SELECT content FROM wagtailcore_revision")
        stored = [row[0] for row in cursor.fetchall()]
    assert [True, True] == [SENTENCE in text for text in stored]
    assert [False, False] == ["\\u09" in text for text in stored]


def test_the_database_is_as_safe_as_it_can_be() -> None:
    """The journal is a write-ahead log, a commit is on disk, and removed text is overwritten."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        ]
    assert (["wal", 2, 1, 1], True) == (found, connection.get_database_version() >= (3, 51, 3))


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    """The key survives a restart and is readable by its owner only."""
    from barta.newsroom.secret import secret_key

    first = secret_key(tmp_path / "secrets")
    assert first == secret_key(tmp_path / "secrets")
    assert 0o600 == (tmp_path / "secrets" / "newsroom.key").stat().st_mode & 0o777
    assert ["newsroom.key"] == [path.name for path in (tmp_path / "secrets").iterdir()]


def test_the_newsroom_works_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    """Migrations, publication, scheduling, batches, endings and reconciling are the same there."""
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", POSTGRES],
        env={
            **os.environ,
            "BARTA_DATABASE": postgres_url,
            "BARTA_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "barta.config.settings",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert "done" in done.stdout, done.stderr[-3000:]
