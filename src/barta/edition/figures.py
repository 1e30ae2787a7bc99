"""A picture as one story uses it: the asset is a reference, the words around it are the story's own."""

from barta.edition.shape import Instant, Shape, Uuid


class Figure(Shape, frozen=True):
    """An asset with this story's words for it. `expiry` is when the licence to show it ends."""

    asset: Uuid
    alt: str = ""
    caption: str = ""
    credit: str = ""
    agency: str = ""
    licence: str = ""
    expiry: Instant | None = None
    sensitive: bool = False
