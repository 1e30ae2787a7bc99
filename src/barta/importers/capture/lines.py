"""The lines of a capture: bytes to text, text to lines, and the folded key by which lines are compared."""

import codecs
import re
import statistics
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 5_000_000
MAX_LINE = 200_000
MAX_LINES = 10_000

# Marks without a width of their own; a line of nothing else is blank to a reader.
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u00ad\ufeff"
)
_DROP = dict.fromkeys(map(ord, _INVISIBLE))
_COMPOSED = (("\u09a1\u09bc", "\u09dc"), ("\u09a2\u09bc", "\u09dd"), ("\u09af\u09bc", "\u09df"))
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_CLOSERS = "\"'”’»)]}›"
_DANDA = re.compile("[।॥]")
# A bar typed for a danda at the end of a sentence.
_TYPED = re.compile(r"[\u0980-\u09ff”’]\s?\|$")
_HALF = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"\S+")


class CaptureError(ValueError):
    """A capture that cannot be read; the message says in English what to do about it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a capture.

    `number` counts from 1 as an editor's screen does; `text` is trimmed outside and untouched inside;
    `key` is the folded text for comparisons; `gap` tells that a blank line (or the top) stands before it;
    `rows` names every row of the file in it, more than one only where a paragraph was hard-wrapped.
    """

    number: int
    text: str
    key: str
    gap: bool
    rows: tuple[int, ...]

    @property
    def words(self) -> int:
        """The number of words, parted by white space."""
        return len(_WORD.findall(self.text))

    @property
    def punctuated(self) -> bool:
        """Whether a danda stands in the line: headlines have none, sentences nearly always one."""
        return bool(_DANDA.search(self.text)) or (self.words >= 8 and bool(_TYPED.search(self.text)))


def fold(text: str) -> str:
    """Give the key under which spellings of the same line are equal.

    Both encodings of ড় ঢ় য় are one, digits are ASCII, letters small, invisible marks gone, spaces single.
    """
    return " ".join(compose(text.translate(_DROP)).lower().translate(_DIGITS).split())


def compose(text: str) -> str:
    """Give NFC with ড় ঢ় য় as single letters, which NFC itself takes apart."""
    plain = unicodedata.normalize("NFC", text)
    for parts, letter in _COMPOSED:
        plain = plain.replace(parts, letter)
    return plain


def trim(text: str) -> str:
    """Take white space and byte order marks off both ends, and nothing else."""
    before = ""
    while before != text:
        before, text = text, text.strip().strip("\ufeff\u200b")
    return text


def undouble(text: str) -> str:
    """Give a text once that is printed twice in a row, as a picture's text and its title run together."""
    middle, odd = divmod(len(text), 2)
    first, second = text[:middle], text[middle + odd :]
    apart = not odd or text[middle].isspace()
    return trim(first) if apart and trim(first) == trim(second) and len(first.split()) >= 2 else text


def decode(data: bytes) -> str:
    """Give the text of a capture's bytes: UTF-8, with or without a mark.

    Raises `CaptureError` for anything else, naming the place and the way out.
    """
    if len(data) > MAX_BYTES:
        raise CaptureError(
            f"The capture is larger than {MAX_BYTES // 1_000_000} MB; a story's page is far smaller. "
            "Save the text of one page only and try again."
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CaptureError(
            "The capture is UTF-16, not UTF-8 text. Convert the file to UTF-8 "
            "(for example with iconv -f UTF-16 -t UTF-8) and try again."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaptureError(
            f"The capture is not UTF-8 text: byte {data[error.start]:#04x} at offset {error.start} "
            "cannot be read. Convert the file to UTF-8 (for example with iconv) and try again."
        ) from None
    return text


def load(path: Path) -> str:
    """Read a capture's file, never more than the cap; raises `CaptureError` where there is none to read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CaptureError(
            f"Cannot open {path}: {reason}. Give the path of a text file that you may read."
        ) from None
    except ValueError:
        raise CaptureError("The path has a NUL character in it. Give the path of a text file.") from None
    return decode(data)


def split(text: str) -> list[Line]:
    """Part a capture's text into its lines that say something.

    Raises `CaptureError` when the text is empty, too long, binary or not sound Unicode.
    """
    _refuse_unsound(text)
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines: list[Line] = []
    gap = True
    for number, row in enumerate(rows, start=1):
        if len(row) > MAX_LINE:
            raise CaptureError(
                f"Line {number} has {len(row)} characters; no newspaper prints such a line. "
                "Save the page as plain text with its line breaks and try again."
            )
        shown = trim(row)
        if not trim(shown.translate(_DROP)):
            gap = True
            continue
        lines.append(Line(number, shown, fold(shown), gap, (number,)))
        gap = False
    if not lines:
        raise CaptureError("The capture is empty. Save the page's text into the file and try again.")
    if len(lines) > MAX_LINES:
        raise CaptureError(f"The capture has more than {MAX_LINES} lines. Save the text of one page only.")
    return unwrap(lines)


def _refuse_unsound(text: str) -> None:
    if len(text) > MAX_BYTES:
        raise CaptureError(
            "The capture is too long for one page. Save the text of one page only and try again."
        )
    nul = text.find("\0")
    if nul >= 0:
        raise CaptureError(
            f"The capture is not text: a NUL character stands at position {nul}. "
            "Save the page as plain text, not as a picture, a PDF or an archive."
        )
    half = _HALF.search(text)
    if half:
        raise CaptureError(
            f"The capture has half a character (U+{ord(half[0]):04X}) at position {half.start()}. "
            "Save the page again as UTF-8 text."
        )


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(_CLOSERS + " ").endswith(("।", "॥", "?", "!", "…", ".", ":", "|"))


def blocks(lines: Iterable[Line]) -> list[list[Line]]:
    """Gather lines into the blocks that blank lines part."""
    gathered: list[list[Line]] = []
    for line in lines:
        if line.gap or not gathered:
            gathered.append([])
        gathered[-1].append(line)
    return gathered


def unwrap(lines: list[Line]) -> list[Line]:
    """Put paragraphs together again that were broken at a fixed width."""
    whole: list[Line] = []
    for block in blocks(lines):
        whole.extend([_joined(block)] if _hard_wrapped(block) else block)
    return whole


def _hard_wrapped(block: list[Line]) -> bool:
    """Three rows or more of nearly one width, most of them ending amid a sentence, the last at its end."""
    if len(block) < 3 or not block[-1].punctuated or not ends_sentence(block[-1].text):
        return False
    widths = [len(line.text) for line in block[:-1]]
    full = max(widths)
    even = 55 <= full <= 120 and min(widths) >= 0.7 * full and len(block[-1].text) <= full
    amid = statistics.fmean(not ends_sentence(line.text) for line in block[:-1])
    return even and amid >= 0.6


def _joined(block: list[Line]) -> Line:
    text = " ".join(line.text for line in block)
    rows = tuple(line.number for line in block)
    return Line(block[0].number, text, fold(text), block[0].gap, rows)
