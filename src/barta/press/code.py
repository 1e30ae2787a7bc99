"""The digest of everything that decides what stands in the page store."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from barta.pagestore import FORMAT
from barta.rendering import code_digest


@cache
def store_digest() -> str:
    """Return 64 hex digits over the rendering, this room's code and the store's format.

    A store that was made under another digest is built anew.
    """
    digest = sha256(f"{code_digest()} {FORMAT}".encode())
    for entry in sorted(files("barta.press").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()
