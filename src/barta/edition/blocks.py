"""The body of a story: a list of blocks, told apart by their `type`."""

from typing import Annotated, Literal

import msgspec

from barta.edition.figures import Figure
from barta.edition.shape import Shape, Uuid


class Paragraph(Shape, frozen=True, tag_field="type", tag="paragraph"):
    """Running text. `html` is inline HTML of `b i strong em a[href] br` only; text is escaped."""

    html: str


class Heading(Shape, frozen=True, tag_field="type", tag="heading"):
    """A heading inside the story, plain text; level 2 is the highest below the headline."""

    text: str
    level: Annotated[int, msgspec.Meta(ge=2, le=4)] = 2


class Quote(Shape, frozen=True, tag_field="type", tag="quote"):
    """A quotation set apart, plain text, and who said it."""

    text: str
    by: str = ""


class Picture(Shape, frozen=True, tag_field="type", tag="picture"):
    """A picture between paragraphs."""

    figure: Figure


class Items(Shape, frozen=True, tag_field="type", tag="list"):
    """A list; each item is inline HTML like a paragraph's."""

    items: tuple[str, ...]
    ordered: bool = False


class RelatedLink(Shape, frozen=True, tag_field="type", tag="related"):
    """A link to another story of the paper (`story`, resolved when rendered) or to a `url` outside."""

    text: str = ""
    story: Uuid | Literal[""] = ""
    url: str = ""


class Table(Shape, frozen=True, tag_field="type", tag="table"):
    """A table of plain text: rows of cells, all of one length. `head` says that the first row is headings.

    `caption` says what the table shows; the first cell of each row names the row.
    """

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    head: bool = True


Block = Paragraph | Heading | Quote | Picture | Items | RelatedLink | Table
