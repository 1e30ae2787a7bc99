"""Tags: short names of content, from which ETags are put together without hashing at each request.

A tag is Base64 (RFC 4648, section 5) of a BLAKE2b over digests of plain content, so that every node, and
a store built anew, states the same one.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from itertools import groupby

from barta.pagestore.pages import Page
from barta.pagestore.segments import Segment

_GROUP_LETTERS = 6
_GROUP = b"a group"


def own_tag(page: Page) -> str:
    """Return the tag, of 8 letters, of what a page states and holds itself: status, profile, segments.

    Where groups of slots stand among the segments belongs to it, but not what they show.
    """
    named = [f"{page.status} {page.profile}\n".encode()]
    for shared, run in groupby(page.parts, lambda part: isinstance(part, str)):
        named += [_GROUP] if shared else [part.digest for part in run if isinstance(part, Segment)]
    return _tag(named)


def group_tag(segments: Iterable[Segment]) -> str:
    """Return the tag, of 6 letters, of what neighbouring shared slots show."""
    return _tag(segment.digest for segment in segments)[:_GROUP_LETTERS]


def etag(own: str, groups: str, *, gzip: bool) -> str:
    """Return a strong ETag, in quotes, from the tag of a page and those of its groups, in their order."""
    return f'"{own}{groups}"' if gzip else f'"{own}{groups}i"'


def _tag(named: Iterable[bytes]) -> str:
    return urlsafe_b64encode(hashlib.blake2b(b"".join(named), digest_size=6).digest()).decode()
