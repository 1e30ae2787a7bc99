"""Header profiles: what every answer says besides its own type, length and tag.

HSTS is left to the edge, which alone knows whether the paper is reached over TLS.
"""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from barta.rendering.assets import static

Headers = tuple[tuple[str, str], ...]

CSS = static("paper.css").decode().strip()


def csp_hash(source: str) -> str:
    """Return the source expression that allows exactly this inline style."""
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


_PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src {csp_hash(CSS)}",
        "script-src 'none'",
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

_ALWAYS: Headers = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def _profile(cache: str, policy: str) -> Headers:
    return (("Cache-Control", cache), ("Content-Security-Policy", policy), *_ALWAYS)


# Browsers ask each time and get a 304; an edge may be a minute behind in the live parts, and a week when
# nothing behind it answers. What ended or is missing must not linger, nor a 301 that may be turned round.
PROFILES: Mapping[str, Headers] = {
    "html": _profile(
        "public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=604800", _PAGE_POLICY
    ),
    "gone": _profile("public, max-age=0, s-maxage=60", _PAGE_POLICY),
    "missing": _profile("public, max-age=0, s-maxage=5", _PAGE_POLICY),
    "error": _profile("no-store", _PAGE_POLICY),
    "redirect": _profile("public, max-age=60", _FILE_POLICY),
    "text": _profile("public, max-age=60, s-maxage=60, stale-if-error=604800", _FILE_POLICY),
    "asset": _profile("public, max-age=31536000, immutable", _FILE_POLICY),
    "media": _profile("public, max-age=86400, immutable", _FILE_POLICY),
}
