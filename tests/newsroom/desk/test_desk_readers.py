"""Whether readers have a story: what the presses report against what the ledger holds."""

from datetime import UTC, datetime
from typing import Any

import pytest
from desk_people import Newsroom, url


def report(node: str, seq: int) -> None:
    """Report as a press does."""
    from django.conf import settings

    from barta import ledger

    connection = ledger.connect(settings.HOME.readership_url)
    try:
        ledger.create_reports(connection)
        ledger.report(connection, node, seq, datetime(2026, 11, 24, tzinfo=UTC))
    finally:
        connection.close()


def asked(newsroom: Newsroom, story: Any, who: str = "reporter") -> str:
    """Ask as the story's page does."""
    return str(newsroom.client(who).get(url("readers", story.pk)).json()["state"])


def test_a_story_on_its_way(newsroom: Newsroom) -> None:
    """It waits without a press, is on its way with a slow one, and there when the slowest has it."""
    from barta import ledger
    from barta.newsroom.actions.work import raw_connection

    story = newsroom.live()
    head = ledger.head(raw_connection())
    assert head is not None
    states = [asked(newsroom, story)]
    report("ঢাকা", head.seq)
    states.append(asked(newsroom, story))
    report("চট্টগ্রাম", head.seq - 1)
    states.append(asked(newsroom, story))
    report("চট্টগ্রাম", head.seq)
    states.append(asked(newsroom, story))
    assert ["waiting", "reached", "sending", "reached"] == states


@pytest.mark.parametrize("ending", ["unpublish", "withdraw", "takedown"])
def test_a_story_that_is_taken_away(newsroom: Newsroom, ending: str) -> None:
    """It is being removed until every press has the ending."""
    from barta import ledger
    from barta.newsroom.actions.work import raw_connection

    story = newsroom.live()
    report("ঢাকা", 1)
    newsroom.client("editor").post(url(ending, story.pk), {"public_note": "ভুল ছিল।", "reason": "আদেশ"})
    states = [asked(newsroom, story, "editor")]
    head = ledger.head(raw_connection())
    assert head is not None
    report("ঢাকা", head.seq)
    assert ["removing", "gone"] == [*states, asked(newsroom, story, "editor")]


def test_a_draft_is_on_nobodys_way(newsroom: Newsroom) -> None:
    """What was never published is not looked for."""
    story = newsroom.draft()
    assert "none" == asked(newsroom, story)
    assert "data-desk-readers=" not in newsroom.client("reporter").get(url("edit", story.pk)).content.decode()


def test_the_storys_page_asks(newsroom: Newsroom) -> None:
    """A published story's page has the light, and the way to the reader's page."""
    story = newsroom.live()
    page = newsroom.client("reporter").get(url("edit", story.pk)).content.decode()
    assert f'data-desk-readers="{url("readers", story.pk)}"' in page
    assert "http://paper.test/%E0" in page and story.public_id in page
