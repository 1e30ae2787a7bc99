"""What sections, people and topics have in common: their saves are seen by readers at once."""

from itertools import count
from typing import Any, ClassVar

from django.db import models

from barta.bangla import slug as bangla_slug
from barta.newsroom import addresses, door

PRIVATE = frozenset({"latest_revision"})


class SubjectQuerySet(models.QuerySet):
    """A query set that lets no public row be changed past the ledger."""

    def update(self, **kwargs: Any) -> int:
        """Update rows, inside an action only."""
        door.must_be_open(f"updating {self.model.__name__} rows", "save() on each of them")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete each row by its own delete(), which asks whether it may go and tells the ledger."""
        rows = list(self)
        for row in rows:
            row.delete()
        return len(rows), {self.model._meta.label: len(rows)}

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Subject(models.Model):
    """Something that stories refer to and that has a record of its own in the ledger."""

    kind_of_subject: ClassVar[str]
    slug: Any
    uuid: Any

    objects = SubjectQuerySet.as_manager()

    class Meta:
        abstract = True

    def make_slug(self) -> None:
        """Give a thing without a slug one from its name; where that is taken, with a number behind it."""
        if self.slug:
            return
        wanted = bangla_slug.slug(str(self), limit=200) or str(self.uuid)[:10]
        taken = addresses.taken(self, wanted)
        numbered = (f"{wanted}-{number}" for number in count(2))
        self.slug = wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and append the new edition in the same transaction when readers know this subject."""
        from barta.newsroom.actions.subjects import keep_in_step

        self.make_slug()
        with keep_in_step(self):
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete unless a story needs it (then Refused says what to do), and tell the ledger."""
        from barta.newsroom.actions.subjects import removing

        with removing(self):
            return super().delete(*args, **kwargs)
