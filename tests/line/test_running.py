"""The whole system as `make run` starts it: seen from outside, through its two addresses."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
import requests

from browser import browser

PATIENCE = 90.0


class Running(NamedTuple):
    """A running paper: its process, home and ports."""

    process: subprocess.Popen[str]
    home: Path
    port: int
    newsroom_port: int

    def get(self, path: str) -> requests.Response:
        """Return what a reader gets."""
        return requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=10)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, port: int, newsroom_port: int) -> Running:
    """Start a paper and wait until it says that it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "barta", "run", "--demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ
        | {"BARTA_HOME": str(home), "BARTA_PORT": str(port), "BARTA_NEWSROOM_PORT": str(newsroom_port)},
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Ctrl-C"):
            return Running(process, home, port, newsroom_port)
    pytest.fail(f"the paper did not start: {said}")


def stop(paper: Running) -> int:
    """Press Ctrl-C and return the exit code."""
    paper.process.send_signal(signal.SIGINT)
    try:
        return paper.process.wait(30)
    finally:
        assert paper.process.stdout is not None
        paper.process.stdout.close()


def eventually(what: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until `what()` is true, or fail."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.02)


def processes_of(home: Path) -> list[str]:
    """Return the command lines of processes whose environment names this home."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                if f"BARTA_HOME={home}\0".encode() in (folder / "environ").read_bytes():
                    found.append((folder / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
    return found


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A paper that has been started once, stopped, and started again."""
    home = tmp_path_factory.mktemp("running") / "home"
    ports = free_port(), free_port()
    first = start(home, *ports)
    before = first.get("/").text
    assert 0 == stop(first)
    paper = start(home, *ports)
    assert before == paper.get("/").text
    yield paper
    assert 0 == stop(paper)
    eventually(lambda: processes_of(home) == [])


class Editor:
    """Somebody logged in to the newsroom, clicking what a browser would."""

    def __init__(self, paper: Running, username: str) -> None:
        """Log in."""
        logins = json.loads((paper.home / "demo-logins.json").read_text())
        self.base = f"http://127.0.0.1:{paper.newsroom_port}"
        self.session = requests.Session()
        page = self.session.get(f"{self.base}/login/", timeout=20)
        password = next(one["password"] for one in logins if one["username"] == username)
        form = {"username": username, "password": password, "csrfmiddlewaretoken": token(page.text)}
        page = self.session.post(
            f"{self.base}/login/", data=form, headers={"Referer": f"{self.base}/login/"}, timeout=20
        )
        assert "/login/" not in page.url

    def close(self) -> None:
        """Leave."""
        self.session.close()


def token(html: str) -> str:
    """Return the form's token."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def test_readers_get_the_demo_paper_without_cookies(running: Running) -> None:
    """The front page is there, in Bangla, and sets nothing on the reader's machine."""
    answer = running.get("/")
    assert 200 == answer.status_code
    assert "কমলডাঙা সমাচার" in answer.content.decode()
    assert "set-cookie" not in answer.headers
    assert 200 == running.get("/robots.txt").status_code


@pytest.mark.parametrize("username", ["reporter", "subeditor", "newseditor"])
def test_every_role_can_log_in(running: Running, username: str) -> None:
    """The printed logins work."""
    editor = Editor(running, username)
    page = editor.session.get(f"{editor.base}/", timeout=20)
    editor.close()
    assert 200 == page.status_code


HEADLINE = "খেয়াঘাটে র‍্যাম্প সারানো শুরু"
TEXT = "সোমবার সকাল থেকে কমলডাঙা খেয়াঘাটের র‍্যাম্প সারানোর কাজ শুরু হয়েছে।"


def enter(window: Any, paper: Running, username: str) -> Any:
    """Return a page of the newsroom in which `username` has logged in."""
    logins = json.loads((paper.home / "demo-logins.json").read_text())
    page = window.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"http://127.0.0.1:{paper.newsroom_port}/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", next(one["password"] for one in logins if one["username"] == username))
    page.click("button[type=submit]")
    page.wait_for_selector("text=নতুন সংবাদ")
    return page


