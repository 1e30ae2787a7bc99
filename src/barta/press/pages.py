"""Pages as recipes: which segments and shared slots stand in which order."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from barta.edition import Person, Section, Topic
from barta.pagestore import Page, Segment, compress
from barta.press.resolving import front_path
from barta.press.rows import Ended
from barta.rendering import (
    Site,
    StoryView,
    front_head,
    gone,
    not_available,
    not_found,
    robots,
    section_head,
    story_body,
    story_head,
    story_path,
)

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"

Part = Segment | str


def story_page(view: StoryView, site: Site) -> Page:
    """Return a story's page: its own head and article among the slots that all stories share."""
    story = view.story
    lists = (f"related:{story.section}", "latest", "most-read")
    return Page(
        status=200,
        profile="html",
        path=normalised(story_path(story, view.section)),
        story=story.public_id,
        parts=_framed(story_head(view, site), story_body(view, site), lists),
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
        parts = _framed(head, body)
    except Exception:  # noqa: BLE001
        # Nothing may stop a withdrawal, a broken template least of all: an empty page will do.
        parts = (compress(b"<!doctype html>\n"), "style", "masthead", "footer")
    return Page(status, "gone", "", row.public_id, parts, HTML, tag=_tag(row.public_id))


def front_page(site: Site) -> Page:
    """Return the paper's front."""
    parts = _fronted(front_head(site), "front:home", "most-read")
    return Page(200, "html", "/", "", parts, HTML, tag="front")


def thing_page(subject: str, thing: Section | Person | Topic, site: Site) -> Page:
    """Return the front of a section, or the page of a person or topic."""
    section = as_section(thing)
    parts = _fronted(section_head(section, site), subject, "latest", "most-read")
    return Page(
        200, "html", normalised(front_path(thing) or ""), "", parts, HTML, tag=subject.replace(":", "-")
    )


def as_section(thing: Section | Person | Topic) -> Section:
    """Return what the front of a person or topic shows, in the words of a section."""
    match thing:
        case Person():
            text = thing.about or thing.role
            return Section(id=thing.id, slug=f"people/{thing.slug}", name=thing.name, description=text)
        case Topic():
            return Section(id=thing.id, slug=f"topics/{thing.slug}", name=thing.name)
    return thing


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
    return Page(404, "missing", "", "", _framed(*not_found(site)), HTML, tag="missing")


def robots_page(site: Site) -> Page:
    """Return `/robots.txt`."""
    return text_page("/robots.txt", robots(site))


def text_page(path: str, text: bytes) -> Page:
    """Return a page of plain text."""
    return Page(200, "text", path, "", (compress(text),), TEXT, tag="text")


def asset_page(path: str, data: bytes, media_type: str) -> Page:
    """Return a static file whose name holds its content's hash."""
    return Page(200, "asset", path, "", (compress(data),), media_type, tag="asset")


def normalised(path: str) -> str:
    """Return a path as delivery compares it with what browsers send: in NFC."""
    return unicodedata.normalize("NFC", path)


def _framed(head: bytes, body: bytes, lists: Sequence[str] = ()) -> tuple[Part, ...]:
    return (compress(head), "style", "masthead", compress(body), *lists, "footer")


def _fronted(head: bytes, *slots: str) -> tuple[Part, ...]:
    return (compress(head), "style", "masthead", *slots, "footer")


def _tag(public_id: str) -> str:
    return f"story-{public_id}"


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
