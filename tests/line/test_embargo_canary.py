"""The embargo's wall: tokens in every field of what readers may not see are hunted through all they get."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sweep import homes, hunting
from sweep.hunting import Find
from sweep.readers import Answer, ask, crawl
from sweep.scenes import ENDED, HIDDEN_IN_PICTURES, LIVE, NEVER_PUBLIC
from sweep.tokens import Token

from barta.delivery import make_application
from barta.delivery.application import Application

OFFERED = [
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/feed",
    "/feeds",
    "/rss.xml",
    "/atom.xml",
    "/feed.json",
    "/search",
    "/api",
    "/api/v2/pages/",
    "/people",
    "/topics",
    "/archive",
    "/media",
    "/media/",
    "/media/originals/",
    "/admin",
    "/ledger/heads.txt",
    "/ledger",
    "/robots.txt",
    "/favicon.ico",
    "/store/current",
    "/newsroom.sqlite3",
    "/%2e%2e/newsroom.sqlite3",
    "/../media",
]
"""Addresses that sites of this kind often have, where something could stand."""


class Paper(NamedTuple):
    """The paper of `sweep.scenes`: its home, what was hidden in it, and what readers got of it."""

    home: Path
    tokens: list[Token]
    addresses: list[str]
    files: dict[str, list[str]]
    answers: list[Answer]
    application: Application

    def of(self, scenes: Iterable[str]) -> list[Token]:
        """Return the tokens of some scenes."""
        wanted = set(scenes)
        return [token for token in self.tokens if token.scene in wanted]

    @property
    def hidden(self) -> list[Token]:
        """The tokens that no reader may find."""
        return self.of((*NEVER_PUBLIC, *ENDED, HIDDEN_IN_PICTURES))


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    """A paper with a story in every state, and everything that a curious reader got of it."""
    home = homes.fresh(tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("canary") / "home")
    made = json.loads(homes.run(home, "sweep.scenes"))
    tokens = [Token(*token) for token in made["tokens"]]
    guesses = [*OFFERED, *made["addresses"]]
    guesses += [f"/media/{name}" for names in made["files"].values() for name in names]
    words = [word for token in tokens if token.scene != "crowd" for word in token.words]
    guesses += [f"/{where}{word}" for word in words for where in ("", "topics/", "people/")]
    application = make_application(home)
    answers = crawl(application, home, guesses)
    yield Paper(home, tokens, made["addresses"], made["files"], answers, application)
    application.close()  # type: ignore[attr-defined]


def test_the_hunt_finds_what_is_live(paper: Paper) -> None:
    """The hunt is able to fail: a live story's tokens are found in pages, store, files and record."""
    live = paper.of([LIVE])
    seen = {find.field for find in hunting.hunt(live, hunting.answered(paper.answers))}
    shown = {
        *("headline", "kicker", "standfirst", "slug", "signoff", "paragraph", "heading", "quote", "by"),
        *("byline", "place", "person slug", "topic", "topic slug", "correction"),
        *("caption", "alt", "credit", "inner caption", "inner alt", "inner credit"),
    }
    assert set() == shown - seen
    kept = {find.field for find in hunting.hunt(live, hunting.stored(paper.home))}
    assert set() == {"headline", "slug", "paragraph", "topic", "person", "picture id"} - kept
    assert {"slug", "topic slug"} <= {find.field for find in hunting.hunt(live, hunting.raw(paper.home))}
    written = {find.field for find in hunting.hunt(live, hunting.recorded(paper.home))}
    assert set() == {"headline", "slug", "paragraph", "caption", "alt", "credit", "topic", "person"} - written
    assert set(paper.files[LIVE]) <= {file.name for file in (paper.home / "public" / "media").iterdir()}


