"""What the demo paper says: enough of it, in clean Bangla, and nothing that points nowhere."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from PIL import Image

from barta.bangla import DHAKA
from barta.importers.demo import plan

NOW = datetime.now(UTC)
PAPER = plan.read(NOW)
STORIES = PAPER.stories
PORTRAITS = {one.picture for one in PAPER.people if one.picture}

# Papers write ঘণ্টা, রোববার, জানুয়ারি, ফেব্রুয়ারি, আগস্ট, সরকারি, তৈরি, বাড়ি, কারণ, ইদানীং.
MISSPELT = ("ঘন্টা", "রবিবার", "জানুয়ারী", "ফেব্রুয়ারী", "আগষ্ট", "সরকারী", "তৈরী", "বাড়ী", "কারন", "ইদানিং")


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text that readers see, with where it stands."""
    for one in STORIES:
        fields = (one.headline, one.short, one.standfirst, one.kicker, one.caption, one.alt, one.credit)
        said = (*one.body, *one.added, *(correction.text for correction in one.corrections))
        endings = [ending.note for ending in (one.withdrawn, one.unpublished) if ending]
        # The number before an item of a numbered list is printed by the page, not by the text.
        for text in (*fields, one.role, one.place, one.note, *one.topics, *said, *endings):
            yield one.headline, re.sub(r"^[0-9]+\. ", "", text, flags=re.MULTILINE)
    for person in PAPER.people:
        yield person.name, f"{person.role} {person.about}"
    for page in PAPER.pages:
        yield page.slug, " ".join([page.title, *page.body])
    for section in PAPER.sections:
        yield section.slug, f"{section.name} {section.description}"
    yield "front", PAPER.front.breaking.text


def test_there_is_a_whole_paper() -> None:
    """Eight sections, each with stories of its own, and enough of them to fill the front."""
    assert len(STORIES) >= 44
    counted = Counter(one.section for one in STORIES)
    assert {section.slug for section in PAPER.sections} == set(counted)
    assert min(counted.values()) >= 5


def test_no_two_stories_share_a_headline() -> None:
    """A headline names one story, in full and short."""
    printed = [one.short or one.headline for one in STORIES]
    assert [] == [name for name, times in Counter(printed).items() if times > 1]
    assert len(STORIES) == len({one.headline for one in STORIES})


def test_bangla_texts_hold_no_latin_letters_or_digits() -> None:
    """Only addresses of the paper's own are Latin."""
    found = [
        (where, word)
        for where, text in texts()
        for word in re.findall(r"[A-Za-z0-9{}]+", text.replace(PAPER.paper["email"], ""))
    ]
    assert [] == found


def test_quotation_marks_and_spellings_are_those_of_papers() -> None:
    """Curved quotation marks in pairs, রোববার, ঘণ্টা, জানুয়ারি."""
    marks = [(where, text) for where, text in texts() if '"' in text or "'" in text]
    assert [] == marks
    assert [] == [(where, text) for where, text in texts() if text.count("‘") > text.count("’")]
    assert [] == [(where, wrong) for where, text in texts() for wrong in MISSPELT if wrong in text]


