"""The parts of a story that are rows of their own: bylines, pictures, places, corrections."""

from typing import Any

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from barta.newsroom import door
from barta.newsroom.text import CleanText


class Part(CleanText, Orderable):
    """A part of a story. Of a public story it changes through actions only."""

    class Meta(Orderable.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless that would change a public story outside an action."""
        self._guard()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, unless that would change a public story outside an action."""
        self._guard()
        return super().delete(*args, **kwargs)

    def _guard(self) -> None:
        if self.story.is_public_row():
            door.must_be_open(f"changing a {type(self).__name__} of a live story", "Update")


class StoryByline(Part):
    """Who wrote it, in order. What is printed stays as it was when the person changes their name."""

    class Kind(models.TextChoices):
        """What stands behind the byline."""

        PERSON = "person", "ব্যক্তি"
        DESK = "desk", "ডেস্ক"
        AGENCY = "agency", "সংস্থা"
        ROLE = "role", "পদ"

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bylines",
        verbose_name="লেখক",
    )
    printed = models.CharField("যেমন ছাপা হবে", max_length=200, blank=True, help_text="খালি থাকলে লেখকের নাম")
    kind = models.CharField("ধরন", max_length=10, choices=Kind.choices, default=Kind.PERSON)
    role = models.CharField("পদ", max_length=100, blank=True)
    place = models.CharField("স্থান", max_length=100, blank=True)

    class Meta(Part.Meta):
        verbose_name = "লেখক"
        verbose_name_plural = "লেখক"

    def clean(self) -> None:
        """Normalise the text and print the person's name when nothing else is said."""
        super().clean()
        if self.person is not None and not self.printed:
            self.printed = self.person.name
            self.kind = self.person.kind


class StoryPicture(Part):
    """A picture above the story, with this story's words for it."""

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="pictures")
    photo = models.ForeignKey("media.Photo", on_delete=models.PROTECT, related_name="+", verbose_name="ছবি")
    caption = models.CharField("পরিচিতি", max_length=1000, blank=True)
    alt = models.CharField("বিকল্প লেখা", max_length=500, blank=True)
    credit = models.CharField("আলোকচিত্রী", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = "ছবি"
        verbose_name_plural = "ছবি"


class StoryPlace(Part):
    """Where it happened: codes of the Bangladesh Bureau of Statistics."""

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="places")
    division = models.CharField("বিভাগ", max_length=10, blank=True)
    district = models.CharField("জেলা", max_length=10, blank=True)
    upazila = models.CharField("উপজেলা", max_length=10, blank=True)

    class Meta(Part.Meta):
        verbose_name = "স্থান"
        verbose_name_plural = "স্থান"


class StoryCorrection(Part):
    """What was wrong and what is right. Publishing a new one is announced as such."""

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField("কখন", default=timezone.now)
    kind = models.CharField(
        "ধরন",
        max_length=15,
        choices=[("correction", "সংশোধনী"), ("clarification", "ব্যাখ্যা")],
        default="correction",
    )
    text = models.TextField("কী ভুল ছিল, কী ঠিক")

    class Meta(Part.Meta):
        verbose_name = "সংশোধনী"
        verbose_name_plural = "সংশোধনী"
