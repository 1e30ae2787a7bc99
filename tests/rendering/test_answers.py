"""Header profiles, static files, the code digest, and that this room stands alone."""

import re
import subprocess
import sys
from hashlib import sha256

from specimen_paper import SITE

from barta import rendering
from barta.rendering.code import code_digest


def test_every_profile_is_strict() -> None:
    """No answer may be framed, sniffed or run anything that was not meant."""
    for name, headers in rendering.PROFILES.items():
        values = dict(headers)
        assert len(headers) == len(values), name
        assert values["X-Content-Type-Options"] == "nosniff"
        assert values["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in values["Content-Security-Policy"]
        assert "unsafe" not in values["Content-Security-Policy"]
        assert {
            "Referrer-Policy",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
            "Cache-Control",
        } <= set(values)


def test_the_page_policy_is_the_whole_list() -> None:
    """A page may use its style sheet, its own pictures and fonts, and nothing else."""
    policy = dict(rendering.PROFILES["html"])["Content-Security-Policy"]
    expected = (
        "default-src 'none'; style-src HASH; script-src 'none'; img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert expected == re.sub(r"'sha256-[^']+'", "HASH", policy)


def test_static_files_are_named_by_their_content() -> None:
    """A file that changes gets another address, so that it may be cached for ever."""
    for name, content in rendering.ASSETS.items():
        assert sha256(content).hexdigest()[:16] == name.split(".")[1]
    assert rendering.asset_path("favicon.svg").removeprefix("/assets/") in rendering.ASSETS


def test_the_icon_has_no_active_content() -> None:
    """The icon is shapes only."""
    icon = rendering.ASSETS[rendering.asset_path("favicon.svg").removeprefix("/assets/")]
    assert {b"svg", b"rect", b"path"} == set(re.findall(rb"<(\w+)", icon))


def test_the_code_digest_names_the_code() -> None:
    """It is a SHA-256, the same whenever it is asked for."""
    code_digest.cache_clear()
    first = rendering.CODE_DIGEST
    code_digest.cache_clear()
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert first == rendering.CODE_DIGEST


def test_robots_may_read_everything() -> None:
    """The paper is open."""
    assert b"# https://noditir.example\nUser-agent: *\nDisallow:\n" == rendering.robots(SITE)


def test_readers_pages_need_no_framework() -> None:
    """A fresh interpreter that renders has loaded neither Django nor any other room above."""
    program = (
        "import sys, barta.rendering as r; r.error_page(); "
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('barta.')}; "
        "print(sorted(rooms), [n for n in ('django', 'wagtail', 'sqlite3') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "['bangla', 'edition', 'rendering'] []\n" == done.stdout
