"""Two invented desks, everybody who works there, and what they write."""

import json
from collections.abc import Iterable
from typing import Any

PASSWORD = "নীলকুঠি-৭৭১-ঘাট"
TEXT = "বৃহস্পতিবার সকালে নীলকুঠি ঘাটে নতুন সেতুর কাজ শুরু হয়েছে।"
HEADLINE = "নীলকুঠি ঘাটে নতুন সেতু"

ROLES = ("reporter", "sub_editor", "editor")
"""Of the city desk. Of the sport desk: `other_reporter` and `other_sub_editor`."""


def people() -> None:
    """Make both desks, their sections and everybody."""
    from django.contrib.auth.models import Group

    from barta.newsroom.people.models import Person
    from barta.newsroom.sections.models import Desk, Section
    from barta.newsroom.users.models import User
    from barta.newsroom.users.roles import NEWS_EDITOR, REPORTER, SUB_EDITOR

    city, sport = Desk.objects.create(name="নগর ডেস্ক"), Desk.objects.create(name="খেলা ডেস্ক")
    Section(name="নগর", slug="নগর", desk=city).save()
    Section(name="খেলা", slug="খেলা", desk=sport, position=1).save()
    for name, role, desk, initials in (
        ("reporter", REPORTER, city, "রূপা"),
        ("other_reporter", REPORTER, sport, ""),
        ("sub_editor", SUB_EDITOR, city, "শাআ"),
        ("other_sub_editor", SUB_EDITOR, sport, "মহ"),
        ("editor", NEWS_EDITOR, city, "এলকে"),
    ):
        user = User.objects.create_user(name, f"{name}@example.org", PASSWORD, initials=initials)
        user.groups.add(Group.objects.get(name=role))
        desk.members.add(user)
    User.objects.create_superuser("superuser", "superuser@example.org", PASSWORD)
    Person(name="রূপা সেন", slug="রূপা-সেন").save()


class Newsroom:
    """The people and sections by name, browsers in which they are logged in, and their stories."""

    def __init__(self) -> None:
        """Find everybody."""
        from barta.newsroom.people.models import Person
        from barta.newsroom.sections.models import Section

        self.city = Section.objects.get(slug="নগর")
        self.sport = Section.objects.get(slug="খেলা")
        self.person = Person.objects.get()
        self._clients: dict[str, Any] = {}

    def user(self, name: str) -> Any:
        """Return the user called `name`."""
        from barta.newsroom.users.models import User

        return User.objects.get(username=name)

    def client(self, who: str = "") -> Any:
        """Return a browser in which `who` is logged in, or nobody."""
        from django.test import Client

        if who not in self._clients:
            self._clients[who] = Client(headers={"host": "newsroom.test"})
            if who:
                self._clients[who].force_login(self.user(who))
        return self._clients[who]

    def draft(self, by: str = "reporter", **fields: Any) -> Any:
        """Return a draft of the city section with one revision, filed by `by`."""
        from barta.newsroom.desk.models import Filing
        from barta.newsroom.stories.models import Story

        values = {
            "headline": HEADLINE,
            "section": self.city,
            "body": [{"type": "paragraph", "value": f"<p>{TEXT}</p>"}],
        }
        story = Story(**{**values, **fields})
        story.save()
        story.save_revision(user=self.user(by), clean=False)
        Filing.objects.create(story=story, user=self.user(by))
        return story

    def live(self, by: str = "reporter", **fields: Any) -> Any:
        """Return a published story."""
        from barta.newsroom.actions import Publish

        story = self.draft(by, **fields)
        Publish(story, by=self.user("editor")).execute()
        return self.again(story)

    def submitted(self, by: str = "reporter", **fields: Any) -> Any:
        """Return a draft that waits for its sign-off."""
        story = self.draft(by, **fields)
        story.get_workflow().start(story, self.user(by))
        return story

    def again(self, story: Any) -> Any:
        """Return the story as the database has it now."""
        from barta.newsroom.stories.models import Story

        return Story.objects.get(pk=story.pk)


def url(name: str, *args: Any) -> str:
    """Return the address of a story screen."""
    from django.urls import reverse

    return reverse(f"wagtailsnippets_stories_story:{name}", args=args)


def content(text: str) -> str:
    """Return one paragraph as the browser's editor sends it."""
    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def posted(
    section: Any, *, headline: str = HEADLINE, paragraphs: Iterable[str] = (TEXT,), **more: str
) -> dict[str, str]:
    """Return the story form as a browser posts it."""
    data = {
        "headline": headline,
        "section": str(section.pk),
        "edition": "bd",
        "language": "bn",
        "weight": "minor",
        "body-count": "0",
    }
    for name in ("bylines", "pictures", "places", "corrections"):
        data |= {
            f"{name}-TOTAL_FORMS": "0",
            f"{name}-INITIAL_FORMS": "0",
            f"{name}-MIN_NUM_FORMS": "0",
            f"{name}-MAX_NUM_FORMS": "1000",
        }
    for index, text in enumerate(paragraphs):
        data["body-count"] = str(index + 1)
        data |= {
            f"body-{index}-deleted": "",
            f"body-{index}-order": str(index),
            f"body-{index}-type": "paragraph",
            f"body-{index}-id": "",
            f"body-{index}-value": content(text),
        }
    return {**data, **more}


def messages_of(response: Any) -> list[str]:
    """Return what the editor will read after `response`."""
    from django.contrib.messages import get_messages

    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def records(story: Any) -> list[Any]:
    """Return the ledger's records of a story, oldest first."""
    from barta import ledger
    from barta.newsroom.actions.work import raw_connection
    from barta.newsroom.edition import subject_of

    return [item.record for item in ledger.editions(raw_connection(), subject_of(story))]
