"""The demo's stories, published as the newsroom does it: in the order in which things happened."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.contrib.auth import get_user_model

from barta.importers.demo import plan
from barta.importers.demo.blocks import blocks
from barta.importers.demo.photos import Photos
from barta.newsroom.actions import Publish, Unpublish, Update, Withdraw
from barta.newsroom.desk.models import Filing
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Section
from barta.newsroom.stories.models import Story, StoryByline, StoryCorrection, StoryPicture
from barta.newsroom.topics.models import Topic

WRITING = timedelta(minutes=40)
"""How long before its publication a story was begun."""


class Event(NamedTuple):
    """Something that happened to a story."""

    at: datetime
    do: Callable[[], None]


class Newsdesk:
    """Writes the stories of a plan and does to them what the plan says, at times counted from `now`."""

    def __init__(self, now: datetime, photos: Photos) -> None:
        """Look up who and what is there: people, sections and users must have been made."""
        self.now = now
        self.photos = photos
        self.sections = {section.slug: section for section in Section.objects.all()}
        self.people = {person.name: person for person in Person.objects.all()}
        self.topics = {topic.name: topic for topic in Topic.objects.all()}
        users = list(get_user_model().objects.all())
        self.writers = {user.get_full_name(): user for user in users}
        self.editors = {user.initials: user for user in users if user.initials}
        self.rows: dict[str, Story] = {}

    def publish(self, stories: Iterable[plan.Story]) -> None:
        """Write all the stories, then publish, update, correct and end them, earliest first."""
        written = list(stories)
        for one in written:
            self.rows[one.headline] = self._draft(one)
        events = [event for one in written for event in self._events(one)]
        for event in sorted(events, key=lambda event: event.at):
            event.do()

    def _events(self, one: plan.Story) -> Iterator[Event]:
        yield Event(one.at, partial(self._publish, one))
        corrected = {correction.ago for correction in one.corrections}
        if one.updated is not None and (one.added or one.updated not in corrected):
            yield self._event(one.updated, self._update, one)
        for correction in one.corrections:
            yield self._event(correction.ago, self._correct, one, correction)
        if one.unpublished is not None:
            yield self._event(one.unpublished.ago, self._unpublish, one)
        if one.withdrawn is not None:
            yield self._event(one.withdrawn.ago, self._withdraw, one, one.withdrawn.note)

    def _event(self, ago: int, do: Callable[..., None], *about: object) -> Event:
        at = self.now - timedelta(minutes=ago)
        return Event(at, partial(do, *about, at=at))

    def _publish(self, one: plan.Story) -> None:
        story, by = self.rows[one.headline], self.editors.get(one.signoff)
        story.body = blocks(one.body, self.rows)  # type: ignore[assignment]
        Publish(story, story.save_revision(user=by), by=by, at=one.at).execute()

    def _update(self, one: plan.Story, *, at: datetime) -> None:
        story = self._as_published(one)
        if one.added:
            story.body = blocks(one.body_updated(), self.rows)  # type: ignore[assignment]
        self._let_out(one, story, at)

    def _correct(self, one: plan.Story, correction: plan.Correction, *, at: datetime) -> None:
        story = self._as_published(one)
        story.corrections.add(StoryCorrection(at=at, kind=correction.kind, text=correction.text))
        self._let_out(one, story, at)

    def _let_out(self, one: plan.Story, story: Story, at: datetime) -> None:
        by = self.editors.get(one.signoff)
        Update(story, story.save_revision(user=by), significant=True, by=by, at=at).execute()

    def _unpublish(self, one: plan.Story, *, at: datetime) -> None:
        Unpublish(self._as_published(one), by=self.editors.get(one.signoff)).execute()

    def _withdraw(self, one: plan.Story, note: str, *, at: datetime) -> None:
        Withdraw(self._as_published(one), public_note=note, by=self.editors.get(one.signoff)).execute()

    def _as_published(self, one: plan.Story) -> Story:
        return Story.objects.get(pk=self.rows[one.headline].pk)

    def _draft(self, one: plan.Story) -> Story:
        story = Story(
            section=self.sections[one.section],
            kicker=one.kicker,
            headline=one.headline,
            short_headline=one.short,
            standfirst=one.standfirst,
            series=self._topic(one.series) if one.series else None,
            public_note=one.note,
            # Initials of somebody without a login are printed all the same.
            signoff="" if one.signoff in self.editors else one.signoff,
        )
        story.full_clean()
        story.save()
        names = [one.byline] if isinstance(one.byline, str) else one.byline
        Filing.objects.create(story=story, user=self.writers.get(names[0]), at=one.at - WRITING)
        for name in names:
            story.bylines.add(self._byline(one, name))
        story.sections.set([self.sections[slug] for slug in one.second])
        story.topics.set([self._topic(name) for name in one.topics])
        if one.picture:
            story.pictures.add(self._picture(one))
        return story

    def _byline(self, one: plan.Story, name: str) -> StoryByline:
        person = self.people.get(name)
        kind = one.kind or (person.kind if person else "person")
        role = one.role or (person.role if person else "")
        return StoryByline(person=person, printed=name, kind=kind, role=role, place=one.place)

    def _picture(self, one: plan.Story) -> StoryPicture:
        photo = self.photos.photo(one.picture, title=one.caption, alt=one.alt, credit=one.credit)
        return StoryPicture(photo=photo, caption=one.caption, alt=one.alt, credit=one.credit)

    def _topic(self, name: str) -> Topic:
        if name not in self.topics:
            self.topics[name] = Topic.objects.create(name=name)
        return self.topics[name]
