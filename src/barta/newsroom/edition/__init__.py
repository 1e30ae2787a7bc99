"""Our rows as editions: what the ledger will say of them. Pure, once a `Shelf` has been filled."""

from barta.newsroom.edition.bodies import body
from barta.newsroom.edition.fronts import FRONT, front_edition
from barta.newsroom.edition.shelves import References, Shelf, references, shelve, with_those_above
from barta.newsroom.edition.stories import story_edition
from barta.newsroom.edition.subjects import (
    SETTING,
    asset_edition,
    page_edition,
    person_edition,
    section_edition,
    setting_edition,
    subject_edition,
    subject_of,
    topic_edition,
)

__all__ = [
    "FRONT",
    "SETTING",
    "References",
    "Shelf",
    "asset_edition",
    "body",
    "front_edition",
    "page_edition",
    "person_edition",
    "references",
    "section_edition",
    "setting_edition",
    "shelve",
    "story_edition",
    "subject_edition",
    "subject_of",
    "topic_edition",
    "with_those_above",
]
