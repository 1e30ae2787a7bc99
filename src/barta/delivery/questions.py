"""What a reader asks the search: the query of an address, read as leniently as people and programs write."""

import re
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

PATH: Final = "/search"
"""Where questions are asked."""

LONGEST_QUERY: Final = 8192
"""How many characters of a query are read at all."""

LONGEST_QUESTION: Final = 200
"""How many code points of a question are kept, as many as the form takes."""

MOST_PAGES: Final = 10

# Controls, invisible directions and halves of surrogates; the sign for what could not be decoded.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffd]+")
_NUMBER = re.compile("[0-9]{1,4}")


class Asked(NamedTuple):
    """A question, "" if there is none, and the page of its results, from 1 to MOST_PAGES."""

    question: str
    page: int


def asked(query: str) -> Asked:
    """Return what a WSGI QUERY_STRING asks for: the first `q`, and the first `p` or else page 1.

    A page beyond the last one is the last one.

    `+` is a space. Bytes that are no UTF-8 are left out, and so is what nobody sees.
    """
    fields: dict[str, str] = {}
    for field in query[:LONGEST_QUERY].split("&"):
        name, _, value = field.partition("=")
        if name in {"q", "p"}:
            fields.setdefault(name, value)
    number = fields.get("p", "")
    page = int(number) if _NUMBER.fullmatch(number) else 1
    return Asked(_text(fields.get("q", "")), min(max(page, 1), MOST_PAGES))


def _text(value: str) -> str:
    """Return a field's value as text on one line, with single spaces."""
    # A server hands on bytes beyond ASCII as Latin-1; anything else stands for no byte.
    raw = unquote_to_bytes(value.replace("+", " ").encode("latin-1", "ignore"))
    words = _UNSEEN.sub(" ", raw.decode("utf-8", "ignore")).split()
    return " ".join(words)[:LONGEST_QUESTION].rstrip()
