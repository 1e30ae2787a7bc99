"""Pages of the paper about itself: the record follows every save, and addresses belong to one thing each."""

from typing import Any

import pytest
from newsroom_samples import broken_ledger, items, newest, section, told

from barta.newsroom.door import Refused, opened


def page(title: str = "আমাদের কথা", slug: str = "about", **fields: Any) -> Any:
    """Return a saved page with one paragraph."""
    from barta.newsroom.pages.models import Page

    fields.setdefault("body", [{"type": "paragraph", "value": "<p>শিমুলপুর থেকে প্রকাশিত।</p>"}])
    made = Page(title=title, slug=slug, **fields)
    made.full_clean()
    made.save()
    return made


def test_a_page_is_on_record_when_saved() -> None:
    """All that it says stands in one record, which no feed announces."""
    from barta.edition import Heading, Items, Paragraph, Quote, Table

    made = page(
        body=[
            {"type": "heading", "value": {"text": "যোগাযোগ", "level": "2"}},
            {"type": "paragraph", "value": "<p>ঘাটের <b>মোড়ে</b> আসুন।</p>"},
            {"type": "quote", "value": {"text": "খবর সবার।", "by": "সম্পাদক"}},
            {"type": "list", "value": {"items": ["<p>ফোন</p>"], "ordered": True}},
            {"type": "table", "value": {"caption": "সময়", "head": True, "rows": "দিন | ঘণ্টা\nশনি | ৯"}},
        ],
        in_footer=False,
        position=3,
    )
    edition = newest(made)
    assert (
        ("about", "আমাদের কথা", False, 3, made.updated_at),
        (
            Heading(text="যোগাযোগ", level=2),
            Paragraph(html="ঘাটের <b>মোড়ে</b> আসুন।"),
            Quote(text="খবর সবার।", by="সম্পাদক"),
            Items(items=("ফোন",), ordered=True),
            Table(rows=(("দিন", "ঘণ্টা"), ("শনি", "৯")), caption="সময়"),
        ),
    ) == (
        (edition.slug, edition.title, edition.in_footer, edition.position, edition.updated),
        edition.body,
    )
    assert [("page", "publish", False)] == [
        (item.record.kind, item.record.occasion, item.record.announce) for item in items()
    ]


def test_only_a_change_is_recorded() -> None:
    """Saving a page as it is appends nothing; a new place in the footer is an update."""
    made = page()
    type(made).objects.get().save()
    assert 1 == len(items())
    made.position = 5
    made.save()
    assert [("page", "publish", ""), ("page", "update", "")] == told("page")


def test_the_time_of_a_page_is_when_it_last_said_something_else() -> None:
    """Title and text count; address, place and publicity do not."""
    made = page()
    first = made.updated_at
    made.slug, made.position, made.in_footer = "who-we-are", 9, False
    made.save()
    assert first == newest(made).updated
    made.body = [{"type": "paragraph", "value": "<p>নতুন কথা।</p>"}]
    made.save()
    second = newest(made).updated
    made.title = "আমরা কারা"
    made.save(update_fields=["title"])
    made.refresh_from_db()
    assert first < second < made.updated_at == newest(made).updated


def test_a_page_that_is_kept_back_is_unknown_to_readers() -> None:
    """A page never live has no record; one taken back ends, and returns with its text."""
    hidden = page("খসড়া পাতা", "draft-page", live=False)
    made = page()
    made.live = False
    made.save()
    assert (None, "remove") == (newest(hidden), newest(made).manner)
    made.save()
    made.live = True
    made.save()
    assert ["publish", "remove", "publish"] == [item.record.occasion for item in items()]
    assert "আমাদের কথা" == newest(made).title


def test_a_deleted_page_ends() -> None:
    """Readers forget it in the same transaction."""
    made = page()
    made.delete()
    assert ("remove", 0) == (newest(made).manner, type(made).objects.count())


def test_a_page_and_its_record_commit_together() -> None:
    """When the ledger cannot be written, the page is as it was."""
    from django.db import DatabaseError

    made = page()
    made.title = "হারিয়ে যাবে"
    with broken_ledger(), pytest.raises(DatabaseError):
        made.save()
    made.refresh_from_db()
    assert ("আমাদের কথা", 1) == (made.title, len(items()))


@pytest.mark.parametrize(
    "slug",
    [
        *("people", "topics", "media", "assets", "archive", "ledger", "feeds", "search", "beacon", "admin"),
        *("corrections", "sitemaps", "offline", "read", "pages", "most-read", "v"),
        *("sitemap.xml", "news-sitemap.xml", "opensearch.xml", "humans.txt", ".well-known", "robots.txt"),
        *("manifest.webmanifest", "favicon.ico", "sw.js"),
    ],
)
def test_the_houses_own_addresses_are_nobody_elses(slug: str) -> None:
    """Neither a section nor a page gets one, by form or by program."""
    from barta.newsroom.pages.models import Page
    from barta.newsroom.sections.models import Section

    for thing in (Page(title="পাতা", slug=slug), Section(name="বিভাগ", slug=slug)):
        with pytest.raises(Refused, match="অন্য কাজে লাগে"):
            thing.save()
    assert [] == items()


def test_a_page_and_a_section_never_share_an_address() -> None:
    """Whoever comes second is refused in words, in the form and when a program saves."""
    from django.core.exceptions import ValidationError

    from barta.newsroom.pages.models import Page
    from barta.newsroom.sections.models import Section

    section("যোগাযোগ", "contact")
    page()
    for thing, word in (
        (Page(title="যোগাযোগ", slug="contact"), "বিভাগ"),
        (Section(name="ক", slug="about"), "পাতা"),
    ):
        with pytest.raises(ValidationError, match=f"একটি {word} আছে"):
            thing.full_clean()
        with pytest.raises(Refused, match=f"একটি {word} আছে"):
            thing.save()
    assert (1, 1) == (Page.objects.count(), Section.objects.count())


def test_an_address_made_from_the_title_avoids_what_is_taken() -> None:
    """A page called like a section, or like one of the house's own words, gets a number behind it."""
    section("খেলা", "খেলা")
    assert ("খেলা-2", "search-2") == (page("খেলা", "").slug, page("Search", "").slug)


def test_public_pages_do_not_change_past_the_ledger() -> None:
    """A bulk update is an error that names the way."""
    from barta.newsroom.door import DoorError

    made = page()
    with pytest.raises(DoorError):
        type(made).objects.update(title="অন্য")


def test_pages_are_reconciled() -> None:
    """What a hand changed, hid or removed in the database is put right; the rest is left alone."""
    from django.db import connection

    from barta.newsroom.actions import reconcile
    from barta.newsroom.pages.models import Page

    changed, hidden, gone, kept = (page(slug, slug) for slug in ("changed", "hidden", "gone", "kept"))
    reconcile()
    assert 0 == reconcile().appended
    with opened():
        Page.objects.filter(pk=changed.pk).update(title="হাতে বদলানো")
        Page.objects.filter(pk=hidden.pk).update(live=False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM pages_page WHERE slug = 'gone'")
    assert 3 == reconcile().appended
    assert ("হাতে বদলানো", "remove", "remove", "kept") == (
        newest(changed).title,
        newest(hidden).manner,
        newest(gone).manner,
        newest(kept).title,
    )
    assert 0 == reconcile().appended