def test_a_story_goes_all_the_way_from_the_reporter_to_a_reader(running: Running) -> None:
    """A reporter writes and files, a sub-editor signs off, and a reader on a phone reads it, signed."""
    newsroom = f"http://127.0.0.1:{running.newsroom_port}"
    with browser() as window:
        page = enter(window, running, "reporter")
        page.goto(f"{newsroom}/stories/add/")
        page.fill("[name=headline]", HEADLINE)
        page.select_option("[name=section]", label="নদী ও কৃষি")
        page.locator(".c-sf-add-button").first.click()
        page.get_by_role("option", name="অনুচ্ছেদ").click()
        page.locator(".public-DraftEditor-content").click()
        page.keyboard.type(TEXT)
        page.wait_for_function("() => document.querySelector('[name=body-0-value]').value.includes('হয়েছে')")
        page.get_by_role("button", name="আরও কাজ").last.click()
        page.locator("[name=action-submit]").click()
        page.wait_for_url(f"{newsroom}/stories/")
        assert HEADLINE not in running.get("/").content.decode()

        page = enter(window, running, "subeditor")
        page.goto(f"{newsroom}/stories/")
        page.get_by_role("link", name=HEADLINE).first.click()
        page.get_by_role("button", name="আরও কাজ").last.click()
        page.get_by_role("button", name="সই ও প্রকাশ", exact=True).click()
        page.wait_for_selector("[data-desk-readers-state=reached]")

        phone = window.new_context(
            viewport={"width": 360, "height": 740}, color_scheme="dark", java_script_enabled=False
        ).new_page()
        faults: list[str] = []
        phone.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        phone.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
        phone.goto(f"http://127.0.0.1:{running.port}/")
        phone.get_by_role("link", name=HEADLINE).first.click()
        shown = phone.locator("main").inner_text()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        assert phone.url.endswith(quote("খেয়াঘাটে-র‍্যাম্প-সারানো-শুরু"))
    assert [HEADLINE, TEXT, "/আদে/"] == [
        line for line in shown.split("\n") if line in (HEADLINE, TEXT, "/আদে/")
    ]
    assert [] == faults


def test_readers_go_on_being_served_with_everything_else_dead(running: Running) -> None:
    """kill -9 of newsroom, press and clock: pages are answered meanwhile, and all come back."""
    path = running.get("/").text.split("<main")[1].split('href="')[1].split('"')[0]
    victims = [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and _is_part(folder, running.home, ("press", "newsroom", "schedule"))
    ]
    assert len(victims) >= 3
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    assert 200 == running.get(path).status_code
    newsroom = f"http://127.0.0.1:{running.newsroom_port}/login/"

    def answers() -> bool:
        try:
            return requests.get(newsroom, timeout=5).status_code == 200
        except requests.RequestException:
            return False

    eventually(answers, PATIENCE)


def test_a_killed_delivery_comes_back_by_itself(running: Running) -> None:
    """kill -9 of the server that readers talk to is mended within seconds."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _is_part(folder, running.home, ("deliver",)):
            os.kill(int(folder.name), signal.SIGKILL)

    def answers() -> bool:
        try:
            return running.get("/").status_code == 200
        except requests.RequestException:
            return False

    eventually(answers, PATIENCE)


def _is_part(folder: Path, home: Path, names: tuple[str, ...]) -> bool:
    try:
        command = (folder / "cmdline").read_bytes().split(b"\0")
        named = any(name.encode() in command for name in names)
        return named and f"BARTA_HOME={home}\0".encode() in (folder / "environ").read_bytes()
    except OSError:
        return False


def test_a_second_paper_on_the_same_ports_is_refused_with_advice(running: Running, tmp_path: Path) -> None:
    """A port in use is a clear message, and nothing is half started."""
    done = subprocess.run(
        [sys.executable, "-m", "barta", "run"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ
        | {
            "BARTA_HOME": str(tmp_path / "home"),
            "BARTA_PORT": str(running.port),
            "BARTA_NEWSROOM_PORT": str(running.newsroom_port),
        },
    )
    assert 2 == done.returncode
    assert f"port {running.port} cannot be used" in done.stderr
    assert "BARTA_PORT=" in done.stderr


def test_a_killed_supervisor_leaves_nothing_behind(tmp_path: Path) -> None:
    """After kill -9 of the supervisor its parts stop, so that it can be started again."""
    paper = start(tmp_path / "home", free_port(), free_port())
    paper.process.kill()
    paper.process.wait(10)
    assert paper.process.stdout is not None
    paper.process.stdout.close()
    eventually(lambda: processes_of(paper.home) == [], 30)
