"""`barta run`: the whole paper under one supervisor."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from barta.config.commands import parser
from barta.config.home import LOGINS, SUPERVISED, Home, HomeError
from barta.config.supervisor import Part, Supervisor, require_free, sole


def main(arguments: Sequence[str]) -> int:
    """Start all parts; print the addresses once all answer; stop on Ctrl-C."""
    made = parser(
        "run",
        "Start newsroom, press and delivery, and keep them running. Ctrl-C stops all.",
        "  barta run --demo\n  BARTA_HOME=/srv/paper BARTA_PORT=9000 BARTA_NEWSROOM_PORT=9001 barta run",
    )
    made.add_argument(
        "--demo", action="store_true", help="load the demo paper into a home that has no story yet"
    )
    made.add_argument(
        "--workers", type=int, help="processes that serve readers (default: one for each usable core)"
    )
    called = made.parse_args(arguments)
    home = Home.from_environment()
    with sole(home.folder / "run.lock"):
        require_free(home.port, home.host, "BARTA_PORT")
        require_free(home.newsroom_port, home.host, "BARTA_NEWSROOM_PORT")
        _prepare(home, called.demo)
        supervisor = Supervisor(_parts(home, called.workers), home.folder / "logs", sys.stdout)
        return supervisor.run(lambda: _announce(home))


def _prepare(home: Home, demo: bool) -> None:
    # A process of its own, so that the supervisor stays small: it never loads Django.
    command = [sys.executable, "-m", "barta", "demo", "--if-empty"] if demo else None
    done = subprocess.run(
        command or [sys.executable, "-m", "barta", "schedule", "--once"],
        check=False,
        env=_environment(home),
    )
    if not done.returncode:
        return
    if not (home.store / "current").exists():
        raise HomeError(f"{home.folder} could not be made ready: see the message above")
    # Readers need neither the newsroom nor its database; the parts that do try again by themselves.
    print(
        "the newsroom is not ready, see the message above; readers are served all the same", file=sys.stderr
    )


def _environment(home: Home) -> dict[str, str]:
    return os.environ | {
        "BARTA_HOME": str(home.folder),
        "BARTA_SITE_URL": home.site_url,
        "BARTA_NEWSROOM_URL": home.newsroom_url,
        SUPERVISED: str(os.getpid()),
    }


def _parts(home: Home, workers: int | None) -> list[Part]:
    def part(name: str, arguments: Sequence[str], answers: Callable[[], bool]) -> Part:
        return Part(name, [sys.executable, "-m", "barta", *arguments], answers, _environment(home))

    chosen = [] if workers is None else ["--workers", str(workers)]
    return [
        part("press", ["press"], (home.store / "current").exists),
        part("delivery", ["deliver", *chosen], lambda: _answers(home.host, home.port, "/")),
        part("newsroom", ["newsroom"], lambda: _answers(home.host, home.newsroom_port, "/login/")),
        part("clock", ["schedule"], lambda: True),
        part("counter", ["count"], lambda: True),
    ]


def _answers(host: str, port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", path, headers={"Host": f"127.0.0.1:{port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _announce(home: Home) -> None:
    lines = ["", "Barta is ready.", f"  readers   {home.site_url}", f"  newsroom  {home.newsroom_url}"]
    file = home.folder / LOGINS
    if file.exists():
        lines += [
            "  logins    (of the demo paper: change or remove them before others can reach this machine)"
        ]
        lines += [f"    {one['role']:<12} {one['username']:<12} {one['password']}" for one in _logins(file)]
    lines += [f"  data      {home.folder}", "Ctrl-C stops everything.", ""]
    print("\n".join(lines), flush=True)


def _logins(file: Path) -> list[dict[str, str]]:
    return [dict(one) for one in json.loads(file.read_text(encoding="utf-8"))]
