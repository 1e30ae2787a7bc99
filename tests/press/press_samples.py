"""A small invented paper with a ledger of its own, for tests of the press."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

from barta import ledger, readership
from barta.edition import (
    CURRENT,
    Asset,
    Breaking,
    Byline,
    Ending,
    Figure,
    Front,
    Page,
    Paragraph,
    Person,
    Pin,
    RelatedLink,
    Rendition,
    Section,
    Setting,
    Story,
    Topic,
    encode,
)
from barta.edition.codec import kind_of
from barta.edition.identity import ALPHABET
from barta.ledger import Entry
from barta.pagestore import Reader, dump, join, path_key, story_key
from barta.press import Press

NOON = datetime(2031, 4, 14, 6, 0, tzinfo=UTC)


def ident(kind: str, number: int) -> str:
    """Return the same id each time for the same thing."""
    return blake2b(f"{kind} {number}".encode(), digest_size=16).hexdigest()


def public_id(number: int, kind: str = "story") -> str:
    """Return the same public id each time."""
    digest = blake2b(f"public {kind} {number}".encode(), digest_size=10).digest()
    return "".join(ALPHABET[byte % 32] for byte in digest)


def setting(**changes: Any) -> Setting:
    """Return the paper's settings."""
    return Setting(**{"name": "দৈনিক নদীকূল", "site_url": "https://nodikul.example", **changes})


def section(number: int, **changes: Any) -> Section:
    """Return one of the paper's sections."""
    given = {"slug": f"s{number}", "name": f"বিভাগ {number}", "position": number}
    return Section(id=ident("section", number), **{**given, **changes})


def person(number: int, **changes: Any) -> Person:
    """Return somebody with a byline."""
    given = {"slug": f"lekhok-{number}", "name": f"লেখক {number}"}
    return Person(id=ident("person", number), public_id=public_id(number, "person"), **{**given, **changes})


def topic(number: int, **changes: Any) -> Topic:
    """Return a topic."""
    return Topic(
        id=ident("topic", number), **{"slug": f"bishoy-{number}", "name": f"বিষয় {number}", **changes}
    )


def asset(number: int, **changes: Any) -> Asset:
    """Return a picture."""
    file = Rendition(name=f"{ident('file', number)}.jpg", width=800, height=600, media_type="image/jpeg")
    return Asset(id=ident("asset", number), **{"renditions": (file,), "alt": f"ছবি {number}", **changes})


def page(number: int, **changes: Any) -> Page:
    """Return a page that the paper wrote of itself."""
    given = {"slug": f"amader-{number}", "title": f"আমাদের কথা {number}", "position": number}
    return Page(id=ident("page", number), **{**given, **changes})


def pin(number: int, until: datetime | None = None) -> Pin:
    """Return a story put somewhere."""
    return Pin(story=ident("story", number), until=until)


def front(**changes: Any) -> Front:
    """Return how the front is arranged."""
    return Front(**changes)


def breaking(text: str, until: datetime, number: int | None = None, url: str = "") -> Breaking:
    """Return a breaking bar, with a story behind it."""
    return Breaking(text=text, until=until, story=ident("story", number) if number else "", url=url)


def story(number: int, *, minute: int | None = None, **changes: Any) -> Story:
    """Return a story, published `minute` minutes (or its number of minutes) after the paper's first day."""
    given: dict[str, Any] = {
        "headline": f"নদীর ধারে মেলা, খবর {number}",
        "section": ident("section", 1),
        "slug": f"নদীর-ধারে-মেলা-{number}",
        "published": NOON - timedelta(days=3) + timedelta(minutes=number if minute is None else minute),
        "body": (Paragraph(html=f"মেলায় আজ {number} জন এসেছেন।"),),
    }
    return Story(id=ident("story", number), public_id=public_id(number), **{**given, **changes})


