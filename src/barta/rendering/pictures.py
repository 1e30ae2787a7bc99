"""Pictures: which of an asset's files a page offers in which place, and the words around them."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from barta.edition import Asset, Figure, Rendition
from barta.rendering.addresses import media_path

# Browsers take the first format they know; the last ones here are known to all.
_MODERN = ("image/avif", "image/webp")
_CARD_WIDTH = 480


class Offer(NamedTuple):
    """The files of one picture in one place: `sources` are (media type, srcset) of newer formats."""

    sources: tuple[tuple[str, str], ...]
    src: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture ready to print: its files by format, newest format first and narrowest file first.

    `src`, `width` and `height` are those of the widest file that every browser can show.
    """

    formats: tuple[tuple[Rendition, ...], ...]
    alt: str
    caption: str = ""
    credit: str = ""
    sensitive: bool = False

    @property
    def widest(self) -> Rendition:
        """The widest file of the format that the most browsers know."""
        return self.formats[-1][-1]

    @property
    def src(self) -> str:
        """The address of the widest file, below the paper's own."""
        return media_path(self.widest.name)

    @property
    def width(self) -> int:
        """Pixels."""
        return self.widest.width

    @property
    def height(self) -> int:
        """Pixels."""
        return self.widest.height

    def offer(self, limit: int = 0) -> Offer:
        """Return the files for a place that needs none wider than `limit` pixels (0: any).

        A small place is offered one newer format alone: a third would cost each page more than it saves.
        """
        *newer, plain = [_within(files, limit) for files in self.formats]
        if limit:
            newer = newer[:1]
        sources = tuple((files[0].media_type, _srcset(files)) for files in newer)
        return Offer(sources, media_path(plain[-1].name), _srcset(plain) if len(plain) > 1 else "")


def photo(figure: Figure, asset: Asset) -> Photo | None:
    """Return `figure` with its files, or None when the asset has no public file."""
    if not asset.renditions:
        return None
    credit = figure.credit or asset.credit
    return Photo(
        formats=_formats(asset),
        alt=figure.alt or asset.alt,
        caption=figure.caption,
        credit=" / ".join(part for part in (credit, figure.agency) if part),
        sensitive=figure.sensitive,
    )


def portrait(asset: Asset | None) -> Photo | None:
    """Return an asset with its own words, as the page of a person shows it; None without a public file."""
    return photo(Figure(asset=asset.id), asset) if asset else None


def card_rendition(asset: Asset) -> Rendition | None:
    """Return the file for a card: the narrowest that is wide enough, else the widest; None without files."""
    if not asset.renditions:
        return None
    plain = _formats(asset)[-1]
    return next((file for file in plain if file.width >= _CARD_WIDTH), plain[-1])


def _formats(asset: Asset) -> tuple[tuple[Rendition, ...], ...]:
    """Return the files by media type: the newer formats that browsers must choose from, and one for all."""
    files = sorted(asset.renditions, key=lambda file: (file.media_type, file.width, file.name))
    found = {kind: tuple(group) for kind, group in groupby(files, key=lambda file: file.media_type)}
    newer = [kind for kind in _MODERN if kind in found]
    plain = next((kind for kind in found if kind not in _MODERN), "") or newer.pop()
    return tuple(found[kind] for kind in (*newer, plain))


def _within(files: tuple[Rendition, ...], limit: int) -> tuple[Rendition, ...]:
    """Return the files no wider than `limit`, or the narrowest where all are wider."""
    return tuple(file for file in files if not limit or file.width <= limit) or files[:1]


def _srcset(files: tuple[Rendition, ...]) -> str:
    return ", ".join(f"{media_path(file.name)} {file.width}w" for file in files)
