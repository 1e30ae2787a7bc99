"""Files that machines look for at fixed addresses, made from the paper's settings."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from barta.bangla.graphemes import clusters
from barta.rendering.addresses import absolute, percent_encoded
from barta.rendering.assets import ASSETS, FOLDER, asset_path, static
from barta.rendering.markup import document
from barta.rendering.structured import LOGO
from barta.rendering.views import Site

_CONTACT = "contact"
_SECURITY = "/.well-known/security.txt"

# The description of a search engine and a home screen have room for no more.
_SHORT_NAME = 16
_HOME_SCREEN_NAME = 12

_BREAKS = re.compile("[\\x00-\\x1f\\x7f\\x85\\u2028\\u2029]+")
# What the style sheet paints a light page with: a home screen shows it while the page loads.
_PAPER_COLOUR = "#fdfcfa"
# Icons are named by their purpose and their size in pixels, and then by their content.
_ICON = re.compile(r"icon-(maskable-)?([0-9]+)\.[0-9a-f]+\.png")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent; `profile` names its headers in `PROFILES`."""

    data: bytes
    media_type: str
    profile: Literal["text", "script"] = "text"


def fixed_files(site: Site, day: date) -> Mapping[str, File]:
    """Return the files by their paths. Only `security.txt` depends on `day`, and only on its month."""
    return {
        "/robots.txt": File(robots(site), "text/plain; charset=utf-8"),
        "/humans.txt": File(_humans(site), "text/plain; charset=utf-8"),
        _SECURITY: File(_security(site, day), "text/plain; charset=utf-8"),
        "/opensearch.xml": File(_opensearch(site), "application/opensearchdescription+xml"),
        "/manifest.webmanifest": File(_manifest(site), "application/manifest+json"),
        "/favicon.ico": File(static("favicon.ico"), "image/x-icon"),
        "/sw.js": File(static("sw.js"), "text/javascript; charset=utf-8", "script"),
    }


def robots(site: Site) -> bytes:
    """Return `robots.txt`: all that is published may be read; what readers searched for is nobody's page."""
    url = site.setting.site_url
    lines = (
        "User-agent: *",
        "Disallow: /search$",
        "Disallow: /search?",
        "",
        f"Sitemap: {absolute(url, '/sitemap.xml')}",
        f"Sitemap: {absolute(url, '/news-sitemap.xml')}",
    )
    return _lines(lines)


def _humans(site: Site) -> bytes:
    """Return who makes the paper, in words."""
    setting = site.setting
    said = (
        ("পত্রিকা", setting.name),
        ("পরিচয়", setting.tagline),
        ("সম্পাদক", setting.editor),
        ("প্রকাশক", setting.publisher),
        ("ঠিকানা", " ".join(setting.address.split())),
        ("ই-মেইল", setting.email),
        ("ওয়েবসাইট", absolute(setting.site_url, "/")),
    )
    return _lines(f"{label}: {value}" for label, value in said if value)


def _security(site: Site, day: date) -> bytes:
    """Return whom to tell of a weakness (RFC 9116). It expires eleven months after the month began."""
    setting = site.setting
    month = day.month + 10
    expires = date(day.year + month // 12, month % 12 + 1, 1)
    lines = (
        f"Contact: {_contact(site)}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: bn, en",
        f"Canonical: {absolute(setting.site_url, _SECURITY)}",
    )
    return _lines(lines)


def _contact(site: Site) -> str:
    """Return the paper's e-mail address, else its page on how to reach it, else its front page."""
    setting = site.setting
    if setting.email:
        return f"mailto:{percent_encoded(setting.email)}"
    has_page = any(page.slug == _CONTACT for page in site.pages.values())
    return absolute(setting.site_url, f"/{_CONTACT}" if has_page else "/")


def _opensearch(site: Site) -> bytes:
    """Return how a browser searches the paper from its own address bar."""
    setting = site.setting
    return document(
        "opensearch.xml",
        short_name=_shortened(setting.name, _SHORT_NAME),
        description=f"{setting.name}: খবর খুঁজুন",
        language=setting.language,
        icon=absolute(setting.site_url, asset_path(LOGO)),
        template=f"{absolute(setting.site_url, '/search')}?q={{searchTerms}}",
        address=absolute(setting.site_url, "/opensearch.xml"),
    )


def _manifest(site: Site) -> bytes:
    """Return what a phone needs to put the paper on its home screen."""
    setting = site.setting
    whole = {
        "id": "/",
        "name": setting.name,
        "short_name": _shortened(setting.name, _HOME_SCREEN_NAME),
        "description": setting.tagline,
        "lang": setting.language,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": _PAPER_COLOUR,
        "background_color": _PAPER_COLOUR,
        "categories": ["news"],
        "icons": list(_icons()),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _icons() -> Iterator[Mapping[str, str]]:
    """Yield the icons: the drawing, which has any size, and its pictures for those who read none."""
    yield {"src": asset_path("favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    for name in sorted(ASSETS):
        if found := _ICON.fullmatch(name):
            yield {
                "src": FOLDER + name,
                "sizes": f"{found[2]}x{found[2]}",
                "type": "image/png",
                "purpose": "maskable" if found[1] else "any",
            }


def _shortened(name: str, limit: int) -> str:
    """Return the beginning of `name` in at most `limit` code points, cut between words or else clusters."""
    if len(name) <= limit:
        return name
    kept = ""
    for cluster in clusters(name):
        if len(kept) + len(cluster) > limit:
            break
        kept += cluster
    whole = kept if name[len(kept)].isspace() else kept.rpartition(" ")[0]
    return (whole or kept).rstrip()


def _lines(lines: Iterable[str]) -> bytes:
    """Return a text file of `lines`. No value may begin a line of its own: it could say something else."""
    return "".join(f"{_BREAKS.sub(' ', line)}\n" for line in lines).encode()
