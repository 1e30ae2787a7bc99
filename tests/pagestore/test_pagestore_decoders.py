"""What is joined is one ordinary gzip member: whatever decodes it gets the text of the plain answer."""

import gzip
import hashlib
import http.client
import io
import json
import os
import random
import socket
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from barta.delivery import make_application
from barta.pagestore import Joined, Page, Slot, Variant, Writer, compress, join, path_key
from browser import browser

HTML = "text/html; charset=utf-8"
IDS = ("k3v9w2m7qd", "h7n4p0r2sx", "b5c8d1f6gj")
NAMES = ("masthead", "related", "tail", "মাঝখান")
LINE = "খেয়াঘাটে সকাল থেকে মানুষের ভিড়, নৌকা মোটে দুটি। "
HALF = 50
"""The instant, of 0 to 100, at which a generated page is looked at once it is served."""

GZIP_HEAD = 10
TRAILER = struct.Struct("<II")


def noise(seed: int, size: int) -> bytes:
    """Return bytes that no compressor makes smaller."""
    return random.Random(seed).randbytes(size)


TEXTS = st.one_of(
    st.just(b""),
    st.binary(min_size=1, max_size=1),
    st.binary(max_size=60),
    st.text("অআকখগঙচছজযরলশহ়ািুৃেোৌ্ংঃঁ০১২৯।র‍্য ", max_size=120).map(str.encode),
    st.integers(1, 400).map(lambda times: (LINE * times).encode()),
    st.builds(noise, st.integers(0, 9), st.sampled_from([1, 300, 65_535, 65_536, 65_537, 90_000])),
)


class Shown(NamedTuple):
    """A slot's variant as plain bytes."""

    valid_from: int
    whole: bytes
    without: Mapping[str, bytes]


class Recipe(NamedTuple):
    """A page before it is compressed: parts are bytes or names of slots, of which some may be missing."""

    parts: tuple[bytes | str, ...]
    slots: Mapping[str, tuple[Shown, ...]]
    story: str

    def texts(self, now: int) -> list[bytes]:
        """Return what the page shows at `now`, part by part, by the rules of the house and no code of it."""
        return [text for part in self.parts if (text := self._text(part, now))]

    def _text(self, part: bytes | str, now: int) -> bytes:
        if isinstance(part, bytes):
            return part
        variants = self.slots.get(part, ())
        begun = [one for one in variants if one.valid_from <= now] or [*variants[:1]]
        return begun[-1].without.get(self.story, begun[-1].whole) if begun else b""

    def page(self, path: str = "/", prefix: str = "") -> Page:
        """Return the page as it is stored, with `prefix` before the names of its slots."""
        parts = tuple(compress(one) if isinstance(one, bytes) else prefix + one for one in self.parts)
        return Page(200, "html", path, self.story, parts, HTML)

    def stored(self, prefix: str = "", shift: int = 0, scale: int = 1) -> dict[str, Slot]:
        """Return the slots as they are stored, their instants times `scale` and moved by `shift`."""
        return {
            prefix + name: Slot(tuple(_variant(one, shift, scale) for one in variants))
            for name, variants in self.slots.items()
        }


def _variant(shown: Shown, shift: int, scale: int) -> Variant:
    without = tuple((story, compress(text)) for story, text in shown.without.items())
    return Variant(shown.valid_from * scale + shift, compress(shown.whole), without)


VARIANTS = st.lists(
    st.builds(Shown, st.integers(0, 100), TEXTS, st.dictionaries(st.sampled_from(IDS), TEXTS, max_size=2)),
    max_size=4,
    unique_by=lambda shown: shown.valid_from,
).map(lambda variants: tuple(sorted(variants, key=lambda shown: shown.valid_from)))
RECIPES = st.builds(
    Recipe,
    st.lists(st.one_of(TEXTS, st.sampled_from(NAMES)), max_size=9).map(tuple),
    st.dictionaries(st.sampled_from(NAMES), VARIANTS, max_size=4),
    st.sampled_from(["", *IDS]),
)
NOW = st.integers(0, 110)


def joined(recipe: Recipe, now: int, *, packed: bool) -> Joined:
    """Return what is served for a recipe at `now`."""
    return join(recipe.page(), recipe.stored().get, now=now, gzip=packed)


def streamed(data: bytes) -> bytes:
    """Return what a decoder that is fed byte by byte has given once it says that the member has ended."""
    decoder, out = zlib.decompressobj(31), bytearray()
    for at in range(len(data)):
        assert not decoder.eof, "the member ended before its last byte"
        out += decoder.decompress(data[at : at + 1])
    assert (True, b"") == (decoder.eof, decoder.unused_data)
    return bytes(out)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(RECIPES, NOW)
