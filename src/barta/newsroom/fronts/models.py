"""The front page: one row, public as soon as it is saved."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.models import ReferenceIndex

from barta.bangla import stamp
from barta.newsroom.fronts.pins import NOT_LIVE, PAST, LeadPin, PicturePin, Strip, TopPin, is_over, is_same
from barta.newsroom.subjects import SubjectQuerySet
from barta.newsroom.text import CleanText

__all__ = ["Front", "LeadPin", "PicturePin", "Strip", "TopPin"]


class Front(CleanText, ClusterableModel):
    """What editors choose for the front: `lead`, `top` and `pictures` (pins), `strips`, and the breaking bar.

    What is not chosen is filled by rule.
    """

    kind_of_subject = "front"
    uuid = "home"
    raw_text_fields = ("breaking_url",)

    opinion = models.ForeignKey(
        "sections.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="মতামতের বিভাগ",
        help_text="এর নতুন লেখাগুলো লেখকের নামসহ আলাদা জায়গায় থাকে",
    )
    breaking_text = models.CharField(
        "ব্রেকিংয়ের লেখা", max_length=200, blank=True, help_text="এক লাইনে; সব পাতার ওপরে দেখা যায়"
    )
    breaking_story = models.ForeignKey(
        "stories.Story",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="যে সংবাদ খুলবে",
    )
    breaking_url = models.CharField(
        "অথবা বাইরের ঠিকানা", max_length=2000, blank=True, help_text="যেমন সরাসরি সম্প্রচারের পাতা"
    )
    breaking_until = models.DateTimeField(
        "কতক্ষণ থাকবে", null=True, blank=True, help_text="এই সময়ে নিজে থেকেই সরে যায়"
    )

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = "প্রচ্ছদ"
        verbose_name_plural = "প্রচ্ছদ"

    def __str__(self) -> str:
        return "প্রচ্ছদ"

    @classmethod
    def load(cls) -> "Front":
        """Return the one row, or an empty front when nothing has been saved yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def clean(self) -> None:
        """Refuse a breaking bar that has no end, leads to two places, or to what readers cannot see."""
        super().clean()
        row = type(self).objects.filter(pk=1).first() or type(self)()
        story, until = self.breaking_story, self.breaking_until
        if not self.breaking_text and (story is not None or self.breaking_url):
            raise ValidationError({"breaking_text": "ব্রেকিংয়ের লেখাটি লিখুন, অথবা সংবাদ ও ঠিকানা খালি করুন।"})
        if self.breaking_text and until is None:
            raise ValidationError({"breaking_until": "ব্রেকিং কতক্ষণ থাকবে তা দিন।"})
        if story is not None and self.breaking_url:
            raise ValidationError({"breaking_url": "একটি সংবাদ বা একটি ঠিকানা দিন, দুটি নয়।"})
        if story is not None and not story.live and story.pk != row.breaking_story_id:
            raise ValidationError({"breaking_story": NOT_LIVE.format(story)})
        if self.breaking_text and is_over(until) and not is_same(until, row.breaking_until):
            raise ValidationError({"breaking_until": PAST})

    @property
    def ended(self) -> str:
        """Why readers do not see the breaking bar any more, in words for the editor, or ""."""
        if not self.breaking_text or self.breaking_until is None or not is_over(self.breaking_until):
            return ""
        return f"সময় শেষ হয়েছে {stamp(self.breaking_until)}। লেখাটি মুছুন, অথবা নতুন সময় দিন।"

    def save(self, **kwargs: Any) -> None:
        """Save the one row with its pins and strips, and append the front in the same transaction."""
        from wagtail.signal_handlers import disable_reference_index_auto_update

        from barta.newsroom.actions.fronts import keep_front_in_step

        self.pk = 1
        with keep_front_in_step():
            with disable_reference_index_auto_update():
                super().save(**kwargs)
            # Wagtail looks before the pins are written, and would go on to name a section that was taken off.
            ReferenceIndex.create_or_update_for_object(Front.objects.get(pk=1))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take everything that was chosen off: a paper always has a front."""
        Front(pk=1, lead=[], top=[], pictures=[], strips=[]).save()
        return 0, {}
