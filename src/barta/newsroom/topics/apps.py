"""The app `topics`."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """Topics and the other names readers know them by."""

    name = "barta.newsroom.topics"
    label = "topics"
    verbose_name = "বিষয়"
    default_auto_field = "django.db.models.BigAutoField"
