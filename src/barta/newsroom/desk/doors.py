"""Which doors of Wagtail's admin are open: whatever is not named here answers 404.

Wagtail brings pages, documents, collections, sites, reports and an API that a newsroom of stories does not
use, and a new version may bring more. A list of what is open stays right where a list of what is closed
would silently grow holes.
"""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from barta.newsroom.desk.posted import asks_for_nothing

OPEN: frozenset[str] = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_account",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        "wagtailadmin_dismissibles",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_editing_sessions:*",
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtailimages:edit",
        "wagtailimages:delete",
        "wagtailimages:add",
        "wagtailimages:image_usage",
        "wagtailimages:add_multiple",
        "wagtailimages:edit_multiple",
        "wagtailimages:delete_multiple",
        "wagtailimages_chooser:*",
        "wagtailusers_users:*",
        "wagtailsnippets_stories_story:*",
        "wagtailsnippets_sections_section:*",
        "wagtailsnippets_sections_desk:*",
        "wagtailsnippets_people_person:*",
        "wagtailsnippets_topics_topic:*",
        "wagtailsnippets_site_paper:*",
        "wagtailsnippets_pages_page:*",
        "wagtailsnippets_fronts_front:*",
        "wagtailsnippetchoosers_stories_story:*",
        "wagtailsnippetchoosers_sections_section:*",
        "wagtailsnippetchoosers_people_person:*",
        "wagtailsnippetchoosers_topics_topic:*",
    }
)


def is_open(name: str) -> bool:
    """Return whether the URL called `name` (`namespace:name`) may be used."""
    return any(fnmatchcase(name, pattern) for pattern in OPEN)


def closed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Answer as if there were nothing here, whoever asks."""
    raise Http404("this part of the admin is not used")


def asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return `view` so that asking for rows that cannot exist finds nothing, instead of failing."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if asks_for_nothing(request.GET):
            raise Http404("no such rows")
        return view(request, *args, **kwargs)

    return wrapped


def walk(patterns: Iterable[Any], namespace: str = "") -> Iterable[tuple[str, Any]]:
    """Yield every view below `patterns` as (`namespace:name`, URL pattern)."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = getattr(pattern, "namespace", None)
            yield from walk(pattern.url_patterns, ":".join(filter(None, (namespace, inner))))
        else:
            yield ":".join(filter(None, (namespace, pattern.name or ""))), pattern


def hang(patterns: list[Any], decorate: Callable[[Any], Any]) -> list[Any]:
    """Close every door that is not open, and put `decorate` around the views behind the open ones."""
    for name, pattern in walk(patterns):
        pattern.callback = decorate(asked(pattern.callback)) if is_open(name) else closed
    return patterns
