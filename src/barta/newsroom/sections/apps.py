"""The app `sections`."""

from django.apps import AppConfig


class SectionsConfig(AppConfig):
    """Sections of the paper and the desks that run them."""

    name = "barta.newsroom.sections"
    label = "sections"
    verbose_name = "বিভাগ"
    default_auto_field = "django.db.models.BigAutoField"
