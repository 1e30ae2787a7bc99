"""What may be published: the payloads of the ledger's records, as immutable data.

This room knows no database, no framework and no clock. It imports nothing else of Barta.
"""

from barta.edition.blocks import Block, Heading, Items, Paragraph, Picture, Quote, RelatedLink, Table
from barta.edition.codec import KINDS, Kind, PayloadError, decode, encode, json_schema
from barta.edition.fronts import Breaking, Front, Pin
from barta.edition.identity import new_id, new_public_id, subject
from barta.edition.site import Ending, Redaction, Setting
from barta.edition.stories import (
    Byline,
    Correction,
    Figure,
    Flags,
    Place,
    Print,
    Source,
    Story,
)
from barta.edition.subjects import Asset, Page, Person, Rendition, Section, Topic
from barta.edition.upcasts import CURRENT

Payload = Story | Ending | Section | Person | Topic | Asset | Setting | Redaction | Page | Front

__all__ = [
    "CURRENT",
    "KINDS",
    "Asset",
    "Block",
    "Breaking",
    "Byline",
    "Correction",
    "Ending",
    "Figure",
    "Flags",
    "Front",
    "Heading",
    "Items",
    "Kind",
    "Page",
    "Paragraph",
    "Payload",
    "PayloadError",
    "Person",
    "Picture",
    "Pin",
    "Place",
    "Print",
    "Quote",
    "Redaction",
    "RelatedLink",
    "Rendition",
    "Section",
    "Setting",
    "Source",
    "Story",
    "Table",
    "Topic",
    "decode",
    "encode",
    "json_schema",
    "new_id",
    "new_public_id",
    "subject",
]
