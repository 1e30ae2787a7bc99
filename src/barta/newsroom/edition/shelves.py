"""What stories name, fetched at once: photos, people and other stories by their primary keys."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from barta.newsroom.media.models import Photo
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Section
from barta.newsroom.stories.models import Story
from barta.newsroom.topics.models import Topic


@dataclass(frozen=True)
class Shelf:
    """Rows that bodies and parts of stories name by primary key; `stories` are UUIDs."""

    photos: Mapping[int, Photo]
    people: Mapping[int, Person]
    stories: Mapping[int, str]


EMPTY = Shelf({}, {}, {})
"""For bodies that name nothing."""


def shelve(stories: Iterable[Story]) -> Shelf:
    """Fetch what `stories` name: two or three queries however many there are, none where nothing is named."""
    photos: set[int] = set()
    people: set[int] = set()
    others: set[int] = set()
    for story in stories:
        photos.update(_photo_keys(story))
        people.update(byline.person_id for byline in story.bylines.all() if byline.person_id)
        others.update(key for key in (story.translation_of_id, story.supersedes_id) if key)
        others.update(_story_keys(story))
    found = {person.pk: person for person in _by_key(Person.objects.select_related("picture"), people)}
    return Shelf(
        photos={photo.pk: photo for photo in _by_key(Photo.objects, photos)},
        people=found,
        stories=dict(Story.objects.filter(pk__in=others).values_list("pk", "uuid")) if others else {},
    )


def _by_key(rows: Any, keys: set[int]) -> Iterable[Any]:
    return rows.filter(pk__in=keys) if keys else ()


def _photo_keys(story: Story) -> Iterator[int]:
    yield from (picture.photo_id for picture in story.pictures.all())
    for block in story.body.raw_data:
        if block["type"] == "picture" and block["value"].get("photo"):
            yield block["value"]["photo"]


def _story_keys(story: Story) -> Iterator[int]:
    for block in story.body.raw_data:
        if block["type"] == "related" and block["value"].get("story"):
            yield block["value"]["story"]


@dataclass(frozen=True)
class References:
    """What a story refers to, each once, in a fixed order."""

    sections: tuple[Section, ...]
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    photos: tuple[Photo, ...]


def references(story: Story, shelf: Shelf) -> References:
    """Return the rows that readers may know of because they may know of `story`."""
    sections = with_those_above((story.section, *story.sections.all()))
    people = {byline.person_id: shelf.people[byline.person_id] for byline in _bylines(story, shelf)}
    topics = {topic.pk: topic for topic in story.topics.all()}
    if story.series is not None:
        topics[story.series.pk] = story.series
    photos = {key: shelf.photos[key] for key in _photo_keys(story) if key in shelf.photos}
    photos |= {person.picture.pk: person.picture for person in people.values() if person.picture is not None}
    return References(sections, tuple(people.values()), tuple(topics.values()), tuple(photos.values()))


def with_those_above(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return `sections` and all sections above them, each once, those above first."""
    found: dict[int, Section] = {}
    for section in sections:
        line: list[Section] = []
        above: Section | None = section
        while above is not None:
            line.append(above)
            above = above.parent
        found |= {one.pk: one for one in reversed(line) if one.pk not in found}
    return tuple(found.values())


def _bylines(story: Story, shelf: Shelf) -> Iterator[Any]:
    return (byline for byline in story.bylines.all() if byline.person_id in shelf.people)
