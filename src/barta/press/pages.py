"""Pages as recipes: which segments and shared slots stand in which order."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from barta.edition import Page as OwnPage
from barta.edition import Person, Section, Topic
from barta.pagestore import Page, Segment, compress
from barta.press.beacons import BEACON
from barta.press.lists import MOST_READ, READ_DAY, READ_SECTIONS, READ_WEEK, RELATED, TAIL
from barta.press.resolving import front_path
from barta.press.rows import Ended
from barta.rendering import (
    MOST_READ_PATH,
    File,
    Site,
    StoryView,
    busy,
    front_head,
    gone,
    most_read_frame,
    most_read_head,
    not_available,
    not_found,
    offline,
    person_head,
    search_page,
    section_head,
    static_page,
    story_body,
    story_head,
    story_path,
    topic_head,
)

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"

Part = Segment | str

_PLAIN = "story"
"""The profile of pages that have no style but the one on every page, and need no leave for another."""


def story_page(view: StoryView, site: Site) -> Page:
    """Return a story's page: its own head and article among the slots that all stories share."""
    story = view.story
    return Page(
        status=200,
        profile=_PLAIN,
        path=normalised(story_path(story, view.section)),
        story=story.public_id,
        parts=(
            compress(story_head(view, site)),
            "style",
            "masthead",
            BEACON,
            compress(story_body(view, site)),
            f"{RELATED}{story.section}",
            TAIL,
        ),
        media_type=HTML,
        modified=_seconds(story.updated or story.published),
        tag=_tag(story.public_id),
    )


def ended_page(row: Ended, site: Site) -> Page:
    """Return what stands in the place of a story that ended; it holds the public id and the note only."""
    status = 404 if row.manner == "unpublish" else 410
    try:
        if row.manner == "unpublish":
            head, body = not_available(site)
        else:
            head, body = gone(site, row.note if row.manner == "withdraw" else "")
        parts = _framed(head, body, "footer")
    except Exception:  # noqa: BLE001
        # Nothing may stop a withdrawal, a broken template least of all: an empty page will do.
        parts = (compress(b"<!doctype html>\n"), "style", "masthead", "footer")
    return Page(status, "gone", "", row.public_id, parts, HTML, tag=_tag(row.public_id))


def front_page(site: Site) -> Page:
    """Return the paper's front: what is latest and read most lies between its zones, inside the first."""
    parts = _fronted(front_head(site), "front:top", "front:strips", "footer")
    return Page(200, "html", "/", "", parts, HTML, tag="front")


def most_read_page(site: Site) -> Page:
    """Return the page of what is read most, whose lists are slots: each changes by itself."""
    before, after = most_read_frame()
    parts = _framed(most_read_head(site), before, READ_DAY, READ_WEEK, READ_SECTIONS)
    return Page(200, "html", MOST_READ_PATH, "", (*parts, compress(after), "footer"), HTML, tag="most-read")


def thing_page(subject: str, thing: Section | Person | Topic | OwnPage, site: Site) -> Page:
    """Return the front of a section, person or topic, or a page that the paper wrote of itself."""
    profile = "html"
    match thing:
        case Section():
            parts = _fronted(section_head(thing, site), subject, f"{MOST_READ}{thing.id}", TAIL)
        case Person():
            parts = _fronted(person_head(thing, site), subject, TAIL)
        case Topic():
            parts = _fronted(topic_head(thing, site), subject, TAIL)
        case OwnPage():
            profile, parts = _PLAIN, _framed(*static_page(thing, site), "footer")
    path = normalised(front_path(thing) or "")
    return Page(200, profile, path, "", parts, HTML, tag=subject.replace(":", "-"))


def archive_page(path: str, head: bytes, body: bytes, *slots: str) -> Page:
    """Return a page of the archive, of which a day's has its stories in a slot of their own."""
    return Page(200, "html", normalised(path), "", _framed(head, body, *slots, "footer"), HTML, tag="archive")


def search(site: Site) -> Page:
    """Return the search: delivery puts what was asked and found in the place of its slot `results`."""
    head, before = search_page(site)
    parts: list[Part] = [compress(head), "style", "masthead"]
    if before:
        parts.append(compress(before))
    parts += ["results", "footer"]
    return Page(200, "search", "/search", "", tuple(parts), HTML, tag="search")


def offline_page(site: Site) -> Page:
    """Return the page that a browser keeps for when there is no connection."""
    return Page(200, "html", "/offline", "", (compress(offline(site)),), HTML, tag="text")


def file_page(path: str, file: File) -> Page:
    """Return a file that machines look for at a fixed address."""
    return Page(200, file.profile, path, "", (compress(file.data),), file.media_type, tag="text")


def feed_page(path: str, text: bytes, media_type: str) -> Page:
    """Return a feed."""
    return Page(200, "feed", normalised(path), "", (compress(text),), _charset(media_type), tag="feed")


def xml_page(path: str, text: bytes) -> Page:
    """Return a sitemap."""
    return Page(200, "feed", path, "", (compress(text),), XML, tag="sitemap")


def month_sitemap(path: str, before: bytes, after: bytes, days: Sequence[str]) -> Page:
    """Return the sitemap of a month, of which each day is a slot."""
    parts: list[Part] = [compress(before), *days, compress(after)]
    return Page(200, "feed", path, "", tuple(parts), XML, tag="sitemap")


def redirect_page(path: str, target: str, public_id: str) -> Page:
    """Return the 301 from an old address to a story's present one."""
    return Page(
        301,
        "redirect",
        normalised(path),
        public_id,
        (),
        TEXT,
        location=normalised(target),
        tag=_tag(public_id),
    )


def missing_page(site: Site) -> Page:
    """Return the 404 page."""
    return Page(404, "missing", "", "", _framed(*not_found(site), "footer"), HTML, tag="missing")


def busy_page(site: Site) -> Page:
    """Return the page for whoever asks the search while it has no time."""
    return Page(503, "error", "", "", _framed(*busy(site), "footer"), HTML, tag="busy")


def text_page(path: str, text: bytes) -> Page:
    """Return a page of plain text."""
    return Page(200, "text", path, "", (compress(text),), TEXT, tag="text")


def asset_page(path: str, data: bytes, media_type: str) -> Page:
    """Return a static file whose name holds its content's hash."""
    return Page(200, "asset", path, "", (compress(data),), media_type, tag="asset")


def normalised(path: str) -> str:
    """Return a path as delivery compares it with what browsers send: in NFC."""
    return unicodedata.normalize("NFC", path)


def _framed(head: bytes, body: bytes, *slots: str) -> tuple[Part, ...]:
    return (compress(head), "style", "masthead", compress(body), *slots)


def _fronted(head: bytes, *slots: str) -> tuple[Part, ...]:
    return (compress(head), "style", "masthead", *slots)


def _charset(media_type: str) -> str:
    """Return a feed's media type as it is sent: JSON has one encoding and no name for it."""
    return media_type if media_type.endswith("json") else f"{media_type}; charset=utf-8"


def _tag(public_id: str) -> str:
    return f"story-{public_id}"


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
