"""What the desk keeps of its own: who filed a story, and the workflow's one task."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Task, TaskState

from barta.newsroom.desk.policies import may_sign_off, stories_to_sign_off

Action = tuple[str, str, bool]


class Filing(models.Model):
    """Who began a story, and when. A reporter's rights to a story come from this row."""

    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, related_name="filing")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="filings",
        verbose_name="যিনি লিখেছেন",
    )
    at = models.DateTimeField("কখন", default=timezone.now)

    class Meta:
        verbose_name = "জমা"
        verbose_name_plural = "জমা"

    def __str__(self) -> str:
        return f"{self.story_id} {self.user_id}"


class SignOffTask(Task):
    """The check before publication: a sub-editor of the section's desk reads, and signs off.

    Wagtail's own group task knows groups, not sections; this one asks the story's section.
    """

    class Meta:
        verbose_name = "সম্পাদনা ও স্বাক্ষর"
        verbose_name_plural = "সম্পাদনা ও স্বাক্ষর"
        permissions = [("sign_off_story", "সংবাদ সই করে প্রকাশ করতে পারেন")]

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Return whether `user` may open the story because it waits for them."""
        return may_sign_off(user, obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Return whether the story rests for `user`: only those who may sign it change it now."""
        return not may_sign_off(user, obj)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """Return whether `user` may keep other editors out while reading."""
        return may_sign_off(user, obj)

    def user_can_unlock(self, obj: Any, user: Any) -> bool:
        """Return False: whoever locked it unlocks it, or a news editor."""
        return False

    def get_actions(self, obj: Any, user: Any) -> list[Action]:
        """Return (name, label, whether more is asked) of what `user` may do with the waiting story."""
        if not may_sign_off(user, obj):
            return []
        return [
            ("reject", "সংশোধনের জন্য ফেরত দিন", True),
            ("approve", "সই", False),
            ("approve", "মন্তব্যসহ সই", True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Return the waiting steps that `user` may decide, for the first page's panel."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        mine = [
            str(pk)
            for pk in stories_to_sign_off(user)
            .filter(pk__in=_story_keys(waiting))
            .values_list("pk", flat=True)
        ]
        return waiting.filter(workflow_state__object_id__in=mine)

    @classmethod
    def get_description(cls) -> str:
        """Return what this step is, for the workflow's own screens."""
        return "বিভাগের ডেস্কের সহ-সম্পাদক পড়ে সই করেন"


def _story_keys(waiting: Any) -> list[int]:
    return [int(key) for key in waiting.values_list("workflow_state__object_id", flat=True) if key.isdigit()]
