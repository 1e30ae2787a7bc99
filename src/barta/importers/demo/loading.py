"""Loads the demo paper as its own newsroom would have made it: written, signed off, published, updated."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from barta.importers.demo import photos, plan
from barta.importers.demo.blocks import blocks
from barta.importers.demo.publishing import Newsdesk
from barta.newsroom.actions import unit
from barta.newsroom.fronts.models import Front, LeadPin, PicturePin, Strip, TopPin
from barta.newsroom.pages.models import Page
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Desk, Section
from barta.newsroom.site.models import Paper
from barta.newsroom.stories.models import Story
from barta.newsroom.topics.models import Topic

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"

ILLUSTRATOR = "বিপুল নাথ"
"""Who drew the portraits, as the paper credits it."""

READ_AFTER = ((30, 45), (300, 25), (1200, 15), (3000, 8))
"""When a story is read: so many minutes after its publication, so many per cent of its views."""

READ_AGAIN = ((7200, 3), (3600, 2), (720, 2))
"""When a story of any age is found once more: so many minutes before now, so many per cent of its views."""


class Login(NamedTuple):
    """A demo user; the password is random and shown to whoever starts the demo."""

    role: str
    username: str
    password: str


class Read(NamedTuple):
    """Views of one story for the readership: public id, when, how many."""

    story: str
    at: datetime
    views: int


def load() -> tuple[list[Login], list[Read]]:
    """Make the demo paper in an empty newsroom; return its logins and the views its stories had.

    One transaction: the paper is there wholly or not at all. Pictures are encoded before it begins.
    """
    now = timezone.now()
    paper = plan.read(now)
    pictures = photos.Photos(photos.encode(paper.pictures()))
    with unit():
        _fill_in(Paper.load(), paper.paper)
        desks = _sections(paper.sections)
        _people(paper.people, pictures)
        for topic in paper.topics:
            _fill_in(Topic(), {"name": topic.name, "aliases": topic.aliases})
        logins = [_login(one, desks) for one in paper.logins]
        newsdesk = Newsdesk(now, pictures)
        newsdesk.publish(paper.stories)
        _pages(paper.pages)
        _front(paper.front, now)
    reads = [read for one in paper.stories for read in _reads(one, newsdesk.rows[one.headline], now)]
    return logins, reads


def _fill_in(row: Any, fields: Mapping[str, Any]) -> Any:
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def _sections(sections: list[plan.Section]) -> dict[str, Desk]:
    """Make the sections in the menu's order; return their desks by name."""
    desks = {one.desk: Desk.objects.get_or_create(name=one.desk)[0] for one in sections}
    for position, one in enumerate(sections):
        about = {"slug": one.slug, "name": one.name, "description": one.description}
        _fill_in(Section(desk=desks[one.desk], position=position), about)
    return desks


def _people(people: list[plan.Person], pictures: photos.Photos) -> None:
    for one in people:
        portrait = None
        if one.picture:
            portrait = pictures.photo(
                one.picture, title=one.name, alt=f"{one.name}, আঁকা প্রতিকৃতি", credit=ILLUSTRATOR
            )
        about = {"name": one.name, "role": one.role, "kind": one.kind, "about": one.about}
        _fill_in(Person(picture=portrait), about)


def _login(one: plan.Account, desks: dict[str, Desk]) -> Login:
    password = "".join(secrets.choice(ALPHABET) for _ in range(12))
    first, _, last = one.name.partition(" ")
    user = get_user_model().objects.create_user(
        one.username, password=password, first_name=first, last_name=last, initials=one.initials
    )
    user.groups.add(Group.objects.get(name=one.role))
    for name in one.desks:
        desks[name].members.add(user)
    return Login(one.role, one.username, password)


def _pages(pages: list[plan.Page]) -> None:
    for position, one in enumerate(pages):
        page = {"slug": one.slug, "title": one.title, "body": blocks(one.body, {})}
        _fill_in(Page(position=position), page)


def _front(chosen: plan.Front, now: datetime) -> None:
    until = now + timedelta(minutes=chosen.pinned_minutes)
    front = Front.load()
    front.lead = [LeadPin(story=story, until=until) for story in _stories(chosen.lead)]
    front.top = [TopPin(story=story, until=until) for story in _stories(chosen.top)]
    front.pictures = [PicturePin(story=story, until=until) for story in _stories(chosen.pictures)]
    sections = {section.slug: section for section in Section.objects.all()}
    front.strips = [Strip(section=sections[slug]) for slug in chosen.strips]
    front.opinion = sections[chosen.opinion]
    breaking = {
        "breaking_text": chosen.breaking.text,
        "breaking_story": next(_stories([chosen.breaking.story])),
        "breaking_until": now + timedelta(minutes=chosen.breaking.minutes),
    }
    _fill_in(front, breaking)


def _stories(headlines: list[str]) -> Iterator[Story]:
    """Yield the stories with these headlines, in order. Raises Story.DoesNotExist."""
    return (Story.objects.get(headline=headline) for headline in headlines)


def _reads(one: plan.Story, story: Story, now: datetime) -> Iterator[Read]:
    """Yield when the story was read; what would lie ahead of `now` has been read by now."""
    first = one.at + timedelta(minutes=READ_AFTER[0][0])
    times = [(one.at + timedelta(minutes=minutes), share) for minutes, share in READ_AFTER[1:]]
    times += [(max(first, now - timedelta(minutes=minutes)), share) for minutes, share in READ_AGAIN]
    left = one.views
    for at, share in times:
        views = one.views * share // 100
        left -= views
        yield Read(story.public_id, min(at, now), views)
    yield Read(story.public_id, min(first, now), left)
