"""Wagtail's command of this name publishes outside a transaction; this one replaces it."""

from typing import Any

from django.core.management.base import BaseCommand

from barta.newsroom.scheduling import run_due


class Command(BaseCommand):
    """Publish and expire what is due, each story in a transaction of its own."""

    help = "Publish and expire the stories that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once and say what was done."""
        done = run_due()
        self.stdout.write(
            f"published {len(done.published)}, expired {len(done.expired)} stories and "
            f"{len(done.pictures)} pictures, failed {len(done.failed)}"
        )
