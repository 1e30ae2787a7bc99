"""Datelines read as papers print them."""

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from golden_tables import facts, shared_rows
from hypothesis import given
from hypothesis import strategies as st

from barta.bangla.almanacs import OtherDate
from barta.bangla.calendar import BanglaDate, to_gregorian
from barta.bangla.dates import DHAKA
from barta.bangla.lines import LONGEST_LINE
from barta.bangla.normalise import compose_nukta
from barta.bangla.stamps import Found, Stamp, StampError, find, find_bangla, find_hijri, parse

DATELINE = "০৫ সেপ্টেম্বর ২০২৩, ০৯:১২"


def _told(found: Found) -> str:
    """Return a find as the golden table writes it."""
    return f"{found.label or '-'} {found.stamp.iso() if found.stamp else 'error'}"


def _told_other(other: OtherDate) -> str:
    return f"{other.calendar} {other.year}-{other.month}-{other.day} {'error' if other.error else other.text}"


@pytest.mark.parametrize(("text", "iso"), facts("stamps.tsv"))
def test_a_printed_stamp_is_read(text: str, iso: str) -> None:
    """Each dateline of the golden table is the moment or day beside it."""
    assert parse(text).iso() == iso


@pytest.mark.parametrize(("text", "iso"), facts("stamps.tsv"))
def test_encodings_and_invisible_characters_change_nothing(text: str, iso: str) -> None:
    """Composed nukta, vowel signs in two parts, odd spaces, ZWNJ and ASCII digits read the same."""
    odd = (
        compose_nukta(unicodedata.normalize("NFD", text)).replace(" ", "\u00a0\u200b").replace(",", "\u200c,")
    )
    assert (parse(odd).iso(), parse(text.replace(" ", "\u2009")).iso()) == (iso, iso)


@pytest.mark.parametrize(("text", "said"), facts("impossible.tsv"))
def test_what_is_no_stamp_is_refused_with_its_reason(text: str, said: str) -> None:
    """Each text of the golden table raises StampError with the words beside it."""
    with pytest.raises(StampError, match=said):
        parse(text)


@pytest.mark.parametrize(("line", "found"), facts("lines.tsv"))
def test_stamps_are_found_in_a_line(line: str, found: str) -> None:
    """Each line of the golden table holds the stamps beside it, in order."""
    assert "; ".join(map(_told, find(line))) == found


@pytest.mark.parametrize(("label", "meaning"), facts("labels.tsv"))
@pytest.mark.parametrize("stamp", [DATELINE, "মঙ্গলবার, " + DATELINE, "রাত ৯টা, সেপ্টেম্বর ৫, ২০২৩"])
def test_a_label_says_what_a_stamp_is(label: str, meaning: str, stamp: str) -> None:
    """Each label of the golden table, before any order of date and time, is published or updated."""
    line = f"{label} {stamp}"
    assert [(found.label, found.start, found.end) for found in find(line)] == [(meaning, 0, len(line))]


@pytest.mark.parametrize(("line", "found"), facts("other_dates.tsv"))
def test_the_other_calendars_dates_are_found(line: str, found: str) -> None:
    """Bangla and Hijri dates come out as printed, those that cannot be with an error."""
    others = sorted([*find_bangla(line), *find_hijri(line)], key=lambda other: other.start)
    assert "; ".join(map(_told_other, others)) == found


@pytest.mark.parametrize(("kind", "number", "spelling"), facts("spellings.tsv"))
def test_every_spelling_names_its_month_or_weekday(kind: str, number: str, spelling: str) -> None:
    """Each spelling of the golden table is read as the month or weekday beside it."""
    if kind == "gregorian":
        read = parse(f"৫ {spelling} ২০২৩").date.month
    elif kind == "weekday":
        said = parse(f"{spelling} ৫ মে ২০২৩").weekday_said
        read = -1 if said is None else said + 1
    else:
        finder = find_bangla if kind == "bangla" else find_hijri
        (read,) = [other.month for other in finder(f"৫ {spelling} ১৪৩২")]
    assert read == int(number)


def test_attested_lines_give_both_calendars() -> None:
    """In lines found in print the Bangla date is read as it was copied out by hand."""
    for row in shared_rows("bangla_dates_attested.csv"):
        printed = ["-".join(map(str, (d.year, d.month, d.day))) for d in find_bangla(row["context"])]
        assert row["printed_bangla_y_m_d"] in printed


def test_attested_lines_hold_their_gregorian_day() -> None:
    """In lines found in print the Gregorian day is found, and no Hijri or Bangla date is taken for one."""
    for row in shared_rows("bangla_dates_attested.csv"):
        days = {found.stamp.date.isoformat() for found in find(row["context"]) if found.stamp}
        years = {day[:4] for day in days}
        assert years <= {"2024", "2025", "2026"}
        assert not days or row["gregorian"] in days


def test_two_stamps_without_a_space_are_cut_where_they_meet() -> None:
    """The label that lost its space begins the second stamp."""
    second = "আপডেট : ০৫ সেপ্টেম্বর ২০২৩, ২১:৪২"
    assert [found.raw for found in find(DATELINE + second)] == [DATELINE, second]


