"""Pictures. The original and Wagtail's own renditions are private; readers get re-encoded copies."""

import secrets
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet

from barta.edition import new_id
from barta.newsroom import door
from barta.newsroom.text import CleanText


class PhotoQuerySet(ImageQuerySet):
    """A query set that lets no public picture be changed past the ledger."""

    def update(self, **kwargs: Any) -> int:
        """Update rows; fields that readers see, inside an action only."""
        if not set(kwargs) <= Photo.PRIVATE:
            door.must_be_open("updating Photo rows", "save() on each of them")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete each row by its own delete(), which asks whether it may go."""
        rows = list(self)
        for row in rows:
            row.delete()
        return len(rows), {self.model._meta.label: len(rows)}

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Photo(CleanText, AbstractImage):
    """A picture with its words and rights. The uploaded name is text only: files get names of our own."""

    kind_of_subject = "asset"
    PRIVATE = frozenset(
        {"file_size", "file_hash", "collection", "public_files", "public_from", "width", "height"}
    )
    raw_text_fields = ("file", "file_hash", "public_from")

    uuid = models.CharField(max_length=32, unique=True, default=new_id, editable=False)
    alt = models.CharField("বিকল্প লেখা", max_length=500, blank=True, help_text="যাঁরা ছবিটি দেখতে পান না তাঁদের জন্য")
    credit = models.CharField("ছবি", max_length=200, blank=True, help_text="আলোকচিত্রীর নাম")
    agency = models.CharField("সংস্থা", max_length=200, blank=True)
    licence = models.CharField("স্বত্ব", max_length=200, blank=True)
    expiry = models.DateTimeField("মেয়াদ শেষ", null=True, blank=True, db_index=True)
    sensitive = models.BooleanField("সংবেদনশীল", default=False)
    public_files = models.JSONField(default=dict, editable=False)
    public_from = models.CharField(max_length=255, blank=True, editable=False)
    withdrawn = models.BooleanField("মেয়াদ শেষে সরানো", default=False, editable=False)

    objects = PhotoQuerySet.as_manager()

    admin_form_fields = (
        *Image.admin_form_fields,
        "alt",
        "credit",
        "agency",
        "licence",
        "expiry",
        "sensitive",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "ছবি"
        verbose_name_plural = "ছবি"

    def get_upload_to(self, filename: str) -> str:
        """Return a random name under `originals/`; nothing of the uploaded name but its ending is kept."""
        return f"originals/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()[:6]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; when a public story shows this picture, append its new edition in the same transaction."""
        from barta.newsroom.actions.subjects import keep_in_step

        if self.withdrawn and (self.expiry is None or self.expiry > timezone.now()):
            # The licence was renewed, and the files come back with the next edition.
            self.withdrawn = False
        with keep_in_step(self):
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete unless a story shows it (then Refused says what to do)."""
        from barta.newsroom.actions.subjects import removing

        with removing(self):
            return super().delete(*args, **kwargs)


class Rendition(AbstractRendition):
    """Wagtail's own renditions, for the newsroom's screens only."""

    image = models.ForeignKey(Photo, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = "ছবির রূপ"


class Doomed(models.Model):
    """A public file that must go. Written with the change that dooms it, so that no crash forgets it."""

    name = models.CharField(max_length=50, unique=True)

    def __str__(self) -> str:
        return str(self.name)
