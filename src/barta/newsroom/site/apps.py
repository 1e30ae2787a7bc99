"""The app `site`."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The paper itself: its name, its imprint, its edition."""

    name = "barta.newsroom.site"
    label = "site"
    verbose_name = "পত্রিকা"
    default_auto_field = "django.db.models.BigAutoField"
