"""What a request's headers ask for: the encoding, and whether the reader has the page already."""

import re
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache

_QUALITY = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e]*")')
_LONGEST = 4096


@lru_cache(maxsize=512)
def accepts_gzip(header: str) -> bool:
    """Return whether an Accept-Encoding header prefers gzip, or likes it as well as plain bytes."""
    if header == "gzip, deflate, br, zstd":
        return True
    qualities: dict[str, float] = {}
    for item in header[:_LONGEST].lower().split(","):
        name, *parameters = [word.strip() for word in item.split(";")]
        quality = 1.0
        for parameter in parameters:
            stated = _QUALITY.fullmatch(parameter.replace(" ", ""))
            # What cannot be understood is not wanted: plain bytes are right for everybody.
            quality = float(stated.group(1)) if stated else 0.0
        qualities["gzip" if name == "x-gzip" else name] = quality
    gzip = qualities.get("gzip", qualities.get("*", 0.0))
    return gzip > 0 and gzip >= qualities.get("identity", 0.0)


def has_already(if_none_match: str, etag: str) -> bool:
    """Return whether an If-None-Match header names the ETag (weakly compared), or is `*`."""
    if if_none_match.strip() == "*":
        return True
    return etag in if_none_match and etag in _TAG.findall(if_none_match[:_LONGEST])


def unchanged_since(if_modified_since: str, modified: int) -> bool:
    """Return whether nothing has changed since an If-Modified-Since header's date."""
    try:
        since = parsedate_to_datetime(if_modified_since[:100])
        return modified <= since.timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        # A date that is none is ignored, as RFC 9110 has it.
        return False


@lru_cache(maxsize=4096)
def http_date(seconds: int) -> str:
    """Return seconds since 1970 as HTTP writes a date."""
    return formatdate(seconds, usegmt=True)
