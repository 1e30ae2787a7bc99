"""The kill sweep: `kill -9` at many points of every change, then a new start and a close look.

Run as `python -m sweep.killing TEMPLATE FOLDER POINTS [SHARE OF]`: TEMPLATE is a migrated home in which
nothing has happened, FOLDER an empty one to work in. Of the points chosen, only every OF-th is done. Prints
one JSON object: `totals` (touches of the outside a change), `points` (name and count at which it was
killed), `missed` (points that were never reached), `slowest` (seconds until converged), `faults`.
"""

import json
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from sweep import stage
from sweep.blade import Blade
from sweep.hunting import raw

from barta.config.home import Home
from barta.config.readiness import set_up_django
from barta.ledger import Fault, connect, verify
from barta.press import Difference
from barta.press import verify as verify_pages

CONVERGED = 5.0
"""Seconds from a new start until readers see what was acknowledged."""

WHOLE_EVERY = 10
"""Of so many points, at one everything is rendered again and compared."""


class Point(NamedTuple):
    """Where to kill: whom (`newsroom` or `press`), during which change, at which touch of the outside."""

    who: str
    change: str
    at: int
    number: int


class Seen(NamedTuple):
    """What can be seen of a paper at rest."""

    rows: dict[str, Any]
    pages: dict[str, list[Any]]
    files: list[str]


def in_child(work: Callable[[int], None]) -> tuple[int, bytes]:
    """Call `work` with a pipe's end in a process of its own; return its wait status and what it wrote."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(writing)
        except BaseException:  # noqa: BLE001
            # A forked child must never go on with its parent's work, whatever went wrong.
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return os.waitpid(child, 0)[1], told


def answer(work: Callable[[], Any]) -> Any:
    """Return, as JSON has it, what `work` returns in a process of its own; it must not fail."""

    def tell(pipe: int) -> None:
        with os.fdopen(pipe, "wb") as file:
            file.write(json.dumps(work(), ensure_ascii=False).encode())

    status, told = in_child(tell)
    assert status == 0, "a process that should have lived has failed: see above"
    return json.loads(told)


class Sweep:
    """One paper, killed again and again. The parent process never opens a database."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.home = Home.from_environment()
        self.kept = folder / "kept"
        self.kept.mkdir(parents=True, exist_ok=True)
        # Reading the settings has begun a home of its own.
        shutil.rmtree(self.home.folder)
        shutil.copytree(template, self.home.folder)
        answer(lambda: stage.build(self.home))
        self._keep("before")
        self.addresses: list[str] = answer(stage.addresses)
        self.before = self._look()
        self.middle = self._after("schedule", stage.schedule_one)
        self.after = {name: self._after(name, change) for name, change in stage.CHANGES.items()}

    def totals(self) -> dict[tuple[str, str], int]:
        """Return how often each change, and the press that follows it, touches the outside."""
        found = {}
        for change in stage.CHANGES:
            for who in ("newsroom", "press"):
                self._restore(who, change)
                _, told = in_child(lambda pipe, who=who, change=change: self._act(who, change, 0, pipe))
                found[who, change] = int(told.split()[-1])
        return found

    def kill(self, point: Point) -> tuple[bool, float, list[str]]:
        """Kill at a point and start again; return whether it came to it, seconds, and what was wrong."""
        self._restore(point.who, point.change)
        status, told = in_child(lambda pipe: self._act(point.who, point.change, point.at, pipe))
        acknowledged = told.startswith(b"done")
        begun = time.monotonic()
        wrong: list[str] = answer(lambda: self._check(point, acknowledged))
        return os.WIFSIGNALED(status), time.monotonic() - begun, wrong

    def _act(self, who: str, change: str, at: int, pipe: int) -> None:
        with Blade(at) as blade:
            if who == "newsroom":
                stage.CHANGES[change]()
            else:
                with stage.press(self.home) as press:
                    press.catch_up()
            os.write(pipe, b"done")
        os.write(pipe, b" %d" % blade.count)

    def _check(self, point: Point, acknowledged: bool) -> list[str]:
        """Look at what a killed process left, start again, and look once more."""
        before, after = self.before, self.after[point.change]
        allowed = [after.rows] if acknowledged or point.who == "press" else [before.rows, after.rows]
        if point.change == "schedule" and not acknowledged and point.who == "newsroom":
            allowed.append(self.middle.rows)
        wrong = self._intact(allowed)
        # Readers go on reading while nothing runs: the old pages or the new ones, never some of each.
        shown = [before.pages, after.pages] if point.who == "press" else [before.pages]
        if (pages := stage.pages(self.home, self._text_addresses())) not in [
            self._texts(one) for one in shown
        ]:
            wrong.append(f"readers saw a mixture: {_difference(self._texts(shown[0]), pages)}")
        begun = time.monotonic()
        stage.restart(self.home, point.change)
        with stage.press(self.home) as press:
            press.catch_up()
        seconds = time.monotonic() - begun
        if seconds > CONVERGED:
            wrong.append(f"it took {seconds:.1f} s to converge")
        return wrong + self._converged(point, self._seen(), before, after)

    def _intact(self, allowed: list[dict[str, Any]]) -> list[str]:
        from django.db import connection

        wrong = []
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            if (said := cursor.fetchall()) != [("ok",)]:
                wrong.append(f"the database is damaged: {said[:3]}")
        found = _plain(stage.rows())
        if found not in allowed:
            nearest = min((_difference(one, found) for one in allowed), key=len)
            wrong.append(f"half done, or lost: {nearest}")
        wrong += [f"row and record disagree: {one}" for one in stage.in_step(found)]
        return wrong

    def _converged(self, point: Point, found: Seen, before: Seen, after: Seen) -> list[str]:
        done = found.rows == after.rows
        wanted = after if done or point.change == "schedule" or point.who == "press" else before
        wrong = []
        for field in Seen._fields:
            if differs := _difference(getattr(wanted, field), getattr(found, field)):
                wrong.append(f"after a new start, {field}: {differs}")
        if done and (ended := stage.ENDED.get(point.change)):
            left = [place for place, data in raw(self.home.folder) if ended.encode() in data]
            wrong += [f"what ended still stands in {place}" for place in left]
        connection = connect(self.home.database)
        try:
            wrong += [f"the chain is broken: {one}" for one in verify(connection) if isinstance(one, Fault)]
        finally:
            connection.close()
        if point.number % WHOLE_EVERY == 0:
            findings = verify_pages(self.home.folder, self.home.database, self.home.readership_url)
            wrong += [f"not as recorded: {one}" for one in findings if isinstance(one, Fault | Difference)]
        return wrong

    def _after(self, name: str, change: Callable[[], None]) -> Seen:
        """Make a change in peace, keep the home as the press would find it, and return what is seen then."""
        self._restore("newsroom", name)
        answer(change)
        self._keep(f"after {name}")

        def settle() -> None:
            if change is not stage.schedule_one:
                stage.restart(self.home, name)
            with stage.press(self.home) as press:
                press.catch_up()

        answer(settle)
        return self._look()

    def _look(self) -> Seen:
        return Seen(*answer(self._seen))

    def _seen(self) -> Seen:
        return Seen(
            _plain(stage.rows()), stage.pages(self.home, self.addresses), stage.files(self.home.folder)
        )

    def _text_addresses(self) -> list[str]:
        return [address for address in self.addresses if not address.startswith("/media/")]

    def _texts(self, pages: dict[str, list[Any]]) -> dict[str, list[Any]]:
        return {address: pages[address] for address in self._text_addresses()}

    def _keep(self, name: str) -> None:
        shutil.rmtree(self.kept / name, ignore_errors=True)
        shutil.copytree(self.home.folder, self.kept / name)

    def _restore(self, who: str, change: str) -> None:
        shutil.rmtree(self.home.folder)
        shutil.copytree(self.kept / ("before" if who == "newsroom" else f"after {change}"), self.home.folder)


