"""Text as it enters the newsroom: cleaned, or refused with the name of its field."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from barta.bangla import normalise

YEARS = range(1700, 2201)
"""Years in which something may be published: before and after, zones and databases do not agree on dates."""


def cleaned(text: str) -> str:
    """Return `text` normalised; raises ValidationError (in Bangla) for what cannot be stored."""
    try:
        return normalise.clean(text)
    except normalise.TextError as error:
        raise ValidationError(
            "এই লেখায় এমন অক্ষর আছে যা রাখা যায় না (শূন্য অক্ষর বা ভাঙা ইউনিকোড)। লেখাটি আবার টাইপ করুন।",
            code="text",
        ) from error


class CleanText(models.Model):
    """A model whose editable text is normalised whenever it is validated."""

    class Meta:
        abstract = True

    raw_text_fields: tuple[str, ...] = ()
    """Fields that are not prose (addresses of other sites), kept as they are."""

    def clean(self) -> None:
        """Normalise every text field; raises ValidationError naming the fields that cannot be stored."""
        super().clean()
        errors: dict[str, Any] = {}
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(value, datetime) and value.year not in YEARS:
                errors[field.name] = ValidationError("এমন তারিখ রাখা যায় না; বছরটি দেখে নিন।", code="year")
            if not isinstance(field, models.CharField | models.TextField) or not isinstance(value, str):
                continue
            try:
                text = cleaned(value)
            except ValidationError as error:
                errors[field.name] = error
            else:
                if field.editable and field.name not in self.raw_text_fields:
                    setattr(self, field.attname, text)
        if errors:
            raise ValidationError(errors)
