"""Feeds of the paper and of its sections: RSS 2.0, Atom and JSON Feed 1.1, from the same entries.

A story keeps its id in all three, whatever becomes of its headline, slug or section.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from markupsafe import escape

from barta.edition import Section
from barta.rendering.addresses import absolute, section_path
from barta.rendering.markup import cleaned, document, rfc822, rfc3339
from barta.rendering.pictures import Photo
from barta.rendering.views import Card, Site

Form = Literal["rss", "atom", "json"]

# File name and media type of each form.
FEEDS: Mapping[Form, tuple[str, str]] = {
    "rss": ("rss.xml", "application/rss+xml"),
    "atom": ("atom.xml", "application/atom+xml"),
    "json": ("feed.json", "application/feed+json"),
}

# A tag URI (RFC 4151) names a day on which its maker held the name; a fixed one keeps ids for ever.
_TAGGED = "2025"

_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "gif": "image/gif",
}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its full address, media type, size in pixels, and the words for it."""

    url: str
    type: str
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a feed. `summary` is plain text; `updated` is at least `published`."""

    id: str
    address: str
    title: str
    summary: str
    author: str
    section: str
    language: str
    published: datetime
    updated: datetime
    image: Image | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with everything that the forms of it say; addresses are full and encoded."""

    id: str
    address: str
    home: str
    paper: str
    title: str
    description: str
    language: str
    updated: datetime
    entries: tuple[Entry, ...]


def feed_path(form: Form, section: Section | None = None) -> str:
    """Return the decoded address of a feed of the paper, or of `section`."""
    folder = f"/feeds/{section.slug}" if section else "/feeds"
    return f"{folder}/{FEEDS[form][0]}"


def feed(form: Form, site: Site, cards: Sequence[Card], section: Section | None = None) -> bytes:
    """Return the feed of `cards`, newest first, of the paper or of `section`.

    It says that it was updated when the newest of its stories was, so that it only changes when they do.
    """
    return _WRITERS[form](_feed(form, site, cards, section))


def _feed(form: Form, site: Site, cards: Sequence[Card], section: Section | None) -> Feed:
    setting = site.setting
    entries = tuple(_entry(card, site) for card in cards)
    return Feed(
        id=_tag(site, f"section/{section.id}" if section else "paper"),
        address=absolute(setting.site_url, feed_path(form, section)),
        home=absolute(setting.site_url, section_path(section) if section else "/"),
        paper=setting.name,
        title=f"{section.name} | {setting.name}" if section else setting.name,
        description=(section.description if section else "") or setting.tagline or setting.name,
        language=setting.language,
        updated=max((entry.updated for entry in entries), default=datetime.fromtimestamp(0, UTC)),
        entries=entries,
    )


def _entry(card: Card, site: Site) -> Entry:
    return Entry(
        # The same for ever: a paper that moves to another host shows nobody its old news as new.
        id=UUID(card.id).urn,
        address=absolute(site.setting.site_url, card.path),
        title=cleaned(card.title),
        # Outside the paper nothing else says that somebody paid for it.
        summary=cleaned(": ".join(part for part in (card.commercial, card.standfirst) if part)),
        author=cleaned(card.byline),
        section=cleaned(card.section_name),
        language=card.language,
        published=card.published,
        updated=max(card.published, card.updated or card.published),
        image=_image(card.photo, site) if card.photo else None,
    )


def _image(photo: Photo, site: Site) -> Image:
    return Image(
        url=absolute(site.setting.site_url, photo.src),
        type=_TYPES[photo.src.rpartition(".")[2]],
        width=photo.width,
        height=photo.height,
        alt=cleaned(photo.alt),
        credit=cleaned(photo.credit),
    )


def _tag(site: Site, name: str) -> str:
    host = urlsplit(site.setting.site_url).hostname or ""
    return f"tag:{host.encode('idna').decode()},{_TAGGED}:{name}"


def _rss(feed: Feed) -> bytes:
    # Readers take an RSS description for HTML, so its text is escaped once more than XML asks for.
    return document("rss.xml", feed=feed, rfc822=rfc822, html=lambda text: str(escape(text)))


def _atom(feed: Feed) -> bytes:
    return document("atom.xml", feed=feed, rfc3339=rfc3339)


def _json(feed: Feed) -> bytes:
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "items": [_item(entry, feed) for entry in feed.entries],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry, feed: Feed) -> Mapping[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "summary": entry.summary,
        "image": entry.image.url if entry.image else "",
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated) if entry.updated > entry.published else "",
        "authors": [{"name": entry.author}] if entry.author else [],
        "tags": [entry.section] if entry.section else [],
        "language": entry.language if entry.language != feed.language else "",
    }
    return {name: value for name, value in item.items() if value}


_WRITERS: Mapping[Form, Callable[[Feed], bytes]] = {"rss": _rss, "atom": _atom, "json": _json}
