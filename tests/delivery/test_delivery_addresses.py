"""Whatever address is asked for, the right page, the way to it, or nothing is given."""

import unicodedata

import pytest
from delivery_samples import ENDED, ID, PATH, TAKEN, build, get, percent
from hypothesis import given
from hypothesis import strategies as st

from barta.delivery import make_application
from barta.delivery.addresses import decoded, encoded, public_id
from barta.edition.identity import new_public_id


@pytest.fixture(scope="module")
def application(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    build(home)
    made = make_application(home, clock=lambda: 1_751_600_000.0)
    yield made
    made.close()


def test_a_story_is_shown_at_its_own_address(application):
    """The story's page has its slots around it, without itself in the list."""
    response = get(application, PATH)
    assert (200, "আজ" + "সেতু চালু। " * 40 + "<[eeee0000ff]>") == (response.status, response.text)
    assert "<[k3v9w2m7qd]>" in get(application, "/").text


@pytest.mark.parametrize(
    "path", [f"/national/{ID}", f"/x/{ID}/old-slug", f"/x/{ID}/a/b", f"{PATH}/", f"/{'স' * 300}/{ID}/"]
)
def test_any_path_with_the_right_id_leads_to_the_story(application, path):
    """An old slug or section is a 301 to the present address, without what was asked after `?`."""
    response = get(application, path, query="next=//evil.example")
    assert (301, percent(PATH), b"") == (response.status, response.headers["Location"], response.raw)
    assert "Cache-Control" in response.headers


def test_an_address_may_come_in_any_unicode_form(application):
    """Decomposed letters and the undecomposed য় are the same address."""
    assert 200 == get(application, unicodedata.normalize("NFD", PATH)).status
    for path in ("/জাতী\u09df", "/জাতী\u09af\u09bc"):
        assert 200 == get(application, path).status


@pytest.mark.parametrize("path", [f"/national/{ENDED}/গোপন", f"/x/{ENDED}/অন্য-কথা", f"/x/{ENDED}"])
def test_an_ended_story_is_gone_at_any_path(application, path):
    """Readers are told why, are not sent elsewhere, and no slug is repeated."""
    response = get(application, path)
    assert (410, "সংবাদটি প্রত্যাহার করা হয়েছে") == (response.status, response.text)
    assert "Location" not in response.headers
    assert 410 == get(application, f"/x/{TAKEN}/y").status


@pytest.mark.parametrize(
    "path",
    [
        "/x/zzzzzzzzzz/y",
        f"/{ID}",
        f"/x/y/{ID}",
        f"/x/{ID.upper()}/y",
        "/nothing",
        "/error:404",
        "//evil.example/",
        "/media/../../secret",
        "/assets/../robots.txt",
        "/robots.txt\x00",
        "/robots.txt;.jpg",
        "/\u2028",
        "*",
        "",
        "/media/",
        "/bad",
    ],
)
def test_all_that_is_not_there_gets_the_same_page(application, path):
    """Unknown, malformed and hostile addresses are told apart by nothing."""
    unknown = get(application, "/nothing-at-all")
    response = get(application, path)
    if path == "/bad":
        assert (404, False) == (response.status, "Set-Cookie" in response.headers)
    else:
        assert unknown == response
    assert 404 == response.status


def test_bytes_that_are_not_utf8_are_not_found(application):
    """Overlong and broken sequences are no address."""
    for raw in (b"/\xff\xfe", b"/\xc0\xae\xc0\xae/", b"/\xe0\xa6", b"/\xed\xa0\x80"):
        assert 404 == get(application, raw.decode("utf-8", "surrogateescape")).status


def test_a_trailing_slash_leads_to_the_page_without(application):
    """It is a 301 where there is such a page, else not found; a redirect page is followed at once."""
    response = get(application, "/জাতীয়/", query="a=b")
    shorter = percent(unicodedata.normalize("NFC", "/জাতীয়"))
    assert (301, shorter) == (response.status, response.headers["Location"])
    assert 404 == get(application, "/জাতীয়x/").status
    assert percent(PATH) == get(application, "/old/").headers["Location"]


def test_an_old_address_leads_to_the_new_one(application):
    """A stored redirect is sent percent-encoded."""
    response = get(application, "/old")
    assert (301, percent(PATH)) == (response.status, response.headers["Location"])


def test_a_stored_file_is_a_page_like_any_other(application):
    """Robots and hashed assets come from the store with their own type and cache rules."""
    robots, css = get(application, "/robots.txt"), get(application, "/assets/a1b2.css")
    assert ("User-agent: *", "text/plain") == (robots.text, robots.headers["Content-Type"])
    assert "public, max-age=31536000, immutable" == css.headers["Cache-Control"]


@given(st.text(max_size=40))
def test_no_address_is_an_error_of_ours(text):
    """Decoding an address gives a clean path or nothing, and a clean path can be sent."""
    raw = ("/" + text).encode("utf-8", "surrogatepass").decode("latin-1")
    path = decoded(raw)
    if path is not None:
        assert path == unicodedata.normalize("NFC", path)
        assert encoded(path).isascii()
        assert not encoded(path).startswith("//")


@given(st.binary(max_size=40))
def test_any_bytes_are_answered(application, raw):
    """No path whatever ends in an error of ours."""
    assert get(application, "/" + raw.decode("utf-8", "surrogateescape")).status in {200, 301, 404}


def test_every_public_id_is_recognised():
    """What the newsroom makes is what delivery looks for, in the second place only."""
    for _ in range(200):
        identity = new_public_id()
        assert identity == public_id(f"/জাতীয়/{identity}/সেতু") == public_id(f"/a/{identity}")
        for other in (f"/{identity}", f"/a/b/{identity}", f"/a/{identity}x"):
            assert "" == public_id(other)


def test_only_paths_and_web_addresses_can_be_led_to():
    """A location with line breaks, another scheme or no scheme is not sent."""
    assert [None] * 4 == [encoded(bad) for bad in ("/a\nb", "//evil.example", "javascript:alert(1)", "x")]
    assert "https://a.example/%E0%A6%95?x=1" == encoded("https://a.example/ক?x=1")
