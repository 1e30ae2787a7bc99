"""The app `users`."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Who works here: users, their initials and their roles."""

    name = "barta.newsroom.users"
    label = "users"
    verbose_name = "কর্মী"
    default_auto_field = "django.db.models.BigAutoField"
