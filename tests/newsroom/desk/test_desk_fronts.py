"""The screen on which the front is arranged."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from desk_people import Newsroom, messages_of
from newsroom_samples import newest

NAMES = frozenset({"list", "list_results", "edit", "history", "history_results", "usage"})
ADDRESS = "/front/edit/1/"


def form(
    *,
    lead: Sequence[tuple[Any, str]] = (),
    top: Sequence[tuple[Any, str]] = (),
    strips: Sequence[Any] = (),
    **more: str,
) -> dict[str, str]:
    """Return the front's form as a browser posts it, every part of it new."""
    rows = {
        "lead": [{"story": str(story.pk), "until": until} for story, until in lead],
        "top": [{"story": str(story.pk), "until": until} for story, until in top],
        "pictures": [],
        "strips": [{"section": str(section.pk)} for section in strips],
    }
    data = dict.fromkeys(("opinion", "breaking_text", "breaking_story", "breaking_url", "breaking_until"), "")
    for part, fields in rows.items():
        data |= {
            f"{part}-TOTAL_FORMS": str(len(fields)),
            f"{part}-INITIAL_FORMS": "0",
            f"{part}-MIN_NUM_FORMS": "0",
            f"{part}-MAX_NUM_FORMS": "1000",
        }
        for index, given in enumerate(fields):
            named = {"id": "", "ORDER": str(index + 1), "DELETE": "", **given}
            data |= {f"{part}-{index}-{name}": value for name, value in named.items()}
    return {**data, **more}


def front() -> Any:
    """Return the front as the database has it."""
    from barta.newsroom.fronts.models import Front

    return Front.load()


@pytest.mark.parametrize("who", ["reporter", "sub_editor", "editor", "superuser", ""])
def test_only_news_editors_come_to_the_front(newsroom: Newsroom, who: str) -> None:
    """Every screen opens for them, and for nobody else, to read or to write."""
    from django.urls import reverse

    from barta.newsroom.fronts.models import Front

    front().save()
    before = newest(front())
    views = Front.snippet_viewset
    names = {pattern.name for pattern in views.get_urlpatterns()}
    assert NAMES == names
    lists = {"list", "list_results"}
    addresses = {name: reverse(views.get_url_name(name), args=[] if name in lists else [1]) for name in names}
    client = newsroom.client(who)
    opened = {name for name, address in addresses.items() if client.get(address).status_code == 200}
    assert (NAMES - lists if who in {"editor", "superuser"} else frozenset()) == opened
    assert (ADDRESS if opened else "") == (client.get("/front/")["location"] if opened else "")
    if not opened:
        bar = {"breaking_text": "গুজব", "breaking_until": "2126-01-01 10:00"}
        for address in addresses.values():
            client.post(address, form(**bar))
        assert before == newest(front())


def test_the_menu_leads_to_the_front(newsroom: Newsroom) -> None:
    """A news editor finds it first in the menu; a reporter does not find it at all."""
    found = [
        ('"url": "/front/"' in page, '"url": "/own-pages/"' in page)
        for who in ("editor", "reporter")
        if (page := newsroom.client(who).get("/").content.decode())
    ]
    assert [(True, True), (False, False)] == found


def test_the_front_is_public_when_the_form_has_answered(newsroom: Newsroom) -> None:
    """Pins stand in the order of the form, strips too; the page leads to the readers' front."""
    one, two = newsroom.live(headline="এক"), newsroom.live(headline="দুই")
    client = newsroom.client("editor")
    client.get("/front/")
    response = client.post(
        ADDRESS,
        form(
            lead=[(two, "2126-01-01 10:00"), (one, "")],
            top=[(one, "")],
            strips=[newsroom.sport, newsroom.city],
            breaking_text="ঘাটে ফেরি বন্ধ",
            breaking_until="2126-01-01 11:30",
            breaking_url="https://example.org/live",
        ),
    )
    assert (302, ADDRESS) == (response.status_code, response["location"])
    edition = newest(front())
    assert ([two.uuid, one.uuid], [one.uuid], (newsroom.sport.uuid, newsroom.city.uuid)) == (
        [pin.story for pin in edition.lead],
        [pin.story for pin in edition.top],
        edition.strips,
    )
    # Times of the form are Dhaka's.
    assert ("2126-01-01T04:00:00+00:00", "2126-01-01T05:30:00+00:00", None) == (
        edition.lead[0].until.isoformat(),
        edition.breaking.until.isoformat(),
        edition.lead[1].until,
    )
    assert 'href="http://paper.test/"' in client.get(ADDRESS).content.decode()


