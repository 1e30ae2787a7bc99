"""What an address may stand for besides stories and the fronts of things: the paper's own fixed places.

Addresses are decoded, with ASCII digits. Nothing that editors name can take one of these over.
"""

import re
from datetime import date
from typing import Final, Literal, NamedTuple

from barta.rendering import FEEDS
from barta.rendering.feeds import Form

HEADS, KEYS = "/ledger/heads.txt", "/ledger/keys.txt"
"""The ledger's signed lines, and the public keys that they were signed with."""

NEWS_SITEMAP, PAGES_SITEMAP, SITEMAP = "/news-sitemap.xml", "/sitemaps/pages.xml", "/sitemap.xml"
ARCHIVE, BANGLA = "/archive", "/archive/bangla"

_RESERVED: Final = frozenset(
    (
        *("archive", "search", "offline", "most-read", "people", "topics", "feeds", "sitemaps"),
        *("assets", "media", "ledger", "v", ".well-known"),
        *("sitemap.xml", "news-sitemap.xml", "robots.txt", "humans.txt", "opensearch.xml"),
        *("manifest.webmanifest", "favicon.ico", "sw.js"),
    )
)

Kind = Literal[
    "index", "year", "month", "day", "bangla-index", "bangla-year", "bangla-month", "bangla-day",
    "list-index", "list-month", "feed", "sitemap", "sitemap-month", "sitemap-pages", "news-sitemap",
]  # fmt: skip

_YEAR, _TWO = re.compile(r"[1-9][0-9]{3}"), re.compile(r"[0-9]{2}")
_FORMS: Final = {name: form for form, (name, _) in FEEDS.items()}
_FOLDERS: Final = ("people", "topics")


class Address(NamedTuple):
    """A derived page: what it is, its numbers (year, month, day as far as there are), and whose it is.

    `base` is the path of the front that a list belongs to, or of the section that a feed is of; "" is the
    whole paper. `form` is a feed's.
    """

    kind: Kind
    numbers: tuple[int, ...] = ()
    base: str = ""
    form: Form = "rss"

    @property
    def month(self) -> date:
        """The first day of the Gregorian month that the numbers name."""
        return date(self.numbers[0], self.numbers[1], 1)

    @property
    def day(self) -> date:
        """The Gregorian day that the numbers name."""
        return date(*self.numbers)


def always() -> set[str]:
    """Return the addresses of the archive, feeds and sitemaps that are there without a story too."""
    return {ARCHIVE, BANGLA, SITEMAP, PAGES_SITEMAP, NEWS_SITEMAP, *feed_paths()}


def reserved(path: str) -> bool:
    """Return whether a front at `path`, such as `/sports`, would take over a fixed place."""
    parts = path.split("/")[1:]
    return parts[0] in _RESERVED and not (len(parts) == 2 and parts[0] in _FOLDERS)


def parse(path: str) -> Address | None:
    """Return what the paper derives for `path`, None for any other address."""
    parts = path.split("/")[1:]
    if path == SITEMAP:
        return Address("sitemap")
    if path == NEWS_SITEMAP:
        return Address("news-sitemap")
    match parts:
        case ["sitemaps", name]:
            return _sitemap(name)
        case ["feeds", name] if name in _FORMS:
            return Address("feed", form=_FORMS[name])
        case ["feeds", slug, name] if name in _FORMS:
            return Address("feed", base=f"/{slug}", form=_FORMS[name])
        case ["archive", "bangla", *rest]:
            return _dated(("bangla-index", "bangla-year", "bangla-month", "bangla-day"), rest)
        case ["archive", *rest]:
            address = _dated(("index", "year", "month", "day"), rest)
            return address if address and _exists(address.numbers) else None
        case [folder, slug, "archive", *rest] if folder in _FOLDERS:
            return _listed(f"/{folder}/{slug}", rest)
        case [slug, "archive", *rest] if not reserved(f"/{slug}"):
            return _listed(f"/{slug}", rest)
    return None


def day_path(day: date) -> str:
    """Return the address of a day in the archive."""
    return f"{month_path(day)}/{day:%d}"


def month_path(day: date, base: str = "") -> str:
    """Return the address of the month of `day` in the archive of the whole paper or of a front."""
    return f"{base}{ARCHIVE}/{day:%Y/%m}"


def bangla_path(*numbers: int) -> str:
    """Return the address of a year, month or day of the Bangla calendar."""
    year, *rest = numbers
    return "/".join((BANGLA, f"{year:04d}", *(f"{number:02d}" for number in rest)))


def sitemap_path(day: date) -> str:
    """Return the address of the sitemap of a day's month."""
    return f"/sitemaps/{day:%Y-%m}.xml"


def feed_paths(slug: str = "") -> tuple[str, ...]:
    """Return the addresses of the feeds of the paper, or of the section with a slug."""
    folder = f"/feeds/{slug}" if slug else "/feeds"
    return tuple(f"{folder}/{name}" for name in _FORMS)


def _sitemap(name: str) -> Address | None:
    if name == "pages.xml":
        return Address("sitemap-pages")
    year, _, month = name.removesuffix(".xml").partition("-")
    address = _dated(("index", "year", "sitemap-month"), [year, month])
    return address if address and name.endswith(".xml") and _exists(address.numbers) else None


def _listed(base: str, rest: list[str]) -> Address | None:
    if not rest:
        return Address("list-index", base=base)
    address = _dated(("index", "year", "list-month"), rest)
    whole = address and len(rest) == 2 and _exists(address.numbers)
    return address._replace(base=base) if address and whole else None


def _dated(kinds: tuple[Kind, ...], parts: list[str]) -> Address | None:
    """Return the address whose numbers are written in `parts`, a year of four digits first."""
    shapes = (_YEAR, _TWO, _TWO)
    if len(parts) >= len(kinds) or not all(
        shape.fullmatch(part) for shape, part in zip(shapes, parts, strict=False)
    ):
        return None
    return Address(kinds[len(parts)], tuple(int(part) for part in parts))


def _exists(numbers: tuple[int, ...]) -> bool:
    """Return whether there is such a day, month or year; the last years of all have no day after them."""
    try:
        date(*(*numbers, 1, 1, 1)[:3])
    except ValueError:
        return False
    return not numbers or numbers[0] < 9999
