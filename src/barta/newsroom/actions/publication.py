"""Publication: what a revision says becomes what readers see."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.permissions import policy_registry
from wagtail.signals import published
from wagtail.utils.timestamps import ensure_utc

from barta.edition import Story as StoryEdition
from barta.edition import decode
from barta.edition.upcasts import CURRENT
from barta.newsroom import edition
from barta.newsroom.actions import uses
from barta.newsroom.actions.action import Action, history, note
from barta.newsroom.actions.work import Last, UnitOfWork
from barta.newsroom.door import Refused
from barta.newsroom.stories.models import Story

QUIET = frozenset({"minor", "import", "move"})
"""Occasions that feeds and notices do not hear of."""


class Publish(Action):
    """Publish a revision of a story, or schedule it when its `go_live_at` lies ahead.

    `occasion` is worked out unless given: `publish` for the first time and for a story that returns,
    `correction` or `clarification` when one was added, else `update` or `minor` as the story's `weight`
    says. `at` is the moment of publication (now). `execute()` returns the published (or scheduled) Story.
    """

    name = "publish"

    def __init__(
        self,
        story: Story,
        revision: Any = None,
        *,
        by: Any = None,
        reason: str = "",
        at: datetime | None = None,
        occasion: str = "",
        changed: bool = True,
        log_action: Any = True,
        previous_revision: Any = None,
    ) -> None:
        """Prepare to publish `revision`; without one, the newest, or the row as it stands."""
        super().__init__(story, by=by, reason=reason)
        self.revision = revision
        self.at = at
        self.occasion = occasion
        self.changed = changed
        self.log_action = log_action
        self.previous_revision = previous_revision
        self.scheduled = False

    def check(self, row: Story) -> None:
        """Refuse what has ended for good and what is not fit to print."""
        if row.ending in (Story.EndingOf.WITHDRAW, Story.EndingOf.TAKEDOWN):
            raise Refused("প্রত্যাহার করা সংবাদ আর প্রকাশ করা যায় না; নতুন সংবাদ করে লিখুন।")
        if self.revision is None:
            # A row without a waiting draft may have been written by a program: then it is the newest text.
            waiting = row.latest_revision if row.has_unpublished_changes else None
            self.revision = waiting or row.save_revision(user=self.by, clean=False)
        self.content: Story = row.with_content_json(self.revision.content)
        fit_to_print(self.content)

    def do(self, row: Story, work: UnitOfWork) -> Story:
        """Make the revision's content the row, with its record; or note when that shall happen."""
        now = self.at or timezone.now()
        if self.content.go_live_at and self.content.go_live_at > now:
            return self._schedule(row)
        shelf = edition.shelve([self.content])
        refers = edition.references(self.content, shelf)
        used, sections = uses.used_by(refers), uses.sections_of(refers)
        uses.make_public(refers.photos)
        # The files may just have been made, and the pictures' editions name them.
        used = uses.used_by(refers)
        subject = edition.subject_of(row)
        before = set(row.public_uses.values_list("subject", flat=True)) if row.published_at else set()
        known = work.newest({subject, *used, *sections, *before})
        occasion = self._occasion(row, known.get(subject))
        self._make_live(row, occasion, now)
        work.refer(sections | used, "publish", known)
        work.add(
            subject, edition.story_edition(self.content, shelf), occasion, announce=occasion not in QUIET
        )
        uses.forget(work, uses.replace(self.content, used, before), known)
        self._tell_wagtail(row)
        return self.content

    def log(self, row: Story) -> None:
        """Write the private log, under the name of what was done."""
        note(
            "schedule" if self.scheduled else self.occasion,
            f"story:{row.uuid}",
            row.headline,
            self.by,
            self.reason,
        )

    def _occasion(self, row: Story, last: Last | None) -> str:
        """Return, and remember, what this publication is to readers."""
        if not self.occasion:
            self.occasion = self._worked_out(row, last)
        return self.occasion

    def _worked_out(self, row: Story, last: Last | None) -> str:
        if row.published_at is None or not row.live:
            return "publish"
        told = told_corrections(last)
        fresh = [c for c in self.content.corrections.all() if (c.kind, c.text) not in told]
        if fresh:
            kinds = {correction.kind for correction in fresh}
            return "correction" if "correction" in kinds else "clarification"
        return "update" if self.content.weight == Story.Weight.UPDATE else "minor"

    def _make_live(self, row: Story, occasion: str, now: datetime) -> None:
        story = self.content
        story.live, story.expired = True, False
        story.ending = story.ending_note = ""
        story.has_unpublished_changes = not (
            row.latest_revision_id == self.revision.pk or self.revision.is_latest_revision()
        )
        story.live_revision = self.revision
        story.last_published_at = now
        story.first_published_at = story.first_published_at or now
        significant = occasion in ("update", "correction", "clarification")
        if story.published_at is None:
            story.published_at = now
        elif significant:
            story.updated_at_public, story.updated_precision = now, "minute"
        self._sign(story, significant)
        story.weight = Story.Weight.MINOR
        story.schedule_attempts, story.schedule_retry_at, story.schedule_error = 0, None, ""
        story.save()
        story.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)

    def _sign(self, story: Story, significant: bool) -> bool:
        """Sign the story off with the initials of whoever lets it out; return whether it changed."""
        initials = getattr(self.by, "initials", "")
        if not initials or story.signoff == initials or (story.signoff and not significant):
            return False
        story.signoff = initials
        return True

    def _schedule(self, row: Story) -> Story:
        """Approve the revision for its time. Nothing is gathered: the ledger knows no embargoed story."""
        self.scheduled = True
        fields = ["approved_go_live_at"]
        if self._sign(self.content, significant=False):
            self.revision.content["signoff"] = self.content.signoff
            fields.append("content")
        self.revision.approved_go_live_at = self.content.go_live_at
        self.revision.save(update_fields=fields)
        row.revisions.exclude(pk=self.revision.pk).filter(approved_go_live_at__isnull=False).update(
            approved_go_live_at=None
        )
        if row.live:
            row.has_unpublished_changes = True
            row.save(update_fields=["has_unpublished_changes"])
        else:
            # The row of a draft carries the time, so that listings can show it.
            self.content.live, self.content.live_revision = False, None
            self.content.has_unpublished_changes = True
            self.content.save()
        if self.log_action:
            when = {
                "id": self.revision.pk,
                "created": ensure_utc(self.revision.created_at),
                "go_live_at": ensure_utc(self.content.go_live_at),
                "has_live_version": row.live,
            }
            self._history("wagtail.publish.schedule", {"revision": when})
        return self.content

    def _tell_wagtail(self, row: Story) -> None:
        """Do what Wagtail's own action does after a publication: signal, workflow, history."""
        published.send(sender=Story, instance=self.content, revision=self.revision)
        if getattr(settings, "WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH", True):
            state = self.content.current_workflow_state
            if state is not None:
                state.cancel(user=self.by)
        if self.log_action:
            action = self.log_action if isinstance(self.log_action, str) else "wagtail.publish"
            old = self.previous_revision
            data = {"revision": {"id": old.pk, "created": ensure_utc(old.created_at)}} if old else None
            self._history(action, data)

    def _history(self, action: str, data: Any) -> None:
        history(
            self.content, action, self.by, data=data, revision=self.revision, content_changed=self.changed
        )


