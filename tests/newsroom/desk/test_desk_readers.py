"""Whether readers have a story: what the presses report against what the ledger holds."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from desk_people import Newsroom, url


def report(node: str, seq: int, aside: tuple[str, ...] = (), age: int = 0) -> None:
    """Report as a press does, `age` seconds ago."""
    from django.conf import settings

    from barta import ledger

    connection = ledger.connect(settings.HOME.readership_url)
    try:
        ledger.create_reports(connection)
        ledger.report(connection, node, seq, datetime.now(UTC) - timedelta(seconds=age), aside)
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


def test_a_story_that_cannot_be_printed_is_said_so(newsroom: Newsroom) -> None:
    """When a press has set a story aside, the editor is told what to do, not that all is well."""
    story = newsroom.live()
    report("ঢাকা", 1000, (f"story:{story.uuid}",))
    assert "failed" == asked(newsroom, story)


def test_a_press_that_is_long_gone_holds_nobody_up(newsroom: Newsroom) -> None:
    """Only presses that have reported within the last half minute are asked."""
    story = newsroom.live()
    report("পুরোনো যন্ত্র", 1, age=3600)
    report("ঢাকা", 1000)
    assert "reached" == asked(newsroom, story)


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
