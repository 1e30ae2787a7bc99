"""What other sites are told of a page: a description, Open Graph properties, the picture to show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from barta.edition import Asset, Block, Paragraph, Story
from barta.rendering.addresses import absolute, media_path
from barta.rendering.clock import machine
from barta.rendering.inline import excerpt, plain
from barta.rendering.views import Site, StoryView, summary

Properties = Iterable[tuple[str, str]]

# Sites that show a preview fetch one file, and wider ones than this are turned away by some.
_WIDEST = 1280
_UNIVERSAL = "image/jpeg"

_DESCRIBED = 160


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture other sites show with a link: its full address, size in pixels and words for it."""

    url: str
    width: int
    height: int
    alt: str


def preview(asset: Asset | None, site: Site, alt: str = "") -> Preview | None:
    """Return the widest JPEG of `asset` up to 1280 pixels, else the narrowest; None when it has no JPEG."""
    files = sorted(
        (file for file in asset.renditions if file.media_type == _UNIVERSAL) if asset else (),
        key=lambda file: (file.width, file.name),
    )
    if not asset or not files:
        return None
    fitting = [file for file in files if file.width <= _WIDEST]
    file = fitting[-1] if fitting else files[0]
    url = absolute(site.setting.site_url, media_path(file.name))
    return Preview(url, file.width, file.height, alt or asset.alt)


def story_preview(view: StoryView, site: Site) -> Preview | None:
    """Return the preview of a story's first picture that may be shown unasked and has a file for it."""
    for figure in view.story.pictures:
        if not figure.sensitive:
            found = preview(view.assets.get(figure.asset), site, figure.alt)
            if found:
                return found
    return None


def story_description(story: Story) -> str:
    """Return the standfirst, or else how the text begins, in at most 160 code points.

    Search engines show no more.
    """
    return excerpt(summary(story) or body_description(story.body), _DESCRIBED)


def body_description(blocks: Iterable[Block]) -> str:
    """Return how the first paragraph that says anything begins, in at most 200 code points."""
    paragraphs = (excerpt(plain(block.html)) for block in blocks if isinstance(block, Paragraph))
    return next((text for text in paragraphs if text), "")


def story_properties(view: StoryView, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the Open Graph properties that only a story has; authors are named as they are printed."""
    story = view.story
    yield "og:type", "article"
    yield "og:title", story.social_headline or story.headline
    yield "article:published_time", machine(story.published, story.published_precision)
    if story.updated:
        yield "article:modified_time", machine(story.updated, story.updated_precision)
    yield "article:section", view.section.name
    for byline in story.bylines:
        yield "article:author", byline.printed
    for key in story.topics:
        if key in view.topics:
            yield "article:tag", view.topics[key].name
    yield from preview_properties(story_preview(view, site))


def preview_properties(shown: Preview | None) -> Iterator[tuple[str, str]]:
    """Yield the Open Graph properties of a picture."""
    if not shown:
        return
    yield "og:image", shown.url
    yield "og:image:width", str(shown.width)
    yield "og:image:height", str(shown.height)
    if shown.alt:
        yield "og:image:alt", shown.alt
