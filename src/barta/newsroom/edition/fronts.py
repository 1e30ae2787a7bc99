"""The front as an edition."""

from collections.abc import Iterable
from typing import Any

from barta import edition
from barta.newsroom.edition.words import utc
from barta.newsroom.fronts.models import Front

FRONT = edition.subject("front", "home")
"""The ledger's name of the front."""


def front_edition(front: Front) -> edition.Front:
    """Return the edition of the front; stories and sections are loaded unless they were fetched.

    Pins stay in it whatever becomes of their stories: readers see only those that are public, and a story
    that returns is back in its place.
    """
    return edition.Front(
        lead=_pins(front.lead.all()),
        top=_pins(front.top.all()),
        pictures=_pins(front.pictures.all()),
        strips=tuple(dict.fromkeys(strip.section.uuid for strip in front.strips.all())),
        opinion=front.opinion.uuid if front.opinion is not None else "",
        breaking=_breaking(front),
    )


def _pins(pins: Iterable[Any]) -> tuple[edition.Pin, ...]:
    return tuple(edition.Pin(story=pin.story.uuid, until=utc(pin.until)) for pin in pins)


def _breaking(front: Front) -> edition.Breaking | None:
    if not front.breaking_text or front.breaking_until is None:
        return None
    return edition.Breaking(
        text=front.breaking_text,
        until=utc(front.breaking_until),
        story=front.breaking_story.uuid if front.breaking_story is not None else "",
        url=front.breaking_url,
    )
