"""The keys of a page store."""

import hashlib
import unicodedata

from barta.pagestore.errors import LimitError

LONGEST = 511

STORY = b"s:"
"""What the key of a story's page begins with, before its public id."""


def story_key(public_id: str) -> bytes:
    """Return the key of a story's page."""
    return STORY + public_id.encode("ascii")


def path_key(path: str) -> bytes:
    """Return the key of any other page: a hash of its decoded path.

    A Bangla path may be longer than a key can be. The page holds the path itself, to be compared.
    """
    plain = unicodedata.normalize("NFC", path).encode("utf-8", "surrogatepass")
    return b"p:" + hashlib.blake2b(plain, digest_size=16).digest()


def error_key(status: int) -> bytes:
    """Return the key of the page that is shown with an HTTP status such as 404, whatever the path."""
    return b"error:%d" % status


def fitting(key: bytes) -> bytes:
    """Return the key; raise LimitError if it is empty or longer than a store's keys can be."""
    if not 0 < len(key) <= LONGEST:
        raise LimitError(f"a key has 1 to {LONGEST} bytes, not {len(key)}: use a hash of it")
    return key
