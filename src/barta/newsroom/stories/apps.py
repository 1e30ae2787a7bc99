"""The app `stories`."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Stories, with everything that edition v1 carries."""

    name = "barta.newsroom.stories"
    label = "stories"
    verbose_name = "সংবাদ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put our actions in the place of Wagtail's."""
        from barta.newsroom.stories import wagtail

        wagtail.register()
