"""What a page says to a reader: its visible text in reading order, as a browser would show it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_BLOCK_NAMES = """
    address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tr ul
"""
_SILENT_NAMES = "canvas datalist head iframe object script style svg template title"

_VOID = frozenset(_VOID_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset(_SILENT_NAMES.split())
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"skip", "visually-hidden"})

# Browsers collapse these only; a no-break space is a character like any other.
_SPACE = re.compile(r"[ \t\n\r\f]+")


def visible_text(html: str) -> str:
    """Return the visible text of a page, one line for each block.

    A closed overlay (`popover`, `dialog`, `details`) says no more than the label of its close control
    (`data-close`); a `details` outside an overlay also its summary. Overlays that stand together and close
    by the same label say it once.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element: whether its text is seen, and whether it lies in a closed overlay."""

    tag: str
    seen: bool
    closed: bool


class _Reader(HTMLParser):
    """Gathers the lines of a document while it keeps the chain of open elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [_Element("", True, False)]
        self._lines: list[str] = []
        self._line: list[str] = []
        self._closing = False

    def text(self) -> str:
        """Return the lines read so far."""
        self._break()
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Open an element; a block begins a line."""
        if tag in _BLOCKS or tag == "br":
            self._break()
        elif tag in _CELLS:
            self._line.append(" ")
        if tag not in _VOID:
            self._open.append(_inside(self._open[-1], tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close an element and whatever was left open in it; a block ends its line."""
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        """Add text that is seen."""
        if self._open[-1].seen:
            self._line.append(data)
            self._closing |= any(element.closed for element in self._open)

    def _break(self) -> None:
        line = _SPACE.sub(" ", "".join(self._line)).strip(" ")
        if line and not (self._closing and [line] == self._lines[-1:]):
            self._lines.append(line)
        self._line.clear()
        self._closing = False


def _inside(parent: _Element, tag: str, attrs: dict[str, str | None]) -> _Element:
    """Return the element that `tag` opens in `parent`."""
    classes = set((attrs.get("class") or "").split())
    if tag in _SILENT or "hidden" in attrs or classes & _UNSEEN:
        return _Element(tag, False, False)
    if "popover" in attrs or (tag in ("dialog", "details") and "open" not in attrs):
        return _Element(tag, False, parent.seen or parent.closed)
    if parent.closed and ("data-close" in attrs or tag == "summary"):
        return _Element(tag, True, False)
    return _Element(tag, parent.seen, parent.closed)
