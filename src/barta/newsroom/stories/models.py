"""The story: drafts, revisions, workflow, lock and preview by Wagtail; publication by our own actions."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.module_loading import import_string
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from barta.bangla import slug as bangla_slug
from barta.edition import new_id, new_public_id
from barta.newsroom import door
from barta.newsroom.slugs import BanglaSlugField
from barta.newsroom.stories.body import Body, BodyField
from barta.newsroom.stories.keys import headline_key
from barta.newsroom.stories.parts import StoryByline, StoryCorrection, StoryPicture, StoryPlace
from barta.newsroom.stories.querysets import PRIVATE, StoryQuerySet
from barta.newsroom.text import CleanText

__all__ = ["PublicUse", "Story", "StoryByline", "StoryCorrection", "StoryPicture", "StoryPlace"]

PRECISIONS = [("minute", "মিনিট"), ("day", "দিন")]


class Story(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    CleanText,
    ClusterableModel,
):
    """One story. `uuid` and `public_id` stay for ever; everything else may be edited.

    `live` says whether readers see it. The fields named in `OF_THE_ROW` belong to the story as a whole:
    a revision never brings old values of them back.
    """

    class Weight(models.TextChoices):
        """How much an update means: only a significant one is printed as আপডেট."""

        MINOR = "minor", "সামান্য (বানান, টাইপ)"
        UPDATE = "update", "গুরুত্বপূর্ণ (আপডেট হিসেবে ছাপা হবে)"

    class EndingOf(models.TextChoices):
        """How the story stopped being public."""

        NONE = "", "—"
        UNPUBLISH = "unpublish", "আপাতত সরানো"
        WITHDRAW = "withdraw", "প্রত্যাহার"
        TAKEDOWN = "takedown", "আইনি অপসারণ"

    OF_THE_ROW: ClassVar[tuple[str, ...]] = (
        "uuid",
        "public_id",
        "published_at",
        "published_precision",
        "updated_at_public",
        "updated_precision",
        "ending",
        "ending_note",
        "old_url",
        "old_paths",
        "schedule_attempts",
        "schedule_retry_at",
        "schedule_error",
    )
    raw_text_fields = ("canonical", "source_url", "old_url")

    uuid = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    # Wagtail's default is a live object; a story is a draft until an action says otherwise.
    live = models.BooleanField("প্রকাশিত", default=False, editable=False)

    kicker = models.CharField("শিরোনামের ওপরে", max_length=200, blank=True)
    headline = models.CharField("শিরোনাম", max_length=300)
    short_headline = models.CharField("ছোট শিরোনাম", max_length=150, blank=True, help_text="তালিকার জন্য")
    social_headline = models.CharField("সামাজিক মাধ্যমের শিরোনাম", max_length=300, blank=True)
    standfirst = models.TextField("সারকথা", blank=True)
    slug: Any = BanglaSlugField("ঠিকানা", blank=True, help_text="খালি থাকলে শিরোনাম থেকে হবে")
    body = BodyField(Body(), blank=True, verbose_name="মূল লেখা")

    section = models.ForeignKey(
        "sections.Section", on_delete=models.PROTECT, related_name="stories", verbose_name="বিভাগ"
    )
    sections = ParentalManyToManyField(
        "sections.Section", related_name="also_stories", blank=True, verbose_name="আরও যে বিভাগে"
    )
    topics = ParentalManyToManyField("topics.Topic", related_name="stories", blank=True, verbose_name="বিষয়")
    series = models.ForeignKey(
        "topics.Topic",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ধারাবাহিক",
    )

    edition = models.CharField(
        "সংস্করণ", max_length=2, choices=[("bd", "বাংলাদেশ"), ("wb", "পশ্চিমবঙ্গ")], default="bd"
    )
    language = models.CharField("ভাষা", max_length=10, default="bn")
    translation_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="যার অনুবাদ"
    )
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="যার বদলে"
    )

    source_agency = models.CharField("সংস্থা", max_length=200, blank=True)
    source_url = models.CharField("মূল ঠিকানা", max_length=2000, blank=True)
    source_licence = models.CharField("স্বত্ব", max_length=200, blank=True)
    source_expiry = models.DateTimeField("স্বত্বের মেয়াদ", null=True, blank=True)
    may_syndicate = models.BooleanField("অন্যেরা ছাপতে পারে", default=False)
    canonical = models.CharField("আসল ঠিকানা", max_length=2000, blank=True)
    noindex = models.BooleanField("খোঁজার যন্ত্রে নয়", default=False)

    sensitive = models.BooleanField("সংবেদনশীল", default=False)
    commercial = models.CharField("বাণিজ্যিক পরিচয়", max_length=100, blank=True, help_text="যেমন: বিজ্ঞাপন")
    no_ads = models.BooleanField("বিজ্ঞাপন নয়", default=False)
    no_push = models.BooleanField("নোটিফিকেশন নয়", default=False)
    ai_used = models.BooleanField("কৃত্রিম বুদ্ধিমত্তা ব্যবহৃত", default=False)

    signoff = models.CharField("স্বাক্ষর", max_length=50, blank=True)
    print_date = models.DateField("ছাপা সংস্করণের তারিখ", null=True, blank=True)
    print_page = models.CharField("পৃষ্ঠা", max_length=20, blank=True)
    public_note = models.TextField("পাঠকের জন্য টীকা", blank=True)
    weight = models.CharField("পরিবর্তনের গুরুত্ব", max_length=10, choices=Weight.choices, default=Weight.MINOR)

    published_at = models.DateTimeField("প্রথম প্রকাশ", null=True, blank=True, editable=False)
    published_precision = models.CharField(max_length=6, choices=PRECISIONS, default="minute", editable=False)
    updated_at_public = models.DateTimeField("শেষ আপডেট", null=True, blank=True, editable=False)
    updated_precision = models.CharField(max_length=6, choices=PRECISIONS, default="minute", editable=False)
    ending = models.CharField(
        "সমাপ্তি", max_length=10, choices=EndingOf.choices, default="", blank=True, editable=False
    )
    ending_note = models.TextField("সমাপ্তির কারণ (পাঠকের জন্য)", blank=True, editable=False)
    old_url = models.CharField("পুরোনো ঠিকানা", max_length=2000, blank=True, editable=False)
    old_paths = models.JSONField(default=list, blank=True, editable=False)
    headline_key = models.CharField(max_length=32, editable=False, blank=True)

    schedule_attempts = models.PositiveIntegerField(default=0, editable=False)
    schedule_retry_at = models.DateTimeField(null=True, editable=False)
    schedule_error = models.TextField("সময়মতো প্রকাশ হয়নি কেন", blank=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = "সংবাদ"
        verbose_name_plural = "সংবাদ"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["go_live_at"], name="story_go_live"),
            models.Index(fields=["expire_at"], name="story_expire"),
            models.Index(fields=["live", "-published_at"], name="story_live_published"),
            models.Index(fields=["section", "-published_at"], name="story_section_published"),
            models.Index(fields=["headline_key", "published_at"], name="story_headline_key"),
            models.Index(fields=["old_url"], name="story_old_url"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember nothing yet of the row: `from_db` does."""
        super().__init__(*args, **kwargs)
        self._row_is_live = False

    def __str__(self) -> str:
        return str(self.headline)

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> "Story":
        """Load a row and remember whether readers see it."""
        story = super().from_db(db, field_names, values)
        story._row_is_live = bool(story.__dict__.get("live", True))
        return story

    def is_public_row(self) -> bool:
        """Return whether the row behind this object is, or would become, public."""
        return bool(self._row_is_live or self.live)

    @property
    def path(self) -> str:
        """The story's address below the site, decoded: `/<section>/<public id>/<slug>`."""
        path = f"/{self.section.slug}/{self.public_id}"
        return f"{path}/{self.slug}" if self.slug else path

    def clean(self) -> None:
        """Normalise the text, make the slug, and refuse times that contradict each other."""
        super().clean()
        self.slug = self.slug or bangla_slug.slug(self.headline)
        if self.go_live_at and self.expire_at and self.expire_at <= self.go_live_at:
            raise ValidationError({"expire_at": "সরানোর সময় প্রকাশের সময়ের পরে হতে হবে।"})

    def with_content_json(self, content: dict[str, Any]) -> "Story":
        """Return the story as a revision has it, with what belongs to the row kept from the row."""
        story = super().with_content_json(content)
        for name in self.OF_THE_ROW:
            setattr(story, name, getattr(self, name))
        story._row_is_live = self._row_is_live
        return story

    def save(self, **kwargs: Any) -> None:
        """Save a draft, or the private columns of any story; public rows are saved by actions."""
        update_fields = kwargs.get("update_fields")
        if self.is_public_row() and (update_fields is None or not set(update_fields) <= PRIVATE):
            door.must_be_open("saving a live story", "Update of barta.newsroom.actions")
        if update_fields is None:
            self.slug = self.slug or bangla_slug.slug(self.headline)
            self.headline_key = headline_key(self.headline)
        super().save(**kwargs)
        self._row_is_live = bool(self.live)

    def publish(
        self,
        revision: Any,
        user: Any = None,
        changed: bool = True,
        log_action: Any = True,
        previous_revision: Any = None,
        skip_permission_checks: bool = False,
    ) -> Any:
        """Publish or schedule `revision`; every path of Wagtail ends here. Raises Refused."""
        from barta.newsroom.actions.publication import publish_revision

        return publish_revision(
            self,
            revision,
            by=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            skip_permission_checks=skip_permission_checks,
        )

    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: Any = None, log_action: Any = True
    ) -> Any:
        """Unpublish through the action; every path of Wagtail ends here. Raises Refused."""
        from barta.newsroom.actions.endings import Unpublish

        return Unpublish(self, by=user, expired=set_expired).execute()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft; a story that was ever public is Refused."""
        from barta.newsroom.actions.endings import Delete

        return Delete(self).execute()

    def delete_row(self) -> tuple[int, dict[str, int]]:
        """Delete the row and all that belongs to it; for the action Delete only."""
        door.must_be_open("deleting a story", "Delete of barta.newsroom.actions")
        return super().delete()

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Return the page as readers would get it, by the function that the settings name."""
        return import_string(settings.BARTA_PREVIEW)(request, self)


class PublicUse(models.Model):
    """A person, topic or picture that a public story refers to: what may be known of them, and why.

    Rows are written by actions with the story's record. When the last use of a subject goes, readers'
    side forgets the subject.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="public_uses")
    subject = models.CharField(max_length=50, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "subject"], name="one_use_a_story")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.subject}"
