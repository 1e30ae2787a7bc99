"""Bad input ends in a message that says what to do, and quickly."""

import codecs
import re
import tracemalloc
from pathlib import Path

import pytest

from barta.importers.capture import CaptureError, read, read_file
from barta.importers.capture.lines import MAX_BYTES

PAGE = (Path(__file__).parent / "pages" / "reporter_labelled_stamps.txt").read_bytes()


def _refused(folder: Path, data: bytes) -> str:
    path = folder / "capture.txt"
    path.write_bytes(data)
    with pytest.raises(CaptureError) as error:
        read_file(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n \n\xc2\xa0\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "offset 0 .*Convert the file to UTF-8"),
        (b"abc\x00def", "NUL character stands at position 3"),
        ("শিরোনাম".encode() + b"\xff" + PAGE, r"byte 0xff at offset 21"),
        ("হেডলাইন".encode("utf-16-le"), "UTF-8|NUL"),
        (b"a" * 200_001, "Line 1 has 200001 characters"),
    ],
)
def test_unreadable_file_is_refused_in_plain_words(tmp_path: Path, data: bytes, said: str) -> None:
    """The message names what is wrong, where, and what to do."""
    message = _refused(tmp_path, data)
    assert re.search(said, message)
    assert message.endswith(".")


def test_file_of_fifty_megabytes_is_not_read_whole(tmp_path: Path) -> None:
    """A huge single line is refused by its size, and no more than the cap is ever held."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(CaptureError, match=f"larger than {MAX_BYTES // 1_000_000} MB"):
            read_file(path)
        assert tracemalloc.get_traced_memory()[1] < 4 * MAX_BYTES
    finally:
        tracemalloc.stop()


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    """A path that is no readable file is a `CaptureError`, not an `OSError`."""
    for path in (tmp_path / "none.txt", tmp_path, "a\0b"):
        with pytest.raises(CaptureError, match="Give the path"):
            read_file(path)


def test_half_a_character_is_refused() -> None:
    """A lone surrogate is named with its place."""
    with pytest.raises(CaptureError, match=r"U\+D800\) at position 9"):
        read("শিরোনাম \n\ud800")


def test_mark_of_the_encoding_is_no_text(tmp_path: Path) -> None:
    """A byte order mark before UTF-8 changes nothing of what is read."""
    path = tmp_path / "marked.txt"
    path.write_bytes(PAGE.decode().encode("utf-8-sig"))
    assert read(PAGE.decode()).as_dict() == read_file(path).as_dict()


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_page_in_utf_16_is_refused_with_the_way_out(tmp_path: Path, mark: bytes) -> None:
    """Another encoding is named, with the command that converts it."""
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    message = _refused(tmp_path, mark + PAGE.decode().encode(encoding))
    assert "iconv -f UTF-16 -t UTF-8" in message


@pytest.mark.parametrize("end", ["\r\n", "\r", " \n", "\t\n", "\u00a0\n", "\n\u200b"])
def test_line_ends_and_outer_space_say_nothing(end: str) -> None:
    """Carriage returns and white space outside a line change nothing of what is read."""
    text = PAGE.decode()
    assert read(text).as_dict() == read(text.replace("\n", end)).as_dict()


def test_inner_code_points_survive() -> None:
    """No-break spaces, dashes, quotes, joiners and either encoding of য় come out as they went in."""
    paragraph = "র\u200d্যাবের ‘উ.\u00a0কোরিয়া’ – “না\u09df\u09af\u09bc” বলে\u200cছে…  দুই  ঘর।"
    capture = read(f"ঘাটে নতুন নৌকা\u00a0ভিড়েছে আজ\nডেস্ক\n\n{paragraph}\n")
    assert ((paragraph,), "ঘাটে নতুন নৌকা\u00a0ভিড়েছে আজ") == (capture.body, capture.headline)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("শনিবার, ১৪ জুন ২০২৫\n\nঘাটে নৌকা ভিড়েছে। মাঝি খুশি।\n", "No headline was found"),
        ("ঘাটে নতুন নৌকা ভিড়েছে\nডেস্ক\n০৫ জুন ২০২৫\n", "No story text was found"),
    ],
)
def test_page_without_headline_or_body_is_refused(text: str, said: str) -> None:
    """A page that holds no story says which part is missing."""
    with pytest.raises(CaptureError, match=said):
        read(text)


@pytest.mark.parametrize(
    "line",
    ["ক" * 190_000, "ক/" * 90_000, "১ " * 90_000, "আরও পড়ুন: " * 15_000, "।/এ" * 60_000, "( ছবি " * 30_000],
)
def test_long_strange_line_keeps_its_place(line: str) -> None:
    """A line as long as is allowed, and made to trip patterns up, is read as a paragraph."""
    capture = read(f"ঘাটে নতুন নৌকা ভিড়েছে আজ\nডেস্ক\n\nমাঝি খুশি।\n{line}\nমাঝি খুশি নন।\n")
    assert ("মাঝি খুশি।", line.strip(), "মাঝি খুশি নন।") == capture.body


def test_thousands_of_lines_are_each_placed() -> None:
    """A page of thousands of lines is read, and one of more than ten thousand refused."""
    lines = "\n".join(f"নদীর ঘাটে নৌকা নম্বর {number} এসেছে" for number in range(4_000))
    capture = read(f"{lines}\nডেস্ক\n\nমাঝি খুশি।\nআরও পড়ুন\n{lines}")
    assert 8_003 == len({placement.number for placement in capture.placements})
    with pytest.raises(CaptureError, match="more than 10000 lines"):
        read("নদীর ঘাট\n" * 10_001)
