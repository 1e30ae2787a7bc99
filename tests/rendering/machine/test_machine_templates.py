"""Every template for machines is in use, and escapes what it is given."""

from datetime import date

import pytest
from jinja2 import nodes
from specimen_news import CARDS, DAY, SITE

from barta import rendering
from barta.rendering.environment import environment

TEMPLATES = [name for name in environment().list_templates() if name.startswith("feeds/")]


def test_every_template_for_machines_is_used() -> None:
    """There is none that no feed, sitemap or fixed file is made of."""
    environment().known.clear()
    rendering.feed("rss", SITE, CARDS)
    rendering.feed("atom", SITE, CARDS)
    rendering.sitemap_index(SITE, (date(2025, 7, 1),))
    rendering.sitemap_pages(SITE, ("/",))
    rendering.news_sitemap(SITE, CARDS)
    rendering.fixed_files(SITE, DAY)
    assert set(TEMPLATES) == set(environment().known)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_for_machines_trusts_its_text(name: str) -> None:
    """Nothing is printed unescaped."""
    source, _, _ = environment().loader.get_source(environment(), name)  # type: ignore[union-attr]
    assert [] == [each for each in environment().parse(source).find_all(nodes.Filter) if each.name == "safe"]
