"""Batches: the same checks and records in few statements."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom_samples import Statements, draft, items, newest, person, published, section, told

AT = datetime(2023, 9, 5, 9, 12, tzinfo=UTC)


def _copies(count: int, start: int = 0, **fields: Any) -> list[Any]:
    from barta.newsroom.actions import Copy

    return [
        Copy(
            headline=f"পুরোনো খবর {number}",
            section=section(),
            published=AT + timedelta(minutes=number),
            body=["প্রথম অনুচ্ছেদ।", "দ্বিতীয় “অনুচ্ছেদ” & শেষ <কথা>।"],
            **fields,
        )
        for number in range(start, start + count)
    ]


def test_a_batch_is_live_on_record_and_announced_to_nobody() -> None:
    """Every copy becomes a live story with one record of an import."""
    from barta.newsroom.actions import publish_many

    outcomes = publish_many(_copies(3))
    records = [item.record for item in items() if item.record.kind == "story"]
    assert [("import", False)] * 3 == [(record.occasion, record.announce) for record in records]
    assert [outcome.address for outcome in outcomes] == [outcome.story.path for outcome in outcomes]
    assert AT == newest(outcomes[0].story).published


def test_what_a_batch_records_is_what_the_rows_say() -> None:
    """Reconciling after an import finds nothing to mend, and a revision gives back the row."""
    from barta.edition import Byline
    from barta.newsroom.actions import publish_many, reconcile
    from barta.newsroom.stories.models import Story

    writer = person()
    publish_many(
        _copies(
            2,
            bylines=[
                Byline(printed="রেখা", person=writer.uuid),
                Byline(printed="ডেস্ক", kind="desk", place="ঢাকা"),
            ],
            topics=["সেতু", "নদী "],
            signoff="এলকে",
            kicker="ওপরে",
            standfirst="সার",
            url="",
            updated=AT + timedelta(hours=12),
            updated_precision="day",
        )
    )
    before = len(items())
    done = reconcile()
    assert (2, 0, before) == (done.stories, done.appended, len(items()))
    for story in Story.objects.all():
        assert story.latest_revision_id == story.live_revision_id
        again, row = story.latest_revision.as_object(), story.serializable_data()
        # A revision keeps milliseconds of the row's own times, which it never brings back.
        ignored = {"latest_revision", "live_revision", "first_published_at", "last_published_at"}
        assert {k: v for k, v in row.items() if k not in ignored} == {
            k: v for k, v in again.serializable_data().items() if k not in ignored
        }


def test_an_imported_story_can_be_edited_and_published_again() -> None:
    """Its one revision is the beginning of a history like any other story's."""
    from barta.newsroom.actions import publish_many

    story = publish_many(_copies(1))[0].story
    story.refresh_from_db()
    edited = story.get_latest_revision_as_object()
    edited.kicker = "নতুন"
    edited.save_revision(clean=False).publish()
    assert ("নতুন", 2) == (newest(story).kicker, len(newest(story).body))


def test_the_same_story_is_not_published_twice() -> None:
    """The same address, or the same headline and moment, is the same story; within a batch too."""
    from barta.newsroom.actions import Copy, publish_many

    first = publish_many(_copies(1, url="https://old.test/a/1"))[0]
    place = section()
    again = publish_many(
        [
            Copy(headline="অন্য শিরোনাম", section=place, published=AT, body=[], url="https://old.test/a/1"),
            Copy(headline="পুরোনো  খবর ০", section=place, published=AT, body=[]),
            Copy(headline="নতুন", section=place, published=AT, body=[]),
            Copy(headline="নতুন", section=place, published=AT, body=[]),
            Copy(headline="নতুন", section=place, published=AT + timedelta(days=1), body=[]),
        ]
    )
    assert [True, True, False, True, False] == [outcome.already for outcome in again]
    assert [first.address, first.address] == [outcome.address for outcome in again[:2]]
    assert 3 == len(told("story"))


def test_a_withdrawn_story_is_not_imported_again() -> None:
    """What was withdrawn is still there for the import, and stays withdrawn."""
    from barta.newsroom.actions import Withdraw, publish_many

    story = publish_many(_copies(1))[0].story
    Withdraw(story, public_note="ভুল।").execute()
    assert (True, "withdraw") == (publish_many(_copies(1))[0].already, newest(story).manner)


def test_an_old_address_leads_to_the_story() -> None:
    """The path of the old address is carried along, decoded; one with a query is not a path."""
    from barta.newsroom.actions import publish_many

    copies = [
        *_copies(1, url="https://old.test/%E0%A6%95/12/"),
        *_copies(1, 1, url="https://old.test/n.php?id=5"),
    ]
    outcomes = publish_many(copies)
    assert [("/ক/12",), ()] == [newest(outcome.story).formerly for outcome in outcomes]


def test_a_bad_copy_is_refused_and_the_rest_go_on() -> None:
    """Text that cannot be stored, a missing headline and a moment without a zone are named."""
    from barta.newsroom.actions import Copy, publish_many

    place = section()
    bad = [
        Copy(headline="ভাঙা", section=place, published=AT, body=["\ud800"]),
        Copy(headline="শূন্য", section=place, published=AT, body=["ক\x00"]),
        Copy(headline=" ", section=place, published=AT, body=[]),
        Copy(headline="সময়", section=place, published=datetime(2023, 1, 1), body=[]),  # noqa: DTZ001
        Copy(headline="দীর্ঘ" * 100, section=place, published=AT, body=[]),
    ]
    outcomes = publish_many([*bad, *_copies(1)])
    assert [True] * 5 + [False] == [bool(outcome.refused) for outcome in outcomes]
    assert 1 == len(told("story"))


def test_a_batch_costs_the_same_in_a_small_paper_and_in_a_larger_one() -> None:
    """The number of statements depends neither on the batch nor on what is there already."""
    from barta.newsroom.actions import publish_many

    counts = []
    for start, size in ((0, 100), (100, 100), (200, 400), (1000, 100)):
        copies = _copies(size, start, topics=["সেতু"])
        with Statements() as statements:
            publish_many(copies)
        counts.append(statements.count)
        publish_many(_copies(300, start=start + 10_000))
    assert counts[1] == counts[3] < 40, counts
    # 400 stories are two of the ledger's chunks, which cost four statements each.
    assert counts[2] <= counts[1] + 4


def test_a_publication_costs_the_same_in_a_small_paper_and_in_a_larger_one() -> None:
    """Publishing a story takes a fixed number of statements, whatever the paper holds."""
    from barta.newsroom.actions import publish_many

    counts = []
    for number in range(2):
        published(f"আগে {number}")
        story = draft(f"সংবাদ {number}")
        with Statements() as statements:
            story.latest_revision.publish()
        counts.append(statements.count)
        publish_many(_copies(1000, start=number * 1000))
    assert counts[0] == counts[1], counts
    assert PUBLICATION == counts[0]


PUBLICATION = 40
"""SQL statements of one publication of a story without references, the ledger's included."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40), max_size=4
    )
)
def test_the_body_of_a_copy_keeps_its_code_points(body: list[str]) -> None:
    """What the row says of an imported body is what the batch recorded, for any text."""
    from barta.newsroom.inline import paragraphs, plain

    for text in body:
        kept = [plain(text)] if text.strip() else []
        assert kept == paragraphs(f"<p>{plain(text)}</p>")
