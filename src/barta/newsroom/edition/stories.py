"""A story as an edition."""

from typing import Any

from barta import edition
from barta.newsroom.edition.bodies import body, figure
from barta.newsroom.edition.shelves import Shelf
from barta.newsroom.edition.words import utc, word
from barta.newsroom.stories.models import Story


def story_edition(story: Story, shelf: Shelf) -> edition.Story:
    """Return the edition of a published story. Raises edition.PayloadError only when it is encoded."""
    return edition.Story(
        id=story.uuid,
        public_id=story.public_id,
        headline=story.headline,
        section=story.section.uuid,
        published=utc(story.published_at),
        body=tuple(body(story.body.raw_data, shelf)),
        edition=word(story.edition),
        language=word(story.language),
        translation_of=shelf.stories.get(story.translation_of_id, ""),
        sections=tuple(section.uuid for section in story.sections.all()),
        kicker=story.kicker,
        standfirst=story.standfirst,
        short_headline=story.short_headline,
        social_headline=story.social_headline,
        slug=story.slug,
        bylines=tuple(_byline(byline, shelf) for byline in story.bylines.all()),
        places=tuple(
            edition.Place(division=place.division, district=place.district, upazila=place.upazila)
            for place in story.places.all()
        ),
        topics=tuple(topic.uuid for topic in story.topics.all()),
        source=_source(story),
        canonical=story.canonical,
        noindex=story.noindex,
        pictures=tuple(
            figure(shelf.photos[picture.photo_id], picture.caption, picture.alt, picture.credit)
            for picture in story.pictures.all()
            if picture.photo_id in shelf.photos
        ),
        flags=edition.Flags(
            sensitive=story.sensitive,
            commercial=story.commercial,
            no_ads=story.no_ads,
            no_push=story.no_push,
            ai_used=story.ai_used,
        ),
        updated=utc(story.updated_at_public),
        published_precision=word(story.published_precision),
        updated_precision=word(story.updated_precision),
        supersedes=shelf.stories.get(story.supersedes_id, ""),
        series=story.series.uuid if story.series is not None else "",
        signoff=story.signoff,
        corrections=tuple(
            edition.Correction(at=utc(correction.at), text=correction.text, kind=word(correction.kind))
            for correction in story.corrections.all()
        ),
        print=edition.Print(date=story.print_date, page=story.print_page) if story.print_date else None,
        formerly=tuple(story.old_paths),
        public_note=story.public_note,
    )


def _byline(byline: Any, shelf: Shelf) -> edition.Byline:
    person = shelf.people.get(byline.person_id)
    return edition.Byline(
        printed=byline.printed or (person.name if person is not None else ""),
        kind=word(byline.kind),
        role=byline.role,
        place=byline.place,
        person=person.uuid if person is not None else "",
    )


def _source(story: Story) -> edition.Source | None:
    source = edition.Source(
        agency=story.source_agency,
        url=story.source_url,
        licence=story.source_licence,
        expiry=utc(story.source_expiry),
        may_syndicate=story.may_syndicate,
    )
    return source if source != edition.Source() else None
