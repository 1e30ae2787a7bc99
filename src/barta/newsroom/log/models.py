"""The private log. Reasons and names stand here and never in the ledger."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Entry(models.Model):
    """One action: who did it, to what, when, and why. `seq` is the ledger's record, where there is one."""

    at = models.DateTimeField("কখন", default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="কে",
    )
    who = models.CharField("কে (নাম)", max_length=200, blank=True)
    action = models.CharField("কাজ", max_length=40, db_index=True)
    subject = models.CharField("কী", max_length=80, db_index=True)
    label = models.CharField("শিরোনাম", max_length=300, blank=True)
    reason = models.TextField("কারণ", blank=True)

    class Meta:
        verbose_name = "কাজের নথি"
        verbose_name_plural = "কাজের খাতা"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
