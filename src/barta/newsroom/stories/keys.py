"""Keys by which stories are recognised again."""

import hashlib

from barta.bangla import normalise


def headline_key(headline: str) -> str:
    """Return 32 hex digits that are equal for headlines that look the same to a reader."""
    return hashlib.blake2b(
        normalise.key(headline).encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()
