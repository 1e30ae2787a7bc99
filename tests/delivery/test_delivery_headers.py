"""Requests' headers are honoured where they matter, and otherwise change nothing."""

import json
import time

import pytest
from delivery_samples import ENDED, HTML, ID, MODIFIED, PATH, build, get
from hypothesis import given
from hypothesis import strategies as st

from barta.delivery import make_application
from barta.delivery.negotiation import accepts_gzip, has_already, http_date, unchanged_since
from barta.pagestore import Reader, join, path_key, story_key


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    build(home)
    made = make_application(home, clock=lambda: 1_751_600_000.0)
    yield made
    made.close()


def test_a_page_has_its_profile_and_its_own_headers(application):
    """Policy and cache rules come from the store with the page; no cookie is ever set."""
    response = get(application, PATH)
    expected = {
        "Content-Security-Policy": "default-src 'none'",
        "Cache-Control": "public, s-maxage=60",
        "Vary": "Accept-Encoding",
        "Cache-Tag": f"story-{ID}",
        "ETag": response.headers["ETag"],
        "Last-Modified": "Wed, 02 Jul 2025 23:46:40 GMT",
        "Content-Type": HTML,
        "Content-Length": str(len(response.raw)),
    }
    assert expected == response.headers


@pytest.mark.parametrize(
    ("header", "packed"),
    [
        ("gzip, deflate, br, zstd", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("*", True),
        ("gzip;q=0.5", True),
        ("gzip; q=1.000", True),
        ("deflate, gzip;q=0.2, *;q=0", True),
        ("gzip;q=0.8, identity;q=0.8", True),
        ("", False),
        ("br", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0", False),
        ("gzip;q=0.2, identity", False),
        ("gzip;q=nan", False),
        ("gzip;q=1e400", False),
        ("gzip;;;", False),
        ("gzip;q=0, identity;q=0", False),
    ],
)
def test_gzip_is_sent_to_those_who_like_it(application, header, packed):
    """Both encodings have the same text, their own ETag, and their true length."""
    response = get(application, PATH, accept_encoding=header)
    assert packed == ("Content-Encoding" in response.headers)
    assert get(application, PATH).text == response.text
    assert len(response.raw) == int(response.headers["Content-Length"])
    assert packed == (response.headers["ETag"] != get(application, PATH).headers["ETag"])


@given(st.text(max_size=60))
def test_no_header_is_an_error_of_ours(text):
    """Whatever stands in a header, it is understood or ignored."""
    assert accepts_gzip(text) in {True, False}
    assert has_already(text, '"a"') in {True, False}
    assert unchanged_since(text, 5) in {True, False}


def test_the_etag_is_that_of_the_page_store(application, tmp_path):
    """What delivery keeps merged in memory does not show in the ETag, under whichever story."""
    build(tmp_path)
    reader = Reader(tmp_path / "store")
    for path, key in ((PATH, story_key(ID)), ("/", path_key("/"))):
        for gzip in (True, False):
            joined = join(reader.page(key), reader.slot, now=1_751_600_000, gzip=gzip)
            response = get(application, path, accept_encoding="gzip" if gzip else "")
            assert joined.etag == response.headers["ETag"]
    reader.close()


def test_a_reader_who_has_the_page_is_told_so(application):
    """A 304 has no body, but the headers that a cache keeps."""
    etag = get(application, PATH).headers["ETag"]
    for stated in (etag, f"W/{etag}", f'"x", {etag}', f'W/"y",{etag},"z"', "*", " * "):
        response = get(application, PATH, if_none_match=stated)
        assert (304, b"") == (response.status, response.raw)
        assert {"ETag", "Cache-Control", "Vary", "Last-Modified", "Cache-Tag"} == set(response.headers)
        assert etag == response.headers["ETag"]
    for stated in ('"x"', etag.strip('"'), "", f'"{etag}"x', "W/*", etag.upper() + "1"):
        assert 200 == get(application, PATH, if_none_match=stated).status
    assert 200 == get(application, PATH, if_none_match=etag, accept_encoding="gzip").status


def test_a_date_counts_only_without_an_etag(application):
    """If-Modified-Since is used alone, and a date that is none is ignored."""
    same, before = http_date(MODIFIED), http_date(MODIFIED - 1)
    assert 304 == get(application, PATH, if_modified_since=same).status
    assert 200 == get(application, PATH, if_modified_since=before).status
    assert 200 == get(application, PATH, if_modified_since=same, if_none_match='"x"').status
    for wrong in (
        "yesterday",
        "",
        "Mon, 99 Foo 2025 99:99:99 GMT",
        "0" * 500,
        "2 Jul 99999 23:46:40 GMT",
    ):
        assert 200 == get(application, PATH, if_modified_since=wrong).status
    assert 200 == get(application, "/", if_modified_since=http_date(int(time.time()))).status


def test_errors_are_sent_whole(application):
    """A 404 or 410 has no ETag to compare, so a cache asks for it in full."""
    for path in ("/nothing", f"/x/{ENDED}"):
        response = get(application, path, if_none_match="*")
        assert (True, False) == (response.status in {404, 410}, "ETag" in response.headers)


@pytest.mark.parametrize("path", [PATH, "/", "/nothing", f"/x/{ENDED}", "/old", "/robots.txt", "/media/x"])
@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_head_is_get_without_the_body(application, path, encoding):
    """Status and headers are the same, the stated length too."""
    whole = get(application, path, accept_encoding=encoding)
    head = get(application, path, method="HEAD", accept_encoding=encoding)
    assert whole._replace(raw=b"") == head


def test_only_reading_is_allowed(application):
    """Other methods get 405 and what is allowed, in a Bangla page."""
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        response = get(application, PATH, method=method, x_http_method_override="GET")
        assert (405, "GET, HEAD", True) == (response.status, response.headers["Allow"], "পাতা" in response.text)


def test_a_request_with_a_body_is_refused_unread(application):
    """Whatever the method, the body is not touched."""
    for method in ("GET", "POST"):
        assert 413 == get(application, PATH, method=method, content_length="5").status
        assert 413 == get(application, PATH, method=method, transfer_encoding="chunked").status
    assert 200 == get(application, PATH, content_length="0").status
    assert 200 == get(application, PATH, content_length="").status


def test_what_does_not_matter_changes_nothing(application):
    """Cookies, queries, hosts, forwarding headers and ranges get the very same answer."""
    expected = get(application, PATH)
    for change in (
        {"cookie": "session=1; " * 1000},
        {"query": "utm_source=x&a=1&a=2;" * 50},
        {"host": "evil.example"},
        {"x_forwarded_host": "evil.example", "x_forwarded_proto": "ftp", "x_forwarded_prefix": "/a"},
        {"x_original_url": "/admin", "x_rewrite_url": "/admin"},
        {"range": "bytes=" + ",".join(["0-1"] * 100)},
        {"if_match": '"x"', "if_range": '"x"', "if_unmodified_since": "Wed, 02 Jul 2015 23:46:40 GMT"},
    ):
        assert expected == get(application, PATH, **change)


def test_a_very_long_address_is_refused(application):
    """It is not even looked for."""
    assert 414 == get(application, "/" + "a" * 9000).status


def test_a_page_and_its_profile_change_together(tmp_path):
    """New header profiles are in force with the batch that wrote them; a broken description is strict."""
    build(tmp_path)
    application = make_application(tmp_path)
    assert "default-src 'none'" == get(application, PATH).headers["Content-Security-Policy"]
    changed = json.dumps({"html": [["Content-Security-Policy", "default-src 'self'"]]}).encode()
    build(tmp_path, lambda batch: batch.set_meta("profiles", changed))
    assert "default-src 'self'" == get(application, PATH).headers["Content-Security-Policy"]
    for broken in (b"{", b"[]", b'{"html": 5}', b"\xff"):
        build(tmp_path, lambda batch, broken=broken: batch.set_meta("profiles", broken))
        response = get(application, PATH)
        assert 200 == response.status
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; base-uri")
    application.close()