def _plain(found: Any) -> Any:
    return json.loads(json.dumps(found))


def _difference(wanted: Any, found: Any) -> str:
    """Return what differs, in short; nothing if nothing does."""
    if wanted == found:
        return ""
    if isinstance(wanted, dict):
        keys = [key for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key)]
        return "; ".join(f"{key}: {_difference(wanted.get(key), found.get(key))}" for key in sorted(keys))
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) != len(found):
        missing = [one for one in wanted if one not in found]
        return f"missing {missing}, too much {[one for one in found if one not in wanted]}"
    return f"{wanted} became {found}"


def chosen(totals: dict[tuple[str, str], int], wanted: int) -> list[Point]:
    """Spread `wanted` points evenly over all changes, in proportion to how much each does."""
    everything = sum(totals.values())
    points = []
    for (who, change), total in totals.items():
        count = min(total, max(8, round(wanted * total / everything)))
        # The last touches are those around the acknowledgement, so that they are always among them.
        places = {total - round(step * (total - 1) / max(1, count - 1)) for step in range(count)}
        points += [(who, change, at) for at in sorted(places)]
    return [Point(*point, number) for number, point in enumerate(points)]


def main(template: str, folder: str, wanted: str, share: str = "0", of: str = "1") -> None:
    """Do the sweep and print what came of it."""
    set_up_django()
    sweep = Sweep(Path(template), Path(folder))
    totals = sweep.totals()
    result: dict[str, Any] = {"points": [], "missed": [], "faults": [], "slowest": 0.0}
    result["totals"] = {" ".join(name): total for name, total in totals.items()}
    for point in chosen(totals, int(wanted)):
        if point.number % int(of) != int(share):
            continue
        killed, seconds, wrong = sweep.kill(point)
        name = f"{point.who} {point.change} at {point.at}"
        result["points" if killed else "missed"].append(name)
        result["faults"] += [f"{name}: {one}" for one in wrong]
        result["slowest"] = max(result["slowest"], round(seconds, 2))
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
