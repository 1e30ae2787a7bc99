"""Files at fixed addresses say to machines what they look for there."""

import json
from datetime import UTC, date, datetime
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from specimen_news import DAY, SETTING, SITE, ZWJ

from barta import rendering
from barta.rendering.structured import LOGO, LOGO_SIZE
from barta.rendering.wellknown import File, fixed_files

FILES = fixed_files(SITE, DAY)


def changed(**changes: Any) -> rendering.Site:
    """Return the paper with other settings and no pages of its own."""
    return rendering.Site(replace(SETTING, **changes))


def text(path: str, site: rendering.Site = SITE, day: date = DAY) -> str:
    """Return a fixed file as text."""
    return fixed_files(site, day)[path].data.decode()


def fields(path: str, site: rendering.Site = SITE, day: date = DAY) -> dict[str, str]:
    """Return the fields of a file of the form `name: value`."""
    return dict(line.split(": ", 1) for line in text(path, site, day).splitlines())


def test_every_file_has_its_type_and_known_headers() -> None:
    """What is sent with each is among the header profiles."""
    assert {
        "/robots.txt",
        "/humans.txt",
        "/.well-known/security.txt",
        "/opensearch.xml",
        "/manifest.webmanifest",
        "/favicon.ico",
        "/sw.js",
    } == set(FILES)
    assert {file.profile for file in FILES.values()} <= set(rendering.PROFILES)
    assert ("text/javascript; charset=utf-8", "script") == (
        FILES["/sw.js"].media_type,
        FILES["/sw.js"].profile,
    )
    assert all(file.data for file in FILES.values())


def test_robots_may_read_all_but_the_search() -> None:
    """A robot that keeps to the rules reads stories and is shown both sitemaps."""
    rules = RobotFileParser()
    rules.parse(text("/robots.txt").splitlines())
    url = "https://noditir.example"
    paths = ("/", "/jibon/0123456789/x", "/search?q=x")
    assert [True, True, False] == [rules.can_fetch("AnyBot", url + path) for path in paths]
    assert [f"{url}/sitemap.xml", f"{url}/news-sitemap.xml"] == rules.site_maps()


def test_humans_learn_who_makes_the_paper() -> None:
    """Name, editor, publisher and address stand there in Bangla; what is not set is not said."""
    said = fields("/humans.txt")
    assert ("নদীতীর", "রওশন তালুকদার", "নদীতীর প্রকাশনী") == (said["পত্রিকা"], said["সম্পাদক"], said["প্রকাশক"])
    assert "৭ ঘাট সড়ক, চরমোহনা" == said["ঠিকানা"]
    assert "সম্পাদক" not in fields("/humans.txt", changed(editor=""))


def test_a_weakness_can_be_reported() -> None:
    """The file has the fields of RFC 9116, and is valid for less than a year."""
    said = fields("/.well-known/security.txt")
    assert {
        "Contact": "mailto:khobor@noditir.example",
        "Expires": "2026-06-01T00:00:00Z",
        "Preferred-Languages": "bn, en",
        "Canonical": "https://noditir.example/.well-known/security.txt",
    } == said


def test_without_e_mail_the_contact_page_serves_and_else_the_front() -> None:
    """There is always somewhere to turn to."""
    with_page = rendering.Site(replace(SETTING, email=""), {}, SITE.pages)
    assert "https://noditir.example/contact" == fields("/.well-known/security.txt", with_page)["Contact"]
    assert "https://noditir.example/" == fields("/.well-known/security.txt", changed(email=""))["Contact"]


@given(st.dates(date(1971, 1, 1), date(9990, 1, 1)))
def test_the_expiry_is_ahead_and_within_a_year(day: date) -> None:
    """It lies 300 to 366 days ahead, and is the same on all days of a month."""
    expires = fields("/.well-known/security.txt", day=day)["Expires"]
    ahead = datetime.fromisoformat(expires) - datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert 300 < ahead.days < 366
    assert expires == fields("/.well-known/security.txt", day=day.replace(day=1))["Expires"]


def test_a_browser_can_search_the_paper() -> None:
    """The description has a short name, and a template with the words in it."""
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(text("/opensearch.xml"))
    assert f"{space}OpenSearchDescription" == root.tag
    assert ("নদীতীর", "UTF-8", "bn") == tuple(
        root.findtext(space + name) for name in ("ShortName", "InputEncoding", "Language")
    )
    assert "https://noditir.example/search?q={searchTerms}" == root.findall(f"{space}Url")[0].get("template")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("দৈনিক চরমোহনা বার্তা ও সংবাদ", "দৈনিক চরমোহনা"),
        ("ন" * 15 + "ক্ষ", "ন" * 15),
        ("নদীতীর", "নদীতীর"),
    ],
)
def test_a_long_name_is_cut_between_letters(name: str, expected: str) -> None:
    """Sixteen code points at most, and no conjunct or sign torn off."""
    root = ElementTree.fromstring(text("/opensearch.xml", changed(name=name)))
    short = root.findtext("{http://a9.com/-/spec/opensearch/1.1/}ShortName") or ""
    assert expected == short
    assert len(short) <= 16


def test_a_phone_can_put_the_paper_on_its_home_screen() -> None:
    """The manifest has name, language, start, display, colours and icons that are served."""
    manifest = json.loads(text("/manifest.webmanifest"))
    expected = {"name": "নদীতীর", "lang": "bn", "dir": "ltr", "start_url": "/", "display": "minimal-ui"}
    assert expected == {name: manifest[name] for name in expected}
    assert f"--paper:{manifest['theme_color']}" in rendering.style(SITE).decode()
    served = {f"/assets/{name}" for name in rendering.ASSETS}
    assert {icon["src"] for icon in manifest["icons"]} <= served
    assert {"any", "maskable"} == {icon["purpose"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}


HOSTILE = ("নদী\nDisallow: /", "</x><y>", "]]>", '"\\', "\x00\x0b", "ন" * 300, ZWJ, "ন\u2028Contact: x")


@pytest.mark.parametrize("name", HOSTILE)
def test_no_setting_says_more_than_its_own_field(name: str) -> None:
    """A line break, a tag or a control character in a setting breaks no file and adds no line."""
    site = changed(name=name, editor=name, publisher=name, address=name, tagline=name)
    ElementTree.fromstring(text("/opensearch.xml", site))
    assert name == json.loads(text("/manifest.webmanifest", site))["name"]
    lines = text("/humans.txt", site).splitlines()
    assert all(line.split(": ", 1)[0] in fields("/humans.txt") for line in lines)


def test_the_same_paper_has_the_same_files() -> None:
    """Only the security contact depends on the day, and only on its month."""
    other = fixed_files(SITE, date(2025, 8, 1))
    assert ["/.well-known/security.txt"] == [path for path, file in other.items() if file != FILES[path]]
    assert isinstance(other["/robots.txt"], File)


def test_the_icon_of_old_is_an_icon() -> None:
    """Browsers that ask for `/favicon.ico` get one, and the largest picture has the size that is said."""
    assert b"\x00\x00\x01\x00" == FILES["/favicon.ico"].data[:4]
    icon = rendering.ASSETS[rendering.asset_path(LOGO).removeprefix("/assets/")]
    assert (b"\x89PNG", LOGO_SIZE, LOGO_SIZE) == (
        icon[:4],
        int.from_bytes(icon[16:20]),
        int.from_bytes(icon[20:24]),
    )
