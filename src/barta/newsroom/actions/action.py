"""What all actions are: check, do, log, append, in one transaction."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from wagtail.log_actions import log as wagtail_log

from barta.newsroom import door
from barta.newsroom.actions.work import UnitOfWork, unit
from barta.newsroom.log.models import Entry
from barta.newsroom.stories.models import Story


class Action(ABC):
    """One change to a story. `by` is the user who did it (None for the machine), `reason` is private."""

    name: ClassVar[str]

    def __init__(self, story: Story, *, by: Any = None, reason: str = "") -> None:
        """Prepare the action; nothing is read or written before `execute`."""
        self.story = story
        self.by = by
        self.reason = reason

    def execute(self) -> Any:
        """Do it: the change, its log entry and its record commit together. Raises Refused.

        The row is read again under a lock, so that of two actions at once the second sees the first.
        """
        with unit() as work, door.opened():
            row = self.locked_row()
            self.check(row)
            result = self.do(row, work)
            self.log(row)
        return result

    def locked_row(self) -> Story:
        """Return the story as it is in the database now, locked until the transaction ends."""
        row = Story.objects.select_for_update().filter(pk=self.story.pk).first()
        if row is None:
            raise door.Refused("সংবাদটি আর নেই: কেউ এটি মুছে ফেলেছেন।")
        return row

    @abstractmethod
    def check(self, row: Story) -> None:
        """Raise Refused when the action may not happen."""

    @abstractmethod
    def do(self, row: Story, work: UnitOfWork) -> Any:
        """Change the rows and gather the records."""

    def log(self, row: Story) -> None:
        """Write the private log."""
        note(self.name, f"story:{row.uuid}", row.headline, self.by, self.reason)


def note(action: str, subject: str, label: str, by: Any, reason: str = "") -> None:
    """Write one entry of the private log."""
    Entry.objects.create(
        user=by,
        who=by.get_username() if by else "",
        action=action,
        subject=subject,
        label=label,
        reason=reason,
    )


def history(story: Story, action: str, by: Any, **kwargs: Any) -> None:
    """Write the entry that Wagtail's own history view of the story shows."""
    wagtail_log(instance=story, action=action, user=by, **kwargs)
