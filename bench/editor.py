"""The news editor at the newsroom's screens: logs in, opens the story form, presses its buttons."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import requests
from bs4 import BeautifulSoup, Tag
from machine import BenchError, Place

TIMEOUT = 60
Fields = list[tuple[str, str]]


class Editor:
    """One logged-in session of the demo paper's news editor."""

    def __init__(self, place: Place) -> None:
        self._at = f"http://127.0.0.1:{place.newsroom_port}"
        self._session = requests.Session()
        self._log_in(place.home / "demo-logins.json")

    def close(self) -> None:
        """End the session's connections."""
        self._session.close()

    def edit_address(self, headline: str) -> str:
        """Return the address of the edit screen of the story with a headline. Raises BenchError."""
        page = self._soup(self._get("/stories/"))
        for link in page.select("a[href*='/stories/edit/']"):
            if headline in link.get_text():
                return str(link["href"])
        raise BenchError(f"the newsroom's list does not show {headline!r}")

    def form(self, address: str) -> tuple[Fields, float]:
        """Return what a browser would post from the edit screen, and how long the screen took, in seconds."""
        begun = time.monotonic()
        text = self._get(address)
        seconds = time.monotonic() - begun
        form = self._soup(text).select_one("#w-editor-form")
        if form is None:
            raise BenchError(f"{address} has no story form")
        return [*_inputs(form), *_body(form)], seconds

    def post(self, address: str, fields: Fields, button: str = "") -> tuple[float, float]:
        """Press a button ("" saves a draft); return the moments before and after. Raises BenchError."""
        data = [*fields, (button, button)] if button else fields
        before = time.monotonic()
        answer = self._session.post(
            self._at + address,
            data=data,
            allow_redirects=False,
            timeout=TIMEOUT,
            headers={"Accept": "text/html"},
        )
        after = time.monotonic()
        if answer.status_code != 302:
            found = self._soup(answer.text).select(".error-message, .messages .error, .messages .warning")
            said = "; ".join(one.get_text(" ", strip=True) for one in found)
            raise BenchError(f"the form was not taken ({answer.status_code}): {said[:500]}")
        return before, after

    def _log_in(self, file: Path) -> None:
        logins = json.loads(file.read_text(encoding="utf-8"))
        login = next(one for one in logins if one["role"] == "news editor")
        token = self._soup(self._get("/login/")).select_one("input[name=csrfmiddlewaretoken]")
        answer = self._session.post(
            f"{self._at}/login/",
            data={
                "csrfmiddlewaretoken": str(token["value"]) if token else "",
                "username": login["username"],
                "password": login["password"],
                "next": "/",
            },
            allow_redirects=False,
            timeout=TIMEOUT,
        )
        if answer.status_code != 302:
            raise BenchError(f"the demo login was refused ({answer.status_code})")

    def _get(self, address: str) -> str:
        answer = self._session.get(self._at + unquote(address), timeout=TIMEOUT)
        if answer.status_code != 200:
            raise BenchError(f"{address} answered {answer.status_code}")
        return answer.text

    @staticmethod
    def _soup(text: str) -> BeautifulSoup:
        return BeautifulSoup(text, "html.parser")


def _inputs(form: Tag) -> Iterator[tuple[str, str]]:
    for one in form.select("input[name], textarea[name], select[name]"):
        name = str(one["name"])
        if (
            one.has_attr("disabled")
            or "__prefix__" in name
            or one.get("type") in ("submit", "button", "file")
        ):
            continue
        if one.name == "select":
            chosen = one.select("option[selected]") or one.select("option")[:1]
            yield from ((name, str(option.get("value", ""))) for option in chosen)
        elif one.name == "textarea":
            yield name, one.get_text().removeprefix("\n")
        elif one.get("type") not in ("checkbox", "radio") or one.has_attr("checked"):
            yield name, str(one.get("value", "on" if one.get("type") == "checkbox" else ""))


def _body(form: Tag) -> Iterator[tuple[str, str]]:
    """Yield the body's fields, which the browser's script makes from the blocks in the page."""
    holder = form.select_one("#body[data-w-block-arguments-value]")
    blocks = json.loads(str(holder["data-w-block-arguments-value"]))[0] if holder else []
    yield "body-count", str(len(blocks))
    for index, block in enumerate(blocks):
        yield from _member(f"body-{index}", index, block)
        yield f"body-{index}-type", block["type"]


def _member(name: str, index: int, block: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield f"{name}-deleted", ""
    yield f"{name}-order", str(index)
    yield f"{name}-id", block.get("id") or ""
    yield from _value(f"{name}-value", block["value"])


def _value(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and "id" in value:
        yield name, str(value["id"])  # Something chosen: a picture or a story.
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _value(f"{name}-{key}", inner)
    elif isinstance(value, list) and not all(isinstance(inner, dict) for inner in value):
        yield from ((name, str(inner)) for inner in value)  # The chosen options of a menu.
    elif isinstance(value, list):
        yield f"{name}-count", str(len(value))
        for index, inner in enumerate(value):
            yield from _member(f"{name}-{index}", index, inner)
    elif value is True:
        yield name, "on"
    elif value not in (None, False):
        yield name, str(value)
