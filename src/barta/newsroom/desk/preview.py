"""The preview: a story as readers would get it, by the very rendering that the press uses.

What is not public yet is built from the rows; the templates, and so the bytes of the story's own slot, are
those of the reader's page.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from barta import ledger
from barta.bangla import DHAKA
from barta.edition import Asset, RelatedLink
from barta.newsroom.actions.publication import told_corrections
from barta.newsroom.actions.work import Last, raw_connection
from barta.newsroom.desk.policies import may_sign
from barta.newsroom.edition import (
    References,
    Shelf,
    asset_edition,
    page_edition,
    references,
    setting_edition,
    shelve,
    story_edition,
    subject_edition,
    subject_of,
)
from barta.newsroom.pages.models import Page
from barta.newsroom.sections.models import Section
from barta.newsroom.site.models import Paper
from barta.newsroom.stories.models import Story
from barta.rendering import Card, Site, StoryView, story_card, whole_story_page

HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self'; font-src 'self'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
}
"""An unpublished text leaves no trace: not in caches, not in search engines, not in a Referer."""


def respond(request: HttpRequest, story: Story) -> HttpResponse:
    """Answer with the page of `story`, saved or not; the setting BARTA_PREVIEW names this function."""
    now = timezone.now()
    page = whole_story_page(view_of(story, now, request.user), site(), now.astimezone(DHAKA).date())
    return HttpResponse(page, headers=HEADERS)


def site() -> Site:
    """Return the paper's settings, sections and pages as they are now."""
    sections = list(Section.objects.select_related("parent"))
    menu = [section for section in sections if section.in_menu]
    setting = setting_edition(Paper.load(), menu, settings.BARTA_SITE_URL)
    pages = {page.uuid: page_edition(page) for page in Page.objects.filter(live=True)}
    return Site(setting, {section.uuid: subject_edition(section) for section in sections}, pages)


def view_of(story: Story, now: datetime, by: Any = None) -> StoryView:
    """Return `story` with all it refers to, as it would stand if `by` published it at `now`."""
    _stamp(story, now, by)
    shelf = shelve([story])
    found = references(story, shelf)
    sections = {section.uuid: subject_edition(section) for section in found.sections}
    edition = story_edition(story, shelf)
    return StoryView(
        story=edition,
        section=sections[edition.section],
        others=tuple(sections[key] for key in edition.sections if key in sections),
        people={person.uuid: subject_edition(person) for person in found.people},
        topics={topic.uuid: subject_edition(topic) for topic in found.topics},
        assets=_assets(found),
        links={
            block.story: card
            for block in edition.body
            if isinstance(block, RelatedLink) and (card := _card(block))
        },
    )


def _stamp(story: Story, now: datetime, by: Any) -> None:
    """Give `story` (never saved after this) the times and the sign-off that publication would give it."""
    fresh = story.live and _has_fresh_corrections(story)
    significant = story.live and (fresh or story.weight == Story.Weight.UPDATE)
    if story.published_at is None:
        story.published_at = now
    elif significant:
        story.updated_at_public, story.updated_precision = now, "minute"
    initials = by.initials if by is not None and by.is_authenticated and may_sign(by) else ""
    if initials and (significant or not story.signoff):
        story.signoff = initials


def _has_fresh_corrections(story: Story) -> bool:
    """Return whether `story` carries a correction that readers have not been told."""
    name = subject_of(story)
    item = ledger.newest(raw_connection(), [name]).get(name)
    told = told_corrections(Last(item.record.kind, item.payload) if item else None)
    return any((correction.kind, correction.text) not in told for correction in story.corrections.all())


def _assets(found: References) -> dict[str, Asset]:
    return {photo.uuid: asset_edition(photo) for photo in found.photos}


def _card(block: RelatedLink) -> Card | None:
    """Return the linked story as readers know it, or None where they do not."""
    linked: Any = Story.objects.public().filter(uuid=block.story).select_related("section").first()
    if linked is None:
        return None
    shelf: Shelf = shelve([linked])
    assets = {photo.uuid: asset_edition(photo) for photo in references(linked, shelf).photos}
    return story_card(story_edition(linked, shelf), subject_edition(linked.section), assets)