class Update(Publish):
    """Publish a change of a live story; the editor says whether it is `significant`.

    A significant change, and any new correction, is printed as an update; a mended typing mistake is not.
    """

    name = "update"

    def __init__(self, story: Story, revision: Any = None, *, significant: bool, **kwargs: Any) -> None:
        """Prepare to publish `revision` (the newest) as an update or as a minor change."""
        super().__init__(story, revision, **kwargs)
        self.significant = significant

    def check(self, row: Story) -> None:
        """Refuse what is not live: there is nothing to update."""
        if not row.live:
            raise Refused("সংবাদটি এখন প্রকাশিত নয়; হালনাগাদ নয়, প্রকাশ করুন।")
        super().check(row)
        self.content.weight = Story.Weight.UPDATE if self.significant else Story.Weight.MINOR


def publish_revision(
    story: Story,
    revision: Any,
    *,
    by: Any = None,
    changed: bool = True,
    log_action: Any = True,
    previous_revision: Any = None,
    skip_permission_checks: bool = False,
) -> Story:
    """Publish or schedule `revision` as Wagtail asks. Raises PublishPermissionError and Refused."""
    if (
        by
        and not skip_permission_checks
        and not policy_registry.get(story).user_has_permission(by, "publish")
    ):
        raise PublishPermissionError("You do not have permission to publish this object.")
    return Publish(
        story,
        revision,
        by=by,
        changed=changed,
        log_action=log_action,
        previous_revision=previous_revision,
    ).execute()


def fit_to_print(story: Story) -> None:
    """Raise Refused, naming the field, for a story that is not complete or holds what cannot be stored."""
    if not story.headline.strip():
        raise Refused("শিরোনাম ছাড়া সংবাদ প্রকাশ করা যায় না।", "headline")
    if story.section_id is None:
        raise Refused("কোন বিভাগের সংবাদ তা বলুন।", "section")
    try:
        # The slug follows the headline, and every text field is looked at.
        story.clean_fields(exclude=["latest_revision", "live_revision"])
        story.clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(f"{field}: {' '.join(messages)}", field) from error


def told_corrections(last: Last | None) -> set[tuple[str, str]]:
    """Return the corrections that the newest public edition already carries, as (kind, text)."""
    if last is None or last.kind != "story" or last.payload is None:
        return set()
    told: StoryEdition = decode("story", CURRENT["story"], last.payload)
    return {(correction.kind, correction.text) for correction in told.corrections}
