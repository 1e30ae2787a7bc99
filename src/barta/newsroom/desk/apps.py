"""The app `desk`."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class DeskConfig(AppConfig):
    """The newsroom's screens on Wagtail, and the rights behind them."""

    name = "barta.newsroom.desk"
    label = "desk"
    verbose_name = "বার্তাকক্ষ"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put our account screens and our end of the workflow in the place of Wagtail's."""
        from wagtail.admin.forms.auth import LoginForm
        from wagtail.models import WorkflowState

        from barta.newsroom.desk.pictures import refuse_the_unreadable, say_sizes_in_bangla
        from barta.newsroom.desk.signing import publish_signed

        refuse_the_unreadable()
        say_sizes_in_bangla()
        post_migrate.connect(_establish, sender=self)
        WorkflowState.on_finish = publish_signed
        LoginForm.base_fields["password"].label = "পাসওয়ার্ড"
        # Wagtail reads this when it collects its hooks, after all apps are ready.
        apps.get_app_config("wagtailusers").user_viewset = "barta.newsroom.desk.staff.StaffViewSet"


def _establish(**kwargs: Any) -> None:
    from barta.newsroom.desk.roles import establish

    establish()
