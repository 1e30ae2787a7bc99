"""Links to share a story: plain addresses of other sites, followed only by a reader who wants to."""

from typing import NamedTuple
from urllib.parse import quote

from barta.rendering.addresses import absolute, section_path
from barta.rendering.views import Site, StoryView


class Share(NamedTuple):
    """One link: what it is called, and the full address."""

    name: str
    href: str


_PLACES = (
    ("ফেসবুক", "https://www.facebook.com/sharer.php?u={url}"),
    ("হোয়াটসঅ্যাপ", "https://wa.me/?text={url}"),
    ("টেলিগ্রাম", "https://t.me/share?url={url}"),
    ("ই-মেইল", "mailto:?body={url}"),
)


def short_address(view: StoryView, site: Site) -> str:
    """Return the story's full address without its slug: it stays right when the headline changes."""
    return absolute(site.setting.site_url, f"{section_path(view.section)}/{view.story.public_id}")


def shares(view: StoryView, site: Site) -> tuple[Share, ...]:
    """Return the links to share a story by its short address."""
    url = quote(short_address(view, site), safe=":/")
    return tuple(Share(name, address.format(url=url)) for name, address in _PLACES)
