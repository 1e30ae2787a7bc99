"""First words of addresses: sections and the paper's own pages share them, and some are the house's own."""

from typing import Any

from django.apps import apps

RESERVED = frozenset(
    {
        "people",
        "topics",
        "media",
        "assets",
        "archive",
        "corrections",
        "ledger",
        "feeds",
        "search",
        "most-read",
        "beacon",
        "v",
        "admin",
        "pages",
        "read",
        "offline",
        "sitemaps",
        "sitemap.xml",
        "news-sitemap.xml",
        "opensearch.xml",
        "manifest.webmanifest",
        "favicon.ico",
        "robots.txt",
        "humans.txt",
        "sw.js",
        ".well-known",
    }
)
"""First words of addresses that are neither sections nor pages."""

_BESIDE = {"section": "pages.Page", "page": "sections.Section"}
"""What stands at `/<slug>` beside a subject of this kind."""


def taken(thing: Any, wanted: str) -> set[str]:
    """Return the slugs beginning with `wanted` that the subject `thing` may not have. One or two queries."""
    alike = type(thing).objects.filter(slug__startswith=wanted).exclude(pk=thing.pk)
    slugs = set(alike.values_list("slug", flat=True))
    if thing.kind_of_subject in _BESIDE:
        beside = apps.get_model(_BESIDE[thing.kind_of_subject]).objects.filter(slug__startswith=wanted)
        slugs |= RESERVED | set(beside.values_list("slug", flat=True))
    return slugs


def fault(thing: Any) -> str:
    """Return why `thing`, a section or a page, may not have its slug, in words for the editor; else ""."""
    if thing.slug in RESERVED:
        return f"“{thing.slug}” ঠিকানাটি অন্য কাজে লাগে; আরেকটি দিন।"
    beside = apps.get_model(_BESIDE[thing.kind_of_subject])
    if beside.objects.filter(slug=thing.slug).exists():
        return f"“{thing.slug}” ঠিকানায় আগে থেকেই একটি {beside._meta.verbose_name} আছে; আরেকটি দিন।"
    return ""