def test_independent_decoders_agree_on_any_page(recipe: Recipe, now: int) -> None:
    """zlib, Python's gzip, the gzip command and a decoder fed byte by byte find one member, the same text."""
    body = b"".join(recipe.texts(now))
    plain, packed = joined(recipe, now, packed=False), joined(recipe, now, packed=True)
    assert (body, len(body)) == (b"".join(plain.chunks), plain.length)
    data = b"".join(packed.chunks)
    assert len(data) == packed.length
    assert (zlib.crc32(body), len(body)) == TRAILER.unpack(data[-TRAILER.size :])
    inflater = zlib.decompressobj(31)
    assert body == inflater.decompress(data)
    assert (True, b"", b"") == (inflater.eof, inflater.unused_data, inflater.unconsumed_tail)
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        assert body == file.read()
    assert body == zlib.decompress(data[GZIP_HEAD : -TRAILER.size], wbits=-15)
    assert body == streamed(data)
    assert body == subprocess.run(["gzip", "-dc"], input=data, capture_output=True, check=True).stdout


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(RECIPES, st.lists(NOW, max_size=4), st.dictionaries(st.sampled_from(NAMES), VARIANTS, max_size=3))
def test_an_etag_says_whether_the_body_is_the_same(
    recipe: Recipe, instants: list[int], later: dict[str, tuple[Shown, ...]]
) -> None:
    """Over a page's life equal texts have one ETag, others another, and gzip never that of plain bytes."""
    texts: dict[str, list[bytes]] = {}
    tags: dict[tuple[bytes, ...], set[tuple[str, str]]] = {}
    for version in (recipe, recipe._replace(slots={**recipe.slots, **later}), recipe._replace(slots={})):
        for now in (0, 110, *instants):
            shown = version.texts(now)
            pair = joined(version, now, packed=True).etag, joined(version, now, packed=False).etag
            assert pair[0] != pair[1]
            tags.setdefault(tuple(shown), set()).add(pair)
            for tag in pair:
                assert tag.startswith('"') and tag.endswith('"') and '"' not in tag[1:-1] and tag.isascii()
                assert b"".join(shown) == b"".join(texts.setdefault(tag, shown)), "one ETag for two bodies"
    assert [] == [found for found in tags.values() if len(found) > 1], "one body with two ETags"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@example([b"a", "masthead"], {"masthead": b"b"}, 1)
@given(
    st.lists(st.one_of(st.sampled_from([b"a", b"b", b"bc"]), st.sampled_from(NAMES)), max_size=6),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"", b"a", b"b", b"c"]), max_size=4),
    st.integers(1, 5),
)
def test_no_two_arrangements_of_a_page_share_an_etag(
    parts: list[bytes | str], shown: dict[str, bytes], turned: int
) -> None:
    """A page whose parts have only changed places, as after a change of templates, is another page."""
    slots = {name: (Shown(0, text, {}),) for name, text in shown.items()}
    one = Recipe(tuple(parts), slots, "")
    other = Recipe((*parts[turned:], *parts[:turned]), slots, "")
    for packed in (False, True):
        if joined(one, 0, packed=packed).etag == joined(other, 0, packed=packed).etag:
            assert b"".join(one.texts(0)) == b"".join(other.texts(0))


def generated(count: int) -> list[Recipe]:
    """Return as many generated pages, always the same ones."""
    found: list[Recipe] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(RECIPES)
    def gather(recipe: Recipe) -> None:
        found.append(recipe)

    gather()
    return found


class Served(NamedTuple):
    """A delivery that runs, what its pages are, and the instant at which all of them are as at HALF."""

    port: int
    home: Path
    now: int
    pages: Mapping[str, Page]
    slots: Mapping[str, Slot]
    bodies: Mapping[str, bytes]

    def url(self, path: str) -> str:
        """Return a page's address."""
        return f"http://127.0.0.1:{self.port}{path}"

    def joined(self, path: str, *, packed: bool) -> Joined:
        """Return what `join` has to say of a page."""
        return join(self.pages[path], self.slots.get, now=self.now, gzip=packed)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real delivery of some dozens of generated pages; every one can be looked at for minutes."""
    home, now = tmp_path_factory.mktemp("decoders"), int(time.time())
    pages, slots, bodies = {}, {}, {}
    for number, recipe in enumerate(generated(70)):
        path = f"/পাতা/{number}"
        pages[path] = recipe.page(path, f"{number}-")
        slots.update(recipe.stored(f"{number}-", shift=now - 1000 * HALF, scale=1000))
        bodies[path] = b"".join(recipe.texts(HALF))
    with Writer(home / "store") as writer, writer.batch() as batch:
        batch.set_meta("profiles", json.dumps({"html": [["Cache-Control", "public, max-age=60"]]}).encode())
        for path, page in pages.items():
            batch.put_page(path_key(path), page)
        for name, slot in slots.items():
            batch.put_slot(name, slot)
        writer.make_live()
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "barta", "deliver", "--port", str(port)],
        env={**os.environ, "BARTA_HOME": str(home)},
        stderr=subprocess.DEVNULL,
    )
    try:
        found = Served(port, home, now, pages, slots, bodies)
        _wait(found)
        yield found
    finally:
        server.terminate()
        server.wait(20)


def _wait(served: Served) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            _ask(served, next(iter(served.pages)))
            return
        except OSError:
            assert time.monotonic() < end, "delivery does not answer"
            time.sleep(0.05)


def _ask(
    served: Served, path: str, method: str = "GET", encoding: str = ""
) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers by lower-case name (but for the time of the answer) and body."""
    with closing(http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)) as connection:
        headers = {"Accept-Encoding": encoding} if encoding else {"Accept-Encoding": "identity"}
        connection.request(method, quote(path), headers=headers)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders() if name.lower() != "date"}
        return answer.status, found, answer.read()


