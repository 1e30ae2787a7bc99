"""Static files under names that hold their content's hash, so that they may be cached for ever."""

from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

FOLDER = "/assets/"
MEDIA_TYPES: Mapping[str, str] = {
    "ico": "image/x-icon",
    "js": "text/javascript; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
"""The kinds of files that are served, by the ends of their names; other files here are for the house."""

_STATIC = files("barta.rendering") / "static"


def static(name: str) -> bytes:
    """Return a static file of this room."""
    return (_STATIC / name).read_bytes()


def media_type(name: str) -> str:
    """Return the media type of a served file by the end of its name; raises KeyError for another file."""
    return MEDIA_TYPES[name.rpartition(".")[2]]


def _hashed(name: str) -> str:
    stem, _, extension = name.rpartition(".")
    return f"{stem}.{sha256(static(name)).hexdigest()[:8]}.{extension}"


_NAMES: Mapping[str, str] = {
    name: _hashed(name)
    for name in sorted(entry.name for entry in _STATIC.iterdir() if entry.is_file())
    if name.rpartition(".")[2] in MEDIA_TYPES
}

ASSETS: Mapping[str, bytes] = {hashed: static(name) for name, hashed in _NAMES.items()}


def asset_path(name: str) -> str:
    """Return the address of a static file such as `favicon.svg`; raises KeyError for an unknown one."""
    return FOLDER + _NAMES[name]
