"""Answers, and the plain ones that need no page store."""

from http import HTTPStatus
from typing import NamedTuple

Headers = list[tuple[str, str]]

PATIENCE = ("Retry-After", "2")

STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}

# For a page whose profile the store does not describe: nothing but text may be shown.
STRICT: tuple[tuple[str, str], ...] = (
    (
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
)

_TEXTS = {
    404: ("পাতাটি পাওয়া যায়নি", "ঠিকানাটি ঠিক আছে কি না দেখে নিন, অথবা প্রথম পাতা থেকে খুঁজুন।"),
    405: ("অনুরোধটি গ্রহণযোগ্য নয়", "এই ঠিকানায় শুধু পাতা পড়া যায়।"),
    413: ("অনুরোধটি গ্রহণযোগ্য নয়", "এই ঠিকানায় কিছু পাঠানো যায় না।"),
    414: ("ঠিকানাটি বেশি লম্বা", "ঠিকানাটি ঠিক আছে কি না দেখে নিন।"),
    500: ("পাতাটি এখন দেখানো যাচ্ছে না", "কিছুক্ষণ পর আবার চেষ্টা করুন।"),
    503: ("পাতাটি তৈরি হচ্ছে", "কিছুক্ষণ পর আবার চেষ্টা করুন।"),
}
_PAGE = (
    '<!doctype html><html lang="bn"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{0}</title></head>'
    "<body><h1>{0}</h1><p>{1}</p></body></html>\n"
)


class Answer(NamedTuple):
    """An HTTP status, headers, and the body in chunks; `length` is the body's, also when it is left out."""

    status: int
    headers: Headers
    chunks: list[bytes]
    length: int


def plain(status: int, *more: tuple[str, str]) -> Answer:
    """Return a short Bangla page for a status, with further headers."""
    body = _PAGE.format(*_TEXTS[status]).encode()
    headers = [("Content-Type", "text/html; charset=utf-8"), *STRICT, ("Cache-Control", "no-store"), *more]
    return Answer(status, headers, [body], len(body))


def unavailable() -> Answer:
    """Return the answer for a page that cannot be shown just now."""
    return plain(503, PATIENCE)