def test_the_server_says_what_join_says(served: Served) -> None:
    """Every page has the bytes, length and ETag of `join` in both encodings, from the server and within."""
    application = make_application(served.home, clock=lambda: served.now + 0.75)
    wrong = []
    for path, body in served.bodies.items():
        assert body == b"".join(served.joined(path, packed=False).chunks)
        for packed in (False, True):
            expected = served.joined(path, packed=packed)
            data = b"".join(expected.chunks)
            status, headers, got = _ask(served, path, encoding="gzip" if packed else "")
            inside = _inside(application, path, packed=packed)
            named = headers["etag"], int(headers["content-length"]), headers.get("content-encoding")
            if (status, named, got) != (200, (expected.etag, len(data), "gzip" if packed else None), data):
                wrong.append((path, packed, "served"))
            if inside != (expected.etag, data):
                wrong.append((path, packed, "within"))
    application.close()  # type: ignore[attr-defined]
    assert [] == wrong


def _inside(application: Any, path: str, *, packed: bool) -> tuple[str, bytes]:
    told: list[dict[str, str]] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "wsgi.input": io.BytesIO(),
        **({"HTTP_ACCEPT_ENCODING": "gzip"} if packed else {}),
    }
    chunks = application(environ, lambda status, headers: told.append(dict(headers)))
    return told[0]["ETag"], b"".join(chunks)


def test_a_head_request_gets_the_headers_of_a_get(served: Served) -> None:
    """Nothing but the body is left out, its length included."""
    for path in served.bodies:
        for encoding in ("", "gzip"):
            status, headers, _ = _ask(served, path, encoding=encoding)
            assert (status, headers, b"") == _ask(served, path, "HEAD", encoding)


def test_curl_decodes_every_page(served: Served, tmp_path: Path) -> None:
    """`curl --compressed` writes the plain text; what it gets raw is sound to `gzip -t` and to `gzip -dc`."""
    wanted = list(served.bodies)
    for mode in (["--compressed"], ["--raw", "--header", "Accept-Encoding: gzip"]):
        lines = [
            f'url = "{served.url(quote(path))}"\noutput = "{tmp_path / mode[0].strip("-")}-{number}.gz"\n'
            for number, path in enumerate(wanted)
        ]
        subprocess.run(
            ["curl", "--silent", "--fail", "--show-error", *mode, "--config", "-"],
            input="".join(lines).encode(),
            check=True,
            capture_output=True,
        )
    raw = [tmp_path / f"raw-{number}.gz" for number in range(len(wanted))]
    subprocess.run(["gzip", "-t", *raw], check=True, capture_output=True)
    spelled = subprocess.run(["gzip", "-dc", *raw], check=True, capture_output=True).stdout
    assert b"".join(served.bodies.values()) == spelled
    for number, path in enumerate(wanted):
        # curl writes no file for an empty body.
        plain = tmp_path / f"compressed-{number}.gz"
        assert served.bodies[path] == (plain.read_bytes() if plain.exists() else b""), path


FETCH = """async (paths) => {
    const found = [];
    for (const path of paths) {
        const answer = await fetch(path, {cache: "no-store"});
        const bytes = await answer.arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        found.push([answer.status, answer.headers.get("content-encoding"), bytes.byteLength, hex]);
    }
    return found;
}"""


def test_chromium_decodes_every_page(served: Served) -> None:
    """A real browser has the very bytes of the plain answer, fetched by a page and shown as one."""
    paths = list(served.bodies)
    expected = [[200, "gzip", len(body), hashlib.sha256(body).hexdigest()] for body in served.bodies.values()]
    with browser() as window:
        page = window.new_page()
        page.goto(served.url(paths[0]))
        assert expected == page.evaluate(FETCH, paths)
        for path in paths[:10]:
            answer = page.goto(served.url(path))
            assert (served.bodies[path], "gzip") == (answer.body(), answer.headers["content-encoding"]), path
