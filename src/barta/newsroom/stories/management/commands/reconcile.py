"""The command that brings the ledger into step with the newsroom."""

from typing import Any

from django.core.management.base import BaseCommand

from barta.newsroom.actions import reconcile


class Command(BaseCommand):
    """Compare every public story with its newest record."""

    help = "Compare what is public with the ledger and append what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once and say what was done."""
        done = reconcile()
        self.stdout.write(f"compared {done.stories} stories, appended {done.appended} records")
