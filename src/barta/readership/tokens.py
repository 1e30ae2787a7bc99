"""Tokens: what a page carries so that its reading is counted, the same for every page of an hour.

A token proves only that somebody has seen a page of these hours. It names no reader and needs no answer
of its own, so that it can stand in a page that a cache gives to everybody.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime

LENGTH = 8
"""Characters of a token: 48 bits, far more than can be tried in three hours."""

BEFORE, AFTER = 2, 1
"""Hours of which tokens are taken beside the present one: pages lie in caches, and clocks differ."""


def hour_of(at: datetime) -> int:
    """Return the hour in which the aware instant `at` lies, counted from 1970 in UTC."""
    return int(at.timestamp() // 3600)


def token(key: bytes, hour: int) -> str:
    """Return the token of `hour` (counted from 1970 in UTC) under the paper's `key`."""
    digest = hmac.digest(key, b"%d" % hour, hashlib.sha256)
    return urlsafe_b64encode(digest).decode("ascii")[:LENGTH]


def tokens(key: bytes, hour: int) -> frozenset[str]:
    """Return the tokens that are taken during `hour`: its own, of the two before and of the next."""
    return frozenset(token(key, near) for near in range(hour - BEFORE, hour + AFTER + 1))
