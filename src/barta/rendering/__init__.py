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
from barta.rendering.assets import ASSETS, asset_path
from barta.rendering.code import code_digest
from barta.rendering.frames import footer, front_head, masthead, section_head, style
from barta.rendering.headers import PROFILES
from barta.rendering.lists import Kind, card, list_frame, no_cards
from barta.rendering.messages import error_page, gone, not_available, not_found, robots
from barta.rendering.reading import visible_text
from barta.rendering.stories import story_body, story_head, whole_story_page
from barta.rendering.views import Card, Site, StoryView, story_card

CODE_DIGEST: str


def __getattr__(name: str) -> str:
    """Compute `CODE_DIGEST` when it is first asked for: reading all sources is not part of an import."""
    if name == "CODE_DIGEST":
        return code_digest()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "ASSETS",
    "CODE_DIGEST",
    "PROFILES",
    "Card",
    "Kind",
    "Site",
    "StoryView",
    "absolute",
    "asset_path",
    "card",
    "code_digest",
    "error_page",
    "footer",
    "front_head",
    "gone",
    "href",
    "list_frame",
    "masthead",
    "media_path",
    "no_cards",
    "not_available",
    "not_found",
    "percent_encoded",
    "person_path",
    "robots",
    "section_head",
    "section_path",
    "story_body",
    "story_card",
    "story_head",
    "story_path",
    "style",
    "topic_path",
    "visible_text",
    "whole_story_page",
]
