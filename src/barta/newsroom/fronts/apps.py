"""The app `fronts`."""

from django.apps import AppConfig


class FrontsConfig(AppConfig):
    """The front page as editors arrange it."""

    name = "barta.newsroom.fronts"
    label = "fronts"
    verbose_name = "প্রচ্ছদ"
    default_auto_field = "django.db.models.BigAutoField"
