"""Sitemaps, as sitemaps.org and search engines for news want them. All addresses are full and encoded.

A month's sitemap is joined when it is sent: what stands before, a fragment for each day, what stands after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from barta.rendering.addresses import absolute
from barta.rendering.clock import machine
from barta.rendering.markup import document
from barta.rendering.views import Card, Site

# Search engines for news read no more than this.
NEWS_LIMIT = 1000

# It stands where the addresses go; no address can hold it.
_ADDRESSES = b"<!--addresses-->\n"


@dataclass(frozen=True, slots=True)
class Address:
    """A `url` element; `changed` is a W3C date or instant, or empty; `picture` a full address, or empty."""

    location: str
    changed: str = ""
    picture: str = ""


def sitemap_index(site: Site, months: Sequence[date]) -> bytes:
    """Return the index: the sitemap of the standing pages, and one for each month (of first days)."""
    paths = ("/sitemaps/pages.xml", *(f"/sitemaps/{month:%Y-%m}.xml" for month in months))
    return document("sitemap_index.xml", locations=[absolute(site.setting.site_url, path) for path in paths])


def sitemap_frame() -> tuple[bytes, bytes]:
    """Return what stands before and after the addresses of a sitemap."""
    before, _, after = document("sitemap.xml").partition(_ADDRESSES)
    return before, after


def sitemap_day(site: Site, cards: Sequence[Card]) -> bytes:
    """Return the `url` elements of a day's stories, without those that are not to be indexed."""
    url = site.setting.site_url
    return _addresses(
        Address(
            absolute(url, card.path),
            machine(card.updated, card.updated_precision)
            if card.updated
            else machine(card.published, card.precision),
            absolute(url, card.photo.src) if card.photo else "",
        )
        for card in cards
        if not card.noindex
    )


def sitemap_pages(site: Site, paths: Sequence[str]) -> bytes:
    """Return the sitemap of pages that are no stories, by their decoded paths."""
    before, after = sitemap_frame()
    return before + _addresses(Address(absolute(site.setting.site_url, path)) for path in paths) + after


def news_sitemap(site: Site, cards: Sequence[Card]) -> bytes:
    """Return the sitemap for news of `cards`, newest first; the caller chooses those of the last 48 hours."""
    stories = [
        {
            "location": absolute(site.setting.site_url, card.path),
            "published": machine(card.published, card.precision),
            "title": card.title,
        }
        for card in cards
        if not card.noindex
    ]
    setting = site.setting
    return document(
        "news_sitemap.xml", stories=stories[:NEWS_LIMIT], name=setting.name, language=setting.language
    )


def _addresses(addresses: Iterable[Address]) -> bytes:
    return document("sitemap_addresses.xml", addresses=addresses)
