"""A canary in every field of stories that readers may not see is never found where they can reach."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from newsroom_samples import draft, items, person, photo, told, topic

TOKEN = "ক্যানারি৭৩৫"


def _story() -> Any:
    """Return a draft with the canary in its text and in everything it refers to."""
    from barta.newsroom.stories.models import StoryByline, StoryPicture

    story = draft(
        f"শিরোনাম {TOKEN}",
        kicker=TOKEN,
        standfirst=TOKEN,
        public_note=TOKEN,
        source_agency=TOKEN,
        body=[{"type": "paragraph", "value": f"<p>{TOKEN}</p>"}],
    )
    story.topics = [topic(TOKEN, aliases=[TOKEN])]
    story.bylines = [StoryByline(person=person(TOKEN, about=TOKEN, picture=photo(TOKEN)), printed=TOKEN)]
    story.pictures = [StoryPicture(photo=photo(TOKEN, alt=TOKEN, credit=TOKEN), caption=TOKEN)]
    story.save_revision(clean=False)
    return story


def _leave_as_draft(story: Any) -> None:
    """Do nothing with it."""


def _schedule(story: Any) -> None:
    from newsroom_samples import revised

    revised(story, go_live_at=timezone.now() + timedelta(hours=1)).publish()


def _edit_live_with_a_draft(story: Any) -> None:
    """Publish something harmless, and leave the canary in the draft of its change."""
    waiting = story.latest_revision
    harmless = dict(waiting.content)
    for name in ("headline", "kicker", "standfirst", "public_note", "source_agency"):
        waiting.content[name] = "নিরীহ"
    waiting.content |= {"topics": [], "bylines": [], "pictures": [], "body": "[]", "slug": "নিরীহ"}
    waiting.save()
    waiting.publish()
    waiting.content = harmless
    waiting.save()


@pytest.mark.parametrize("do", [_leave_as_draft, _schedule, _edit_live_with_a_draft])
def test_a_canary_of_an_unpublished_text_is_nowhere(do: Any, home: Path) -> None:
    """Neither the ledger nor the public folder holds a byte of a draft, or a file of its pictures."""
    from barta.newsroom.actions import reconcile
    from barta.newsroom.scheduling import run_due

    do(_story())
    run_due()
    reconcile()
    assert not [item for item in items() if TOKEN.encode() in (item.payload or b"")]
    assert [] == [*(home / "public").rglob("*.*")]


@pytest.mark.parametrize("manner", ["unpublish", "withdraw", "takedown"])
def test_a_canary_of_an_ended_story_is_in_no_newest_edition(manner: str, home: Path) -> None:
    """What a reader's side is built from names nothing of a story that ended, nor of what only it used."""
    from barta import ledger
    from barta.newsroom.actions import TakeDown, Withdraw
    from barta.newsroom.actions.work import raw_connection

    story = _story()
    story.get_latest_revision().publish()
    assert any(TOKEN.encode() in (item.payload or b"") for item in items())
    story.refresh_from_db()
    if manner == "unpublish":
        story.unpublish()
    elif manner == "withdraw":
        Withdraw(story, public_note="ভুল সংবাদ।").execute()
    else:
        TakeDown(story).execute()
    for subject in {item.record.subject for item in items()}:
        newest = ledger.newest(raw_connection(), [subject])[subject]
        assert TOKEN.encode() not in (newest.payload or b""), newest.record
    assert [] == [path for path in (home / "public").rglob("*") if path.is_file()]
    assert manner == told("ending")[-1][2]
