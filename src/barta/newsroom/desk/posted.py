"""Whether what was posted can be a form of ours at all, asked before Wagtail takes it apart.

Wagtail's block lists and rich text are parsed while the form is read, and what no browser sends (rich text
that is not JSON, a count that is not a number) would end in a server error. Here it ends in an answer.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

_COUNTS = re.compile(r"-(?:count|order|TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS|ORDER)$")
_PARAGRAPH = re.compile(r"^body-(\d+)-value$")
_ITEM = re.compile(r"^body-\d+-value-items-\d+-value$")
_MOST_BLOCKS = 2_000
_REVISIONS = frozenset({"overwrite_revision_id", "loaded_revision_id"})
_EXTRA = "workflow-action-extra-data"
_ROW = re.compile(
    r"^(?:series|translation_of|supersedes|picture|topics|sections|members|groups|desks"
    r"|pictures-\d+-photo|bylines-\d+-person|body-\d+-value-(?:photo|story)"
    r"|opinion|breaking_story|(?:lead|top|pictures)-\d+-story|strips-\d+-section)$"
)
"""Fields whose values are numbers of rows, and whose widgets look the row up before any form checks them."""

_ASKED_ROWS = frozenset({"id", "childOf", "collection_id"})
_FREE = frozenset({"q", "term", "link_text", "link_url", "next"})


def faults(post: Mapping[str, Any], needs: Iterable[str] = ()) -> Iterator[str]:
    """Yield the name of every posted field that cannot be taken apart, and of those in `needs` not there."""
    yield from (name for name in needs if name not in post)
    for name, value in post.items():
        if (
            (_COUNTS.search(name) and not _is_count(value))
            or (name in _REVISIONS and not _is_number(value))
            or (name == _EXTRA and not _is_object(value))
            or (_ROW.match(name) and not all(map(_is_number, _all(post, name))))
            or (_is_rich_text(name, post) and not _is_content(value))
        ):
            yield name
    for index in range(_rows(post)):
        if f"body-{index}-type" not in post or f"body-{index}-deleted" not in post:
            yield f"body-{index}"
        elif post[f"body-{index}-type"] == "list":
            yield from _list_faults(post, f"body-{index}-value-items")


def asks_for_nothing(query: Mapping[str, Any]) -> bool:
    """Return whether a query names rows that cannot exist: `id=abc`, or a number that no database holds."""
    return any(
        _is_beyond(value) or (name in _ASKED_ROWS and value not in ("", "all") and not _is_number(value))
        for name in query
        if name not in _FREE
        for value in _all(query, name)
    )


def _is_beyond(text: str) -> bool:
    return len(text) >= 19 and text.isdecimal()


def _all(fields: Mapping[str, Any], name: str) -> list[str]:
    """Return every value of a field that may come several times."""
    return fields.getlist(name) if isinstance(fields, MultiValueDict) else [fields[name]]


def _list_faults(post: Mapping[str, Any], prefix: str) -> Iterator[str]:
    count = str(post.get(f"{prefix}-count", ""))
    if not count or not _is_count(count):
        yield f"{prefix}-count"
        return
    for index in range(int(count)):
        if f"{prefix}-{index}-deleted" not in post or f"{prefix}-{index}-order" not in post:
            yield f"{prefix}-{index}"


def _rows(post: Mapping[str, Any]) -> int:
    count = str(post.get("body-count", "0"))
    return int(count) if _is_count(count) else 0


def _is_count(value: Any) -> bool:
    return _is_number(value) and int(value or 0) <= _MOST_BLOCKS


def _is_number(value: Any) -> bool:
    text = str(value)
    return not text or (text.isascii() and text.isdigit() and len(text) < 19)


def _is_rich_text(name: str, post: Mapping[str, Any]) -> bool:
    paragraph = _PARAGRAPH.match(name)
    if paragraph:
        return post.get(f"body-{paragraph[1]}-type") == "paragraph"
    return bool(_ITEM.match(name))


def _is_object(text: Any) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _is_content(text: Any) -> bool:
    """Return whether `text` is Draftail's content state, or nothing."""
    if not text or text == "null":
        return True
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(content, dict) or not isinstance(content.get("entityMap"), dict):
        return False
    blocks = content.get("blocks")
    return isinstance(blocks, list) and all(_is_block(block, content["entityMap"]) for block in blocks)


def _is_block(block: Any, entities: dict[str, Any]) -> bool:
    return (
        isinstance(block, dict)
        and isinstance(block.get("text"), str)
        and isinstance(block.get("type"), str)
        and isinstance(block.get("depth", 0), int)
        and all(
            _is_range(one) and isinstance(one.get("style"), str) for one in block.get("inlineStyleRanges", [])
        )
        and all(
            _is_range(one) and _is_entity(entities.get(str(one.get("key"))))
            for one in block.get("entityRanges", [])
        )
    )


def _is_range(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("offset"), int) and isinstance(one.get("length"), int)


def _is_entity(entity: Any) -> bool:
    return (
        isinstance(entity, dict)
        and isinstance(entity.get("type"), str)
        and isinstance(entity.get("data"), dict)
    )
