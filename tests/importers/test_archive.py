"""Archives as JSON Lines: what is read, and what is refused with a message that says what to do."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barta.edition import Byline
from barta.importers import desks
from barta.importers.archive import LONGEST_LINE, ArchiveError, read_archive, read_line

GOOD = {"headline": "হাট বসল", "section": "national", "published": "2026-10-05T09:12", "body": ["হাট বসেছে।"]}


def line(**changes: object) -> bytes:
    """Return a good line with some fields changed; None takes a field away."""
    row = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return json.dumps(row).encode()


def test_a_time_without_a_zone_is_dhaka_s() -> None:
    """`2026-10-05T09:12` is twelve past nine in Dhaka."""
    assert "2026-10-05T09:12:00+06:00" == read_line(line(), "x").published.at.isoformat()


def test_a_date_alone_has_the_precision_of_a_day() -> None:
    """A story whose paper printed no clock gets none."""
    story = read_line(line(published="2026-10-05", updated="২০ অক্টোবর ২০২৬"), "x")
    assert ("day", "day") == (story.published.precision, story.updated and story.updated.precision)


def test_an_update_of_the_same_day_without_a_clock_is_no_contradiction() -> None:
    """A paper that prints the update's day alone does not say that it came before the publication."""
    story = read_line(line(updated="2026-10-05"), "x")
    assert "2026-10-05T00:00:00+06:00" == (story.updated and story.updated.at.isoformat())


def test_a_date_as_papers_print_it_is_read() -> None:
    """Archives hold dates in words too."""
    story = read_line(line(published="০৫ অক্টোবর ২০২৬, ০৯:১২"), "x")
    assert "2026-10-05T09:12:00+06:00" == story.published.at.isoformat()


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("জেলা ডেস্ক", [Byline(printed="জেলা ডেস্ক", kind="desk")]),
        (
            ["রাহেলা মাঝি", "নিজস্ব প্রতিবেদক"],
            [Byline(printed="রাহেলা মাঝি"), Byline(printed="নিজস্ব প্রতিবেদক", kind="role")],
        ),
        ([{"name": "তীরবার্তা", "kind": "agency"}], [Byline(printed="তীরবার্তা", kind="agency")]),
        (
            ["বাসস", "এএফপি, প্যারিস", "নিজস্ব প্রতিবেদক, চট্টগ্রাম"],
            [
                Byline(printed="বাসস", kind="agency"),
                Byline(printed="এএফপি, প্যারিস", kind="agency"),
                Byline(printed="নিজস্ব প্রতিবেদক, চট্টগ্রাম", kind="role"),
            ],
        ),
        (
            [
                {"name": "রাহেলা মাঝি", "role": "চরপাড়া প্রতিনিধি", "place": "চরপাড়া"},
                {"name": "চরপাড়া প্রতিনিধি", "kind": "role", "place": "চরপাড়া"},
                {"name": "রাহেলা মাঝি", "role": "প্রতিনিধি", "place": "চরপাড়া"},
            ],
            [
                Byline(printed="রাহেলা মাঝি", role="চরপাড়া প্রতিনিধি"),
                Byline(printed="চরপাড়া প্রতিনিধি", kind="role"),
                Byline(printed="রাহেলা মাঝি", role="প্রতিনিধি", place="চরপাড়া"),
            ],
        ),
        (None, []),
    ],
)
def test_bylines_come_as_a_name_a_list_or_objects(given_: object, expected: list[Byline]) -> None:
    """Every shape of byline that archives use is understood."""
    assert tuple(expected) == read_line(line(byline=given_), "x").bylines


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{", "not JSON"),
        (b"[1]", "JSON object"),
        (b"\xff\xfe{", "not UTF-8"),
        (line(headline=None), "headline is missing"),
        (line(headline="  "), "headline is missing"),
        (line(published=None), "published is missing"),
        (line(published="2026-02-30"), "published"),
        (line(published="৩১ ফেব্রুয়ারি ২০২৬"), "published"),
        (line(body="একটি", headline=7), "headline is int"),
        (line(body=7), "body is int"),
        (line(body=["ক", None]), "body, item 2"),
        (line(headline="ক\ud800"), "headline"),
        (line(headline="ক\0খ"), "headline"),
        (line(views=-1), "views"),
        (line(views="অনেক"), "views"),
        (line(views=[]), "views"),
        (line(published="0001-01-01T00:00:00+14:00"), "published.*give a year"),
        (line(published="9999-12-31T23:59:59-12:00"), "published.*give a year"),
        (line(published="3000-01-01"), "published.*give a year"),
        (line(byline=[{"kind": "desk"}]), "byline"),
        (line(byline=[{"name": "ক", "kind": "robot"}]), "byline"),
        (line(updated="2020-01-01"), "before published"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_refused_with_its_field(bad: bytes, says: str) -> None:
    """The message names the place and what to do."""
    with pytest.raises(ArchiveError, match=says) as refused:
        read_line(bad, "archive.jsonl, line 3")
    assert str(refused.value).startswith("archive.jsonl, line 3")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_file_without_a_story_is_refused(tmp_path: Path, data: bytes) -> None:
    """An empty archive is a mistake of whoever made it, and is said to be one."""
    file = tmp_path / "empty.jsonl"
    file.write_bytes(data)
    with pytest.raises(ArchiveError, match="holds no story"):
        list(read_archive(file))


def test_a_line_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """One endless line does not fill the memory."""
    file = tmp_path / "huge.jsonl"
    file.write_bytes(b'{"headline":"' + b"k" * (LONGEST_LINE + 10))
    with pytest.raises(ArchiveError, match="longer than"):
        list(read_archive(file))


def test_blank_lines_and_a_byte_order_mark_are_tolerated(tmp_path: Path) -> None:
    """What editors leave behind in files does no harm."""
    file = tmp_path / "archive.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + line() + b"\n\n" + line(headline="দ্বিতীয়") + b"\n")
    assert ["হাট বসল", "দ্বিতীয়"] == [story.headline for story in read_archive(file)]


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*sorted(GOOD), "byline", "views"]), inner, max_size=6)
        ),
        max_leaves=12,
    ).map(lambda value: json.dumps(value).encode())
)
def test_no_line_ends_in_anything_but_a_story_or_a_message(data: bytes) -> None:
    """Whatever stands in a line, the answer is a story or an ArchiveError."""
    try:
        read_line(data, "x")
    except ArchiveError as error:
        assert str(error).startswith("x: ")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("foreign", "foreign"), ("আন্তর্জাতিক", "foreign"), ("খেলাধুলা", "sports"), ("National", "national")],
)
def test_papers_names_of_sections_are_known(name: str, slug: str) -> None:
    """The same section has several names in different papers."""
    found = desks.well_known(name)
    assert found is not None
    assert slug == found[0]


def test_a_desk_tells_its_section() -> None:
    """The foreign desk writes for the foreign section; a district's desk tells nothing."""
    assert ("foreign", "আন্তর্জাতিক") == desks.from_desk("আন্তর্জাতিক ডেস্ক")
    assert desks.from_desk("কমলডাঙা প্রতিনিধি") is None
