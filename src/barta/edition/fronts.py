"""The front page as editors arrange it: what they chose; the rest is filled by rule."""

from typing import Literal

from barta.edition.shape import Instant, Shape, Uuid


class Pin(Shape, frozen=True):
    """A story that an editor put somewhere. It ends by itself at `until` (None: stays)."""

    story: Uuid
    until: Instant | None = None


class Breaking(Shape, frozen=True):
    """The breaking bar above every page until `until`: a line, and a story or an outside `url` behind it."""

    text: str
    until: Instant
    story: Uuid | Literal[""] = ""
    url: str = ""


class Front(Shape, frozen=True):
    """What is chosen for the front; the subject is always `front:home`.

    Of `lead` the first that is public and has not ended leads; `top` stand next, in order. `pictures` stand
    first in the picture band. `strips` are the section ids of the strips, in order (empty: the menu's).
    `opinion` is the section that has a zone of its own, or "".
    """

    lead: tuple[Pin, ...] = ()
    top: tuple[Pin, ...] = ()
    pictures: tuple[Pin, ...] = ()
    strips: tuple[Uuid, ...] = ()
    opinion: Uuid | Literal[""] = ""
    breaking: Breaking | None = None
