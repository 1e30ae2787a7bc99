"""Stories' pages carry a token that changes with the hour, made far ahead."""

import re
from contextlib import closing
from datetime import datetime, timedelta

from press_samples import NOON, Paper, everything, public_id, story

from barta import readership
from barta.bangla import DHAKA
from barta.pagestore import Reader, Slot, inflate, join, story_key
from barta.press.making import MASTHEAD_DAYS


def slot_and_key(paper: Paper) -> tuple[Slot | None, bytes | None]:
    """Return the tokens' slot and the key that delivery finds in the store."""
    reader = Reader(paper.home / "store")
    try:
        with reader.snapshot() as view:
            return view.get_slot("beacon"), view.get_meta("beacon-key")
    finally:
        reader.close()


def key_of(paper: Paper) -> bytes:
    """Return the key that all nodes share."""
    with closing(readership.connect(paper.readership_url)) as connection:
        return readership.beacon_key(connection)


def page_at(paper: Paper, at: datetime) -> str:
    """Return the page of the first story as it is shown at an instant."""
    reader = Reader(paper.home / "store")
    try:
        found = reader.page(story_key(public_id(1)))
        assert found is not None
        return b"".join(join(found, reader.slot, now=int(at.timestamp()), gzip=False).chunks).decode()
    finally:
        reader.close()


def test_each_hour_of_the_next_days_has_its_token(paper: Paper) -> None:
    """From midnight in Dhaka on, for as many days as there are mastheads, so that the press may be dead."""
    paper.record(story(1))
    paper.catch_up()
    slot, key = slot_and_key(paper)
    assert slot is not None
    assert key_of(paper) == key
    midnight = int(NOON.astimezone(DHAKA).replace(hour=0).timestamp())
    hours = [midnight // 3600 + ahead for ahead in range(24 * MASTHEAD_DAYS)]
    assert [hour * 3600 for hour in hours] == [variant.valid_from for variant in slot.variants]
    shown = [re.search(rb"/v/([\w-]+)", inflate(variant.whole)) for variant in slot.variants]
    assert [readership.token(key_of(paper), hour) for hour in hours] == [
        found[1].decode() for found in shown if found
    ]


def test_a_page_shows_the_token_of_its_hour_behind_the_masthead(paper: Paper) -> None:
    """By the reader's clock, on a story's page, and nowhere else."""
    paper.record(story(1))
    paper.catch_up()
    key = key_of(paper)
    for hours in (0, 1, 30):
        at = NOON + timedelta(hours=hours, minutes=59)
        token = readership.token(key, readership.hour_of(at))
        expected = f'</header><noscript><img alt="" hidden src="/v/{token}" width="1" height="1"></noscript>'
        assert expected in page_at(paper, at).replace("\n", "")
    assert "<noscript>" not in (paper.page("/") or "")
    assert "<noscript>" not in (paper.page("/s1") or "")


def test_tokens_go_on_with_the_days(paper: Paper) -> None:
    """At midnight another day's tokens are added at the end, by whatever press works then."""
    paper.record(story(1))
    paper.catch_up()
    before, _ = slot_and_key(paper)
    paper.now += timedelta(days=1)
    paper.catch_up()
    after, _ = slot_and_key(paper)
    assert before is not None
    assert after is not None
    assert before.variants[24:] == after.variants[:-24]
    assert everything(paper.home) == paper.rebuilt()


def test_news_does_not_wait_for_the_readers_database(paper: Paper) -> None:
    """Without it there are stories without a token; once it is back the tokens come by themselves."""
    file = paper.home / "readership.sqlite3"
    away = file.rename(paper.home / "away")
    for journal in paper.home.glob("readership.sqlite3-*"):
        journal.unlink()
    file.mkdir()
    paper.record(story(1))
    with paper.press() as press:
        press.catch_up()
        assert "খবর 1" in (paper.page(1) or "")
        assert "<noscript>" not in (paper.page(1) or "")
        assert (None, b"") == slot_and_key(paper)
        file.rmdir()
        away.rename(file)
        press.catch_up()
    assert "<noscript>" in (paper.page(1) or "")
    assert key_of(paper) == slot_and_key(paper)[1]
    assert everything(paper.home) == paper.rebuilt()


def test_two_nodes_show_the_same_tokens(paper: Paper) -> None:
    """The key is one for all: a beacon may reach another node than the page came from."""
    paper.record(story(1))
    paper.catch_up()
    with paper.press(paper.home / "second") as press:
        press.catch_up()
    assert everything(paper.home) == everything(paper.home / "second")
