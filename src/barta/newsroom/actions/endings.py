"""How a story ends: unpublished, withdrawn, taken down; and how a draft is deleted."""

import logging
from typing import Any, ClassVar

from django.db import connection, models
from django.utils import timezone
from wagtail.signals import unpublished

from barta import ledger
from barta.edition import Ending
from barta.newsroom import edition
from barta.newsroom.actions import uses
from barta.newsroom.actions.action import Action, history, note
from barta.newsroom.actions.work import UnitOfWork, after_commit, raw_connection
from barta.newsroom.door import Refused
from barta.newsroom.stories.models import Story
from barta.newsroom.text import cleaned

logger = logging.getLogger("barta.newsroom")


class EndAction(Action):
    """The common part of all endings: off the row, off the ledger, and all it used with it."""

    manner: ClassVar[Any]
    public_note = ""

    def do(self, row: Story, work: UnitOfWork) -> Story:
        """End the story and forget what no other public story uses."""
        was_live = row.live
        row.live, row.live_revision = False, None
        row.has_unpublished_changes = True
        row.ending, row.ending_note = self.manner, self.public_note
        self.mark(row)
        row.save()
        row.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
        before = set(row.public_uses.values_list("subject", flat=True))
        row.public_uses.all().delete()
        gone = uses.orphans(before)
        known = work.newest({*gone})
        self.redact(row, work, gone)
        uses.forget(work, gone, known)
        ending = Ending(
            id=row.uuid, manner=self.manner, public_id=row.public_id, public_note=self.public_note
        )
        work.add(edition.subject_of(row), ending, str(self.manner))
        if was_live:
            unpublished.send(sender=Story, instance=row)
        history(row, "wagtail.unpublish", self.by)
        self.story.live, self.story.ending = False, row.ending
        return row

    def mark(self, row: Story) -> None:
        """Set what else this ending leaves on the row."""

    def redact(self, row: Story, work: UnitOfWork, gone: set[str]) -> None:
        """Remove payloads, where the law asks for it."""


class Unpublish(EndAction):
    """Take a live story away for now. Readers are told that it is not available; it may return."""

    name = "unpublish"
    manner = Story.EndingOf.UNPUBLISH

    def __init__(self, story: Story, *, by: Any = None, reason: str = "", expired: bool = False) -> None:
        """Prepare; `expired` says that its time had come, which the newsroom sees."""
        super().__init__(story, by=by, reason=reason)
        self.expired = expired

    def execute(self) -> Any:
        """Do it; a story that is not live is left as it is, as Wagtail's own action does."""
        if not Story.objects.filter(pk=self.story.pk, live=True).exists():
            return self.story
        return super().execute()

    def check(self, row: Story) -> None:
        """Refuse what somebody else has just ended."""
        if not row.live:
            raise Refused("সংবাদটি এরই মধ্যে সরানো হয়েছে।")

    def mark(self, row: Story) -> None:
        """Say whether its time had come."""
        row.expired = self.expired


class Withdraw(EndAction):
    """Withdraw a story for good. Readers are told so, with `public_note` as the reason."""

    name = "withdraw"
    manner = Story.EndingOf.WITHDRAW

    def __init__(self, story: Story, *, public_note: str, by: Any = None, reason: str = "") -> None:
        """Prepare with the reason that readers will see (`reason` is the newsroom's own)."""
        super().__init__(story, by=by, reason=reason)
        self.public_note = cleaned(public_note).strip()

    def check(self, row: Story) -> None:
        """Refuse what was never public, what has ended for good, and silence towards readers."""
        if row.published_at is None:
            raise Refused("সংবাদটি কখনো প্রকাশিত হয়নি; প্রত্যাহার নয়, মুছে ফেলুন।")
        if row.ending in (Story.EndingOf.WITHDRAW, Story.EndingOf.TAKEDOWN):
            raise Refused("সংবাদটি এরই মধ্যে প্রত্যাহার করা হয়েছে।")
        if not self.public_note:
            raise Refused("পাঠকদের জন্য কারণ লিখুন।", "public_note")


class TakeDown(EndAction):
    """Remove a story by law: nothing is said to readers, and its payloads leave the ledger.

    The draft and its revisions stay in the newsroom, locked.
    """

    name = "takedown"
    manner = Story.EndingOf.TAKEDOWN

    def check(self, row: Story) -> None:
        """Refuse what was never public and what has been taken down."""
        if row.published_at is None:
            raise Refused("সংবাদটি কখনো প্রকাশিত হয়নি; মুছে ফেলুন।")
        if row.ending == Story.EndingOf.TAKEDOWN:
            raise Refused("সংবাদটি এরই মধ্যে অপসারণ করা হয়েছে।")

    def mark(self, row: Story) -> None:
        """Lock the story for everybody."""
        row.locked, row.locked_at, row.locked_by = True, timezone.now(), None

    def redact(self, row: Story, work: UnitOfWork, gone: set[str]) -> None:
        """Remove every edition of the story, and of what only this story made known."""
        work.redact([edition.subject_of(row), *sorted(gone)])
        after_commit(erase_remains)


def erase_remains() -> None:
    """Clear redacted bytes from the database's files, unless a reader of the old state is in the way."""
    try:
        with connection.wrap_database_errors:
            ledger.erase(raw_connection())
    except ledger.LedgerError as error:
        logger.warning("redacted text still stands in the write-ahead log: %s", error)


class Delete(Action):
    """Delete a draft that readers never saw. What was public ends in other ways."""

    name = "delete"

    def check(self, row: Story) -> None:
        """Refuse what was ever public, saying what to do instead."""
        if row.live:
            raise Refused("প্রকাশিত সংবাদ মোছা যায় না; সরিয়ে নিন বা প্রত্যাহার করুন।")
        if row.published_at is not None:
            raise Refused("সংবাদটি একসময় প্রকাশিত ছিল, তাই মোছা যায় না; প্রত্যাহার করুন।")

    def do(self, row: Story, work: UnitOfWork) -> Any:
        """Delete the draft with its revisions. There is nothing to record: the ledger never knew it."""
        try:
            return row.delete_row()
        except models.ProtectedError as error:
            raise Refused("আরেকটি সংবাদ এটিকে উল্লেখ করে; আগে সেটি বদলান।") from error

    def log(self, row: Story) -> None:
        """Write the private log; the headline is all that stays."""
        note(self.name, f"story:{self.story.uuid}", self.story.headline, self.by, self.reason)
