"""Many stories at once: publish, unpublish, delete drafts. Each through its action; all together or none."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.bulk_action import index as wagtail_bulk
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from barta.bangla import to_bangla
from barta.newsroom.actions import Delete, Unpublish, unit
from barta.newsroom.desk.policies import stories_of, story_policy
from barta.newsroom.stories.models import Story


class StoryBulkAction(SnippetBulkAction):
    """What the three have in common: only stories, and of these only those the user has the right for."""

    template_name = "desk/bulk.html"
    right = "publish"
    question = ""
    button = ""
    done = ""
    classes = {"serious"}

    models = [Story]

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Iterable[Any]) -> Any:
        """Return the stories among `object_ids`; Http404 when a number is not one."""
        keys = [
            int(key) for key in object_ids if str(key).isascii() and str(key).isdigit() and len(str(key)) < 19
        ]
        found = list(Story.objects.filter(pk__in=keys).select_related("latest_revision"))
        if not found:
            raise Http404("no such stories")
        return found

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """Return the keys of every story that the user may open: "select all" means these."""
        return stories_of(self.request.user).values_list("pk", flat=True)

    def check_perm(self, obj: Any) -> bool:
        """Return whether the user may do this to the story and the story is in a state for it."""
        return story_policy.user_has_permission_for_instance(
            self.request.user, self.right, obj
        ) and self.suits(obj)

    @classmethod
    def suits(cls, story: Story) -> bool:
        """Return whether this may happen to the story at all."""
        return True

    def get_actionable_objects(self) -> Any:
        """Return the stories, leaving out of the page those that the user may not even know of."""
        objects, kept_back = super().get_actionable_objects()
        known = set(
            stories_of(self.request.user)
            .filter(pk__in=[story.pk for story in _all(kept_back)])
            .values_list("pk", flat=True)
        )
        return objects, {
            name: [story for story in stories if story.pk in known] for name, stories in kept_back.items()
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words of the confirmation page."""
        return {**super().get_context_data(**kwargs), "question": self.question, "button": self.button}

    def get_execution_context(self) -> dict[str, Any]:
        """Hand the user to the action."""
        return {**super().get_execution_context(), "user": self.request.user}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Return how many it were."""
        return self.done.format(to_bangla(str(num_parent_objects)))


class PublishBulkAction(StoryBulkAction):
    """Publish the latest draft of each."""

    display_name = "প্রকাশ"
    aria_label = "বাছাই করা সংবাদ প্রকাশ করুন"
    action_type = "publish"
    action_priority = 10
    classes: set[str] = set()
    question = "এই সংবাদগুলোর সর্বশেষ খসড়া প্রকাশ করবেন?"
    button = "হ্যাঁ, প্রকাশ করুন"
    done = "{}টি সংবাদ প্রকাশিত হয়েছে।"

    @classmethod
    def suits(cls, story: Story) -> bool:
        """Return whether there is something to publish."""
        return not story.live or story.has_unpublished_changes

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Publish them; a refusal of one undoes all."""
        with unit():
            for story in objects:
                revision = story.get_latest_revision() or story.save_revision(user=user)
                revision.publish(user=user)
        return len(objects), 0


class UnpublishBulkAction(StoryBulkAction):
    """Take each away for now."""

    display_name = "অপ্রকাশ"
    aria_label = "বাছাই করা সংবাদ অপ্রকাশ করুন"
    action_type = "unpublish"
    action_priority = 20
    question = "এই সংবাদগুলো কি এখনকার মতো সরাবেন? পাঠক ‘এখন পাওয়া যাচ্ছে না’ দেখবেন।"
    button = "হ্যাঁ, অপ্রকাশ করুন"
    done = "{}টি সংবাদ এখন পাঠকের কাছে নেই।"

    @classmethod
    def suits(cls, story: Story) -> bool:
        """Return whether readers see it."""
        return bool(story.live)

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Unpublish them; a refusal of one undoes all."""
        with unit():
            for story in objects:
                Unpublish(story, by=user).execute()
        return len(objects), 0


class DeleteBulkAction(StoryBulkAction):
    """Delete drafts. Replaces Wagtail's, which deletes rows past every action."""

    display_name = "খসড়া মুছুন"
    aria_label = "বাছাই করা খসড়া মুছুন"
    action_type = "delete"
    action_priority = 30
    right = "delete"
    question = "এই খসড়াগুলো কি মুছবেন? এ কাজ ফেরানো যায় না।"
    button = "হ্যাঁ, মুছুন"
    done = "{}টি খসড়া মোছা হয়েছে।"

    @classmethod
    def suits(cls, story: Story) -> bool:
        """Return whether it was never public."""
        return not story.live and story.published_at is None

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Delete them; a refusal of one undoes all."""
        with unit():
            for story in objects:
                Delete(story, by=user).execute()
        return len(objects), 0


ACTIONS: tuple[type[StoryBulkAction], ...] = (PublishBulkAction, UnpublishBulkAction, DeleteBulkAction)


def dispatch(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Answer the admin's bulk address: for stories by the actions above, for pictures by Wagtail's own.

    Wagtail's deletion of any snippet, and its bulk changes of users, are not used.
    """
    if (app_label, model_name) == ("stories", "story"):
        for kind in ACTIONS:
            if kind.action_type == action and story_policy.user_has_permission(request.user, kind.right):
                response: HttpResponse = kind(request, Story).dispatch(request)
                return response
    if (app_label, model_name) == ("media", "photo"):
        # Wagtail asks its policy for each picture, and each picture refuses to go while a story shows it.
        pictures: HttpResponse = wagtail_bulk(request, app_label, model_name, action)
        return pictures
    raise Http404(action)


def _all(groups: dict[str, list[Any]]) -> list[Any]:
    return [story for stories in groups.values() for story in stories]
