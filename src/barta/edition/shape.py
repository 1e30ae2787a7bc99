"""The common shape of everything that is published: frozen, keyword-only, strict about its fields."""

from datetime import datetime
from typing import Annotated

import msgspec

Uuid = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$", description="a UUID as 32 lower-case hex digits")
]
PublicId = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[0-9a-z]{10}$", description="the permanent public id, ten of 0-9 a-z without i l o u"
    ),
]
Instant = Annotated[datetime, msgspec.Meta(tz=True, description="an instant, ISO 8601 with its offset")]


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen record: unknown fields are refused, defaults are not written."""
