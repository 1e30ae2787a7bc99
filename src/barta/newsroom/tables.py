"""Tables as they are typed or pasted: one row a line, cells apart by a tab or by a bar (|)."""

import re
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError

from barta.bangla import to_bangla
from barta.newsroom.text import cleaned

Rows = tuple[tuple[str, ...], ...]

MOST_ROWS = 200
MOST_COLUMNS = 20
MOST_LETTERS = 100_000

# A spreadsheet puts a cell between quotation marks when it holds a line end, a tab or such a mark.
_QUOTED = re.compile(r'(?:(?<=\t)|(?<![^\n]))"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')


def rows_of(text: str) -> Rows:
    """Return the rows that `text` says, all of one length; empty rows and empty columns go.

    A line with a tab in it has its cells between tabs, any other between bars. Raises ValidationError, in
    Bangla, for more than 200 rows or 20 columns.
    """
    rows = [cells for line in _lines(text) if (cells := _cells(line))]
    used = sorted({column for cells in rows for column, cell in enumerate(cells) if cell})
    for what, found, most in (("সারি", len(rows), MOST_ROWS), ("কলাম", len(used), MOST_COLUMNS)):
        if found > most:
            raise ValidationError(
                f"সারণিতে {_number(most)}টির বেশি {what} রাখা যায় না; এখানে {_number(found)}টি। "
                "কয়েকটি সারণিতে ভাগ করুন।",
                code="size",
            )
    return tuple(tuple(cells[column] if column < len(cells) else "" for column in used) for cells in rows)


def text_of(rows: Iterable[Sequence[str]]) -> str:
    """Return the text for which `rows_of` gives `rows`: cells between bars, or tabs where one holds a bar."""
    tidy = [[" ".join(cell.split()) for cell in row] for row in rows]
    if any("|" in cell for row in tidy for cell in row):
        # Written as a spreadsheet would; a tab behind a lone cell says that the bar in it parts nothing.
        return "\n".join("\t".join(map(_quoted, row)) + "\t" * (len(row) == 1) for row in tidy)
    return "\n".join(" | ".join(row) for row in tidy)


def checked(text: str) -> str:
    """Return the text of a table in its plain form, normalised; raises ValidationError for what is none."""
    if len(text) > MOST_LETTERS:
        raise ValidationError("সারণিটি বেশি বড়; কয়েকটি সারণিতে ভাগ করুন।", code="letters")
    rows = rows_of(cleaned(text))
    if not rows:
        raise ValidationError("সারণিতে অন্তত একটি সারি লিখুন।", code="empty")
    return text_of(rows)


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (_QUOTED.sub(_unquoted, text) if "\t" in text else text).split("\n")


def _unquoted(cell: re.Match[str]) -> str:
    """Return a quoted cell as one line; marks that an author typed stay."""
    inside = cell[1]
    if not re.search(r'[\n\t]|""', inside):
        return cell[0]
    return re.sub(r"[\n\t]", " ", inside.replace('""', '"'))


def _quoted(cell: str) -> str:
    return '"{}"'.format(cell.replace('"', '""')) if '"' in cell else cell


def _cells(line: str) -> list[str]:
    """Return the cells of a line, its spaces tidied, without empty ones at the end."""
    cells = [" ".join(cell.split()) for cell in line.split("\t" if "\t" in line else "|")]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _number(count: int) -> str:
    return to_bangla(str(count))
