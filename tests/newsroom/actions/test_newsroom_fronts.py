"""The front as editors arrange it: the record follows every save, and only what readers see is pinned."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from newsroom_samples import broken_ledger, draft, items, newest, published, section

from barta.newsroom.door import Refused, opened

LATER = datetime(2126, 1, 2, 3, 4, 5, tzinfo=UTC)


def front(**parts: Any) -> Any:
    """Return the front, saved with these parts: stories in zones, sections in strips, and plain fields."""
    from barta.newsroom.fronts.models import Front, LeadPin, PicturePin, Strip, TopPin

    made = Front.load()
    for zone, kind in (("lead", LeadPin), ("top", TopPin), ("pictures", PicturePin)):
        if zone in parts:
            setattr(made, zone, [kind(story=story, until=until) for story, until in parts.pop(zone)])
    if "strips" in parts:
        made.strips = [Strip(section=one) for one in parts.pop("strips")]
    for name, value in parts.items():
        setattr(made, name, value)
    made.save()
    return Front.load()


def test_the_front_is_on_record_when_saved() -> None:
    """Pins with their ends, strips in their order, opinion and the breaking bar stand in one record."""
    from barta.edition import Breaking, Front, Pin

    one, two, three = (published(headline) for headline in ("এক", "দুই", "তিন"))
    first, second = section(), section("মতামত", "opinion")
    made = front(
        lead=[(one, LATER), (two, None)],
        top=[(three, None), (one, None)],
        pictures=[(two, LATER)],
        strips=[second, first, second],
        opinion=second,
        breaking_text="ঘাটে ফেরি বন্ধ",
        breaking_story=three,
        breaking_until=LATER,
    )
    expected = Front(
        lead=(Pin(story=one.uuid, until=LATER), Pin(story=two.uuid)),
        top=(Pin(story=three.uuid), Pin(story=one.uuid)),
        pictures=(Pin(story=two.uuid, until=LATER),),
        strips=(second.uuid, first.uuid),
        opinion=second.uuid,
        breaking=Breaking(text="ঘাটে ফেরি বন্ধ", until=LATER, story=three.uuid),
    )
    assert expected == newest(made)
    record = items()[-1].record
    assert ("front:home", "front", "setting", False) == (
        record.subject,
        record.kind,
        record.occasion,
        record.announce,
    )


def test_only_a_change_of_the_front_is_recorded() -> None:
    """Saving it again appends nothing; taking a pin away is a new edition."""
    story = published()
    made = front(lead=[(story, None)])
    before = len(items())
    made.save()
    assert before == len(items())
    made.lead = []
    made.save()
    assert ((), before + 1) == (newest(made).lead, len(items()))


def test_there_is_one_front() -> None:
    """Whatever is saved is the one row, and deleting it takes off what was chosen."""
    from barta.edition import Front as Edition
    from barta.newsroom.fronts.models import Front, LeadPin

    made = front(lead=[(published(), None)], breaking_text="খবর", breaking_until=LATER)
    made.delete()
    assert (1, 0, Edition()) == (Front.objects.count(), LeadPin.objects.count(), newest(made))


def test_a_draft_is_never_pinned() -> None:
    """Neither the form nor a program lets a story onto the front before readers may see it."""
    from django.core.exceptions import ValidationError

    from barta.newsroom.fronts.models import Front, LeadPin

    story = draft("গোপন")
    with pytest.raises(ValidationError, match="এখন প্রকাশিত নয়"):
        LeadPin(front=Front.load(), story=story).full_clean(exclude=["front"])
    with pytest.raises(ValidationError, match="এখন প্রকাশিত নয়"):
        Front(breaking_text="খবর", breaking_until=LATER, breaking_story=story).full_clean()
    for parts in (
        {"lead": [(story, None)]},
        {"breaking_text": "খবর", "breaking_until": LATER, "breaking_story": story},
    ):
        with pytest.raises(Refused, match="গোপন"):
            front(**parts)
    assert [] == [item for item in items() if item.record.kind == "front"]


def test_a_pinned_story_that_ends_falls_out_by_itself() -> None:
    """Ending it needs no word about the front, and the front can be saved as if nothing had been."""
    from barta.newsroom.actions import Withdraw

    story = published()
    made = front(lead=[(story, None)], breaking_text="খবর", breaking_until=LATER, breaking_story=story)
    Withdraw(story, public_note="ভুল তথ্য ছিল।").execute()
    made = type(made).load()
    made.full_clean()
    [pin] = made.lead.all()
    pin.full_clean()
    made.breaking_text = "আরেক খবর"
    made.save()
    assert ("withdraw", "আরেক খবর") == (newest(story).manner, newest(made).breaking.text)
    assert "এখন পাঠকের কাছে নেই" in pin.ended


def test_a_pin_whose_time_has_passed_may_stay_and_says_so() -> None:
    """Old pins never keep an editor from saving; a new one is not given an end that has passed."""
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    past = timezone.now() - timedelta(hours=1)
    made = front(lead=[(published(), past)], breaking_text="খবর", breaking_until=past)
    [pin] = made.lead.all()
    pin.until = past.replace(second=0, microsecond=0)
    pin.full_clean()
    made.full_clean()
    assert ("সময় শেষ হয়েছে" in pin.ended, "সময় শেষ হয়েছে" in made.ended) == (True, True)
    pin.until = past - timedelta(hours=1)
    with pytest.raises(ValidationError, match="পেরিয়ে গেছে"):
        pin.full_clean()
    made.breaking_until = past - timedelta(hours=1)
    with pytest.raises(ValidationError, match="পেরিয়ে গেছে"):
        made.full_clean()


@pytest.mark.parametrize(
    ("fields", "blamed"),
    [
        ({"breaking_text": "খবর"}, "breaking_until"),
        ({"breaking_url": "https://example.org/live"}, "breaking_text"),
        ({"breaking_text": "খবর", "breaking_until": LATER, "breaking_url": "https://example.org/"}, ""),
        ({"breaking_text": "খবর", "breaking_until": LATER}, ""),
        ({"breaking_until": LATER}, ""),
    ],
)
def test_the_breaking_bar_has_a_text_and_an_end(fields: dict[str, Any], blamed: str) -> None:
    """Each fault is told at its field; a bar needs no link."""
    from django.core.exceptions import ValidationError

    from barta.newsroom.fronts.models import Front

    try:
        Front(**fields).full_clean()
    except ValidationError as error:
        assert [blamed] == list(error.message_dict)
    else:
        assert "" == blamed


def test_the_breaking_bar_leads_to_one_place() -> None:
    """A story and an outside address at once are refused."""
    from django.core.exceptions import ValidationError

    from barta.newsroom.fronts.models import Front

    bar = Front(breaking_text="খবর", breaking_until=LATER, breaking_url="https://example.org/")
    bar.breaking_story = published()
    with pytest.raises(ValidationError, match="দুটি নয়"):
        bar.full_clean()


def test_parts_of_the_front_change_with_it_only() -> None:
    """A pin or strip saved or deleted by hand is an error that names the way."""
    from barta.newsroom.door import DoorError

    made = front(lead=[(published(), None)], strips=[section()])
    for part in (made.lead.get(), made.strips.get()):
        with pytest.raises(DoorError, match="Front"):
            part.save()
        with pytest.raises(DoorError, match="Front"):
            part.delete()


def test_a_section_of_the_front_is_deleted_once_it_is_off_it() -> None:
    """The refusal says where to take it off; then it can go."""
    place = section("খেলা", "sports")
    for parts in ({"strips": [place]}, {"strips": [], "opinion": place}):
        front(**parts)
        with pytest.raises(Refused, match="‘প্রচ্ছদ’"):
            place.delete()
    made = front(opinion=None)
    place.delete()
    assert ("", "remove") == (newest(made).opinion, newest(place).manner)


def test_the_front_and_its_record_commit_together() -> None:
    """When the ledger cannot be written, no pin is there."""
    from django.db import DatabaseError

    from barta.newsroom.fronts.models import LeadPin

    story = published()
    with broken_ledger(), pytest.raises(DatabaseError):
        front(lead=[(story, None)])
    assert 0 == LeadPin.objects.count()


def test_the_front_is_reconciled() -> None:
    """What a hand changed is put right; a paper that arranged no front gets no record of one."""
    from django.db import connection

    from barta.newsroom.actions import reconcile
    from barta.newsroom.fronts.models import Front

    story = published()
    reconcile()
    assert [] == [item for item in items() if item.record.kind == "front"]
    made = front(lead=[(story, None)])
    assert 0 == reconcile().appended
    with opened():
        Front.objects.update(breaking_text="হাতে", breaking_until=LATER)
    assert (1, "হাতে") == (reconcile().appended, newest(made).breaking.text)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM fronts_leadpin")
        cursor.execute("DELETE FROM fronts_front")
    assert (1, (), None) == (reconcile().appended, newest(made).lead, newest(made).breaking)