def test_an_edited_front_is_one_record(newsroom: Newsroom) -> None:
    """Taking one pin off and moving another is saved together."""
    from newsroom_samples import items

    one, two = newsroom.live(headline="এক"), newsroom.live(headline="দুই")
    client = newsroom.client("editor")
    client.get("/front/")
    client.post(ADDRESS, form(lead=[(one, ""), (two, "")]))
    before = len(items())
    first, second = front().lead.all()
    changed = form(lead=[(one, ""), (two, "")]) | {
        "lead-INITIAL_FORMS": "2",
        "lead-0-id": str(first.pk),
        "lead-0-DELETE": "on",
        "lead-1-id": str(second.pk),
    }
    client.post(ADDRESS, changed)
    assert ([two.uuid], before + 1) == ([pin.story for pin in newest(front()).lead], len(items()))


def test_a_story_that_readers_cannot_see_is_not_pinned(newsroom: Newsroom) -> None:
    """The form comes back and says which story, at its field."""
    secret = newsroom.draft(headline="গোপন খবর")
    client = newsroom.client("editor")
    client.get("/front/")
    for fields in (
        form(lead=[(secret, "")]),
        form(breaking_text="খবর", breaking_until="2126-01-01 10:00", breaking_story=str(secret.pk)),
    ):
        response = client.post(ADDRESS, fields)
        assert (200, True) == (
            response.status_code,
            "“গোপন খবর” এখন প্রকাশিত নয়" in response.content.decode(),
        )
    assert ((), None) == (newest(front()).lead, newest(front()).breaking)


def test_what_has_ended_is_shown_as_ended(newsroom: Newsroom) -> None:
    """The form says so of a pin whose time or story is over, and can still be saved."""
    from django.utils import timezone

    from barta.newsroom.actions import Withdraw
    from barta.newsroom.fronts.models import LeadPin

    over, gone, fine = (newsroom.live(headline=headline) for headline in ("এক", "দুই", "তিন"))
    past = timezone.now() - timedelta(days=1)
    made = front()
    made.lead = [LeadPin(story=over, until=past), LeadPin(story=gone), LeadPin(story=fine)]
    made.breaking_text, made.breaking_until = "পুরোনো", past
    made.save()
    Withdraw(gone, public_note="ভুল তথ্য।").execute()
    client = newsroom.client("editor")
    page = client.get(ADDRESS).content.decode()
    assert (2, 1) == (page.count("সময় শেষ হয়েছে"), page.count("এখন পাঠকের কাছে নেই"))
    local = timezone.localtime(past).strftime("%Y-%m-%d %H:%M")
    kept = form(lead=[(over, local), (gone, ""), (fine, "")], breaking_text="পুরোনো", breaking_until=local)
    kept |= {"lead-INITIAL_FORMS": "3"}
    kept |= {f"lead-{index}-id": str(pin.pk) for index, pin in enumerate(front().lead.all())}
    assert 302 == client.post(ADDRESS, kept).status_code