def test_the_hunt_looked_everywhere(paper: Paper) -> None:
    """All kinds of answers were among those that were searched: pages, ways, refusals, pictures."""
    kinds = {
        (answer.status, answer.headers.get("content-type", "").partition("/")[0]) for answer in paper.answers
    }
    assert {(200, "text"), (200, "image"), (404, "text"), (410, "text")} <= kinds
    assert {301} <= {status for status, _ in kinds}
    states = {token.scene for token in paper.tokens}
    assert {*NEVER_PUBLIC, *ENDED, LIVE, HIDDEN_IN_PICTURES} == states


def test_no_reader_gets_a_hidden_word(paper: Paper) -> None:
    """No answer has a token in its status, headers or body, whatever was asked for and however packed."""
    assert [] == hunting.hunt(paper.hidden, hunting.answered(paper.answers))


def test_the_page_store_holds_no_hidden_word(paper: Paper) -> None:
    """No key and no value of any generation, inflated, names anything of a hidden story."""
    assert [] == hunting.hunt(paper.hidden, hunting.stored(paper.home))


def test_no_byte_of_the_store_s_files_is_a_hidden_word(paper: Paper) -> None:
    """Not even pages of the file that are free by now hold what was hidden or has been taken away."""
    assert [] == hunting.hunt(paper.hidden, hunting.raw(paper.home))


def test_public_files_hold_no_hidden_word(paper: Paper) -> None:
    """Neither the names nor the bytes of public files have a token, not even in a picture's metadata."""
    assert [] == hunting.hunt(paper.hidden, hunting.public(paper.home))


def test_hidden_pictures_are_not_public(paper: Paper) -> None:
    """No file of a hidden story's picture is in the public folder, and none can be fetched."""
    there = {file.name for file in (paper.home / "public").rglob("*")}
    hidden = [name for scene, names in paper.files.items() if scene != LIVE for name in names]
    assert [] == sorted(there.intersection(hidden))
    got = {answer.path: answer.status for answer in paper.answers}
    assert {404} == {got[f"/media/{name}"] for name in hidden}
    assert {200} == {got[f"/media/{name}"] for name in paper.files[LIVE]}


def test_the_record_knows_nothing_that_was_never_public(paper: Paper) -> None:
    """No payload of the ledger has a token of a draft, a scheduled or deleted story, or a later text."""
    hidden = paper.of((*NEVER_PUBLIC, HIDDEN_IN_PICTURES))
    assert [] == hunting.hunt(hidden, hunting.recorded(paper.home))


def test_what_was_taken_down_has_left_the_record(paper: Paper) -> None:
    """The ledger's payloads, and the bytes of the database's file, hold no word of what the law removed."""
    recorded: list[Find] = hunting.hunt(paper.of(["taken"]), hunting.recorded(paper.home))
    # The headline stays in the newsroom's log and drafts; the record must not have it.
    assert [] == [find for find in recorded if not find.field.endswith(" id")]


def test_a_hidden_story_answers_like_one_that_never_was(paper: Paper) -> None:
    """A draft's address, an embargoed one's and an invented one's get the same answer to the last byte."""
    keys = [token.latin for token in paper.of(NEVER_PUBLIC) if token.field == "public id"]
    assert 4 == len(keys)
    for path in ("/নগর/{}", "/নগর/{}/কিছু", "/x/{}"):
        wanted = ask(paper.application, path.format("zzzzzzzzzz"))
        assert 404 == wanted.status
        for key in keys:
            for more in (
                {},
                {"HTTP_IF_NONE_MATCH": "*"},
                {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT"},
            ):
                got = ask(paper.application, path.format(key), **more)
                assert wanted[1:] == got[1:], path.format(key)


def test_a_rebuilt_store_holds_no_hidden_word(paper: Paper) -> None:
    """A store made anew from the record alone, beside the old one, knows no more than the old one."""
    homes.run(paper.home, "barta", "rebuild")
    places = (*hunting.stored(paper.home), *hunting.raw(paper.home), *hunting.public(paper.home))
    assert [] == hunting.hunt(paper.hidden, places)
    assert hunting.hunt(paper.of([LIVE]), places)