def rich_story(number: int, **changes: Any) -> Story:
    """Return a story that refers to a person, a topic and a picture, and links to its neighbour."""
    given: dict[str, Any] = {
        "bylines": (Byline(printed=f"লেখক {number % 3}", person=ident("person", number % 3)),),
        "topics": (ident("topic", number % 2),),
        "pictures": (Figure(asset=ident("asset", number % 2)),),
        "body": (Paragraph(html="মেলা চলছে।"), RelatedLink(story=ident("story", number + 1))),
    }
    return story(number, **{**given, **changes})


def ending(number: int, manner: str, note: str = "") -> Ending:
    """Return the ending of a story."""
    return Ending(id=ident("story", number), manner=manner, public_id=public_id(number), public_note=note)  # type: ignore[arg-type]


class Paper:
    """A home folder with a ledger, a clock that stands still, and presses to be started."""

    def __init__(self, home: Path, url: str = "") -> None:
        self.home = home
        self.ledger_url = url or f"sqlite://{home}/newsroom.sqlite3"
        self.readership_url = url or f"sqlite://{home}/readership.sqlite3"
        self.now = NOON
        home.mkdir(parents=True, exist_ok=True)
        with closing(ledger.connect(self.ledger_url)) as connection, ledger.transaction(connection):
            ledger.create(connection)
        with closing(readership.connect(self.readership_url)) as connection:
            readership.create(connection)

    def press(self, home: Path | None = None) -> Press:
        """Return a press of this paper, in its own home or another that shares the ledger."""
        return Press(home or self.home, self.ledger_url, self.readership_url, "test", lambda: self.now)

    def record(self, *payloads: Any, occasion: str = "publish") -> None:
        """Append one record for each payload, in one transaction."""
        with closing(ledger.connect(self.ledger_url)) as connection, ledger.transaction(connection):
            ledger.append(connection, [entry(one, occasion) for one in payloads], at=self.now)

    def read(self, number: int, count: int, ago: timedelta = timedelta(hours=1), *, old: bool = True) -> None:
        """Let a story be read, counted by its id as in `old` papers, or else by its public id."""
        name = ident("story", number) if old else public_id(number)
        with closing(readership.connect(self.readership_url)) as connection:
            readership.add_views(connection, [(name, self.now - ago, count)])

    def catch_up(self) -> None:
        """Bring the page store up to the ledger with a press that ends then."""
        with self.press() as press:
            press.catch_up()

    def rebuilt(self) -> dict[tuple[str, bytes], bytes]:
        """Return a store built from nothing in another home beside this one."""
        with self.press(self.home / "elsewhere") as press:
            press.rebuild()
            press.catch_up()
        return everything(self.home / "elsewhere")

    def page(self, path_or_story: str | int) -> str | None:
        """Return the text of a story's page by number, or of the page at a path, with all its slots."""
        key = (
            path_key(path_or_story) if isinstance(path_or_story, str) else story_key(public_id(path_or_story))
        )
        reader = Reader(self.home / "store")
        try:
            found = reader.page(key)
            if found is None:
                return None
            chunks = join(found, reader.slot, now=int(self.now.timestamp()), gzip=False).chunks
            return f"{found.status}\n" + b"".join(chunks).decode()
        finally:
            reader.close()


def entry(payload: Any, occasion: str = "publish") -> Entry:
    """Return what is appended for a payload."""
    kind = kind_of(payload)
    named = {"ending": "story"}.get(kind, kind)
    alone = {"setting": "setting:paper", "front": "front:home"}
    subject = alone.get(kind) or f"{named}:{payload.id}"
    if kind == "ending" and payload.manner == "remove":
        subject = next(
            f"{one}:{payload.id}"
            for one in ("section", "person", "topic", "page")
            for number in range(20)
            if ident(one, number) == payload.id
        )
    return Entry(kind, subject, occasion, True, CURRENT[kind], encode(payload))


def everything(home: Path) -> dict[tuple[str, bytes], bytes]:
    """Return every key and value of the live store of a home."""
    return {(table, key): value for table, key, value in dump(home / "store")}


def text_of(entries: dict[tuple[str, bytes], bytes]) -> str:
    """Return all keys and values of a store as one text, to be searched."""
    parts: Sequence[bytes] = [part for (_, key), value in entries.items() for part in (key, value)]
    return b"\n".join(parts).decode(errors="replace")