def test_a_section_of_the_front_is_not_deleted_and_the_editor_reads_why(newsroom: Newsroom) -> None:
    """The message says where to take it off first; then it is deleted."""
    from barta.newsroom.sections.models import Section

    client, address = newsroom.client("editor"), f"/sections/delete/{newsroom.sport.pk}/"
    client.get("/front/")
    client.post(ADDRESS, form(strips=[newsroom.sport], opinion=str(newsroom.sport.pk)))
    assert 200 == client.get(address).status_code
    response = client.post(address)
    assert "‘প্রচ্ছদ’ পাতায়" in " ".join(messages_of(response))
    strip = front().strips.get()
    emptied = form(strips=[newsroom.sport]) | {
        "strips-INITIAL_FORMS": "1",
        "strips-0-id": str(strip.pk),
        "strips-0-DELETE": "on",
    }
    client.post(ADDRESS, emptied)
    client.post(address)
    assert not Section.objects.filter(pk=newsroom.sport.pk).exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lead-0-story", "x"),
        ("lead-0-story", "9" * 30),
        ("lead-0-story", "999999"),
        ("lead-0-story", ""),
        ("lead-0-until", "কাল"),
        ("lead-0-until", "0001-01-01 00:00"),
        ("lead-0-until", "9999-12-31 23:59"),
        ("lead-0-ORDER", "x"),
        ("lead-0-id", "x"),
        ("lead-0-id", "77"),
        ("lead-TOTAL_FORMS", "x"),
        ("lead-TOTAL_FORMS", "99999999"),
        ("strips-0-section", "x"),
        ("strips-0-section", "999"),
        ("opinion", "x"),
        ("breaking_story", "x"),
        ("breaking_story", "999999"),
        ("breaking_url", "javascript:alert(1)"),
        ("breaking_until", "x"),
        ("breaking_text", "খবর\x00"),
        ("breaking_text", "ক" * 5_000),
    ],
)
def test_a_front_form_that_no_browser_sends(newsroom: Newsroom, name: str, value: str) -> None:
    """The answer is a page or a message, never an error, and the front stays as it was or is whole."""
    client = newsroom.client("editor")
    client.get("/front/")
    given = form(lead=[(newsroom.live(), "")], strips=[newsroom.city], breaking_text="খবর")
    given |= {"breaking_until": "2126-01-01 10:00"}
    assert client.post(ADDRESS, given | {name: value}).status_code in {200, 302}
    assert newest(front()).breaking is None
    short = {key: text for key, text in given.items() if key != "top-TOTAL_FORMS"}
    response = client.post(ADDRESS, short)
    assert (302, True) == (response.status_code, "পড়া যায়নি" in " ".join(messages_of(response)))


def _opened_on(answer: Any) -> str:
    """Return which front the form in `answer` says it was opened on."""
    field = re.search(r'name="opened_on" value="(\w+)"', answer.content.decode())
    assert field is not None
    return field[1]


def test_an_editor_hears_that_another_has_saved_the_front(newsroom: Newsroom) -> None:
    """The later form comes back once with a warning; sent again, it is a decision and stands."""
    front().save()
    one, other = newsroom.client("editor"), newsroom.client("superuser")
    opened_on = [_opened_on(client.get(ADDRESS)) for client in (one, other)]
    until: dict[str, Any] = {"breaking_until": "2126-01-01 10:00"}
    one.post(ADDRESS, form(opened_on=opened_on[0], breaking_text="ঘাট বন্ধ", **until))
    warned = other.post(ADDRESS, form(opened_on=opened_on[1], breaking_text="ঘাট খোলা", **until))
    assert ("ঘাট বন্ধ", True) == (front().breaking_text, "অন্য কেউ প্রচ্ছদ বদলেছেন" in warned.content.decode())
    other.post(ADDRESS, form(opened_on=_opened_on(warned), breaking_text="ঘাট খোলা", **until))
    assert "ঘাট খোলা" == front().breaking_text


def test_a_story_is_found_by_words_of_its_headline(newsroom: Newsroom) -> None:
    """The chooser shows stories whose headlines hold every word; without such, it says so in Bangla."""
    newsroom.live(headline="সেতুর কাজ শুরু")
    newsroom.live(headline="সেতুর টোল কমল")
    client = newsroom.client("editor")
    pages = [
        client.get("/stories/choose/results/", {"q": words}).content.decode()
        for words in ("সেতুর", "টোল সেতু", "বাজেট")
    ]
    shown = [("সেতুর কাজ" in page, "সেতুর টোল" in page, "কিছু পাওয়া যায়নি" in page) for page in pages]
    assert [(True, True, False), (False, True, False), (False, False, True)] == shown
