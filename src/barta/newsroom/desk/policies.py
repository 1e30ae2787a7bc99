"""Who may do what with which story: the one place where it is decided.

A news editor may do everything. A sub-editor works on all stories of the sections of their desks and signs
them off. A reporter writes stories for these sections and works on their own. Rights come from Django's
permissions (given to the three groups by `roles`), the stories from desks and filings.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from barta.newsroom.sections.models import Section
from barta.newsroom.stories.models import Story

SIGN_OFF = "desk.sign_off_story"
PUBLISH = "stories.publish_story"

EVERY_ACTION = frozenset({"add", "change", "delete", "publish", "lock", "unlock", "view"})


def works_everywhere(user: Any) -> bool:
    """Return whether `user` is a news editor (or superuser): every section, every story."""
    return bool(user.has_perm(PUBLISH))


def may_sign(user: Any) -> bool:
    """Return whether `user` may sign off at all."""
    return bool(user.has_perm(SIGN_OFF))


def sections_of(user: Any) -> QuerySet[Section]:
    """Return the sections that `user` may file stories under: those of their desks and all below them."""
    if works_everywhere(user):
        return Section.objects.all()
    parents = dict(Section.objects.values_list("pk", "parent_id"))
    mine = set(Section.objects.filter(desk__members=user).values_list("pk", flat=True))
    return Section.objects.filter(pk__in=_with_descendants(mine, parents))


def stories_of(user: Any) -> QuerySet[Story]:
    """Return the stories that `user` may open."""
    if not user.is_active or not user.has_perm("stories.change_story"):
        return Story.objects.none()
    if works_everywhere(user):
        return Story.objects.all()
    mine = Q(section__in=sections_of(user).values("pk"))
    return Story.objects.filter(mine if may_sign(user) else mine & Q(filing__user=user))


def stories_to_sign_off(user: Any) -> QuerySet[Story]:
    """Return the stories that `user` may sign off."""
    return stories_of(user) if may_sign(user) else Story.objects.none()


def may_sign_off(user: Any, story: Any) -> bool:
    """Return whether `user` may sign off `story`, as it is and as its draft says."""
    return may_sign(user) and story_policy.user_has_permission_for_instance(user, "change", story)


class StoryPolicy(ModelPermissionPolicy):
    """Wagtail's questions about rights, answered for each story."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Return whether `user` may do `action` with this story, in its section."""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        """Return whether `user` may do one of `actions` with this story, in its section."""
        if not self.user_has_any_permission(user, actions):
            return False
        if works_everywhere(user):
            return True
        if not stories_of(user).filter(pk=instance.pk).exists():
            return False
        return sections_of(user).filter(pk=instance.section_id).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        """Return the stories with which `user` may do one of `actions`."""
        if not self.user_has_any_permission(user, actions):
            return Story.objects.none()
        return stories_of(user)

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Any) -> Any:
        """Return the users who may do one of `actions` with this story."""
        users = self.users_with_any_permission(actions)
        allowed = [
            user.pk for user in users if self.user_has_any_permission_for_instance(user, actions, instance)
        ]
        return users.filter(pk__in=allowed)


story_policy = StoryPolicy(Story)


def _with_descendants(roots: set[int], parents: dict[int, int | None]) -> set[int]:
    """Return `roots` and every section below one of them."""
    found = set(roots)
    grown = True
    while grown:
        more = {pk for pk, parent in parents.items() if parent in found} - found
        grown = bool(more)
        found |= more
    return found
