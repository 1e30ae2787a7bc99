"""Old schemas raised to the current one by pure functions, one version at a time.

A record is stored once and never rewritten, so whatever version it was written in must be readable for
ever. To change a schema: raise its number in `CURRENT`, add `(kind, old) -> new` to `UPCASTS`, and
keep the golden record of every version in `tests/edition/golden`. Until the first release, version 1 may
still grow: a new optional field or a new kind of block.
"""

from collections.abc import Callable, Mapping
from typing import Any

Upcast = Callable[[dict[str, Any]], dict[str, Any]]

CURRENT: Mapping[str, int] = {
    "story": 1,
    "ending": 1,
    "section": 1,
    "person": 1,
    "topic": 1,
    "asset": 1,
    "setting": 1,
    "redaction": 1,
    "page": 1,
    "front": 1,
}

UPCASTS: Mapping[tuple[str, int], Upcast] = {}


class UnknownSchemaError(ValueError):
    """A record was written by a newer Barta, or names a kind that does not exist."""


def raise_to_current(
    kind: str,
    schema: int,
    payload: dict[str, Any],
    *,
    current: Mapping[str, int] = CURRENT,
    upcasts: Mapping[tuple[str, int], Upcast] = UPCASTS,
) -> dict[str, Any]:
    """Return `payload` in the current schema of `kind`.

    Raises UnknownSchemaError when there is no way there.
    """
    wanted = current.get(kind)
    if wanted is None or not 1 <= schema <= wanted:
        raise UnknownSchemaError(
            f"cannot read a {kind!r} record of schema {schema}: upgrade Barta on this machine"
        )
    while schema < wanted:
        payload = upcasts[kind, schema](payload)
        schema += 1
    return payload
