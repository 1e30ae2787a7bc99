"""The body of a story, block by block, with the pictures and links its blocks stand for."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from barta.edition import Block, Figure, Heading, Items, Paragraph, Picture, Quote, RelatedLink, Table
from barta.rendering.addresses import href
from barta.rendering.inline import outside, paragraph
from barta.rendering.pictures import Photo, photo
from barta.rendering.views import Card, StoryView

# What columns of figures hold: digits of either script with their signs, a currency, a unit of per cent.
_FIGURES = re.compile(r"[-+−–—.,:/%৳()০-৯0-9 ]*")

_BETWEEN = "</p>\n<p>"


class Part(NamedTuple):
    """One block as the template prints it; `kind` names the macro, the rest is what that macro needs.

    `html` is the inline HTML of paragraphs that follow each other, `number` a heading's level or a table's
    number; `figures` says which columns hold figures.
    """

    kind: str
    block: Block | None
    language: str
    photo: Photo | None = None
    href: str = ""
    text: str = ""
    html: Markup | None = None
    number: int = 0
    figures: tuple[bool, ...] = ()


def parts(view: StoryView) -> Iterator[Part]:
    """Yield the blocks of a story that have something to show.

    A block whose picture or story is missing is left out whole: its words alone would name what is gone.
    """
    yield from blocks(view.story.body, view.story.language, view)


def blocks(body: Sequence[Block], language: str, view: StoryView | None = None) -> Iterator[Part]:
    """Yield the blocks of `body` that have something to show; without a view nothing is resolved.

    A heading stands at most one level below the last: readers who go from heading to heading miss none.
    """
    above = 1
    run: list[Markup] = []
    for number, block in enumerate(body, 1):
        if isinstance(block, Paragraph):
            html = paragraph(block.html, language)
            run += [html] if html and not html.isspace() else []
            continue
        if run:
            yield Part("paragraphs", None, language, html=Markup(_BETWEEN.join(run)))
            run = []
        if isinstance(block, Heading):
            number = above = min(block.level, above + 1)
        part = _part(block, language, number, view)
        if part:
            yield part
    if run:
        yield Part("paragraphs", None, language, html=Markup(_BETWEEN.join(run)))


def shown(figure: Figure, view: StoryView) -> Photo | None:
    """Return the picture of `figure`, or None when its asset is not public."""
    asset = view.assets.get(figure.asset)
    return photo(figure, asset) if asset else None


def _part(block: Block, language: str, number: int, view: StoryView | None) -> Part | None:
    match block:
        case Paragraph():
            # Paragraphs are no part by themselves: most of a page is runs of them.
            return None
        case Heading():
            return Part("heading", block, language, number=number) if block.text.strip() else None
        case Quote():
            return Part("quote", block, language)
        case Items():
            return Part("items", block, language) if block.items else None
        case Picture():
            picture = shown(block.figure, view) if view else None
            return Part("picture", block, language, photo=picture) if picture else None
        case Table():
            return (
                Part("table", block, language, number=number, figures=_columns(block)) if block.rows else None
            )
        case RelatedLink():
            return _link(block, language, view.links.get(block.story) if view else None)


def _link(block: RelatedLink, language: str, card: Card | None) -> Part | None:
    """Return a related link that leads somewhere: to a story that is public, or else outside."""
    if card:
        return Part("related", block, language, href=href(card.path), text=block.text or card.headline)
    url = "" if block.story else outside(block.url)
    return Part("related", block, language, href=url, text=block.text or url) if url else None


def _columns(table: Table) -> tuple[bool, ...]:
    """Return for each column whether it holds figures, which are set one below the other."""
    rows = table.rows[1:] if table.head else table.rows
    return tuple(
        any(column) and all(_FIGURES.fullmatch(cell) for cell in column)
        for column in zip(*rows, strict=False)
    ) or (False,) * len(table.rows[0])
