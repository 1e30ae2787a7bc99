"""The demo's pictures: drawn for it, kept as WebP, encoded for readers before anything is written."""

import io
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from django.core.files.images import ImageFile

from barta.importers.demo import plan
from barta.newsroom.media import renditions
from barta.newsroom.media.models import Photo


class Encoded(NamedTuple):
    """A picture's own bytes, and what `renditions.encode` says of the files made from them."""

    data: bytes
    public_files: dict[str, Any]


def encode(names: Iterable[str]) -> dict[str, Encoded]:
    """Encode the named pictures, as many at a time as there are processors: Pillow works without the GIL."""
    wanted = list(names)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(wanted, pool.map(_encoded, wanted), strict=True))


def _encoded(name: str) -> Encoded:
    data = plan.picture(name)
    return Encoded(data, renditions.encode(io.BytesIO(data)))


class Photos:
    """The newsroom's photos of the demo, each made the first time that it is asked for."""

    def __init__(self, encoded: Mapping[str, Encoded]) -> None:
        """Take what `encode` returned."""
        self._encoded = encoded
        self._made: dict[str, Photo] = {}

    def photo(self, name: str, *, title: str, alt: str, credit: str) -> Photo:
        """Return the photo `name`; the words are those of its first use."""
        if name not in self._made:
            data, public_files = self._encoded[name]
            photo = Photo(title=title[:255], alt=alt, credit=credit, file_size=len(data))
            # A file that is in its place already is not encoded once more when the row is saved.
            photo.file.save(f"{name}.webp", ImageFile(io.BytesIO(data)), save=False)
            photo.width, photo.height = photo.file.width, photo.file.height
            photo.public_files, photo.public_from = public_files, photo.file.name
            photo.save()
            self._made[name] = photo
        return self._made[name]
