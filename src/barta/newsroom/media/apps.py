"""The app `media`."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Pictures: private originals, and public renditions of what is published."""

    name = "barta.newsroom.media"
    label = "media"
    verbose_name = "ছবি"
    default_auto_field = "django.db.models.BigAutoField"
