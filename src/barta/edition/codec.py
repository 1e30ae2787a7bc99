"""Payloads to bytes and back: UTF-8 JSON, checked in both directions."""

import inspect
import re
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from barta.edition.fronts import Front
from barta.edition.shape import Shape
from barta.edition.site import Ending, Redaction, Setting
from barta.edition.stories import Story
from barta.edition.subjects import Asset, Page, Person, Section, Topic
from barta.edition.upcasts import CURRENT, UnknownSchemaError, raise_to_current

Kind = Literal[
    "story", "ending", "section", "person", "topic", "asset", "setting", "redaction", "page", "front"
]

KINDS: Mapping[str, type[Shape]] = {
    "story": Story,
    "ending": Ending,
    "section": Section,
    "person": Person,
    "topic": Topic,
    "asset": Asset,
    "setting": Setting,
    "redaction": Redaction,
    "page": Page,
    "front": Front,
}

# JSON writes NUL as \u0000; an even run of backslashes before it is text, not an escape.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")

_decoders = {kind: msgspec.json.Decoder(shape) for kind, shape in KINDS.items()}


class PayloadError(ValueError):
    """A payload that may not enter the ledger, or cannot be read from it; the message names the field."""


def encode(payload: Shape) -> bytes:
    """Return `payload` as UTF-8 JSON. Raises PayloadError for what could not be read back the same."""
    kind = kind_of(payload)
    try:
        data = msgspec.json.encode(payload)
    except (UnicodeEncodeError, TypeError, ValueError) as error:
        raise PayloadError(f"a {kind} holds text that is not Unicode (a lone surrogate?): {error}") from error
    # The pattern is slow where it has nothing to find, which is nearly always.
    if b"u0000" in data and _NUL.search(data):
        raise PayloadError(f"a {kind} holds a NUL character: remove it")
    if decode(kind, CURRENT[kind], data) != payload:
        raise PayloadError(f"a {kind} does not survive being written and read")
    return data


def decode(kind: str, schema: int, data: bytes) -> Any:
    """Return the payload of a record, raised to the current schema.

    Raises PayloadError when the bytes do not fit it or were written by a newer version.
    """
    try:
        if CURRENT.get(kind) == schema:
            return _decoders[kind].decode(data)
        raised = raise_to_current(kind, schema, msgspec.json.decode(data))
        return msgspec.convert(raised, KINDS[kind])
    except UnknownSchemaError as error:
        raise PayloadError(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PayloadError(f"a {kind} record does not fit its schema: {error}") from error


def kind_of(payload: Shape) -> str:
    """Return the ledger's kind for a payload."""
    for kind, shape in KINDS.items():
        if type(payload) is shape:
            return kind
    raise PayloadError(f"{type(payload).__name__} is not a payload of the ledger")


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of all kinds in their current version; committed as `schema.json`."""
    shapes = list(KINDS.values())
    schemas, components = msgspec.json.schema_components(shapes, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Barta editions",
        "properties": {
            kind: schema | {"description": f"version {CURRENT[kind]}"}
            for kind, schema in zip(KINDS, schemas, strict=True)
        },
        "$defs": {name: _tidy(shape) for name, shape in components.items()},
    }


def _tidy(shape: dict[str, Any]) -> dict[str, Any]:
    """Return a shape with its docstring unindented: Python 3.13 does so by itself, older ones do not."""
    described = shape.get("description")
    return shape | {"description": inspect.cleandoc(described)} if described else shape
