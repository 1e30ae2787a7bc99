"""Moving a story to another section: its address changes, its id does not."""

from typing import Any

from barta.newsroom import edition
from barta.newsroom.actions import uses
from barta.newsroom.actions.action import Action, history
from barta.newsroom.actions.work import UnitOfWork
from barta.newsroom.door import Refused
from barta.newsroom.sections.models import Section
from barta.newsroom.stories.models import Story


class Move(Action):
    """Make `section` the primary section, at once; of a draft too. The old address leads to the new one."""

    name = "move"

    def __init__(self, story: Story, section: Section, *, by: Any = None, reason: str = "") -> None:
        """Prepare to move `story` to `section`."""
        super().__init__(story, by=by, reason=reason)
        self.section = section

    def check(self, row: Story) -> None:
        """Refuse what has been withdrawn, and a move to where the story is."""
        if row.ending in (Story.EndingOf.WITHDRAW, Story.EndingOf.TAKEDOWN):
            raise Refused("প্রত্যাহার করা সংবাদ সরানো যায় না।")
        if row.section_id == self.section.pk:
            raise Refused("সংবাদটি এই বিভাগেই আছে।", "section")

    def do(self, row: Story, work: UnitOfWork) -> Story:
        """Change the row, the newest revision and, of a live story, the record."""
        row.section = self.section
        row.save()
        # Else the next publication of the draft would move the story back.
        for revision in row.revisions.filter(content__isnull=False).order_by("-created_at", "-pk")[:1]:
            revision.content["section"] = self.section.pk
            revision.save(update_fields=["content"])
        for revision in row.revisions.filter(approved_go_live_at__isnull=False):
            revision.content["section"] = self.section.pk
            revision.save(update_fields=["content"])
        if row.live:
            shelf = edition.shelve([row])
            sections = uses.sections_of(edition.references(row, shelf))
            work.refer(sections, "publish", work.newest(sections))
            work.add(edition.subject_of(row), edition.story_edition(row, shelf), "move")
        history(row, "wagtail.edit", self.by)
        self.story.section = self.section
        return row
