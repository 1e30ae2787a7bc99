"""Sections, people, topics and pictures: what readers know of them follows every save."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models

from barta.edition import Payload
from barta.newsroom import addresses, door, edition
from barta.newsroom.actions import uses
from barta.newsroom.actions.action import note
from barta.newsroom.actions.fronts import ON_THE_FRONT, is_on_front
from barta.newsroom.actions.settings import refer_setting
from barta.newsroom.actions.work import UnitOfWork, unit
from barta.newsroom.door import Refused
from barta.newsroom.media import renditions
from barta.newsroom.media.models import Photo
from barta.newsroom.pages.models import Page
from barta.newsroom.people.models import Person
from barta.newsroom.sections.models import Section
from barta.newsroom.stories.models import PublicUse
from barta.newsroom.topics.models import Topic

Thing = Section | Person | Topic | Photo | Page


class Rename:
    """Change the name, or any other field, of a section, person, topic or picture."""

    name = "rename"

    def __init__(self, thing: Thing, *, by: Any = None, reason: str = "", **changes: Any) -> None:
        """Prepare to set the fields in `changes`."""
        self.thing = thing
        self.changes = changes
        self.by = by
        self.reason = reason

    def execute(self) -> Thing:
        """Validate, save, log and append in one transaction. Raises ValidationError and Refused."""
        for field, value in self.changes.items():
            setattr(self.thing, field, value)
        self.thing.full_clean()
        with unit():
            self.thing.save()
            note(self.name, edition.subject_of(self.thing), str(self.thing), self.by, self.reason)
        return self.thing


@contextmanager
def keep_in_step(thing: Thing) -> Iterator[None]:
    """Save inside; then append the new edition of `thing` if readers know it, in one transaction.

    A section is public as soon as it is saved, a page while it is live; the others when a public story
    uses them. Raises Refused for an address that belongs to others.
    """
    if isinstance(thing, Section | Page) and (fault := addresses.fault(thing)):
        raise Refused(fault, "slug")
    encoded = isinstance(thing, Photo) and _encode(thing)
    with unit() as work, door.opened():
        yield
        if isinstance(thing, Photo) and encoded:
            thing.public_from = thing.file.name
            Photo.objects.filter(pk=thing.pk).update(public_from=thing.public_from)
        if isinstance(thing, Section):
            above = edition.with_those_above([thing])
            sections = {edition.subject_of(section): edition.subject_edition(section) for section in above}
            work.refer(sections, "rename", work.newest(sections))
            refer_setting(work)
        elif isinstance(thing, Page):
            refer_pages(work, [thing])
        elif uses.is_public(thing):
            _tell(work, thing)


def refer_pages(work: UnitOfWork, pages: Iterable[Page]) -> None:
    """Gather those of `pages` that differ from the newest, and the ends of those that are kept back."""
    rows = {edition.subject_of(page): page for page in pages}
    known = work.newest(rows)
    for subject, page in rows.items():
        if page.live:
            is_new = subject not in known or known[subject].kind == "ending"
            work.refer({subject: edition.page_edition(page)}, "publish" if is_new else "update", known)
        else:
            work.remove([subject], known)


def _encode(photo: Photo) -> bool:
    """Encode a new file before the transaction begins; return whether that was done.

    A file that cannot be read is left alone: the form says so, and publishing it is refused.
    """
    if not photo.file or photo.file._committed:
        return False
    try:
        photo.public_files = renditions.encode(photo.file.file)
    except renditions.UNREADABLE:
        photo.public_files = {}
        return False
    return True


def _tell(work: UnitOfWork, thing: Any) -> None:
    """Append the new edition of something public, and see to the picture that comes or goes with it."""
    payloads: dict[str, Payload] = {}
    if isinstance(thing, Photo):
        uses.make_public([thing])
    if isinstance(thing, Person) and thing.picture is not None:
        uses.make_public([thing.picture])
        payloads[edition.subject_of(thing.picture)] = edition.asset_edition(thing.picture)
    payloads[edition.subject_of(thing)] = edition.subject_edition(thing)
    if isinstance(thing, Person) and thing.picture is not None:
        _use_portrait(thing, thing.picture)
    work.refer(payloads, "rename", work.newest(payloads))


def _use_portrait(person: Person, portrait: Photo) -> None:
    """Let every public story that names `person` use the portrait; an old one goes when reconciled."""
    stories = PublicUse.objects.filter(subject=edition.subject_of(person)).values_list("story", flat=True)
    subject = edition.subject_of(portrait)
    PublicUse.objects.bulk_create(
        [PublicUse(story_id=story, subject=subject) for story in stories], ignore_conflicts=True
    )


def _is_used(thing: Thing) -> bool:
    if isinstance(thing, Page):
        return False
    return thing.also_stories.exists() if isinstance(thing, Section) else uses.is_public(thing)


@contextmanager
def removing(thing: Thing) -> Iterator[None]:
    """Delete inside, unless a public story uses `thing`; end its record in the same transaction."""
    subject = edition.subject_of(thing)
    if isinstance(thing, Section) and is_on_front(thing):
        raise Refused(ON_THE_FRONT)
    if _is_used(thing):
        raise Refused("সংবাদে এটি ব্যবহৃত হচ্ছে, তাই মোছা যায় না; আগে সংবাদগুলো থেকে সরান।")
    with unit() as work, door.opened():
        try:
            yield
        except models.ProtectedError as error:
            raise Refused("সংবাদে বা অন্য কোথাও এটি ব্যবহৃত হচ্ছে, তাই মোছা যায় না; আগে সেগুলো বদলান।") from error
        work.remove([subject], work.newest([subject]))
        if isinstance(thing, Section):
            refer_setting(work)