def test_a_find_is_a_piece_of_the_line() -> None:
    """Start and end are indices into the line as it was given, whatever its encoding."""
    line = f"x\u200b  প্রকাশ\u00a0: {DATELINE} (বাংলাদেশ সময\u09bc) পাতা ৩"
    (found,) = find(line)
    assert (found.raw, found.raw) == (line[found.start : found.end], line[4:-7])


def test_an_impossible_stamp_is_reported_where_it_stands() -> None:
    """An impossible day gives no stamp, and an error that quotes the line."""
    (found,) = find("প্রকাশ : ৩১ ফেব্রুয়ারি ২০২৩")
    assert (None, True) == (found.stamp, "৩১ ফেব্রুয়ারি ২০২৩" in str(found.error))


def test_an_error_quotes_the_text_as_it_was_printed() -> None:
    """The words that are not understood are shown in the author's spelling."""
    with pytest.raises(StampError, match="'ছয়বার পঠিত' is not understood"):
        parse(f"{DATELINE} / ছয়বার পঠিত")


def test_the_weekday_printed_is_kept_and_changes_nothing() -> None:
    """A wrong weekday is remembered; the date stands."""
    assert parse("রবিবার, ০৫ সেপ্টেম্বর ২০২৩") == Stamp(date(2023, 9, 5), weekday_said=6)


def test_a_zone_that_was_named_is_remembered() -> None:
    """Only a text that names its zone has `zone_said`."""
    assert [parse(DATELINE + said).zone_said for said in ("", " (বাংলাদেশ সময়)", " GMT+6")] == [
        False,
        True,
        True,
    ]


def test_without_a_clock_the_moment_is_midnight_in_dhaka() -> None:
    """A date alone begins at 00:00 Dhaka."""
    assert parse("০৫ সেপ্টেম্বর ২০২৩").moment() == datetime(2023, 9, 5, tzinfo=DHAKA)


def test_a_moment_carries_dhakas_offset() -> None:
    """The aware moment is six hours ahead of UTC."""
    assert Stamp(date(2023, 9, 5), time(9, 12)).moment().utcoffset() == timedelta(hours=6)


def test_a_bangla_find_can_be_turned_into_its_day() -> None:
    """What is found has the numbers that the calendar takes."""
    (found,) = find_bangla("বৃহস্পতিবার, ০৩ জুলাই ২০২৫ ১৯ আষাঢ় ১৪৩২ বঙ্গাব্দ")
    assert to_gregorian(BanglaDate(found.year, found.month, found.day)) == date(2025, 7, 3)


def test_a_text_too_long_for_a_stamp_is_refused() -> None:
    """Text of many characters is refused before it is read."""
    with pytest.raises(StampError, match="are no stamp"):
        parse(DATELINE + " " * 500)


def test_a_date_deep_in_a_very_long_line_is_found_in_place() -> None:
    """In a line longer than any dateline the surroundings of its years are read."""
    line = "ক " * LONGEST_LINE + "প্রকাশ : " + DATELINE + " শেষ" * LONGEST_LINE
    assert [(found.label, found.raw) for found in find(line)] == [("published", "প্রকাশ : " + DATELINE)]


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "2023 ",
        "০৫ ",
        "প্রকাশ ",
        "সর্বশেষ আপডেট ",
        "রাত ",
        " ",
        "\u200b",
        "পি এম ",
        "০৫/",
        "12:",
        "সাড়ে ",
        "ে",
    ],
)
def test_hostile_lines_cost_bounded_work(unit: str) -> None:
    """A long line of one repeated piece holds no stamp and does not hang."""
    assert find(unit * (2_000_000 // len(unit))) == []


def test_a_line_of_nothing_but_dates_is_read_to_the_limit() -> None:
    """From a long line of dates a bounded number is read, each of them right."""
    found = find((DATELINE + " ") * 100_000)
    assert (2000 <= len(found) <= 2100, {"2023-09-05T09:12:00+06:00"}) == (
        True,
        {one.stamp.iso() for one in found if one.stamp},
    )


WORDS = "প্রকাশ|আপডেট :|০৫|সেপ্টেম্বর|২০২৩|,| |০৯:১২|পিএম|রাত|সাড়ে|৮টা|মিনিট|/|-|.|মঙ্গলবার|১৯ আষাঢ় ১৪৩২|রজব|১৪৪৭|হিজরি"
SIGNS = "GMT|+6|\u200c|\u00a0|ঃ|।|Sep|Z|T|দেড়টা|\x00"
PIECES = st.sampled_from(f"{WORDS}|{SIGNS}".split("|"))


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60))
def test_any_text_is_read_without_surprise(text: str) -> None:
    """Whatever the text, finds lie in order inside it, and parse gives a stamp or StampError."""
    place = 0
    for found in find(text):
        assert place <= found.start < found.end <= len(text)
        assert (found.stamp is None) == (found.error is not None)
        place = found.end
    try:
        parse(text).iso()
    except StampError as error:
        assert str(error)
