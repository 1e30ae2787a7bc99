"""Public renditions: pictures encoded anew, so that nothing of the original's file but its pixels gets out.

No EXIF, GPS, XMP, serial number, embedded thumbnail or file name survives: the pixels are turned the
right way up, brought to sRGB, and written under the hash of the new bytes. They are made when a picture
is saved, beside the originals, and linked into the public folder when a story is published.
"""

import hashlib
import io
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageCms, ImageOps

WIDTHS = (320, 640, 960, 1280)
"""Pixels. A picture is never enlarged; one narrower than the widest keeps its own width as well."""

FORMATS = (
    ("JPEG", "jpg", "image/jpeg"),
    ("WEBP", "webp", "image/webp"),
    ("AVIF", "avif", "image/avif"),
)
READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "WEBP": {"quality": 80, "method": 4},
    "AVIF": {"quality": 55, "speed": 8},
}
"""How each form is encoded: alike to the eye, and quick enough to be done while an editor waits."""


def public_folder() -> Path:
    """Return the folder of files that readers may fetch."""
    return Path(settings.BARTA_HOME) / "public" / "media"


def ready_folder() -> Path:
    """Return the private folder where encoded files wait for their first publication."""
    return Path(settings.MEDIA_ROOT) / "ready"


def releasing_folder() -> Path:
    """Return the folder of marks for public files whose publication is not durable yet."""
    return Path(settings.MEDIA_ROOT) / "releasing"


UNREADABLE = (OSError, ValueError, Image.DecompressionBombError, SyntaxError)
"""What Pillow raises for damaged, hostile and foreign files."""


def prepare(photo: Any) -> bool:
    """Encode `photo`'s renditions unless that was done; return whether `public_files` changed (unsaved).

    Raises one of `UNREADABLE`.
    """
    if (
        photo.public_from == photo.file.name
        and names(photo)
        and all((ready_folder() / name).exists() for name in names(photo))
    ):
        return False
    with photo.file.storage.open(photo.file.name) as file:
        photo.public_files = encode(file)
    photo.public_from = photo.file.name
    return True


def encode(file: Any) -> dict[str, Any]:
    """Encode the picture in `file` into the ready folder; return its renditions and its colour as JSON.

    The file is left at its beginning. Raises one of `UNREADABLE`.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=READ) as original:
            pixels = _plain(original)
    finally:
        file.seek(0)
    ready_folder().mkdir(parents=True, exist_ok=True)
    return {"renditions": list(_write_all(pixels)), "colour": _colour(pixels)}


def names(photo: Any) -> list[str]:
    """Return the names of the prepared files of `photo`."""
    return [file["name"] for file in photo.public_files.get("renditions", [])]


def release(photo: Any) -> list[str]:
    """Put the prepared files of `photo` into the public folder, safely on disk; return those that are new.

    A mark is left for each new one until `settle`, so that a file whose publication did not come about,
    because it was rolled back or its process killed, is known and taken away. Raises OSError.
    """
    folder = public_folder()
    folder.mkdir(parents=True, exist_ok=True)
    fresh = [name for name in names(photo) if not (folder / name).exists()]
    if fresh:
        marks = releasing_folder()
        marks.mkdir(parents=True, exist_ok=True)
        for name in fresh:
            (marks / name).touch()
        _sync(marks)
        for name in fresh:
            _copy(ready_folder() / name, folder / name)
        _sync(folder)
    return fresh


def released(*, before: float) -> set[str]:
    """Return the new public files without a settled publication, marked before `before` (a time.time())."""
    try:
        marks = list(releasing_folder().iterdir())
    except FileNotFoundError:
        return set()
    return {mark.name for mark in marks if mark.stat().st_mtime < before}


def settle(wanted: Iterable[str]) -> None:
    """Say of new public files that their publication is durable, or that they are gone."""
    for name in wanted:
        (releasing_folder() / name).unlink(missing_ok=True)


def recall(wanted: Iterable[str]) -> None:
    """Take files out of the public folder; those that are not there are no error."""
    for name in wanted:
        (public_folder() / name).unlink(missing_ok=True)


def _plain(original: Image.Image) -> Image.Image:
    """Return the pixels alone: upright, sRGB, opaque."""
    profile = original.info.get("icc_profile")
    image = ImageOps.exif_transpose(_smaller(original))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image, profile = paper.convert("RGB"), None
    if profile and image.mode in ("RGB", "CMYK", "L"):
        image = _to_srgb(image, profile)
    pixels = image.convert("RGB")
    # A new picture carries none of the old one's information, whatever Pillow may keep in `info`.
    clean = Image.new("RGB", pixels.size)
    clean.paste(pixels)
    return clean


def _smaller(original: Image.Image) -> Image.Image:
    """Return the picture no larger than it need be, before any copy of it is made.

    Both its sides stay at least as long as the widest rendition. A JPEG is not even decoded larger.
    """
    original.draft(None, (WIDTHS[-1], WIDTHS[-1]))
    factor = min(original.size) // WIDTHS[-1]
    has_shades = original.mode in ("RGB", "RGBA", "L", "LA", "CMYK") and "transparency" not in original.info
    if factor < 2 or not has_shades:
        return original
    return _with_info_of(original, original.reduce(factor))


def _with_info_of(original: Image.Image, image: Image.Image) -> Image.Image:
    """Return `image` with what says which way up it is."""
    image.info = dict(original.info)
    exif = original.getexif()
    if exif:
        image.info["exif"] = exif.tobytes()
    return image


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        # A damaged or foreign profile: the pixels as they are come closest.
        return image
    return converted if converted is not None else image


def _write_all(pixels: Image.Image) -> Iterator[dict[str, Any]]:
    widths = [width for width in WIDTHS if width < pixels.width] + [min(pixels.width, WIDTHS[-1])]
    for width in sorted(set(widths)):
        height = max(1, round(pixels.height * width / pixels.width))
        image = pixels if width == pixels.width else pixels.resize((width, height), Image.Resampling.LANCZOS)
        for form, ending, media_type in FORMATS:
            buffer = io.BytesIO()
            image.save(buffer, form, **OPTIONS[form])
            data = buffer.getvalue()
            name = f"{hashlib.blake2b(data, digest_size=16).hexdigest()}.{ending}"
            _write(ready_folder() / name, data)
            yield {"name": name, "width": width, "height": height, "media_type": media_type}


def _colour(pixels: Image.Image) -> str:
    red, green, blue = pixels.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _copy(source: Path, target: Path) -> None:
    """Give `source` a second name; where links cannot be made, copy it whole or not at all."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        aside = target.with_name(f".{target.name}.{os.getpid()}")
        with source.open("rb") as reading, aside.open("wb") as writing:
            shutil.copyfileobj(reading, writing)
            writing.flush()
            os.fsync(writing.fileno())
        aside.replace(target)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
