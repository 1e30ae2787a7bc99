"""Addresses as browsers send them and as the page store knows them."""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 8192
# Crockford's base 32 in lower case, ten letters: the shape of a story's public id.
_PUBLIC_ID = re.compile(r"/[^/]+/([0-9a-hjkmnp-tv-z]{10})(?:/.*)?")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PATH_SAFE = "/-._~!$&'()*+,;=:@"
_ADDRESS_SAFE = _PATH_SAFE + "?#[]%"


def decoded(path_info: str) -> str | None:
    """Return WSGI's PATH_INFO as text in NFC; None if it is no path or not UTF-8."""
    if path_info.isascii():
        path = path_info
    else:
        try:
            path = unicodedata.normalize("NFC", path_info.encode("latin-1").decode("utf-8"))
        except UnicodeError:
            return None
    if not path.startswith("/") or path.startswith("//") or _UNPRINTABLE.search(path):
        return None
    return path


def encoded(address: str) -> str | None:
    """Return a decoded path, or a whole https or http address, as a Location header; None if unfit."""
    if _UNPRINTABLE.search(address):
        return None
    if address.startswith("/") and not address.startswith("//"):
        return quote(address, safe=_PATH_SAFE)
    if address.startswith(("https://", "http://")):
        return quote(address, safe=_ADDRESS_SAFE)
    return None


def public_id(path: str) -> str:
    """Return the second part of the path if it looks like a story's public id, else ""."""
    found = _PUBLIC_ID.fullmatch(path)
    return found.group(1) if found else ""
