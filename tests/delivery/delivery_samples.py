"""A small invented paper in a page store, and requests to it."""

import gzip
import json
from typing import NamedTuple
from urllib.parse import quote

from barta.pagestore import Page, Slot, Variant, Writer, compress, error_key, path_key, story_key

ID, ENDED, TAKEN = "k3v9w2m7qd", "aaaa0000bb", "cccc0000dd"
PATH = f"/national/{ID}/চরফুলবাড়িতে-নতুন-সেতু"
HTML = "text/html; charset=utf-8"
MODIFIED = 1_751_500_000
PROFILES = {
    "html": [["Content-Security-Policy", "default-src 'none'"], ["Cache-Control", "public, s-maxage=60"]],
    "asset": [["Cache-Control", "public, max-age=31536000, immutable"]],
}


def page(path, *texts, status=200, profile="html", **more):
    parts = tuple(text if text in {"masthead", "latest"} else compress(text.encode()) for text in texts)
    return Page(status, profile, path, more.pop("story", ""), parts, more.pop("media_type", HTML), **more)


def fill(batch):
    """Put the whole paper into a batch."""
    batch.set_meta("profiles", json.dumps(PROFILES).encode())
    batch.put_slot("masthead", Slot((Variant(0, compress("আজ".encode())),)))
    whole, instead = (compress(f"<[{identity}]>".encode()) for identity in (ID, "eeee0000ff"))
    batch.put_slot("latest", Slot((Variant(0, whole, ((ID, instead),)),)))
    story = page(PATH, "masthead", "সেতু চালু। " * 40, "latest", story=ID, modified=MODIFIED, tag=f"story-{ID}")
    batch.put_page(story_key(ID), story)
    batch.put_page(story_key(ENDED), page(f"/national/{ENDED}/গোপন", "সংবাদটি প্রত্যাহার করা হয়েছে", status=410))
    batch.put_page(story_key(TAKEN), page("", "নেই", status=410))
    batch.put_page(path_key("/"), page("/", "masthead", "প্রথম পাতা", "latest"))
    batch.put_page(path_key("/জাতীয়"), page("/জাতীয়", "জাতীয়"))
    batch.put_page(path_key("/old"), page("/old", status=301, location=PATH))
    batch.put_page(path_key("/bad"), page("/bad", status=301, location="/x\r\nSet-Cookie: a=b"))
    batch.put_page(path_key("/robots.txt"), page("/robots.txt", "User-agent: *", media_type="text/plain"))
    batch.put_page(
        path_key("/assets/a1b2.css"), page("/assets/a1b2.css", "p{}", profile="asset", media_type="text/css")
    )
    batch.put_page(error_key(404), page("/404", "এই ঠিকানায় কিছু নেই", status=404))


def build(home, work=fill, *, fresh=False):
    """Write a live generation of the home's store."""
    with Writer(home / "store", fresh=fresh) as writer:
        writer.write(work)
        writer.make_live()
        return home / "store" / writer.generation


class Response(NamedTuple):
    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def data(self):
        packed = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(self.raw) if packed else self.raw

    @property
    def text(self):
        return self.data.decode()


class NoInput:
    """A request's body that must not be touched."""

    def __getattr__(self, name):
        raise AssertionError(f"wsgi.input.{name} was used")


def get(application, path, *, method="GET", query="", **headers):
    """Call a WSGI application as a server would; header names are given as in `if_none_match`."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "wsgi.input": NoInput(),
    }
    for name, value in headers.items():
        name = name.upper()
        environ[name if name == "CONTENT_LENGTH" else f"HTTP_{name}"] = value
    started = []
    body = application(environ, lambda status, fields: started.append((status, fields)))
    assert isinstance(body, list)
    ((status, fields),) = started
    assert len(fields) == len({name.lower() for name, _ in fields}), "a header is sent twice"
    for name, value in fields:
        assert (name + value).isascii() and "\n" not in name + value
    return Response(int(status.split()[0]), dict(fields), b"".join(body))


def percent(path):
    return quote(path, safe="/-._~")
