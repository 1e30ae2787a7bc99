"""Pages that the paper wrote of itself."""

from barta.edition import Page
from barta.rendering.bodies import blocks
from barta.rendering.environment import render
from barta.rendering.heads import head
from barta.rendering.metadata import body_description
from barta.rendering.views import Site


def static_page(page: Page, site: Site) -> tuple[bytes, bytes]:
    """Return head and body of a page such as "about"; its pictures and links to stories are not resolved."""
    page_head = head(
        title=page.title,
        site=site,
        path=f"/{page.slug}",
        description=body_description(page.body),
        language=site.setting.language,
    )
    return page_head, render("static.html", page=page, parts=list(blocks(page.body, site.setting.language)))
