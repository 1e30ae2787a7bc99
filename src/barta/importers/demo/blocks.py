"""The blocks of a text as the plan writes them: one item each, told apart by how it begins.

`## ` a heading; `> words — who` a quotation; `- ` lines a list, `1. ` lines a numbered one; `| ` lines a
table, its caption in a line `|= caption` above, its first row the names of the columns; `@ headline` a link
to that story; anything else is a paragraph.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import escape

Block = tuple[str, Any]


def blocks(items: Iterable[str], stories: Mapping[str, Any]) -> list[Block]:
    """Return the blocks of `items` as the newsroom's body takes them; `stories` are rows by headline.

    Raises ValueError for a link to a headline that no story has.
    """
    return [_block(item.strip(), stories) for item in items]


def _block(text: str, stories: Mapping[str, Any]) -> Block:
    if text.startswith("## "):
        return "heading", {"text": text[3:], "level": "2"}
    if text.startswith("> "):
        said, _, by = text[2:].rpartition(" — ")
        return "quote", {"text": said or by, "by": by if said else ""}
    if text.startswith("- "):
        return _list([line.removeprefix("- ") for line in text.split("\n")], ordered=False)
    if text.startswith("1. "):
        return _list([line.partition(". ")[2] for line in text.split("\n")], ordered=True)
    if text.startswith("|"):
        return "table", _table(text.split("\n"))
    if text.startswith("@ "):
        return "related", {"text": "", "story": _story(text[2:], stories), "url": ""}
    return "paragraph", f"<p>{escape(text)}</p>"


def _list(items: list[str], *, ordered: bool) -> Block:
    return "list", {"items": [f"<p>{escape(item)}</p>" for item in items], "ordered": ordered}


def _table(lines: list[str]) -> dict[str, Any]:
    caption = lines[0].removeprefix("|=").strip() if lines[0].startswith("|=") else ""
    rows = [line.strip().strip("|").strip() for line in lines if not line.startswith("|=")]
    return {"caption": caption, "rows": "\n".join(rows), "head": True}


def _story(headline: str, stories: Mapping[str, Any]) -> Any:
    if headline not in stories:
        raise ValueError(f"there is no story {headline!r} to link to")
    return stories[headline]
