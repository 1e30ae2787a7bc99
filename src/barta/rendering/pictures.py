"""Pictures: which of an asset's files a page offers, and the words around them."""

from dataclasses import dataclass
from itertools import groupby

from barta.edition import Asset, Figure, Rendition
from barta.rendering.addresses import media_path

# Browsers take the first format they know; the last ones here are known to all.
_MODERN = ("image/avif", "image/webp")
_CARD_WIDTH = 480


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture ready to print: `sources` are (media type, srcset) of newer formats, sizes are pixels."""

    src: str
    srcset: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...]
    alt: str
    caption: str
    credit: str
    sensitive: bool


def photo(figure: Figure, asset: Asset) -> Photo | None:
    """Return `figure` with its files, or None when the asset has no public file."""
    formats = _formats(asset)
    if not formats:
        return None
    plain = _fallback(formats)
    widest = plain[-1]
    credit = figure.credit or asset.credit
    return Photo(
        src=media_path(widest.name),
        srcset=_srcset(plain) if len(plain) > 1 else "",
        width=widest.width,
        height=widest.height,
        sources=tuple(
            (kind, _srcset(formats[kind])) for kind in _MODERN if kind in formats and formats[kind] != plain
        ),
        alt=figure.alt or asset.alt,
        caption=figure.caption,
        credit=" / ".join(part for part in (credit, figure.agency) if part),
        sensitive=figure.sensitive,
    )


def card_rendition(asset: Asset) -> Rendition | None:
    """Return the file for a card: the narrowest that is wide enough, else the widest; None without files."""
    formats = _formats(asset)
    if not formats:
        return None
    plain = _fallback(formats)
    return next((file for file in plain if file.width >= _CARD_WIDTH), plain[-1])


def _formats(asset: Asset) -> dict[str, tuple[Rendition, ...]]:
    """Return the files of each media type, narrowest first."""
    files = sorted(asset.renditions, key=lambda file: (file.media_type, file.width, file.name))
    return {kind: tuple(group) for kind, group in groupby(files, key=lambda file: file.media_type)}


def _fallback(formats: dict[str, tuple[Rendition, ...]]) -> tuple[Rendition, ...]:
    """Return the files of the format that the most browsers know."""
    return formats[
        min(formats, key=lambda kind: (kind in _MODERN, -_MODERN.index(kind) if kind in _MODERN else 0))
    ]


def _srcset(files: tuple[Rendition, ...]) -> str:
    return ", ".join(f"{media_path(file.name)} {file.width}w" for file in files)
