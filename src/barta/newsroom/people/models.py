"""People with a byline. A person is unknown to readers until a public story bears their name."""

from typing import Any

from django.db import models

from barta.edition import new_id, new_public_id
from barta.newsroom.slugs import BanglaSlugField
from barta.newsroom.subjects import Subject
from barta.newsroom.text import CleanText


class Person(CleanText, Subject):
    """Somebody, or a desk, or an agency, with a byline and a page."""

    kind_of_subject = "person"

    class Kind(models.TextChoices):
        """What stands behind the byline."""

        PERSON = "person", "ব্যক্তি"
        DESK = "desk", "ডেস্ক"
        AGENCY = "agency", "সংস্থা"

    uuid = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    name = models.CharField("নাম", max_length=200)
    slug: Any = BanglaSlugField("ঠিকানা", unique=True, blank=True)
    kind = models.CharField("ধরন", max_length=10, choices=Kind.choices, default=Kind.PERSON)
    role = models.CharField("পদ", max_length=100, blank=True)
    about = models.TextField("পরিচিতি", blank=True)
    picture = models.ForeignKey(
        "media.Photo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ছবি",
    )

    class Meta:
        verbose_name = "লেখক"
        verbose_name_plural = "লেখক ও প্রতিবেদক"
        ordering = ["name"]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """Normalise the text and make the slug when there is none."""
        super().clean()
        self.make_slug()
