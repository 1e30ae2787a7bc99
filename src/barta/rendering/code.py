"""The digest of everything that decides how an edition becomes bytes."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_ROOMS = ("barta.rendering", "barta.edition", "barta.bangla")
_LIBRARIES = ("jinja2", "markupsafe", "nh3")


@cache
def code_digest() -> str:
    """Return 64 hex digits over the templates, the style sheet, the code and the libraries they use.

    Pages made under another digest may differ, and are rendered again.
    """
    digest = sha256()
    for path, content in _everything():
        for part in (path.encode(), content):
            digest.update(len(part).to_bytes(8))
            digest.update(part)
    return digest.hexdigest()


def _everything() -> Iterator[tuple[str, bytes]]:
    for name in _LIBRARIES:
        yield name, version(name).encode()
    for room in _ROOMS:
        yield from _sources(files(room), room)


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each file below `folder`, in the order of their names."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _sources(entry, inner)
        elif not entry.name.endswith(".pyc"):
            yield inner, entry.read_bytes()
