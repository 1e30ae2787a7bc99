"""The end of a picture's licence: its files go, the stories stay."""

from typing import Any

from barta.newsroom import door, edition
from barta.newsroom.actions import uses
from barta.newsroom.actions.action import note
from barta.newsroom.actions.work import unit
from barta.newsroom.media.models import Photo


class Expire:
    """Take a picture's public files away, everywhere; its record then names no files."""

    name = "expire"

    def __init__(self, photo: Photo, *, by: Any = None, reason: str = "") -> None:
        """Prepare to withdraw `photo` from readers."""
        self.photo = photo
        self.by = by
        self.reason = reason

    def execute(self) -> Photo:
        """Mark, record and remove; the files go once the record is durable."""
        with unit() as work, door.opened():
            photo = Photo.objects.select_for_update().get(pk=self.photo.pk)
            photo.withdrawn = True
            Photo.objects.filter(pk=photo.pk).update(withdrawn=True)
            if uses.is_public(photo):
                subject = edition.subject_of(photo)
                work.refer({subject: edition.asset_edition(photo)}, "remove", work.newest([subject]))
            note(self.name, edition.subject_of(photo), photo.title, self.by, self.reason)
            uses.recall([photo])
        return photo
