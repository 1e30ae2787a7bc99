"""A story's own two segments: the head that names it, and the article itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from barta.edition import Byline, Paragraph, Person, Story
from barta.rendering.addresses import absolute, media_path, story_path
from barta.rendering.bodies import parts, shown
from barta.rendering.clock import machine
from barta.rendering.environment import render
from barta.rendering.frames import footer, head, masthead, style
from barta.rendering.inline import excerpt, outside, plain
from barta.rendering.pictures import card_rendition
from barta.rendering.views import Site, StoryView


@dataclass(frozen=True, slots=True)
class Signature:
    """A byline and the person behind it, if readers may follow it."""

    byline: Byline
    person: Person | None


def story_head(view: StoryView, site: Site) -> bytes:
    """Return the beginning of a story's page, up to the shared `style` slot."""
    story, setting = view.story, site.setting
    address = absolute(setting.site_url, story_path(story, view.section))
    return head(
        title=f"{story.headline} | {setting.name}",
        language=story.language,
        description=_description(story),
        canonical=outside(story.canonical) or address,
        noindex=story.noindex,
        properties=_properties(view, site, address),
    )


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
        topics=[view.topics[key] for key in story.topics if key in view.topics],
    )


def whole_story_page(view: StoryView, site: Site, day: date) -> bytes:
    """Return the page without its lists, as the newsroom previews it on `day`."""
    segments = (
        story_head(view, site),
        style(site),
        masthead(site, day),
        story_body(view, site),
        footer(site),
    )
    return b"".join(segments)


def signoff(initials: str) -> str:
    """Return printed initials between slashes; those that already have one are left as they are."""
    bare = initials.strip()
    return bare if not bare or "/" in bare else f"/{bare}/"


def _description(story: Story) -> str:
    """Return the standfirst, or else how the text begins."""
    first = next((block.html for block in story.body if isinstance(block, Paragraph)), "")
    return excerpt(story.standfirst or plain(first))


def _properties(view: StoryView, site: Site, address: str) -> Iterable[tuple[str, str]]:
    """Yield the Open Graph properties of a story."""
    story = view.story
    yield "og:type", "article"
    yield "og:title", story.social_headline or story.headline
    yield "og:url", address
    yield "article:published_time", machine(story.published, story.published_precision)
    if story.updated:
        yield "article:modified_time", machine(story.updated, story.updated_precision)
    yield "article:section", view.section.name
    figure = next((figure for figure in story.pictures if not figure.sensitive and shown(figure, view)), None)
    file = card_rendition(view.assets[figure.asset]) if figure else None
    if file:
        yield "og:image", absolute(site.setting.site_url, media_path(file.name))
        yield "og:image:width", str(file.width)
        yield "og:image:height", str(file.height)
