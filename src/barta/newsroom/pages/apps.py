"""The app `pages`."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages that the paper says of itself."""

    name = "barta.newsroom.pages"
    label = "pages"
    verbose_name = "পাতা"
    default_auto_field = "django.db.models.BigAutoField"
