"""A story's own segment: the article itself."""

from dataclasses import dataclass
from datetime import date

from barta.edition import Byline, Person
from barta.rendering.bodies import parts, shown
from barta.rendering.environment import render
from barta.rendering.frames import footer, masthead, style
from barta.rendering.heads import story_head
from barta.rendering.sharing import shares, short_address
from barta.rendering.views import Site, StoryView


@dataclass(frozen=True, slots=True)
class Signature:
    """A byline and the person behind it, if readers may follow it."""

    byline: Byline
    person: Person | None


def story_body(view: StoryView, site: Site) -> bytes:
    """Return the article from kicker to topics, with everything that `view` can resolve."""
    story = view.story
    photos = [picture for figure in story.pictures if (picture := shown(figure, view))]
    return render(
        "story.html",
        story=story,
        section=view.section,
        others=view.others,
        signatures=[Signature(byline, view.people.get(byline.person)) for byline in story.bylines],
        separator="; " if any(byline.role or byline.place for byline in story.bylines) else ", ",
        lead=photos[0] if photos else None,
        further=photos[1:],
        parts=list(parts(view)),
        signoff=signoff(story.signoff),
        shares=shares(view, site),
        address=short_address(view, site),
        language=site.setting.language,
        topics=[view.topics[key] for key in story.topics if key in view.topics],
    )


def whole_story_page(view: StoryView, site: Site, day: date) -> bytes:
    """Return the page without its lists, as the newsroom previews it on `day`."""
    segments = (
        story_head(view, site),
        style(site, preview=True),
        masthead(site, day),
        story_body(view, site),
        footer(site),
    )
    return b"".join(segments)


def signoff(initials: str) -> str:
    """Return printed initials between slashes; those that already have one are left as they are."""
    bare = initials.strip()
    return bare if not bare or "/" in bare else f"/{bare}/"
