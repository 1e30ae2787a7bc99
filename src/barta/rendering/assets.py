"""Static files under names that hold their content's hash, so that they may be cached for ever."""

from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

FOLDER = "/assets/"
_STATIC = files("barta.rendering") / "static"
_SERVED = ("favicon.svg",)


def static(name: str) -> bytes:
    """Return a static file of this room."""
    return (_STATIC / name).read_bytes()


def _hashed(name: str) -> str:
    stem, _, extension = name.rpartition(".")
    return f"{stem}.{sha256(static(name)).hexdigest()[:16]}.{extension}"


_NAMES: Mapping[str, str] = {name: _hashed(name) for name in _SERVED}

ASSETS: Mapping[str, bytes] = {hashed: static(name) for name, hashed in _NAMES.items()}


def asset_path(name: str) -> str:
    """Return the address of a static file such as `favicon.svg`; raises KeyError for an unknown one."""
    return FOLDER + _NAMES[name]
