"""From the Publish click to the readers' pages, through the newsroom's own screens."""

import threading
import time
from statistics import median
from typing import NamedTuple

from bs4 import BeautifulSoup
from editor import Editor
from figures import Figure, milliseconds
from machine import BenchError, Place, note
from reader import Reader

HEADLINE = "কমলডাঙা সেতুর কাজ এগোচ্ছে, মাপজোখের দফা "
ALL = "all four"
WARM_UP = 2
"""Rounds that are not counted: they load templates and fill caches."""

_HEADLINES = ("headline", "short_headline")


class Times(NamedTuple):
    """Seconds of each round: click to answer, click to each page, answer to the last page, edit screen."""

    answer: list[float]
    pages: dict[str, list[float]]
    after: list[float]
    screen: list[float]


class Watched(NamedTuple):
    """The newest story's headline and the pages that show it (name -> path)."""

    headline: str
    pages: dict[str, str]


def measure(place: Place, rounds: int, key: str, size: str) -> list[Figure]:
    """Change the headline of the newest story `rounds` times; `place` has to be running."""
    reader, editor = Reader(place.port), Editor(place)
    try:
        watched = _newest(reader)
        address = editor.edit_address(watched.headline)
        times = _rounds(editor, reader, address, watched, rounds)
        drafts = _drafts(editor, address, max(5, rounds // 3))
        plain = _plain(reader, watched.pages["story"])
    finally:
        editor.close()
        reader.close()
    return _figures(key, size, times, drafts, plain)


def _figures(key: str, size: str, times: Times, drafts: list[float], plain: list[float]) -> list[Figure]:
    base, against = median(drafts), "save draft"

    def figure(name: str, what: str, seconds: list[float]) -> Figure:
        return milliseconds(f"{name}_{key}", f"{size}: {what}", seconds, base, against)

    return [
        figure("click_answer", "click to the POST's answer", times.answer),
        *(
            figure(f"click_{name.replace(' ', '_')}", f"click to {name}", seconds)
            for name, seconds in times.pages.items()
        ),
        figure("answer_to_pages", f"POST's answer to {ALL}", times.after),
        figure("edit_screen", "edit screen", times.screen),
        milliseconds(f"draft_{key}", f"{size}: {against}", drafts, median(plain), "GET of the page"),
    ]


def _newest(reader: Reader) -> Watched:
    """Find the newest story on the front page, its section's front, and another story."""
    links = BeautifulSoup(reader.text("/"), "html.parser").select(".cards h2 a[href], .cards a[href]:has(h2)")
    found = list(dict.fromkeys(str(link["href"]) for link in links))
    if len(found) < 2:
        raise BenchError("the front page shows no two stories")
    page = BeautifulSoup(reader.text(found[0]), "html.parser")
    headline, section = page.select_one("h1"), page.select_one(".kicker a[href]")
    if headline is None or section is None:
        raise BenchError(f"{found[0]} has no headline or no section")
    pages = {
        "story": found[0],
        "front": "/",
        "section front": str(section["href"]),
        "lists elsewhere": found[1],
    }
    return Watched(headline.get_text().strip(), pages)


def _rounds(editor: Editor, reader: Reader, address: str, watched: Watched, rounds: int) -> Times:
    times = Times([], {name: [] for name in (*watched.pages, ALL)}, [], [])
    old = watched.headline
    for number in range(WARM_UP + rounds):
        fields, seconds = editor.form(address)
        new = HEADLINE + _bangla(number)
        before, after, seen = _publish(editor, reader, address, watched, _with(fields, new), old, new)
        old = new
        if number < WARM_UP:
            continue
        seen[ALL] = max(seen.values())
        times.screen.append(seconds)
        times.answer.append(after - before)
        times.after.append(seen[ALL] - after)
        for name, moment in seen.items():
            times.pages[name].append(moment - before)
        if number % 10 == 0:
            note(f"round {number} of {rounds}: {1000 * times.pages[ALL][-1]:.0f} ms to {ALL}")
    return times


def _publish(
    editor: Editor,
    reader: Reader,
    address: str,
    watched: Watched,
    fields: list[tuple[str, str]],
    old: str,
    new: str,
) -> tuple[float, float, dict[str, float]]:
    moments: list[tuple[float, float]] = []
    failures: list[Exception] = []

    def click() -> None:
        try:
            moments.append(editor.post(address, fields, "action-publish"))
        except Exception as error:  # noqa: BLE001
            # Whatever it is belongs to the thread that waits for this one.
            failures.append(error)

    thread = threading.Thread(target=click)
    was, wanted = old.encode(), new.encode()
    thread.start()
    try:
        seen = reader.await_all(
            watched.pages, lambda body: bool(failures) or (wanted in body and was not in body)
        )
    finally:
        thread.join()
    if failures:
        raise failures[0]
    return *moments[0], seen


def _drafts(editor: Editor, address: str, rounds: int) -> list[float]:
    """Return how long saving without publishing takes: the baseline."""
    taken = []
    for number in range(rounds):
        fields, _ = editor.form(address)
        before, after = editor.post(address, _with(fields, f"{HEADLINE}খসড়া {_bangla(number)}"))
        taken.append(after - before)
    return taken


def _plain(reader: Reader, path: str) -> list[float]:
    taken = []
    for _ in range(200):
        begun = time.monotonic()
        reader.text(path)
        taken.append(time.monotonic() - begun)
    return taken


def _with(fields: list[tuple[str, str]], headline: str) -> list[tuple[str, str]]:
    # Lists show the short headline of a story that has one.
    return [(name, headline if name in _HEADLINES and value else value) for name, value in fields]


def _bangla(number: int) -> str:
    return f"{number:04}".translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
