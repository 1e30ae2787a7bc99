"""The parts of the front that are rows of their own: stories pinned in a zone, and the strips of sections."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from barta.bangla import stamp
from barta.newsroom import door
from barta.newsroom.text import CleanText

NOT_LIVE = "“{}” এখন প্রকাশিত নয়; প্রচ্ছদে কেবল প্রকাশিত সংবাদ বসানো যায়।"
PAST = "এই সময় পেরিয়ে গেছে; পরের একটি সময় দিন।"


class FrontPart(CleanText, Orderable):
    """A part of the front. It changes with the front only, whose save tells readers."""

    class Meta(Orderable.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, as part of saving the front."""
        door.must_be_open(f"changing a {type(self).__name__}", "save() of the Front")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, as part of saving the front."""
        door.must_be_open(f"deleting a {type(self).__name__}", "save() of the Front")
        return super().delete(*args, **kwargs)


class Pin(FrontPart):
    """A story that an editor puts into a zone of the front, for as long as `until` says."""

    story = models.ForeignKey(
        "stories.Story", on_delete=models.PROTECT, related_name="+", verbose_name="সংবাদ"
    )
    until = models.DateTimeField("কতক্ষণ থাকবে", null=True, blank=True, help_text="খালি থাকলে সরানো পর্যন্ত থাকে")

    class Meta(FrontPart.Meta):
        abstract = True

    def clean(self) -> None:
        """Refuse what readers cannot see; what was pinned before and has ended since may stay."""
        super().clean()
        if self.story_id is None:
            return
        row = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if not self.story.live and (row is None or row.story_id != self.story_id):
            raise ValidationError({"story": NOT_LIVE.format(self.story)})
        if is_over(self.until) and (row is None or not is_same(row.until, self.until)):
            raise ValidationError({"until": PAST})

    @property
    def ended(self) -> str:
        """Why readers do not find the story here any more, in words for the editor, or ""."""
        if self.story_id is None:
            return ""
        if not self.story.live:
            return "সংবাদটি এখন পাঠকের কাছে নেই, তাই এখানেও নেই। সরিয়ে দিতে পারেন।"
        if self.until is not None and is_over(self.until):
            return f"সময় শেষ হয়েছে {stamp(self.until)}। সরিয়ে দিন, অথবা নতুন সময় দিন।"
        return ""


class LeadPin(Pin):
    """A story that leads the front."""

    front = ParentalKey("fronts.Front", on_delete=models.CASCADE, related_name="lead")

    class Meta(Pin.Meta):
        verbose_name = "প্রধান সংবাদ"
        verbose_name_plural = "প্রধান সংবাদ"


class TopPin(Pin):
    """A story beside the lead."""

    front = ParentalKey("fronts.Front", on_delete=models.CASCADE, related_name="top")

    class Meta(Pin.Meta):
        verbose_name = "শীর্ষ সংবাদ"
        verbose_name_plural = "শীর্ষ সংবাদ"


class PicturePin(Pin):
    """A story in the band of pictures."""

    front = ParentalKey("fronts.Front", on_delete=models.CASCADE, related_name="pictures")

    class Meta(Pin.Meta):
        verbose_name = "ছবির সংবাদ"
        verbose_name_plural = "ছবির সংবাদ"


class Strip(FrontPart):
    """A section that has a strip of its own on the front."""

    front = ParentalKey("fronts.Front", on_delete=models.CASCADE, related_name="strips")
    section = models.ForeignKey(
        "sections.Section", on_delete=models.PROTECT, related_name="+", verbose_name="বিভাগ"
    )

    class Meta(FrontPart.Meta):
        verbose_name = "বিভাগের সারি"
        verbose_name_plural = "বিভাগের সারি"


def is_over(until: datetime | None) -> bool:
    """Return whether the time has passed; None never passes."""
    return until is not None and until <= timezone.now()


def is_same(one: datetime | None, other: datetime | None) -> bool:
    """Return whether two times are the same to a form, which knows no seconds."""
    if one is None or other is None:
        return one is other
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)
