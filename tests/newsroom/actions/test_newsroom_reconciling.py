"""What went past the actions is found and put right."""

from datetime import date

from newsroom_samples import draft, items, newest, person, photo, published, section, told, topic

from barta.newsroom.door import opened


def test_a_paper_in_step_needs_no_record() -> None:
    """Reconciling twice in a row appends nothing."""
    from barta.newsroom.actions import reconcile
    from barta.newsroom.stories.models import StoryByline, StoryPicture

    story = draft(print_date=date(2026, 1, 2), source_agency="শিমুল সংবাদ", old_paths=["/ক"], kicker="ওপরে")
    story.topics = [topic()]
    story.sections = [section("খেলা", "sports")]
    story.bylines = [StoryByline(person=person(picture=photo()), printed="রেখা")]
    story.pictures = [StoryPicture(photo=photo("দ্বিতীয়"))]
    story.body = [
        {"type": "paragraph", "value": "<p>এক <b>দুই</b></p><p>তিন</p>"},
        {"type": "heading", "value": {"text": "উপশিরোনাম", "level": "3"}},
        {"type": "list", "value": {"items": [{"type": "item", "value": "<p>দফা</p>"}], "ordered": True}},
        {"type": "related", "value": {"text": "আরও", "story": published("আরেকটি").pk, "url": ""}},
    ]
    story.save_revision(clean=False).publish()
    before = len(items())
    assert (2, 0, before) == (reconcile().stories, reconcile().appended, len(items()))


def test_a_hidden_change_of_a_story_is_recorded() -> None:
    """A row that was changed behind the actions' back is on record again after reconciling."""
    from barta.newsroom.actions import reconcile
    from barta.newsroom.stories.models import Story

    story = published()
    with opened():
        Story.objects.update(headline="হাতে বদলানো")
    assert 1 == reconcile().appended
    assert ("হাতে বদলানো", "minor", False) == (
        newest(story).headline,
        items()[-1].record.occasion,
        items()[-1].record.announce,
    )


def test_a_story_hidden_by_hand_is_ended() -> None:
    """A row that is not live any more does not stay public."""
    from barta.newsroom.actions import reconcile
    from barta.newsroom.stories.models import Story

    story = published()
    with opened():
        Story.objects.update(live=False)
    reconcile()
    assert ("unpublish", story.public_id) == (newest(story).manner, newest(story).public_id)


def test_a_story_deleted_by_hand_is_ended() -> None:
    """A row that is gone does not stay public."""
    from django.db import connection

    from barta.newsroom.actions import reconcile
    from barta.newsroom.stories.models import PublicUse

    story = published()
    PublicUse.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM stories_story")
    reconcile()
    assert ("unpublish", story.public_id) == (newest(story).manner, newest(story).public_id)


def test_a_topic_given_by_hand_becomes_known_and_one_taken_is_forgotten() -> None:
    """What stories use is worked out again from the rows."""
    from barta.newsroom.actions import reconcile

    story, subject = published(), topic()
    type(story).topics.through.objects.create(story_id=story.pk, topic_id=subject.pk)
    reconcile()
    assert (subject.name, (subject.uuid,)) == (newest(subject).name, newest(story).topics)
    type(story).topics.through.objects.all().delete()
    reconcile()
    assert ("remove", ()) == (newest(subject).manner, newest(story).topics)


def test_drafts_are_no_business_of_reconciling() -> None:
    """Nothing of a draft is appended, however often one reconciles."""
    from barta.newsroom.actions import reconcile

    story = draft("খসড়া")
    story.topics = [topic("গোপন")]
    story.save()
    reconcile()
    assert ([], []) == (told("story"), told("topic"))
