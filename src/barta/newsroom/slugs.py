"""Slugs that keep Bangla whole: the model's field, the form's field and the check they share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from barta.bangla import slug as bangla_slug


def validate_slug(value: str) -> None:
    """Raise ValidationError unless `value` is a slug as `barta.bangla.slug` writes them."""
    if not bangla_slug.is_slug(value):
        suggestion = bangla_slug.slug(value)
        hint = f" যেমন: {suggestion}" if suggestion else ""
        raise ValidationError(f"ঠিকানায় শুধু অক্ষর, অঙ্ক ও হাইফেন থাকতে পারে, ফাঁকা জায়গা বা চিহ্ন নয়।{hint}", code="slug")


class BanglaSlugFormField(forms.CharField):
    """A form field for slugs: what was typed is made a slug before it is checked."""

    default_validators = [validate_slug]

    def to_python(self, value: Any) -> Any:
        """Return the slug of what was typed, so that নীল নদী becomes নীল-নদী."""
        text = super().to_python(value)
        if not text:
            return text
        try:
            return bangla_slug.slug(text)
        except ValueError as error:
            raise ValidationError("ঠিকানাটি পড়া যায় না; আবার লিখুন।", code="slug") from error


class BanglaSlugField(models.CharField):
    """A slug with every Bangla letter and sign in it; Django's own field would destroy them."""

    default_validators = [validate_slug]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take a CharField's arguments; 240 code points unless told otherwise."""
        kwargs.setdefault("max_length", 240)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Return the Bangla slug form field."""
        return super().formfield(**{"form_class": BanglaSlugFormField, **kwargs})
