"""Files what was read from archives and captures through the newsroom's own actions, in batches."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.db.models import Q

from barta.bangla.normalise import key
from barta.bangla.slug import slug
from barta.importers import desks
from barta.importers.archive import ArchivedStory, Moment
from barta.newsroom.actions import Copy, Outcome, publish_many
from barta.newsroom.sections.models import Section

BATCH = 500


class FilingError(ValueError):
    """An archive that cannot be filed as it is; nothing of it was."""


@dataclass(frozen=True)
class Filed:
    """What became of one story: its public id and address, whether it was there already, its imported reads.

    `refused` says why the newsroom did not take it; then there is no address.
    """

    headline: str
    story: str
    address: str
    already: bool
    views: int
    views_at: datetime
    refused: str = ""


def resolve_sections(names: Iterable[str], *, create: bool) -> dict[str, Callable[[], Section]]:
    """Return for each of `names` how to get it; nothing is created yet.

    Raises FilingError naming the sections that the paper does not have and may not be created.
    """
    known = {key(name): one for one in Section.objects.all() for name in (one.slug, one.name)}
    found: dict[str, Callable[[], Section]] = {}
    unknown: list[str] = []
    for name in names:
        common = desks.well_known(name)
        there = known.get(key(name)) or (known.get(key(common[0])) if common else None)
        if there is not None:
            found[name] = _returning(there)
        elif common is not None:
            found[name] = _creating(*common)
        elif create and slug(name):
            found[name] = _creating(slug(name), name)
        else:
            unknown.append(name)
    if "" in unknown:
        raise FilingError("a story names no section: name it in the file, or for all of them with --section")
    if unknown:
        have = ", ".join(sorted(one.slug for one in Section.objects.all())) or "none yet"
        raise FilingError(
            f"unknown section {', '.join(map(repr, unknown[:5]))}: use one of the paper's ({have}), "
            "or --create-sections"
        )
    return found


def _returning(section: Section) -> Callable[[], Section]:
    return lambda: section


def _creating(slug_: str, name: str) -> Callable[[], Section]:
    """Return how to make a section; raises FilingError when the paper cannot have one of that name."""
    section = Section(slug=slug_, name=name)
    try:
        # Another section of this slug or name is what the caller then gets, not a mistake.
        section.clean_fields()
        section.clean()
    except ValidationError as error:
        raise FilingError(
            f"section {name[:60]!r} cannot be made: {' '.join(error.messages)} "
            "Give its stories another section"
        ) from error

    def create() -> Section:
        # Two names may mean one section, and another import may have made it meanwhile.
        there = Section.objects.filter(Q(slug=slug_) | Q(name=name)).first()
        if there is not None:
            return there
        section.position = Section.objects.count()
        section.full_clean()
        section.save()
        return section

    return create


def file_stories(
    stories: Iterable[ArchivedStory], sections: dict[str, Callable[[], Section]], *, announce: bool = False
) -> Iterator[Filed]:
    """Publish `stories` in batches, each in one transaction, and yield what became of each, in order.

    May be interrupted and called again with the same stories: those that are there are reported so.
    """
    made: dict[str, Section] = {}
    waiting = iter(stories)
    while batch := list(islice(waiting, BATCH)):
        for name in {story.section for story in batch} - set(made):
            made[name] = sections[name]()
        copies = [_copy(story, made[story.section]) for story in batch]
        outcomes: Sequence[Outcome] = publish_many(copies, announce=announce)
        for story, outcome in zip(batch, outcomes, strict=True):
            yield Filed(
                headline=story.headline,
                story=outcome.story.public_id if outcome.story else "",
                address=outcome.address,
                already=outcome.already,
                views=story.views,
                views_at=story.views_at or story.published.at,
                refused=outcome.refused,
            )


def _copy(story: ArchivedStory, section: Section) -> Copy:
    updated: Moment | None = story.updated
    return Copy(
        headline=story.headline,
        section=section,
        published=story.published.at,
        published_precision=story.published.precision,
        updated=updated.at if updated else None,
        updated_precision=updated.precision if updated else "minute",
        bylines=list(story.bylines),
        body=list(story.body),
        signoff=story.signoff,
        kicker=story.kicker,
        standfirst=story.standfirst,
        topics=list(story.topics),
        url=story.url,
    )
