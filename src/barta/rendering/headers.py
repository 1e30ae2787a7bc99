"""Header profiles: what every answer says besides its own type, length and tag.

HSTS is left to the edge, which alone knows whether the paper is reached over TLS.
"""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from barta.rendering.sheet import CSS, FRONTS_CSS

Headers = tuple[tuple[str, str], ...]


def csp_hash(source: str) -> str:
    """Return the source expression that allows exactly this inline style."""
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _policy(*sheets: str) -> str:
    """Return the policy of a page with these inline style sheets; its worker is ruled by `script-src`."""
    # Without spaces: each story carries it.
    return ";".join(
        (
            "default-src 'none'",
            f"style-src {' '.join(map(csp_hash, sheets))}",
            "script-src 'self'",
            # Beacons are fetched; checkers such as Lighthouse fetch robots.txt from within a page.
            "connect-src 'self'",
            "manifest-src 'self'",
            # Without script a beacon is a picture.
            "img-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


_PAGE_POLICY = _policy(CSS, FRONTS_CSS)
_FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

# A worker is ruled by the policy of its own script: it may fetch the paper, and nothing else.
_SCRIPT_POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"

# No Permissions-Policy and no Cross-Origin-Opener-Policy: they restrain scripts of others and windows that
# hold a session. The policies above let no script of others run and no frame show the paper, readers have
# no session, and every page would carry a hundred bytes more.
_ALWAYS: Headers = (
    ("X-Content-Type-Options", "nosniff"),
    # A picture that counts without script says by its Referer which story was read; others learn the paper's
    # name alone.
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)


def _profile(cache: str, policy: str) -> Headers:
    return (("Cache-Control", cache), ("Content-Security-Policy", policy), *_ALWAYS)


_LIVE = "max-age=0,s-maxage=60,stale-while-revalidate=60,stale-if-error=604800"

# A story is an `html` page without the style of fronts, and says so in fewer bytes.
# Browsers ask each time and get a 304; an edge may be a minute behind in the live parts, and a week when
# nothing behind it answers. What ended or is missing must not linger, nor a 301 that may be turned round.
PROFILES: Mapping[str, Headers] = {
    "html": _profile(_LIVE, _PAGE_POLICY),
    "story": _profile(_LIVE, _policy(CSS)),
    "gone": _profile("public, max-age=0, s-maxage=60", _PAGE_POLICY),
    "missing": _profile("public, max-age=0, s-maxage=5", _PAGE_POLICY),
    "error": _profile("no-store", _PAGE_POLICY),
    "redirect": _profile("public, max-age=60", _FILE_POLICY),
    "text": _profile("public, max-age=60, s-maxage=60, stale-if-error=604800", _FILE_POLICY),
    "feed": _profile("public, max-age=60, s-maxage=60, stale-if-error=604800", _FILE_POLICY),
    "search": (*_profile("private, max-age=0", _PAGE_POLICY), ("X-Robots-Tag", "noindex")),
    "script": _profile("no-cache", _SCRIPT_POLICY),
    "asset": _profile("public, max-age=31536000, immutable", _FILE_POLICY),
    "media": _profile("public, max-age=86400, immutable", _FILE_POLICY),
}