def test_the_paper_covers_the_last_day_and_six_weeks() -> None:
    """Something of today, something of every week, some days with several stories."""
    ages = [NOW - one.at for one in STORIES]
    assert 8 <= sum(age < timedelta(days=1) for age in ages) <= 18
    assert set(range(5)) <= {age.days // 7 for age in ages}
    assert max(ages) < timedelta(days=45)
    days = Counter(one.at.astimezone(DHAKA).date() for one in STORIES if NOW - one.at > timedelta(days=2))
    assert max(days.values()) >= 2


def test_everything_that_happens_to_stories_happens() -> None:
    """Corrections, a clarification, updates, a withdrawal with its reason, and something taken back."""
    kinds = Counter(correction.kind for one in STORIES for correction in one.corrections)
    assert kinds["correction"] >= 2
    assert kinds["clarification"] >= 1
    assert sum(one.updated is not None for one in STORIES) >= 3
    assert [True] == [bool(one.withdrawn.note) for one in STORIES if one.withdrawn]
    assert 1 == sum(one.unpublished is not None for one in STORIES)
    assert all(one.second for one in STORIES if one.series == "নদীর সঙ্গে বাস")


def test_nothing_happens_to_a_story_before_it_is_out() -> None:
    """Updates, corrections and endings come after the publication."""
    for one in STORIES:
        later = [one.updated, *(correction.ago for correction in one.corrections)]
        later += [ending.ago for ending in (one.withdrawn, one.unpublished) if ending]
        assert all(NOW - timedelta(minutes=ago) > one.at for ago in later if ago is not None), one.headline


def test_every_kind_of_block_is_used() -> None:
    """A designer finds headings, quotes, lists, tables and links in the demo."""
    begins = {item.split(" ")[0].split("\n")[0] for one in STORIES for item in one.body}
    assert {"##", ">", "-", "1.", "@", "|="} <= begins


def test_tables_have_rows_of_one_length() -> None:
    """No table has a hole in it."""
    for one in STORIES:
        for table in (item for item in one.body if item.startswith("|")):
            rows = [line for line in table.strip().split("\n") if not line.startswith("|=")]
            assert len(rows) >= 2
            assert 1 == len({len(row.strip().strip("|").split("|")) for row in rows}), one.headline


def test_everything_that_is_named_is_there() -> None:
    """Sections, linked and pinned stories, desks."""
    sections, headlines = {one.slug for one in PAPER.sections}, {one.headline for one in STORIES}
    ended = {one.headline for one in STORIES if one.withdrawn or one.unpublished}
    assert {slug for one in STORIES for slug in (one.section, *one.second)} <= sections
    assert {item[2:] for one in STORIES for item in one.body if item.startswith("@ ")} <= headlines - ended
    front = PAPER.front
    assert {*front.lead, *front.top, *front.pictures, front.breaking.story} <= headlines - ended
    assert {*front.strips, front.opinion} == sections
    assert {desk for login in PAPER.logins for desk in login.desks} <= {one.desk for one in PAPER.sections}


def test_recurring_topics_are_known_by_latin_names_too() -> None:
    """A topic that several stories carry can be searched for without a Bangla keyboard."""
    counted = Counter(topic for one in STORIES for topic in one.topics)
    latin = {one.name for one in PAPER.topics if any(alias.isascii() for alias in one.aliases)}
    assert {topic for topic, times in counted.items() if times > 1} <= latin
    assert len(latin) >= 10


def test_the_logins_are_one_for_each_role() -> None:
    """Reporter, sub-editor and news editor."""
    assert ["reporter", "sub-editor", "news editor"] == [login.role for login in PAPER.logins]


def test_every_picture_has_its_words() -> None:
    """What it shows, for those who see it and those who do not, and who made it."""
    shown = [one for one in STORIES if one.picture]
    assert len(shown) >= 15
    assert [] == [one.headline for one in shown if not (one.caption and one.alt and one.credit)]


@pytest.mark.parametrize("name", PAPER.pictures())
def test_every_picture_that_is_named_exists(name: str) -> None:
    """Pictures are wide, portraits are square, and both are large enough for every rendition."""
    with Image.open(io.BytesIO(plan.picture(name))) as image:
        expected = (800, 800) if name in PORTRAITS else (1600, 900)
        assert expected == image.size
        assert "WEBP" == image.format


@pytest.mark.parametrize("fault", [{"headlin": "x"}, {"kind": "robot"}, {"views": "many"}])
def test_a_misspelt_plan_is_refused(fault: dict[str, str]) -> None:
    """A key or a value that means nothing is noticed."""
    good = {"at": NOW, "section": "town", "headline": "হাট", "byline": "মাঝি", "body": [], "views": 1}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**good, **fault}, plan.Story)
