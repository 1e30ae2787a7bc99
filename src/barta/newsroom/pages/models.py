"""Pages of the paper about itself. A page is public as soon as it is saved, unless it is kept back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.blocks import StreamBlock

from barta.edition import new_id
from barta.newsroom import addresses
from barta.newsroom.slugs import BanglaSlugField
from barta.newsroom.stories.body import (
    BodyField,
    HeadingBlock,
    InlineBlock,
    ItemsBlock,
    QuoteBlock,
    TableBlock,
)
from barta.newsroom.subjects import Subject
from barta.newsroom.text import CleanText


class PageBody(StreamBlock):
    """The blocks of a page: a story's, without pictures and links to stories."""

    paragraph = InlineBlock(label="অনুচ্ছেদ", icon="pilcrow")
    heading = HeadingBlock()
    quote = QuoteBlock()
    list = ItemsBlock()
    table = TableBlock()


class Page(CleanText, Subject):
    """A page such as "about". Its slug is its whole address: `/about`."""

    kind_of_subject = "page"

    uuid = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    title = models.CharField("শিরোনাম", max_length=200)
    slug: Any = BanglaSlugField("ঠিকানা", unique=True, blank=True, max_length=100)
    body = BodyField(PageBody(), blank=True, verbose_name="লেখা")
    live = models.BooleanField("প্রকাশিত", default=True, help_text="টিক তুলে রাখলে পাঠক পাতাটি পান না")
    in_footer = models.BooleanField("পাতার নিচে থাকবে", default=True, help_text="সব পাতার নিচের অংশে এর লিংক থাকে")
    position = models.IntegerField("ক্রম", default=0, help_text="নিচের অংশে ছোট সংখ্যা আগে")
    updated_at = models.DateTimeField("শেষ বদল", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "পাতা"
        verbose_name_plural = "পাতা"
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """Normalise the text, make the slug, and refuse addresses that belong to others."""
        super().clean()
        self.make_slug()
        if fault := addresses.fault(self):
            raise ValidationError({"slug": fault})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, note when the page last said something else, and let readers have it or lose it."""
        if self._says_something_else():
            self.updated_at = timezone.now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "updated_at"}
        super().save(*args, **kwargs)

    def _says_something_else(self) -> bool:
        """Return whether title or text differ from the row's, as readers would see them."""
        from barta.newsroom.edition import page_edition

        row = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if row is None:
            return True
        before, after = page_edition(row), page_edition(self)
        return (before.title, before.body) != (after.title, after.body)
