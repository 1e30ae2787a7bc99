"""The preview is the reader's page: the story's own slot has the same bytes before and after publication."""

from datetime import timedelta
from typing import Any

from desk_people import Newsroom, posted, records, url
from newsroom_samples import newest, photo, topic


def body_in(page: bytes) -> bytes:
    """Return the article of a whole page."""
    start = page.index(b"<article")
    return page[start : page.index(b"</article>", start)]


def published_body(story: Any, moment: Any = None) -> bytes:
    """Return the article as the press renders it from what the ledger holds."""
    from barta.newsroom.desk.preview import site, view_of
    from barta.rendering import StoryView, story_body

    shown = view_of(story, moment)
    edition = newest(story)
    return story_body(
        StoryView(
            story=edition,
            section=newest(story.section),
            others=tuple(newest(section) for section in story.sections.all()),
            people={byline.person.uuid: newest(byline.person) for byline in story.bylines.all()},
            topics={one.uuid: newest(one) for one in story.topics.all()},
            assets={picture.photo.uuid: newest(picture.photo) for picture in story.pictures.all()},
            links=shown.links,
        ),
        site(),
    )


def test_the_preview_has_the_bytes_of_the_published_page(newsroom: Newsroom) -> None:
    """A story with byline, picture, topic and related link is previewed exactly as it will be read."""
    from unittest.mock import patch

    from django.utils import timezone

    related = newsroom.live(headline="আগের দিনের খবর")
    image, subject = photo("সেতুর ছবি"), topic("নীলকুঠি সেতু")
    form = posted(
        newsroom.city,
        **{
            "kicker": "যোগাযোগ",
            "standfirst": "শুক্রবার থেকে গাড়ি চলবে।",
            "topics": str(subject.pk),
            "bylines-TOTAL_FORMS": "1",
            "bylines-0-person": str(newsroom.person.pk),
            "bylines-0-kind": "person",
            "bylines-0-ORDER": "1",
            "pictures-TOTAL_FORMS": "1",
            "pictures-0-photo": str(image.pk),
            "pictures-0-caption": "নদীর ওপর নতুন সেতু",
            "pictures-0-ORDER": "1",
            "body-1-type": "related",
            "body-1-deleted": "",
            "body-1-order": "1",
            "body-1-id": "",
            "body-1-value-text": "",
            "body-1-value-story": str(related.pk),
            "body-1-value-url": "",
            "body-count": "2",
        },
    )
    story = newsroom.draft()
    client = newsroom.client("editor")
    moment = timezone.now() + timedelta(minutes=3)
    with patch("django.utils.timezone.now", lambda: moment):
        assert {"is_valid": True, "is_available": True} == client.post(
            url("preview_on_edit", story.pk), form
        ).json()
        preview = body_in(client.get(url("preview_on_edit", story.pk)).content)
        client.post(url("edit", story.pk), {**form, "action-publish": "1"})
    story = newsroom.again(story)
    published = published_body(story, moment)
    assert body_in(published) == preview
    assert all(
        word.encode() in preview
        for word in ("রূপা সেন", "আগের দিনের খবর", "নদীর ওপর নতুন সেতু", "নীলকুঠি সেতু", "এলকে")
    )
    assert b"/media/" in preview


def test_the_preview_of_a_new_story_saves_nothing(newsroom: Newsroom) -> None:
    """What is only being typed is shown, and stays unknown to the database and the ledger."""
    from barta.newsroom.stories.models import Story

    client = newsroom.client("reporter")
    assert client.post(url("preview_on_add"), posted(newsroom.city, headline="টাইপ করা শিরোনাম")).json()[
        "is_valid"
    ]
    page = client.get(url("preview_on_add"))
    assert ("টাইপ করা শিরোনাম" in page.content.decode(), 0) == (True, Story.objects.count())


def test_the_preview_leaves_no_trace(newsroom: Newsroom) -> None:
    """No cache keeps it, no search engine indexes it, no other site learns of it, none frames it."""
    story = newsroom.draft()
    client = newsroom.client("reporter")
    client.post(url("preview_on_edit", story.pk), posted(newsroom.city))
    for response in (
        client.get(url("preview_on_edit", story.pk)),
        client.get(url("revisions_view", story.pk, story.latest_revision_id)),
    ):
        assert "no-store" in response["Cache-Control"]
        assert ("no-referrer", True) == (response["Referrer-Policy"], "noindex" in response["X-Robots-Tag"])
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_the_preview_changes_nothing_of_a_live_story(newsroom: Newsroom) -> None:
    """Looking at a change is not making it."""
    story = newsroom.live()
    client = newsroom.client("editor")
    client.post(
        url("preview_on_edit", story.pk), posted(newsroom.city, headline="দেখার জন্য শিরোনাম", weight="update")
    )
    page = client.get(url("preview_on_edit", story.pk)).content.decode()
    after = newsroom.again(story)
    assert ("দেখার জন্য শিরোনাম" in page, story.headline, None) == (
        True,
        after.headline,
        after.updated_at_public,
    )
    assert ["publish"] == [record.occasion for record in records(story)]


def test_pictures_of_a_preview_are_for_people_who_are_logged_in(newsroom: Newsroom) -> None:
    """The encoded files of an unpublished picture are private."""
    name = photo("সেতুর ছবি").public_files["renditions"][0]["name"]
    response = newsroom.client("reporter").get(f"/media/{name}")
    assert (200, b"\xff\xd8") == (response.status_code, b"".join(response.streaming_content)[:2])
    response.close()
    assert 302 == newsroom.client().get(f"/media/{name}").status_code
    assert 404 == newsroom.client("reporter").get(f"/media/{'0' * 32}.jpg").status_code
