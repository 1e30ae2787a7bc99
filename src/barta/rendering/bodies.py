"""The body of a story, block by block, with the pictures and links its blocks stand for."""

from collections.abc import Iterable
from dataclasses import dataclass

from barta.edition import Block, Figure, Heading, Items, Paragraph, Picture, Quote, RelatedLink
from barta.rendering.addresses import href
from barta.rendering.inline import outside, sanitised
from barta.rendering.pictures import Photo, photo
from barta.rendering.views import Card, StoryView


@dataclass(frozen=True, slots=True)
class Part:
    """One block as the template prints it; `kind` names the macro, the rest is what that macro needs."""

    kind: str
    block: Block
    photo: Photo | None = None
    href: str = ""
    text: str = ""


def parts(view: StoryView) -> Iterable[Part]:
    """Yield the blocks that have something to show.

    A block whose picture or story is missing is left out whole: its words alone would name what is gone.
    """
    for block in view.story.body:
        part = _part(block, view)
        if part:
            yield part


def shown(figure: Figure, view: StoryView) -> Photo | None:
    """Return the picture of `figure`, or None when its asset is not public."""
    asset = view.assets.get(figure.asset)
    return photo(figure, asset) if asset else None


def _part(block: Block, view: StoryView) -> Part | None:
    match block:
        case Paragraph():
            return Part("paragraph", block) if sanitised(block.html).strip() else None
        case Heading():
            return Part("heading", block)
        case Quote():
            return Part("quote", block)
        case Items():
            return Part("items", block) if block.items else None
        case Picture():
            picture = shown(block.figure, view)
            return Part("picture", block, photo=picture) if picture else None
        case RelatedLink():
            return _link(block, view.links.get(block.story))


def _link(block: RelatedLink, card: Card | None) -> Part | None:
    """Return a related link that leads somewhere: to a story that is public, or else outside."""
    if card:
        return Part("related", block, href=href(card.path), text=block.text or card.headline)
    url = "" if block.story else outside(block.url)
    return Part("related", block, href=url, text=block.text or url) if url else None
