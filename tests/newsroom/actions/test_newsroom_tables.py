"""Tables as editors type and paste them."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from newsroom_samples import draft, newest

import barta.newsroom.desk

SCRIPT = Path(barta.newsroom.desk.__file__).parent / "static" / "desk" / "table.js"

GOLDEN = [
    ("typed with bars", "দল | খেলা\nপদ্মা | ৩", (("দল", "খেলা"), ("পদ্মা", "৩"))),
    ("pasted with tabs", "দল\tখেলা\r\nপদ্মা\t৩\r\n", (("দল", "খেলা"), ("পদ্মা", "৩"))),
    ("short rows are filled up", "ক|খ|গ\nঘ", (("ক", "খ", "গ"), ("ঘ", "", ""))),
    ("an empty first cell stays", "\tজয়\nপদ্মা\t২", (("", "জয়"), ("পদ্মা", "২"))),
    ("borders are no cells", "| ক | খ |\n| গ | ঘ |", (("ক", "খ"), ("গ", "ঘ"))),
    ("empty lines and columns go", "ক||খ\n\n | \nগ||ঘ\n", (("ক", "খ"), ("গ", "ঘ"))),
    ("spaces are tidied", "  নীল   কুঠি |\u00a0 ঘাট ", (("নীল কুঠি", "ঘাট"),)),
    ("a bar inside a pasted cell stays", "ক|খ\tগ", (("ক|খ", "গ"),)),
    (
        "a pasted cell of two lines is one",
        'নদী\t"উচ্চতা\nমিটারে"\nকাজলা\t৩',
        (("নদী", "উচ্চতা মিটারে"), ("কাজলা", "৩")),
    ),
    ("marks that a spreadsheet doubles are one", 'কথা\t"""ঠিক"" আছে"', (("কথা", '"ঠিক" আছে'),)),
    ("marks that an author typed stay", '"ঠিক"\t"আছে"', (('"ঠিক"', '"আছে"'),)),
    ("a column of one", "ক\nখ", (("ক",), ("খ",))),
    ("nothing", " \n\t\n|", ()),
]

LETTERS = st.text(st.sampled_from('কখগ্‍\u200d 12"\t\n\r|“\u00a0\u200b'), max_size=60)
CELLS = st.text(st.sampled_from('কখ্র 12"|”-'), max_size=8).map(lambda cell: " ".join(cell.split()))


def rows_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table's text; the newsroom is imported once it is set up."""
    from barta.newsroom import tables

    return tables.rows_of(text)


def text_of(rows: Sequence[Sequence[str]]) -> str:
    """Return the text of a table's rows."""
    from barta.newsroom import tables

    return tables.text_of(rows)


def checked(text: str) -> str:
    """Return the plain form of a table's text."""
    from barta.newsroom import tables

    return tables.checked(text)


@pytest.mark.parametrize(("text", "rows"), [one[1:] for one in GOLDEN], ids=[one[0] for one in GOLDEN])
def test_what_is_typed_or_pasted_becomes_rows(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    """A tab parts cells where there is one, else a bar does."""
    assert rows == rows_of(text)


@given(LETTERS)
def test_any_text_is_a_table_with_rows_of_one_length(text: str) -> None:
    """Rows are as long as each other, and no row or column is empty."""
    rows = rows_of(text)
    assert len({len(row) for row in rows}) <= 1
    assert all(any(row) for row in rows) and all(any(column) for column in zip(*rows, strict=True))


@given(LETTERS)
def test_the_plain_form_says_the_same_rows(text: str) -> None:
    """What is stored gives the rows of what was typed, and stays as it is when it is saved again."""
    try:
        plain = checked(text)
    except ValidationError:
        return
    assert plain == checked(plain)
    assert rows_of(plain) == rows_of(checked(plain))


@given(st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width))))
def test_rows_written_as_text_are_read_back(rows: list[list[str]]) -> None:
    """Whatever stands in the cells, bars too, comes back, without empty rows and columns."""
    kept = [row for row in rows if any(row)]
    columns = [column for column in zip(*kept, strict=True) if any(column)]
    assert tuple(zip(*columns, strict=True)) == rows_of(text_of(rows))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ক\n" * 201, "২০০টির বেশি সারি রাখা যায় না; এখানে ২০১টি"),
        ("|".join("ক" * 21), "২০টির বেশি কলাম রাখা যায় না; এখানে ২১টি"),
        ("", "অন্তত একটি সারি"),
        ("ক\x00খ", "রাখা যায় না"),
        ("ক" * 100_001, "বেশি বড়"),
    ],
)
def test_what_is_no_table_is_refused_in_words(text: str, told: str) -> None:
    """The message says what is too much, or what is missing."""
    with pytest.raises(ValidationError, match=told):
        checked(text)


def test_the_largest_table_is_taken() -> None:
    """200 rows of 20 columns, and no memory for cells that nobody wrote."""
    assert (200, 20) == (len(rows_of("\n".join(["ক|" * 20] * 200))), len(rows_of("ক|" * 20)[0]))
    assert (("ক",),) == rows_of("|" * 90_000 + "ক")


def test_the_browser_counts_what_the_paper_will_show() -> None:
    """The line below the field has the server's number of rows and columns."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("node is not installed: it runs the browser's table script (apt-get install nodejs)")
    program = (
        "require(process.argv[1]);"
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "process.stdout.write(JSON.stringify(texts.map(bartaTable)));"
    )
    texts = [text for _, text, _ in GOLDEN]
    done = subprocess.run(
        [node, "-e", program, str(SCRIPT)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    found = [(one["rows"], one["columns"]) for one in json.loads(done.stdout)]
    assert [(len(rows), len(rows[0]) if rows else 0) for _, _, rows in GOLDEN] == found


def test_a_table_of_a_story_is_on_record() -> None:
    """Its rows are squared; a block without rows is left out."""
    from barta.edition import Table

    story = draft(
        body=[
            {"type": "table", "value": {"caption": "পয়েন্ট", "head": True, "rows": "দল | জয়\nপদ্মা"}},
            {"type": "table", "value": {"caption": "", "head": False, "rows": " "}},
            {"type": "table", "value": {"caption": "", "head": False, "rows": text_of([["ক|খ"]])}},
        ]
    )
    story.get_latest_revision().publish()
    assert (
        Table(rows=(("দল", "জয়"), ("পদ্মা", "")), caption="পয়েন্ট", head=True),
        Table(rows=(("ক|খ",),), caption="", head=False),
    ) == newest(story).body
