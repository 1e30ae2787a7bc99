"""The app `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, desks and agencies with a byline."""

    name = "barta.newsroom.people"
    label = "people"
    verbose_name = "লেখক ও প্রতিবেদক"
    default_auto_field = "django.db.models.BigAutoField"
