"""Loads the demo paper as its own newsroom would have made it: written, signed off, published, updated."""

import secrets
import tomllib
from datetime import datetime, timedelta
from importlib.resources import files
from io import BytesIO
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from barta.importers.demo.pictures import draw
from barta.newsroom.actions import Publish, Update
from barta.newsroom.desk.models import Filing
from barta.newsroom.media.models import Photo
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Desk, Section
from barta.newsroom.site.models import Paper
from barta.newsroom.stories.models import Story, StoryByline, StoryPicture
from barta.newsroom.topics.models import Topic

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class Login(NamedTuple):
    """A demo user; the password is random and shown to whoever starts the demo."""

    role: str
    username: str
    password: str


class Read(NamedTuple):
    """Views of one story for the readership: story id, when, how many."""

    story: str
    at: datetime
    views: int


def load() -> tuple[list[Login], list[Read]]:
    """Make the demo paper in an empty newsroom; return its logins and the views its stories had.

    One transaction: the paper is there wholly or not at all.
    """
    plan = tomllib.loads((files(__package__) / "paper.toml").read_text(encoding="utf-8"))
    with transaction.atomic():
        _fill_in(Paper.load(), plan["paper"])
        desks = {one["desk"]: Desk.objects.get_or_create(name=one["desk"])[0] for one in plan["sections"]}
        for position, one in enumerate(plan["sections"]):
            section = Section(
                slug=one["slug"],
                name=one["name"],
                description=one["description"],
                desk=desks[one["desk"]],
                position=position,
            )
            section.full_clean()
            section.save()
        for one in plan["people"]:
            _fill_in(Person(), one)
        logins = [_login(one, desks) for one in plan["logins"]]
        loader = _Stories(timezone.now())
        reads = [loader.publish(one) for one in sorted(plan["stories"], key=lambda one: -one["ago"])]
    return logins, reads


def _fill_in(row: Any, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()


def _login(one: dict[str, Any], desks: dict[str, Desk]) -> Login:
    password = "".join(secrets.choice(ALPHABET) for _ in range(12))
    first, _, last = one["name"].partition(" ")
    user = get_user_model().objects.create_user(
        one["username"], password=password, first_name=first, last_name=last, initials=one["initials"]
    )
    user.groups.add(Group.objects.get(name=one["role"]))
    for name in one["desks"]:
        desks[name].members.add(user)
    return Login(one["role"], one["username"], password)


class _Stories:
    """Publishes the stories of the plan, at times counted back from `now`."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.sections = {section.slug: section for section in Section.objects.all()}
        self.people = {person.name: person for person in Person.objects.all()}
        self.writers = {user.get_full_name(): user for user in get_user_model().objects.all()}
        self.editors = {user.initials: user for user in get_user_model().objects.exclude(initials="")}

    def publish(self, one: dict[str, Any]) -> Read:
        """Write, publish and, where the plan says so, update one story."""
        at = self.now - timedelta(minutes=one["ago"])
        by = self.editors.get(one.get("signoff", ""))
        story = self._draft(one)
        Publish(story, story.save_revision(user=by), by=by, at=at).execute()
        story.refresh_from_db()
        if "updated" in one:
            later = self.now - timedelta(minutes=one["updated"])
            revision = story.save_revision(user=by)
            Update(story, revision, significant=True, by=by, at=later).execute()
        return Read(str(story.uuid), min(at + timedelta(minutes=30), self.now), one["views"])

    def _draft(self, one: dict[str, Any]) -> Story:
        story = Story(
            section=self.sections[one["section"]],
            kicker=one.get("kicker", ""),
            headline=one["headline"],
            short_headline=one.get("short", ""),
            standfirst=one.get("standfirst", ""),
            body=[_block(text) for text in one["body"]],
        )
        story.full_clean()
        story.save()
        Filing.objects.create(story=story, user=self.writers.get(one["byline"]))
        person = self.people.get(one["byline"])
        kind, role = one.get("kind", "person"), one.get("role", person.role if person else "")
        story.bylines.add(StoryByline(person=person, printed=one["byline"], kind=kind, role=role))
        story.topics.set(Topic.objects.get_or_create(name=name)[0] for name in one.get("topics", ()))
        if "picture" in one:
            story.pictures.add(StoryPicture(photo=_photo(one), caption=one["caption"], alt=one["alt"]))
        story.save()
        return story


def _photo(one: dict[str, Any]) -> Photo:
    data = draw(one["picture"])
    file = ImageFile(BytesIO(data), name=f"{one['picture']}.jpg")
    photo = Photo(title=one["caption"], alt=one["alt"], credit="কমলডাঙা সমাচার", file=file, file_size=len(data))
    photo.save()
    return photo


def _block(text: str) -> tuple[str, Any]:
    """Return the block for a text of the plan: `## ` heading, `> ` quote, `- ` list, else a paragraph."""
    if text.startswith("## "):
        return "heading", {"text": text[3:], "level": "2"}
    if text.startswith("> "):
        said, _, by = text[2:].partition(" — ")
        return "quote", {"text": said, "by": by}
    if text.startswith("- "):
        items = [f"<p>{escape(item[2:])}</p>" for item in text.split("\n")]
        return "list", {"items": items, "ordered": False}
    return "paragraph", f"<p>{escape(text)}</p>"
