"""Header profiles, static files, the code digest, and that this room stands alone."""

import re
import subprocess
import sys
from hashlib import sha256

import pytest

from barta import rendering
from barta.rendering.code import code_digest


def test_every_profile_is_strict() -> None:
    """No answer may be framed, sniffed or run anything that was not meant."""
    for name, headers in rendering.PROFILES.items():
        values = dict(headers)
        assert len(headers) == len(values), name
        assert values["X-Content-Type-Options"] == "nosniff"
        assert values["Content-Security-Policy"].startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in values["Content-Security-Policy"]
        assert "unsafe" not in values["Content-Security-Policy"]
        assert {
            "Referrer-Policy",
            "Cache-Control",
        } <= set(values)


@pytest.mark.parametrize(
    ("profile", "sheets"), [("html", "HASH HASH"), ("story", "HASH"), ("gone", "HASH HASH")]
)
def test_the_page_policy_is_the_whole_list(profile: str, sheets: str) -> None:
    """A page may use its style sheets and the paper's own files, and nothing else; no inline script runs."""
    policy = dict(rendering.PROFILES[profile])["Content-Security-Policy"]
    expected = (
        f"default-src 'none';style-src {sheets};script-src 'self';connect-src 'self';manifest-src 'self';"
        "img-src 'self';font-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'"
    )
    assert expected == re.sub(r"'sha256-[^']+'", "HASH", policy)


def test_a_picture_may_say_on_which_page_it_stands() -> None:
    """Without script a reader is counted by the Referer of a picture; others learn the paper's name alone."""
    policies = {dict(headers)["Referrer-Policy"] for headers in rendering.PROFILES.values()}
    assert {"strict-origin-when-cross-origin"} == policies


def test_the_beacon_works_without_script_and_is_seen_by_nobody() -> None:
    """It is a picture without a place on the page, and read out by no voice."""
    expected = b'<noscript><img alt="" hidden src="/v/a1B2c3D4" width="1" height="1"></noscript>'
    assert expected == rendering.beacon("a1B2c3D4")


def test_what_was_searched_for_is_nobodys_page() -> None:
    """Results are kept by no shared cache and found by no search engine; a worker is asked for anew."""
    search = dict(rendering.PROFILES["search"])
    assert ("private, max-age=0", "noindex") == (search["Cache-Control"], search["X-Robots-Tag"])
    assert "no-cache" == dict(rendering.PROFILES["script"])["Cache-Control"]


def test_static_files_are_named_by_their_content() -> None:
    """A file that changes gets another address, so that it may be cached for ever."""
    for name, content in rendering.ASSETS.items():
        assert sha256(content).hexdigest()[:8] == name.split(".")[1]
    assert rendering.asset_path("favicon.svg").removeprefix("/assets/") in rendering.ASSETS


def test_the_icon_has_no_active_content() -> None:
    """The icon is shapes only."""
    icon = rendering.ASSETS[rendering.asset_path("favicon.svg").removeprefix("/assets/")]
    assert set(re.findall(rb"<(\w+)", icon)) <= {
        b"svg",
        b"rect",
        b"path",
        b"g",
        b"title",
        b"circle",
        b"style",
    }


def test_the_code_digest_names_the_code() -> None:
    """It is a SHA-256, the same whenever it is asked for."""
    code_digest.cache_clear()
    first = rendering.CODE_DIGEST
    code_digest.cache_clear()
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert first == rendering.CODE_DIGEST


def test_every_static_file_is_served_under_its_media_type() -> None:
    """Fonts, icons and scripts are known by the ends of their names; licences are not served."""
    served = {name.rpartition(".")[2]: rendering.media_type(name) for name in rendering.ASSETS}
    assert ("font/woff2", "image/svg+xml") == (served["woff2"], served["svg"])
    assert {"txt", "css"} & set(served) == set()
    with pytest.raises(KeyError):
        rendering.asset_path("OFL.txt")


def test_readers_pages_need_no_framework() -> None:
    """A fresh interpreter that renders has loaded neither Django nor any other room above."""
    program = (
        "import sys, barta.rendering as r; r.error_page(); "
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('barta.')}; "
        "print(sorted(rooms), [n for n in ('django', 'wagtail', 'sqlite3') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "['bangla', 'edition', 'rendering'] []\n" == done.stdout
