"""Query sets of stories, guarded: rows that readers can see change through actions only."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from barta.newsroom import door

PRIVATE = frozenset(
    {
        "latest_revision",
        "latest_revision_id",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "locked_by_id",
        "schedule_attempts",
        "schedule_retry_at",
        "schedule_error",
    }
)
"""Columns of a story that no reader ever sees."""


class StoryQuerySet(models.QuerySet):
    """Stories, in the words of the newsroom."""

    def public(self) -> "StoryQuerySet":
        """Return what readers can see."""
        return self.filter(live=True)

    def drafts(self) -> "StoryQuerySet":
        """Return what has never been published: the only stories that may be deleted."""
        return self.filter(live=False, published_at=None)

    def update(self, **kwargs: Any) -> int:
        """Update rows; columns that readers see, inside an action only."""
        if not set(kwargs) <= PRIVATE:
            door.must_be_open("updating Story rows", "an action of barta.newsroom.actions")
        return super().update(**kwargs)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Create rows; live ones through `publish_many` only."""
        stories = list(objs)
        if any(story.live for story in stories):
            door.must_be_open("creating live stories", "publish_many of barta.newsroom.actions")
        return super().bulk_create(stories, *args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete each story by the action Delete, which lets go of drafts only."""
        stories = list(self)
        for story in stories:
            story.delete()
        return len(stories), {self.model._meta.label: len(stories)}

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
