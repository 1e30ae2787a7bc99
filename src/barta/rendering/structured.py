"""Structured data: the vocabulary of schema.org as JSON-LD, so that machines need not guess.

Search engines and readers of pages learn from it who wrote what, when, and what was corrected.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from barta.edition import Byline, Person, Section, Topic
from barta.rendering.addresses import absolute, person_path, section_path, topic_path
from barta.rendering.assets import asset_path
from barta.rendering.clock import machine
from barta.rendering.inline import excerpt
from barta.rendering.metadata import Preview, story_preview
from barta.rendering.views import Site, StoryView

Data = Mapping[str, Any]

LOGO = "icon-512.png"
LOGO_SIZE = 512

# Search engines show no more of a headline than this.
_HEADLINE = 110
_POLICY = "corrections-policy"
_CONTEXT = {"@context": "https://schema.org"}
_GROUPS = frozenset({"desk", "agency"})

# These could end the element, begin a comment, or end a line of script; JSON allows them to be escaped.
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def serialised(data: Sequence[Data]) -> Markup:
    """Return JSON-LD objects as the contents of one `script` element, or nothing without any.

    Bangla stays readable, and no text can end the element.
    """
    if not data:
        return Markup()
    whole = _CONTEXT | dict(data[0]) if len(data) == 1 else _CONTEXT | {"@graph": list(data)}
    text = msgspec.json.encode(whole).decode()
    return Markup(_UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text))


def story_data(view: StoryView, site: Site, canonical: str) -> tuple[Data, ...]:
    """Return a story as a `NewsArticle`, and where it stands in the paper. `canonical` is a full address.

    What somebody paid for is no news, and is not called so.
    """
    return _article(view, site, canonical), breadcrumbs(view.section, site)


def paper_data(site: Site) -> tuple[Data, ...]:
    """Return the paper as a `WebSite` that can be searched, with the organisation behind it."""
    setting = site.setting
    search = f"{absolute(setting.site_url, '/search')}?q={{search_term_string}}"
    website = {
        "@type": "WebSite",
        "name": setting.name,
        "url": absolute(setting.site_url, "/"),
        "inLanguage": setting.language,
        "description": setting.tagline,
        "publisher": _said(organisation(site) | dict(_about(site))),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }
    return (_said(website),)


def person_data(person: Person, site: Site) -> tuple[Data, ...]:
    """Return the front of a person, desk or agency as a `ProfilePage`."""
    about = {
        "@type": "Organization" if person.kind in _GROUPS else "Person",
        "name": person.name,
        "jobTitle": person.role if person.kind == "person" else "",
        "description": person.about,
        "url": absolute(site.setting.site_url, person_path(person)),
    }
    return ({"@type": "ProfilePage", "mainEntity": _said(about)},)


def topic_data(topic: Topic, site: Site) -> tuple[Data, ...]:
    """Return a topic's front as a `CollectionPage` about it, under all its names."""
    about = {"@type": "Thing", "name": topic.name, "alternateName": list(topic.aliases)}
    url = absolute(site.setting.site_url, topic_path(topic))
    return ({"@type": "CollectionPage", "url": url, "about": _said(about)},)


def breadcrumbs(section: Section, site: Site) -> Data:
    """Return the way from the front page down to `section` as a `BreadcrumbList`."""
    steps = [
        (site.setting.name, "/"),
        *((each.name, section_path(each)) for each in _ancestry(section, site)),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": absolute(site.setting.site_url, path),
            }
            for position, (name, path) in enumerate(steps, 1)
        ],
    }


def organisation(site: Site) -> dict[str, Any]:
    """Return the paper as the publisher that search engines look for."""
    setting = site.setting
    return {
        "@type": "NewsMediaOrganization",
        "name": setting.name,
        "url": absolute(setting.site_url, "/"),
        "logo": logo(site).url,
    }


def logo(site: Site) -> Preview:
    """Return the paper's mark as a picture."""
    return Preview(absolute(site.setting.site_url, asset_path(LOGO)), LOGO_SIZE, LOGO_SIZE, site.setting.name)


def _article(view: StoryView, site: Site, canonical: str) -> Data:
    story, picture = view.story, story_preview(view, site)
    headline = excerpt(story.headline, _HEADLINE)
    return _said(
        {
            "@type": "AdvertiserContentArticle" if story.flags.commercial else "NewsArticle",
            "headline": headline,
            "alternativeHeadline": story.short_headline if story.short_headline != headline else "",
            "datePublished": machine(story.published, story.published_precision),
            "dateModified": machine(story.updated, story.updated_precision) if story.updated else "",
            "author": [_author(byline, view, site) for byline in story.bylines] or organisation(site),
            "publisher": organisation(site),
            "articleSection": [section.name for section in (view.section, *view.others)],
            "inLanguage": story.language,
            "image": _image(picture) if picture else "",
            "mainEntityOfPage": canonical,
            "keywords": [view.topics[key].name for key in story.topics if key in view.topics],
            "correction": list(_corrections(view)),
        }
    )


def _author(byline: Byline, view: StoryView, site: Site) -> Data:
    """Return who wrote it under the name that is printed, with the page behind it."""
    person = view.people.get(byline.person)
    return _said(
        {
            "@type": "Organization" if byline.kind in _GROUPS else "Person",
            "name": byline.printed,
            "url": absolute(site.setting.site_url, person_path(person)) if person else "",
        }
    )


def _corrections(view: StoryView) -> Iterator[Data]:
    """Yield what was wrong. A clarification corrects nothing, and is not called a correction."""
    for correction in view.story.corrections:
        if correction.kind == "correction":
            at = machine(correction.at, "minute")
            yield {"@type": "CorrectionComment", "text": correction.text, "datePublished": at}


def _about(site: Site) -> Data:
    """Return what else is known of the paper: address, e-mail, and the page on its corrections."""
    setting = site.setting
    slugs = {page.slug for page in site.pages.values()}
    return {
        "address": setting.address,
        "email": setting.email,
        "correctionsPolicy": absolute(setting.site_url, f"/{_POLICY}") if _POLICY in slugs else "",
    }


def _ancestry(section: Section, site: Site) -> Sequence[Section]:
    """Return `section` and those above it, the highest first. A circle of parents is left where it closes."""
    chain = [section]
    while (parent := site.sections.get(chain[-1].parent)) and parent not in chain:
        chain.append(parent)
    return chain[::-1]


def _image(picture: Preview) -> Data:
    return {
        "@type": "ImageObject",
        "url": picture.url,
        "width": picture.width,
        "height": picture.height,
    }


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return `data` without what is empty: an empty name says something false."""
    return {name: value for name, value in data.items() if value not in ("", [])}
