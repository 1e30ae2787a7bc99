"""A table in a story, from the form to the record."""

import pytest
from desk_people import Newsroom, posted, records, url
from newsroom_samples import newest


def form(newsroom: Newsroom, rows: str, **more: str) -> dict[str, str]:
    """Return the story form with one paragraph and a table behind it."""
    fields = {
        "body-count": "2",
        "body-1-deleted": "",
        "body-1-order": "1",
        "body-1-type": "table",
        "body-1-id": "",
        "body-1-value-caption": "পয়েন্ট তালিকা",
        "body-1-value-head": "on",
        "body-1-value-rows": rows,
    }
    return posted(newsroom.city, **fields, **more)


def test_a_pasted_table_is_published_with_the_story(newsroom: Newsroom) -> None:
    """The record has its rows in equal length; the history's comparison shows both versions."""
    from barta.edition import Table

    story, client = newsroom.draft(), newsroom.client("editor")
    client.post(
        url("edit", story.pk), form(newsroom, "দল\tজয়\nপদ্মা ক্লাব\t৩\nকাজলা একাদশ", **{"action-publish": "1"})
    )
    rows = (("দল", "জয়"), ("পদ্মা ক্লাব", "৩"), ("কাজলা একাদশ", ""))
    assert Table(rows=rows, caption="পয়েন্ট তালিকা") == newest(story).body[1]
    compared = client.get(url("revisions_compare", story.pk, "earliest", "latest"))
    assert (200, True) == (compared.status_code, "পদ্মা ক্লাব" in compared.content.decode())


def test_an_unfinished_table_is_kept_in_a_draft_and_refused_in_print(newsroom: Newsroom) -> None:
    """What is typed is kept without a button; publishing asks for the rows that are missing."""
    story, client = newsroom.draft(), newsroom.client("editor")
    saved = client.post(
        url("edit", story.pk), form(newsroom, ""), headers={"accept": "application/json"}
    ).json()
    client.post(url("edit", story.pk), form(newsroom, "", **{"action-publish": "1"}))
    blocks = [block.block_type for block in newsroom.again(story).get_latest_revision_as_object().body]
    assert (True, ["paragraph", "table"], []) == (saved["success"], blocks, records(story))


@pytest.mark.parametrize("rows", ["ক\n" * 300, "|".join("ক" * 30), "শুধু একটি সারি"])
def test_a_table_that_cannot_be_printed_is_told_at_once(newsroom: Newsroom, rows: str) -> None:
    """The form comes back, and the draft stays as it was."""
    story = newsroom.draft()
    response = newsroom.client("reporter").post(url("edit", story.pk), form(newsroom, rows))
    assert (200, story.latest_revision_id) == (
        response.status_code,
        newsroom.again(story).latest_revision_id,
    )
