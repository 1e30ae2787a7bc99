"""Files beside the pages: feeds, scripts, fonts and icons arrive byte by byte, with their own headers."""

import json
import random

import pytest
from delivery_samples import PROFILES, build, fill, get, page

from barta.delivery import make_application
from barta.delivery.negotiation import http_date
from barta.pagestore import Page, Slot, Variant, compress, path_key

CHANCE = random.Random(7)
# What is compressed already grows a little by being compressed again; it has to come out the same.
FONT, PNG, ICON = (
    CHANCE.randbytes(150_000),
    b"\x89PNG\r\n" + CHANCE.randbytes(5000),
    b"\0\0\1\0" + bytes(3000),
)
FILES = {
    "/feeds/rss.xml": ("<rss>খবর</rss>".encode(), "application/rss+xml; charset=utf-8", "feed"),
    "/feeds/feed.json": ('{"title": "খবর"}'.encode(), "application/feed+json; charset=utf-8", "feed"),
    "/sw.js": (b"self.addEventListener('fetch', () => {});" * 9, "text/javascript; charset=utf-8", "script"),
    "/manifest.webmanifest": (b'{"id": "/"}', "application/manifest+json", "text"),
    "/.well-known/security.txt": (b"Contact: x\n", "text/plain; charset=utf-8", "text"),
    "/favicon.ico": (ICON, "image/x-icon", "text"),
    "/assets/noto.0123.woff2": (FONT, "font/woff2", "asset"),
    "/assets/icon.0123.png": (PNG, "image/png", "asset"),
    "/empty.txt": (b"", "text/plain; charset=utf-8", "text"),
}
MODIFIED = 1_751_500_000


def files(batch):
    fill(batch)
    more = {name: [["Cache-Control", f"public, max-age=60, x-{name}"]] for name in ("feed", "script", "text")}
    batch.set_meta("profiles", json.dumps({**PROFILES, **more}).encode())
    for path, (data, media_type, profile) in FILES.items():
        stored = Page(200, profile, path, "", (compress(data),), media_type, modified=MODIFIED)
        batch.put_page(path_key(path), stored)
    for path in ("/archive/2025/07/03", "/archive/2025", "/archive/bangla/1432/03/19", "/people/abcdefghjk"):
        batch.put_page(path_key(path), page(path, f"এখানে {path}"))
    days = [f"sitemap:2025-07-{day:02}" for day in range(1, 32)]
    for day in (3, 14):
        batch.put_slot(days[day - 1], Slot((Variant(0, compress(f"<url>{day}</url>".encode())),)))
    parts = (compress(b"<urlset>"), *days, compress(b"</urlset>"))
    sitemap = Page(200, "text", "/sitemaps/2025-07.xml", "", parts, "application/xml", modified=MODIFIED)
    batch.put_page(path_key("/sitemaps/2025-07.xml"), sitemap)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    build(folder, files)
    return folder


@pytest.fixture(scope="module")
def application(home):
    made = make_application(home, clock=lambda: 1_751_600_000.0)
    yield made
    made.close()


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_file_arrives_as_it_was_stored(application, path, encoding):
    """Its bytes, type and profile are the store's, with gzip and without."""
    data, media_type, profile = FILES[path]
    response = get(application, path, accept_encoding=encoding)
    assert (200, data, media_type) == (response.status, response.data, response.headers["Content-Type"])
    assert profile == "asset" or f"x-{profile}" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/feeds/rss.xml", "/feeds/feed.json", "/sitemaps/2025-07.xml"])
def test_a_feed_that_somebody_has_is_not_sent_again(application, path):
    """Followers ask by tag or by date and get 304 without a body."""
    whole = get(application, path)
    assert http_date(MODIFIED) == whole.headers["Last-Modified"]
    same = get(application, path, if_none_match=whole.headers["ETag"])
    assert (304, b"") == (same.status, same.raw)
    assert 304 == get(application, path, if_modified_since=whole.headers["Last-Modified"]).status
    assert 200 == get(application, path, if_modified_since=http_date(MODIFIED - 1)).status


def test_a_sitemap_is_joined_from_its_days(application):
    """Days without stories have no slot and contribute nothing."""
    for encoding in ("", "gzip"):
        response = get(application, "/sitemaps/2025-07.xml", accept_encoding=encoding)
        assert "<urlset><url>3</url><url>14</url></urlset>" == response.text


@pytest.mark.parametrize(
    "path", ["/archive/2025/07/03", "/archive/2025", "/archive/bangla/1432/03/19", "/people/abcdefghjk"]
)
def test_an_address_of_the_archive_is_not_a_storys(application, path):
    """Dates, and names that look like a public id, are found at their own paths."""
    response = get(application, path)
    assert (200, f"এখানে {path}") == (response.status, response.text)
    assert (301, path) == (
        get(application, path + "/").status,
        get(application, path + "/").headers["Location"],
    )


def test_pictures_of_every_kind_have_their_type(application, home):
    """The extension of a rendition says what a browser gets."""
    media = home / "public" / "media"
    media.mkdir(parents=True)
    types = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
    for extension in types:
        (media / f"{'a1' * 16}.{extension}").write_bytes(b"picture")
    given = {
        extension: get(application, f"/media/{'a1' * 16}.{extension}").headers["Content-Type"]
        for extension in types
    }
    assert types == given
