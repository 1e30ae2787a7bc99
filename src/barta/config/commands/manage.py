"""`barta manage`: Django's own commands (createsuperuser, dbshell, makemigrations …)."""

import os
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Hand the arguments to Django."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barta.config.settings")
    execute_from_command_line(["barta manage", *arguments])
    return 0
