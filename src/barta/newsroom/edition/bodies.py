"""The blocks of a body, from how the editor stores them to how an edition holds them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from barta import edition
from barta.newsroom.edition.shelves import Shelf
from barta.newsroom.edition.words import utc
from barta.newsroom.inline import inline, paragraphs
from barta.newsroom.media.models import Photo
from barta.newsroom.tables import rows_of


def body(blocks: Iterable[Mapping[str, Any]], shelf: Shelf) -> Iterator[edition.Block]:
    """Yield the blocks of an edition from the blocks of a body as stored."""
    for block in blocks:
        yield from _BLOCKS[block["type"]](block["value"], shelf)


def _paragraph(value: Any, shelf: Shelf) -> Iterator[edition.Block]:
    return (edition.Paragraph(html=html) for html in paragraphs(value))


def _heading(value: Any, shelf: Shelf) -> Iterator[edition.Block]:
    yield edition.Heading(text=value["text"], level=int(value.get("level") or 2))


def _quote(value: Any, shelf: Shelf) -> Iterator[edition.Block]:
    yield edition.Quote(text=value["text"], by=value.get("by") or "")


def _picture(value: Any, shelf: Shelf) -> Iterator[edition.Block]:
    photo = shelf.photos.get(value.get("photo"))
    if photo is not None:
        words = (value.get(name) or "" for name in ("caption", "alt", "credit"))
        yield edition.Picture(figure=figure(photo, *words))


def _items(value: Any, shelf: Shelf) -> Iterator[edition.Block]:
    # A list's items are stored with ids around them, or bare by older versions of Wagtail.
    items = (item["value"] if isinstance(item, dict) else item for item in value["items"])
    kept = tuple(html for html in map(inline, items) if html)
    if kept:
        yield edition.Items(items=kept, ordered=bool(value.get("ordered")))


def _related(value: Any, shelf: Shelf) -> Iterator[edition.Block]:
    story = shelf.stories.get(value.get("story"), "")
    if story or value.get("url"):
        yield edition.RelatedLink(text=value.get("text") or "", story=story, url=value.get("url") or "")


def _table(value: Any, shelf: Shelf) -> Iterator[edition.Block]:
    rows = rows_of(value["rows"])
    if rows:
        yield edition.Table(rows=rows, caption=value.get("caption") or "", head=bool(value.get("head")))


_BLOCKS = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quote": _quote,
    "picture": _picture,
    "list": _items,
    "related": _related,
    "table": _table,
}


def figure(photo: Photo, caption: str, alt: str, credit: str) -> edition.Figure:
    """Return a picture with a story's words for it; the picture's own stand in for missing ones."""
    return edition.Figure(
        asset=photo.uuid,
        alt=alt or photo.alt,
        caption=caption,
        credit=credit or photo.credit,
        agency=photo.agency,
        licence=photo.licence,
        expiry=utc(photo.expiry),
        sensitive=photo.sensitive,
    )
