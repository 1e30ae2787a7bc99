"""Sections form a tree; a story's address comes from its primary section."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from barta.edition import new_id
from barta.newsroom import addresses
from barta.newsroom.slugs import BanglaSlugField
from barta.newsroom.subjects import Subject
from barta.newsroom.text import CleanText


class Desk(CleanText):
    """The people who write and check certain sections."""

    name = models.CharField("নাম", max_length=100, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="desks", blank=True, verbose_name="সদস্য"
    )

    class Meta:
        verbose_name = "ডেস্ক"
        verbose_name_plural = "ডেস্ক"
        ordering = ["name"]

    def __str__(self) -> str:
        return str(self.name)


class Section(CleanText, Subject):
    """A section. Its slug is its address; it is public as soon as it is saved."""

    kind_of_subject = "section"

    uuid = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    name = models.CharField("নাম", max_length=100)
    slug: Any = BanglaSlugField("ঠিকানা", unique=True, blank=True, max_length=100)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="মূল বিভাগ",
    )
    position = models.IntegerField("ক্রম", default=0)
    in_menu = models.BooleanField("মেনুতে থাকবে", default=True)
    description = models.TextField("বর্ণনা", blank=True)
    desk = models.ForeignKey(
        Desk,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name="ডেস্ক",
    )

    class Meta:
        verbose_name = "বিভাগ"
        verbose_name_plural = "বিভাগ"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """Normalise the text, make the slug, and refuse loops and addresses that belong to others."""
        super().clean()
        self.make_slug()
        if fault := addresses.fault(self):
            raise ValidationError({"slug": fault})
        above = self.parent
        while above is not None:
            if above.pk is not None and above.pk == self.pk:
                raise ValidationError({"parent": "কোনো বিভাগ নিজের ভেতরে থাকতে পারে না।"})
            above = above.parent
