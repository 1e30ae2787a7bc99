"""What stories refer to: sections, people, topics and picture assets; and the paper's own pages."""

from typing import Annotated, Literal

import msgspec

from barta.edition.blocks import Block
from barta.edition.shape import Instant, PublicId, Shape, Uuid


class Section(Shape, frozen=True):
    """A section of the paper. Sections form a tree; `slug` is unique in the paper and is its address."""

    id: Uuid
    slug: str
    name: str
    parent: Uuid | Literal[""] = ""
    position: int = 0
    in_menu: bool = True
    description: str = ""


class Person(Shape, frozen=True):
    """Somebody (or a desk, or an agency) with a byline; `slug` is the address below `/people`."""

    id: Uuid
    public_id: PublicId
    slug: str
    name: str
    kind: Literal["person", "desk", "agency"] = "person"
    role: str = ""
    about: str = ""
    asset: Uuid | Literal[""] = ""


class Topic(Shape, frozen=True):
    """A topic and the other names readers know it by, Latin spellings too."""

    id: Uuid
    slug: str
    name: str
    aliases: tuple[str, ...] = ()


class Rendition(Shape, frozen=True):
    """One public file of an asset: a content-hash file name under `/media/`, and its size in pixels."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\.(jpg|png|webp|avif|gif)$")]
    width: int
    height: int
    media_type: str


class Asset(Shape, frozen=True):
    """A picture that may be shown: its public renditions, widest last, and default words."""

    id: Uuid
    renditions: tuple[Rendition, ...]
    alt: str = ""
    credit: str = ""
    colour: str = ""


class Page(Shape, frozen=True):
    """A page that the paper says of itself, such as "about"; `slug` is its whole address, after the slash.

    `updated` is when it last said something else. Pages in the footer stand there by `position`.
    """

    id: Uuid
    slug: str
    title: str
    body: tuple[Block, ...] = ()
    updated: Instant | None = None
    in_footer: bool = True
    position: int = 0
