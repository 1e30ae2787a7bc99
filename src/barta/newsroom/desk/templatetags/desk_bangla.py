"""Numbers and times in templates: Django localises their words at best, never their digits."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.timezone import is_aware, make_aware

from barta.bangla import day, to_bangla
from barta.newsroom.desk.times import shown

register = template.Library()


@register.filter
def bangla(value: Any) -> str:
    """Return `value` as text with ০-৯ for 0-9."""
    return to_bangla(str(value))


@register.filter
def moment(value: Any) -> str:
    """Return a date or time as the paper prints it: ০৫ সেপ্টেম্বর ২০২৩, ০৯:১২."""
    if isinstance(value, datetime):
        return shown(value if is_aware(value) else make_aware(value))
    return day(value) if isinstance(value, date) else str(value)
