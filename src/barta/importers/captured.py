"""The story in a capture, ready to be filed, with remarks on what had to be decided."""

from barta.importers import desks
from barta.importers.archive import ArchivedStory, moment, printed_byline
from barta.importers.capture import Capture


def story_of(capture: Capture, *, section: str, published: str) -> tuple[ArchivedStory, list[str]]:
    """Return the story that a capture holds, and remarks on what had to be decided.

    Raises ValueError when the capture prints no date and none is given.
    """
    remarks = [f"not recognised: {line}" for line in capture.unrecognised]
    stamp = published or capture.published
    if not stamp:
        raise ValueError("the capture prints no time of publication: give one with --published")
    bylines = tuple(
        printed_byline(one["name"], one["kind"], one.get("role", ""), one.get("place", ""))
        for one in capture.byline
    )
    if not section:
        found = next((known for one in bylines if (known := desks.from_desk(one.printed))), None)
        section = found[0] if found else desks.DEFAULT
        why = "by its desk" if found else "since it names no desk that is known"
        remarks.append(f"filed under {section} {why}: --section chooses another")
    story = ArchivedStory(
        headline=capture.headline,
        section=section,
        published=moment(stamp, "published"),
        updated=moment(capture.updated, "updated") if capture.updated else None,
        bylines=bylines,
        body=tuple(capture.body),
        signoff=capture.signoff or "",
    )
    if story.updated is not None and story.updated.before(story.published):
        remarks.append("its update is before its publication: filed as printed")
    return story, remarks
