"""Public pictures: files under names that are hashes of their content."""

import os
import re
import stat
from pathlib import Path

from barta.delivery.answers import Answer
from barta.delivery.negotiation import has_already

PREFIX = "/media/"
_NAME = re.compile(r"([0-9a-f]{32})\.(avif|gif|jpeg|jpg|png|webp)")
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_TYPES = {"jpg": "image/jpeg"}
# A file never changes, but may be withdrawn: an hour at most in anybody's cache.
_FIXED = (
    ("Cache-Control", "public, max-age=3600"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("X-Content-Type-Options", "nosniff"),
)


def picture(folder: Path, path: str, if_none_match: str) -> Answer | None:
    """Return the picture at a path below `/media/`, None if there is no such file.

    Only a plain file directly in the folder is given, never what a link points to.
    """
    named = _NAME.fullmatch(path, len(PREFIX))
    if named is None:
        return None
    try:
        descriptor = os.open(folder / named.group(), _FLAGS)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        etag = f'"{named.group(1)}"'
        headers = [*_FIXED, ("ETag", etag)]
        if if_none_match and has_already(if_none_match, etag):
            return Answer(304, headers, [], 0)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            body = file.read()
    finally:
        os.close(descriptor)
    extension = named.group(2)
    headers.append(("Content-Type", _TYPES.get(extension, f"image/{extension}")))
    return Answer(200, headers, [body], len(body))
