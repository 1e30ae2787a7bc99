"""The demo paper as it is written down: paper.toml and stories/*.toml, read and checked."""

import tomllib
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any, Literal, TypeVar

import msgspec

from barta.bangla import DHAKA
from barta.importers.demo.days import filled

Entry = TypeVar("Entry")


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the plan; a misspelt key is refused."""


class Section(Shape, frozen=True):
    """A section, and the desk that looks after it."""

    slug: str
    name: str
    desk: str
    description: str


class Person(Shape, frozen=True):
    """Somebody, a desk or an agency; `picture` names a portrait."""

    name: str
    about: str
    role: str = ""
    kind: Literal["person", "desk", "agency"] = "person"
    picture: str = ""


class Topic(Shape, frozen=True):
    """A topic and how it is typed in Latin letters."""

    name: str
    aliases: list[str]


class Account(Shape, frozen=True):
    """A login of the newsroom."""

    username: str
    name: str
    initials: str
    role: str
    desks: list[str]


class Page(Shape, frozen=True):
    """A page that the paper says of itself."""

    slug: str
    title: str
    body: list[str]


class Breaking(Shape, frozen=True):
    """The breaking bar, for so many minutes; `story` is a headline."""

    text: str
    story: str
    minutes: int


class Front(Shape, frozen=True):
    """What the editors chose for the front: headlines, for `pinned_minutes`, and slugs of sections."""

    lead: list[str]
    top: list[str]
    pictures: list[str]
    pinned_minutes: int
    strips: list[str]
    opinion: str
    breaking: Breaking


class Correction(Shape, frozen=True):
    """A correction, `ago` minutes before the paper is loaded."""

    ago: int
    text: str
    kind: Literal["correction", "clarification"] = "correction"


class Ending(Shape, frozen=True):
    """When a story stopped being public; `note` is what readers are told."""

    ago: int
    note: str = ""


class Story(Shape, frozen=True):
    """One story. `at` is when it came out, worked out from `ago` (minutes) or `month_end` (a clock time).

    Items of `body` are told apart by how they begin, see `blocks`; those of `added` came with the update.
    """

    at: datetime
    section: str
    headline: str
    byline: str | list[str]
    body: list[str]
    views: int
    ago: int | None = None
    month_end: str = ""
    kicker: str = ""
    short: str = ""
    standfirst: str = ""
    kind: Literal["", "person", "desk", "agency", "role"] = ""
    role: str = ""
    place: str = ""
    signoff: str = ""
    second: list[str] = []
    topics: list[str] = []
    series: str = ""
    picture: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    note: str = ""
    updated: int | None = None
    added: list[str] = []
    corrections: list[Correction] = []
    withdrawn: Ending | None = None
    unpublished: Ending | None = None

    def body_updated(self) -> list[str]:
        """Return the body with what the update added, above the links that close it."""
        end = len(self.body)
        while end and self.body[end - 1].startswith("@ "):
            end -= 1
        return [*self.body[:end], *self.added, *self.body[end:]]


class Plan(Shape, frozen=True):
    """The whole demo paper; its stories stand in order of time."""

    paper: dict[str, str]
    sections: list[Section]
    people: list[Person]
    topics: list[Topic]
    logins: list[Account]
    front: Front
    pages: list[Page]
    stories: list[Story]

    def pictures(self) -> list[str]:
        """Return the names of all pictures that are needed, each once, portraits too."""
        named = [story.picture for story in self.stories] + [person.picture for person in self.people]
        return [name for name in dict.fromkeys(named) if name]


def read(now: datetime) -> Plan:
    """Return the demo paper as it is at `now` (aware). Raises ValueError, naming the file, for faults."""
    folder = files(__package__)
    stories: list[Story] = []
    for file in sorted((folder / "stories").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            for raw in tomllib.loads(file.read_text(encoding="utf-8")).get("stories", []):
                stories.append(_convert(_timed(raw, now), Story, f"stories/{file.name}"))
    stories.sort(key=lambda one: (one.at, one.headline))
    paper = tomllib.loads((folder / "paper.toml").read_text(encoding="utf-8"))
    return _convert(paper | {"stories": stories}, Plan, "paper.toml")


def picture(name: str) -> bytes:
    """Return the WebP bytes of the picture `name`; FileNotFoundError when it was not drawn."""
    return (files(__package__) / "art" / f"{name}.webp").read_bytes()


def _timed(raw: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return a story's table with its moment in it, and with the days in its texts counted from that."""
    if ("ago" in raw) == ("month_end" in raw):
        raise ValueError(f"{raw.get('headline')!r} needs one of ago and month_end")
    at = now - timedelta(minutes=raw["ago"]) if "ago" in raw else _month_end(raw["month_end"], now)
    return {**filled(raw, at.astimezone(DHAKA).date()), "at": at}


def _month_end(clock: str, now: datetime) -> datetime:
    """Return the last day of the month before, in Dhaka, at a clock time such as `19:40`."""
    last = now.astimezone(DHAKA).date().replace(day=1) - timedelta(days=1)
    return datetime.combine(last, time.fromisoformat(clock), DHAKA)


def _convert(table: dict[str, Any], shape: type[Entry], file: str) -> Entry:
    try:
        return msgspec.convert(table, shape)
    except msgspec.ValidationError as error:
        raise ValueError(f"demo/{file}: {table.get('headline', 'the paper')}: {error}") from error
