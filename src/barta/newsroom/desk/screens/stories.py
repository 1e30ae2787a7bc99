"""The story screens as one set of URLs, each behind the guard."""

from typing import Any

from django.urls import path, reverse
from wagtail.snippets.views.snippets import SnippetViewSet

from barta.newsroom.desk.answers import answered
from barta.newsroom.desk.guard import guarded
from barta.newsroom.desk.panels import STORY
from barta.newsroom.desk.policies import stories_of
from barta.newsroom.desk.readers import readers
from barta.newsroom.desk.screens.choosing import StoryChooserViewSet
from barta.newsroom.desk.screens.editing import StoryCreateView, StoryDeleteView, StoryEditView
from barta.newsroom.desk.screens.endings import TakeDownView, UnpublishView, WithdrawView
from barta.newsroom.desk.screens.listing import StoryIndexView
from barta.newsroom.desk.transactions import unwrapped
from barta.newsroom.stories.models import Story

TYPING = frozenset({"preview_on_add", "preview_on_edit"})
"""URLs that are posted to while somebody types."""


FORMS = TYPING | {"add", "edit", "revisions_revert"}
"""URLs that take the whole story form."""


class StoryViewSet(SnippetViewSet):
    """Everything that can be done with stories in the newsroom."""

    model = Story
    icon = "doc-full"
    menu_label = "সংবাদ"
    menu_name = "stories"
    menu_order = 100
    add_to_admin_menu = True
    base_url_path = "stories"
    chooser_base_url_path = "stories/choose"
    # A copy would take over corrections, sign-off and print date of another story.
    copy_view_enabled = False
    list_per_page = 30
    search_fields = ("headline", "public_id")
    search_backend_name = None
    edit_handler = STORY
    index_view_class = StoryIndexView
    add_view_class = StoryCreateView
    edit_view_class = StoryEditView
    delete_view_class = StoryDeleteView
    chooser_viewset_class = StoryChooserViewSet
    edit_template_name = "desk/story_edit.html"

    @property
    def unpublish_view(self) -> Any:
        """The unpublish screen is ours."""
        return UnpublishView.as_view()

    def get_queryset(self, request: Any) -> Any:
        """Return what the list may show."""
        return stories_of(request.user)

    def get_urlpatterns(self) -> list[Any]:
        """Return Wagtail's URLs and ours, every one behind the guard."""
        patterns = [
            *super().get_urlpatterns(),
            path("withdraw/<int:pk>/", WithdrawView.as_view(), name="withdraw"),
            path("takedown/<int:pk>/", TakeDownView.as_view(), name="takedown"),
            path("readers/<int:pk>/", readers, name="readers"),
        ]
        for pattern in patterns:
            view = unwrapped(pattern.callback) if pattern.name in TYPING else pattern.callback
            needs = ("body-count",) if pattern.name in FORMS else ()
            pattern.callback = answered(self._back, needs)(guarded(pattern.name, view))
        return patterns

    def _back(self, pk: Any = None, **kwargs: Any) -> str:
        """Return where an editor goes on after a refusal: the story's page, or the list."""
        known = pk is not None and Story.objects.filter(pk=pk).exists()
        return reverse(self.get_url_name("edit"), args=[pk]) if known else reverse(self.get_url_name("list"))
