"""Editions become bytes: segments of pages, as pure functions. Time is an argument.

No database, no network and no clock are used here, and no Django.
"""

from barta.rendering.addresses import (
    absolute,
    href,
    media_path,
    percent_encoded,
    person_path,
    section_path,
    story_path,
    topic_path,
)
from barta.rendering.archives import archive_day, archive_index, archive_month, archive_year, day_rows
from barta.rendering.assets import ASSETS, asset_path, media_type
from barta.rendering.bangla_archives import archive_bangla_day, bangla_index, bangla_month, bangla_year
from barta.rendering.code import code_digest
from barta.rendering.feeds import FEEDS, feed, feed_path
from barta.rendering.found import FOUND, facts, found_card
from barta.rendering.frames import Strap, beacon, footer, masthead, style
from barta.rendering.fronts import (
    Strip,
    front_head,
    front_strips,
    front_top,
    person_front,
    person_head,
    section_front,
    section_head,
    topic_front,
    topic_head,
)
from barta.rendering.headers import PROFILES
from barta.rendering.heads import Link, head, story_head
from barta.rendering.inline import excerpt
from barta.rendering.list_archives import list_index, list_month
from barta.rendering.lists import MOST_READ_PATH, Kind, Look, card, list_frame, section_list_frame
from barta.rendering.messages import busy, error_page, gone, not_available, not_found, offline
from barta.rendering.most_read import (
    most_read_day,
    most_read_frame,
    most_read_head,
    most_read_sections,
    most_read_week,
)
from barta.rendering.pictures import Photo
from barta.rendering.reading import visible_text
from barta.rendering.searching import search_form, search_page, search_results
from barta.rendering.sitemaps import news_sitemap, sitemap_day, sitemap_frame, sitemap_index, sitemap_pages
from barta.rendering.statics import static_page
from barta.rendering.stories import story_body, whole_story_page
from barta.rendering.views import Card, Site, StoryView, story_card, summary
from barta.rendering.wellknown import File, fixed_files

CODE_DIGEST: str


def __getattr__(name: str) -> str:
    """Compute `CODE_DIGEST` when it is first asked for: reading all sources is not part of an import."""
    if name == "CODE_DIGEST":
        return code_digest()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "ASSETS",
    "CODE_DIGEST",
    "FEEDS",
    "FOUND",
    "MOST_READ_PATH",
    "PROFILES",
    "Card",
    "File",
    "Kind",
    "Link",
    "Look",
    "Photo",
    "Site",
    "StoryView",
    "Strap",
    "Strip",
    "absolute",
    "archive_bangla_day",
    "archive_day",
    "archive_index",
    "archive_month",
    "archive_year",
    "asset_path",
    "bangla_index",
    "bangla_month",
    "bangla_year",
    "beacon",
    "busy",
    "card",
    "code_digest",
    "day_rows",
    "error_page",
    "excerpt",
    "facts",
    "feed",
    "feed_path",
    "fixed_files",
    "footer",
    "found_card",
    "front_head",
    "front_strips",
    "front_top",
    "gone",
    "head",
    "href",
    "list_frame",
    "list_index",
    "list_month",
    "masthead",
    "media_path",
    "media_type",
    "most_read_day",
    "most_read_frame",
    "most_read_head",
    "most_read_sections",
    "most_read_week",
    "news_sitemap",
    "not_available",
    "not_found",
    "offline",
    "percent_encoded",
    "person_front",
    "person_head",
    "person_path",
    "search_form",
    "search_page",
    "search_results",
    "section_front",
    "section_head",
    "section_list_frame",
    "section_path",
    "sitemap_day",
    "sitemap_frame",
    "sitemap_index",
    "sitemap_pages",
    "static_page",
    "story_body",
    "story_card",
    "story_head",
    "story_path",
    "style",
    "summary",
    "topic_front",
    "topic_head",
    "topic_path",
    "visible_text",
    "whole_story_page",
]
