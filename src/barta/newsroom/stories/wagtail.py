"""Wagtail's actions on a story, replaced: whoever looks one up by its name gets ours."""

from typing import Any

from wagtail.actions import action_registry
from wagtail.actions.delete import DeleteAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction

from barta.newsroom.actions.endings import Delete, Unpublish
from barta.newsroom.actions.publication import Publish
from barta.newsroom.stories.models import Story


class PublishStory(PublishRevisionAction):
    """Wagtail's publication with our own action as its work."""

    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Check the right to publish as Wagtail does, then publish by our action."""
        self.check(skip_permission_checks=skip_permission_checks)
        return Publish(
            self.object,
            self.revision,
            by=self.user,
            changed=self.changed,
            log_action=self.log_action,
            previous_revision=self.previous_revision,
        ).execute()


class UnpublishStory(UnpublishAction):
    """Wagtail's unpublishing with our own action as its work."""

    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Check the right to unpublish as Wagtail does, then unpublish by our action."""
        self.check(skip_permission_checks=skip_permission_checks)
        return Unpublish(self.object, by=self.user, expired=self.set_expired).execute()


class DeleteStory(DeleteAction):
    """Wagtail's deletion with our own action as its work."""

    def _delete(self) -> Any:
        return Delete(self.instance, by=self.user).execute()


def register() -> None:
    """Make these the actions of stories."""
    for action in (PublishStory, UnpublishStory, DeleteStory):
        action_registry.register(Story, action)
