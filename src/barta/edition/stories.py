"""A story as it is published: `edition` version 1, with every field from the start."""

from datetime import date
from typing import Literal

from barta.edition.blocks import Block
from barta.edition.figures import Figure
from barta.edition.shape import Instant, PublicId, Shape, Uuid

__all__ = ["Byline", "Correction", "Figure", "Flags", "Place", "Print", "Source", "Story"]


class Byline(Shape, frozen=True):
    """Who wrote it, as printed (`printed` is history and never changes); `person` is the page behind it."""

    printed: str
    kind: Literal["person", "desk", "agency", "role"] = "person"
    role: str = ""
    place: str = ""
    person: Uuid | Literal[""] = ""


class Place(Shape, frozen=True):
    """Where it happened: codes of the Bangladesh Bureau of Statistics (division, district, upazila)."""

    division: str = ""
    district: str = ""
    upazila: str = ""


class Source(Shape, frozen=True):
    """Where the text came from, when it is not the paper's own, and what may be done with it."""

    agency: str = ""
    url: str = ""
    licence: str = ""
    expiry: Instant | None = None
    may_syndicate: bool = False


class Flags(Shape, frozen=True):
    """What must be said or held back; `commercial` is the label that is printed, or empty."""

    sensitive: bool = False
    commercial: str = ""
    no_ads: bool = False
    no_push: bool = False
    ai_used: bool = False


class Correction(Shape, frozen=True):
    """What was wrong and what is right, as readers are told."""

    at: Instant
    text: str
    kind: Literal["correction", "clarification"] = "correction"


class Print(Shape, frozen=True):
    """Where the story stood in the printed paper."""

    date: date
    page: str = ""


class Story(Shape, frozen=True):
    """One edition of a story. Sections, people, topics and assets are ids: the press resolves them.

    `published` is the first publication, `updated` the last editorially significant change (None when
    there was none). The precisions are "day" where an imported story printed no clock. `formerly` are old
    paths that lead here (301). `edition` is the calendar and spelling: Bangladesh or West Bengal.
    """

    id: Uuid
    public_id: PublicId
    headline: str
    section: Uuid
    published: Instant
    body: tuple[Block, ...]
    paper: str = ""
    edition: Literal["bd", "wb"] = "bd"
    language: str = "bn"
    translation_of: Uuid | Literal[""] = ""
    sections: tuple[Uuid, ...] = ()
    kicker: str = ""
    standfirst: str = ""
    short_headline: str = ""
    social_headline: str = ""
    slug: str = ""
    bylines: tuple[Byline, ...] = ()
    places: tuple[Place, ...] = ()
    topics: tuple[Uuid, ...] = ()
    source: Source | None = None
    canonical: str = ""
    noindex: bool = False
    pictures: tuple[Figure, ...] = ()
    flags: Flags = Flags()
    updated: Instant | None = None
    published_precision: Literal["minute", "day"] = "minute"
    updated_precision: Literal["minute", "day"] = "minute"
    supersedes: Uuid | Literal[""] = ""
    series: Uuid | Literal[""] = ""
    signoff: str = ""
    corrections: tuple[Correction, ...] = ()
    print: Print | None = None
    formerly: tuple[str, ...] = ()
    public_note: str = ""
