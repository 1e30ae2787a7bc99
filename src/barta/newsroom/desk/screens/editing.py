"""Writing a story: the create, edit and revert screens, and what the publish button answers."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from barta.newsroom.actions import Delete
from barta.newsroom.desk.models import Filing
from barta.newsroom.desk.policies import story_policy
from barta.newsroom.door import Refused
from barta.newsroom.stories.models import Story
from barta.rendering import percent_encoded


class KeepsTheDraft:
    """When publishing is refused, the text stays as a draft and the editor reads why."""

    def publish_action(self) -> HttpResponse | None:
        """Publish what was saved; a refusal is shown on the story's own page."""
        try:
            return super().publish_action()  # type: ignore[misc]
        except Refused as refused:
            return self._refused(refused)

    def workflow_action_action(self) -> HttpResponse | None:
        """Sign off or send back what was saved; a refusal is shown on the story's own page."""
        try:
            return super().workflow_action_action()  # type: ignore[misc]
        except Refused as refused:
            return self._refused(refused)

    def get_success_message(self, instance: Any = None) -> str:
        """Say what has happened to the story, not to the form."""
        view: Any = self
        if view.action == "workflow-action":
            signed = view.workflow_action == "approve"
            text = "‘{}’ সই হয়েছে।" if signed else "‘{}’ সংশোধনের জন্য ফেরত গেছে।"
            return text.format(view.object)
        return str(super().get_success_message(instance))  # type: ignore[misc]

    def get_success_url(self) -> str:
        """Stay with the story after publication, where its way to the readers is shown."""
        view: Any = self
        if view.action in {"publish", "workflow-action"}:
            return str(view.get_edit_url())
        return str(super().get_success_url())  # type: ignore[misc]

    def _refused(self, refused: Refused) -> HttpResponse:
        view: Any = self
        messages.error(view.request, f"{refused.message} লেখাটি খসড়া হিসেবে রাখা হয়েছে।")
        return redirect(view.get_edit_url())


class StoryCreateView(KeepsTheDraft, CreateView):
    """A new story: whoever saves it first has filed it."""

    page_title = "নতুন সংবাদ"

    def get_side_panels(self) -> Any:
        """Return the side panels without Wagtail's checks, which read pages of its own making only."""
        return without_checks(super().get_side_panels())

    def save_instance(self) -> Story:
        """Save the draft and note who began it."""
        story: Story = super().save_instance()
        Filing.objects.get_or_create(story_id=story.pk, defaults={"user": self.request.user})
        return story


class StoryEditView(KeepsTheDraft, EditView):
    """The story's own screen."""

    page_title = "সংবাদ"

    @cached_property
    def can_delete(self) -> bool:
        """Return whether this is a draft that the user may delete."""
        return _never_public(self.live_object) and super().user_has_permission_for_instance(
            "delete", self.object
        )

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Return the ways to take a published story away, for those who may."""
        buttons = super().header_more_buttons
        story = self.live_object
        if not story_policy.user_has_permission_for_instance(self.request.user, "publish", story):
            return buttons
        for name, label, icon, shown in (
            ("unpublish", "অপ্রকাশ", "download", story.live),
            (
                "withdraw",
                "প্রত্যাহার",
                "warning",
                story.published_at is not None and story.ending in ("", "unpublish"),
            ),
            (
                "takedown",
                "সরিয়ে ফেলা (আইনি)",
                "bin",
                story.published_at is not None and story.ending != "takedown",
            ),
        ):
            if shown:
                url = reverse(Story.snippet_viewset.get_url_name(name), args=[story.pk])
                buttons.append(Button(label, url=url, icon_name=icon, priority=50))
        return buttons

    def get_side_panels(self) -> Any:
        """Return the side panels without Wagtail's checks, which read pages of its own making only."""
        return without_checks(super().get_side_panels())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the page asks whether readers have the story yet."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.live_object.published_at is not None:
            context["readers_url"] = reverse(
                Story.snippet_viewset.get_url_name("readers"), args=[self.live_object.pk]
            )
        if self.live_object.live:
            context["public_address"] = settings.BARTA_SITE_URL + percent_encoded(self.live_object.path)
        return context


class StoryDeleteView(DeleteView):
    """Deleting a draft. The action refuses everything that was ever public."""

    page_title = "খসড়া মুছুন"

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse even the question for what was ever public."""
        if not _never_public(self.object):
            raise Refused("প্রকাশিত সংবাদ মোছা যায় না; অপ্রকাশ বা প্রত্যাহার করুন।")
        return super().dispatch(*args, **kwargs)

    def delete_action(self) -> None:
        """Delete by the action, which logs it."""
        Delete(self.object, by=self.request.user).execute()


def without_checks(panels: Any) -> Any:
    """Return side panels without the one that measures pages in English."""
    return MediaContainer([panel for panel in panels if not isinstance(panel, ChecksSidePanel)])


def _never_public(story: Any) -> bool:
    return not story.live and story.published_at is None
