"""The app `log`."""

from django.apps import AppConfig


class LogConfig(AppConfig):
    """The newsroom's private log: who did what, and why."""

    name = "barta.newsroom.log"
    label = "log"
    verbose_name = "কাজের খাতা"
    default_auto_field = "django.db.models.BigAutoField"
