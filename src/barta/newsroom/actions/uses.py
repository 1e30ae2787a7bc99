"""Who may be known: the people, topics and pictures that public stories refer to.

A subject becomes public with the first story that uses it and ends with the last one, so that nothing
of a draft, and nothing of what was taken back, stays on the readers' side.
"""

import time
from collections.abc import Iterable
from functools import partial

from django.db import connection, transaction

from barta.edition import Payload
from barta.newsroom import edition
from barta.newsroom.actions.work import Last, UnitOfWork, after_commit
from barta.newsroom.door import Refused
from barta.newsroom.media import renditions
from barta.newsroom.media.models import Doomed, Photo
from barta.newsroom.people.models import Person
from barta.newsroom.stories.models import PublicUse, Story
from barta.newsroom.topics.models import Topic

LONGEST_PUBLICATION = 600.0
"""Seconds after which a publication is over, one way or the other."""


def used_by(references: edition.References) -> dict[str, Payload]:
    """Return the editions of what a story uses besides sections, pictures first."""
    things = (*references.photos, *references.people, *references.topics)
    return {edition.subject_of(thing): edition.subject_edition(thing) for thing in things}


def sections_of(references: edition.References) -> dict[str, Payload]:
    """Return the editions of a story's sections and of those above them."""
    return {edition.subject_of(section): edition.subject_edition(section) for section in references.sections}


def make_public(photos: Iterable[Photo]) -> None:
    """Put the files of pictures where readers can fetch them; before their records, which name the files."""
    for photo in photos:
        try:
            fresh = renditions.prepare(photo)
        except renditions.UNREADABLE as error:
            raise Refused(f"“{photo.title}” ছবিটি পড়া যায় না; আবার তুলুন। ({error})") from error
        if fresh:
            Photo.objects.filter(pk=photo.pk).update(
                public_files=photo.public_files, public_from=photo.public_from
            )
        if not photo.withdrawn:
            Doomed.objects.filter(name__in=renditions.names(photo)).delete()
            released = renditions.release(photo)
            if released:
                after_commit(partial(renditions.settle, released))


def replace(story: Story, wanted: Iterable[str], before: set[str]) -> set[str]:
    """Write that public `story` uses `wanted` instead of `before`; return what no story uses any more."""
    after = set(wanted)
    if before - after:
        PublicUse.objects.filter(story=story, subject__in=before - after).delete()
    PublicUse.objects.bulk_create(
        PublicUse(story=story, subject=subject) for subject in sorted(after - before)
    )
    return orphans(before - after)


def orphans(candidates: set[str]) -> set[str]:
    """Return those of `candidates` that no public story uses."""
    if not candidates:
        return set()
    return candidates - set(
        PublicUse.objects.filter(subject__in=candidates).values_list("subject", flat=True)
    )


def forget(work: UnitOfWork, subjects: set[str], known: dict[str, Last]) -> None:
    """Gather the ends of `subjects`, and take the files of pictures among them away once that is durable."""
    work.remove(subjects, known)
    ids = [name.partition(":")[2] for name in subjects if name.startswith("asset:")]
    if ids:
        recall(Photo.objects.filter(uuid__in=ids))


def recall(photos: Iterable[Photo]) -> None:
    """Take public files away once the change is durable, except those that another public picture needs."""
    doomed = {name for photo in photos for name in renditions.names(photo)}
    if doomed:
        Doomed.objects.bulk_create([Doomed(name=name) for name in sorted(doomed)], ignore_conflicts=True)
        after_commit(remove_doomed)


def remove_doomed() -> None:
    """Remove the public files that a committed change has doomed; again at any time, after any crash.

    A publication that needs one of them again takes it off the list first, under the same row's lock.
    """
    if not Doomed.objects.exists():
        return
    with transaction.atomic():
        names = set(Doomed.objects.select_for_update().values_list("name", flat=True))
        renditions.recall(names - _needed())
        Doomed.objects.filter(name__in=names).delete()


def remove_strays() -> None:
    """Remove public files whose publication never became durable; again at any time, after any crash.

    On SQLite this transaction holds the one write lock, so that no publication is under way meanwhile;
    elsewhere only files are looked at that are older than any publication takes.
    """
    before = time.time() - (0 if connection.vendor == "sqlite" else LONGEST_PUBLICATION)
    names = renditions.released(before=before)
    if names:
        with transaction.atomic():
            renditions.recall(names - _needed())
            renditions.settle(names)


def _needed() -> set[str]:
    subjects = PublicUse.objects.filter(subject__startswith="asset:").values_list("subject", flat=True)
    ids = [name.partition(":")[2] for name in subjects.distinct()]
    public = Photo.objects.filter(uuid__in=ids, withdrawn=False)
    return {name for photo in public for name in renditions.names(photo)}


def is_public(thing: Person | Photo | Topic) -> bool:
    """Return whether a public story uses `thing`."""
    return PublicUse.objects.filter(subject=edition.subject_of(thing)).exists()
