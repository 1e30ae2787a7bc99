"""What Wagtail is told: our screens, our bulk actions, and which of its menus are not ours."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from barta.newsroom.desk import bulk, staff
from barta.newsroom.desk.policies import story_policy
from barta.newsroom.desk.screens.fronts import FrontViewSet
from barta.newsroom.desk.screens.pages import PageViewSet
from barta.newsroom.desk.screens.papers import PaperViewSet
from barta.newsroom.desk.screens.stories import StoryViewSet
from barta.newsroom.desk.screens.subjects import SUBJECTS
from barta.newsroom.stories.models import Story

# Before any screen is registered: whoever asks for the policy earlier would get Wagtail's own.
register_permission_policy(Story, story_policy)

register_snippet(StoryViewSet)
for _screens in (FrontViewSet, PaperViewSet, *SUBJECTS, PageViewSet):
    register_snippet(_screens)
for _action in bulk.ACTIONS:
    hooks.register("register_bulk_action", _action, order=100)


@hooks.register("construct_main_menu")
def keep_our_menu(request: Any, items: list[Any]) -> None:
    """Keep the menu items of a newsroom: front, stories, people, topics, pages, pictures, settings."""
    items[:] = [
        item for item in items if item.name not in {"explorer", "reports", "documents", "snippets", "help"}
    ]


@hooks.register("construct_settings_menu")
def keep_our_settings(request: Any, items: list[Any]) -> None:
    """Keep what is set here: the paper, sections, desks, accounts."""
    closed = {"sites", "collections", "workflows", "workflow-tasks", "locales", "groups", "redirects"}
    items[:] = [item for item in items if item.name not in closed]


@hooks.register("construct_homepage_panels")
def keep_our_panels(request: Any, panels: list[Any]) -> None:
    """Keep what waits for somebody; what counts pages goes."""
    panels[:] = [panel for panel in panels if type(panel).__name__ in _PANELS]


_PANELS = frozenset({"WorkflowObjectsToModeratePanel", "UserObjectsInWorkflowModerationPanel"})


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: Any, items: list[Any]) -> None:
    """Count nothing on the first page: a count of all pictures is a query that nobody reads."""
    items.clear()


@hooks.register("register_account_settings_panel")
def initials_panel(request: Any, user: Any, profile: Any) -> staff.InitialsPanel:
    """Ask for printed initials below the name."""
    return staff.InitialsPanel(request, user, profile)


@hooks.register("insert_global_admin_css")
def styles() -> str:
    """Add the newsroom's styles: letters that carry Bangla."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def scripts() -> str:
    """Add the scripts that tell when readers have a story, and that write counts in Bangla digits."""
    names = [(static(f"desk/{name}.js"),) for name in ("readers", "digits")]
    return format_html_join("", '<script src="{}" defer></script>', names)


@hooks.register("register_rich_text_features", order=10)
def link_to_addresses(features: Any) -> None:
    """Let a link in running text lead to an address: there are no pages to choose from."""
    features.register_editor_plugin(
        "draftail",
        "link",
        EntityFeature(
            {
                "type": "LINK",
                "icon": "link",
                "description": "লিংক",
                "attributes": ["url"],
                "allowlist": {"href": "^(http:|https:|mailto:|undefined$)"},
                "chooserUrls": {
                    "pageChooser": reverse_lazy("wagtailadmin_choose_page_external_link"),
                    "externalLinkChooser": reverse_lazy("wagtailadmin_choose_page_external_link"),
                },
            },
            js=["wagtailadmin/js/page-chooser-modal.js"],
        ),
    )
