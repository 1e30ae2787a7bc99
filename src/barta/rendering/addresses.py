"""Addresses of pages: decoded in the paper's own HTML, percent-encoded wherever they are sent.

A path here is decoded text that begins with a slash and does not end with one.
"""

import re
from functools import lru_cache
from urllib.parse import quote

from barta.edition import Person, Section, Story, Topic

# These may not stand in an address as they are, or would end its path.
_UNSAFE = re.compile(r"""[\x00-\x20\x7f-\xa0"#%<>?\\^`{|}\u200e\u200f\u2028-\u202e\u2066-\u2069]""")

_ENCODED = re.compile(r"[^A-Za-z0-9/:@!$&'()*+,;=\-._~]+")


def story_path(story: Story, section: Section) -> str:
    """Return `/<section>/<public id>/<slug>`, or without the last part for a story that has no slug."""
    path = f"/{section.slug}/{story.public_id}"
    return f"{path}/{story.slug}" if story.slug else path


def section_path(section: Section) -> str:
    """Return the address of a section's front."""
    return f"/{section.slug}"


def person_path(person: Person) -> str:
    """Return the address of the page of somebody with a byline."""
    return f"/people/{person.slug}"


def topic_path(topic: Topic) -> str:
    """Return the address of a topic's page."""
    return f"/topics/{topic.slug}"


def media_path(name: str) -> str:
    """Return the address of a public picture file by its content-hash name."""
    return f"/media/{name}"


def href(path: str) -> str:
    """Return `path` for an HTML attribute: Bangla stays readable, what would break an address is encoded."""
    return _UNSAFE.sub(lambda match: quote(match.group()), path)


# A page names its own address several times.
@lru_cache(maxsize=256)
def percent_encoded(path: str) -> str:
    """Return `path` in ASCII, as `Location` headers and canonical addresses carry it."""
    return _ENCODED.sub(lambda match: "%" + match.group().encode().hex("%").upper(), path)


def absolute(site_url: str, path: str) -> str:
    """Return the full address of `path` below the paper's `site_url`, percent-encoded."""
    return site_url.rstrip("/") + percent_encoded(path)
