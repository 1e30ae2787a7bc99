"""Topics. A topic is unknown to readers until a public story carries it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from barta.edition import new_id
from barta.newsroom.slugs import BanglaSlugField
from barta.newsroom.subjects import Subject
from barta.newsroom.text import CleanText, cleaned


class Topic(CleanText, Subject):
    """A topic and its other names, Latin spellings too."""

    kind_of_subject = "topic"

    uuid = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    name = models.CharField("নাম", max_length=100, unique=True)
    slug: Any = BanglaSlugField("ঠিকানা", unique=True, blank=True)
    aliases = models.JSONField("অন্য নাম", default=list, blank=True)

    class Meta:
        verbose_name = "বিষয়"
        verbose_name_plural = "বিষয়"
        ordering = ["name"]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """Normalise the names and make the slug; raises ValidationError for aliases that are not a list."""
        super().clean()
        if not isinstance(self.aliases, list) or not all(isinstance(alias, str) for alias in self.aliases):
            raise ValidationError({"aliases": "অন্য নামগুলো একটি তালিকা হতে হবে।"})
        self.aliases = [cleaned(alias) for alias in self.aliases]
        self.make_slug()
