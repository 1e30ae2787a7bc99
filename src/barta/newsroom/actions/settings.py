"""The paper's settings and its menu."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from barta.newsroom import door, edition
from barta.newsroom.actions.work import UnitOfWork, unit
from barta.newsroom.sections.models import Section
from barta.newsroom.site.models import Paper


@contextmanager
def keep_setting_in_step() -> Iterator[None]:
    """Save inside; then append the setting if it differs from the newest, in one transaction."""
    with unit() as work, door.opened():
        yield
        refer_setting(work)


def refer_setting(work: UnitOfWork) -> None:
    """Gather the setting, with its menu, if it differs from the newest. Three queries."""
    menu = Section.objects.filter(in_menu=True, parent=None).order_by("position", "name", "pk")
    payload = edition.setting_edition(Paper.load(), list(menu), settings.BARTA_SITE_URL)
    work.refer({edition.SETTING: payload}, "setting", work.newest([edition.SETTING]))
