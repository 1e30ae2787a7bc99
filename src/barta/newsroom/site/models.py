"""The paper's own settings: one row, public as soon as it is saved."""

from typing import Any

from django.db import models

from barta.newsroom.subjects import SubjectQuerySet
from barta.newsroom.text import CleanText


class Paper(CleanText):
    """The paper: what stands in its masthead and imprint."""

    objects = SubjectQuerySet.as_manager()

    name = models.CharField("নাম", max_length=100, default="বার্তা")
    tagline = models.CharField("পরিচয়বাক্য", max_length=200, blank=True)
    edition = models.CharField(
        "সংস্করণ",
        max_length=2,
        choices=[("bd", "বাংলাদেশ"), ("wb", "পশ্চিমবঙ্গ")],
        default="bd",
        help_text="পঞ্জিকা ও বানান এ অনুযায়ী হয়",
    )
    language = models.CharField("ভাষা", max_length=10, default="bn")
    publisher = models.CharField("প্রকাশক", max_length=200, blank=True)
    editor = models.CharField("সম্পাদক", max_length=200, blank=True)
    address = models.CharField("ঠিকানা", max_length=500, blank=True)
    email = models.EmailField("ইমেইল", blank=True)

    class Meta:
        verbose_name = "পত্রিকা"
        verbose_name_plural = "পত্রিকা"

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def load(cls) -> "Paper":
        """Return the one row, or the defaults when nothing has been saved yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the one row and append the setting in the same transaction."""
        from barta.newsroom.actions.settings import keep_setting_in_step

        self.pk = 1
        with keep_setting_in_step():
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Put the defaults back: a paper always has settings."""
        Paper().save()
        return 0, {}
