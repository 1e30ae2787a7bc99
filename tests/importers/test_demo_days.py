"""Days in the demo's texts, counted from each story's own date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barta.bangla import DHAKA, to_bangla
from barta.bangla.tables import GREGORIAN_MONTHS, WEEKDAYS
from barta.importers.demo import plan
from barta.importers.demo.days import NEAR, filled

THURSDAY = date(2025, 7, 3)

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{day:0}", "বৃহস্পতিবার"),
        ("{day:-1} রাতে", "বুধবার রাতে"),
        ("{day:+3}", "রোববার"),
        ("{day:7}", "১০ জুলাই"),
        ("{day:-30}", "৩ জুন"),
        ("{date:-1}", "২ জুলাই"),
        ("{month:0} {year:0}", "জুলাই ২০২৫"),
        ("{bangla:0}", "১৯ আষাঢ়"),
        ("{day:-2} ও {day:1}", "মঙ্গলবার ও শুক্রবার"),
        ("কোনো দিন নেই", "কোনো দিন নেই"),
    ],
)
def test_a_placeholder_becomes_the_day_that_a_paper_would_print(written: str, expected: str) -> None:
    """Near days are named by weekday, others by date, in Bangla digits."""
    assert filled(expected, THURSDAY) == filled(written, THURSDAY)


def test_days_are_filled_in_wherever_text_stands() -> None:
    """Lists and tables of text are gone through; what is no text stays."""
    assert {"body": ["বুধবার"], "ago": 5} == filled({"body": ["{day:-1}"], "ago": 5}, THURSDAY)


@pytest.mark.parametrize("written", ["{day}", "{day:}", "{week:1}", "{day:x}", "{}", "{day:১}"])
def test_a_placeholder_that_is_no_day_is_refused(written: str) -> None:
    """A slip is not printed to readers."""
    with pytest.raises(ValueError, match="is no day"):
        filled(written, THURSDAY)


@given(days, st.integers(-NEAR, NEAR))
def test_a_near_day_is_named_by_its_own_weekday(published: date, away: int) -> None:
    """Whatever day the paper is loaded on, the weekday is right."""
    there = published + timedelta(days=away)
    assert WEEKDAYS[there.weekday()] == filled(f"{{day:{away}}}", published)


@given(days, st.integers(-400, 400))
def test_a_date_is_that_many_days_away(published: date, away: int) -> None:
    """Months and years are crossed correctly."""
    there = published + timedelta(days=away)
    expected = f"{to_bangla(str(there.day))} {GREGORIAN_MONTHS[there.month - 1]}"
    assert expected == filled(f"{{date:{away}}}", published)


@settings(max_examples=40, deadline=None)
@given(moments)
def test_the_paper_can_be_read_at_any_moment(now: datetime) -> None:
    """All is past, in order of time, and one story closes the month before."""
    at = [one.at for one in plan.read(now).stories]
    assert sorted(at) == at
    assert at[-1] <= now
    last = now.astimezone(DHAKA).date().replace(day=1) - timedelta(days=1)
    assert last in {moment.astimezone(DHAKA).date() for moment in at}
