"""Every link, picture and feed of the paper leads somewhere."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
from defusedxml import ElementTree
from served import Answer, Served

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


class References(HTMLParser):
    """Gathers the addresses that a page names."""

    def __init__(self, page: str) -> None:
        """Read the page at once."""
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what the tag refers to."""
        for name, value in attrs:
            if name in ("href", "src", "action", "poster") and value:
                self.found.add(value)
            elif name == "srcset" and value:
                self.found |= {part.split()[0] for part in value.split(",")}


def plain(paper: Served, address: str) -> str:
    """Return the decoded path of one of the paper's own addresses, "" for any other."""
    whole = urljoin(paper.base + "/", address)
    if not whole.startswith(paper.base):
        return ""
    parts = urlsplit(whole)
    return unquote(parts.path) + (f"?{unquote(parts.query)}" if parts.query else "")


def test_every_address_that_the_paper_names_is_there(paper: Served) -> None:
    """From the front on, whatever is linked, shown or loaded answers; old addresses are never linked."""
    waiting, seen, broken = ["/"], {"/"}, {}
    while waiting:
        path = waiting.pop()
        answer = paper.get(path)
        if answer.status != 200:
            # The short, permanent address that share links carry leads to the present one; the picture
            # that counts readers without script has nothing to show.
            short = answer.status == 301 and re.fullmatch(r"/[^/]+/[0-9a-z]{10}", path)
            counted = answer.status == 204 and re.fullmatch(r"/v/[\w-]{8}", path)
            if not short and not counted:
                broken[path] = answer.status
            continue
        for address in _named(answer):
            one = plain(paper, address)
            if one and one not in seen:
                seen.add(one)
                waiting.append(one)
    assert {} == broken
    assert len(seen) > 150


def _named(answer: Answer) -> set[str]:
    kind = answer.headers["content-type"].partition(";")[0]
    if kind == "text/html":
        return References(answer.text).found
    if kind == "application/manifest+json":
        return {icon["src"] for icon in json.loads(answer.text)["icons"]}
    if kind in ("application/rss+xml", "application/atom+xml"):
        return {entry.link for entry in feedparser.parse(answer.body).entries}
    return set()


def test_every_story_is_in_a_sitemap_once(paper: Served) -> None:
    """The index names the months, the months name the stories, and each answers 200 as named."""
    index = ElementTree.fromstring(paper.get("/sitemap.xml").body)
    named: list[str] = []
    for sitemap in index.iter(SITEMAP):
        named += [
            loc.text or ""
            for loc in ElementTree.fromstring(paper.get(plain(paper, sitemap.text or "")).body).iter(SITEMAP)
        ]
    stories = [one for one in named if re.search(r"/[0-9a-z]{10}/", one)]
    assert len(stories) >= 40
    assert len(named) == len(set(named))
    assert {200} == {paper.get(plain(paper, one)).status for one in named}
