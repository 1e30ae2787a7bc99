"""The front: what editors chose for it follows every save."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from barta import edition as records
from barta.newsroom import door, edition
from barta.newsroom.actions.work import UnitOfWork, unit
from barta.newsroom.door import Refused
from barta.newsroom.fronts.models import Front, Strip
from barta.newsroom.fronts.pins import NOT_LIVE
from barta.newsroom.sections.models import Section

ON_THE_FRONT = "বিভাগটি প্রচ্ছদে আছে। আগে ‘প্রচ্ছদ’ পাতায় বিভাগের সারি বা মতামত থেকে এটি সরিয়ে রাখুন, তারপর মুছুন।"


def is_on_front(section: Section) -> bool:
    """Return whether `section` has a strip of the front, or its opinion zone."""
    named = Strip.objects.filter(section=section), Front.objects.filter(opinion=section)
    return any(rows.exists() for rows in named)


@contextmanager
def keep_front_in_step() -> Iterator[None]:
    """Save inside; then append the front if it differs from the newest, in one transaction.

    Raises Refused for a story that was never public.
    """
    with unit() as work, door.opened():
        yield
        front = _whole()
        for story in _stories(front):
            if story.published_at is None:
                raise Refused(NOT_LIVE.format(story))
        work.refer({edition.FRONT: edition.front_edition(front)}, "setting", work.newest([edition.FRONT]))


def refer_front(work: UnitOfWork) -> None:
    """Gather the front if it differs from the newest; a paper that never arranged one has none."""
    known, front = work.newest([edition.FRONT]), _whole()
    if known or front is not None:
        payload = edition.front_edition(front) if front is not None else records.Front()
        work.refer({edition.FRONT: payload}, "setting", known)


def _whole() -> Any:
    """Return the front with everything that its edition needs, as the database has it; None without one."""
    related = ("lead__story", "top__story", "pictures__story", "strips__section")
    rows = Front.objects.select_related("opinion", "breaking_story").prefetch_related(*related)
    return rows.filter(pk=1).first()


def _stories(front: Front) -> Iterator[Any]:
    yield from (pin.story for zone in (front.lead, front.top, front.pictures) for pin in zone.all())
    if front.breaking_story is not None:
        yield front.breaking_story
