"""What stands around the contents of a page: its head, the shared style, the masthead and the footer.

Every page is joined in this order, and only the whole is a document:
a head (`story_head`, `front_head`, `section_head` or a message's), `style`, `masthead`, the contents
(`story_body`, the list of a front, or a message's body), the lists beside it, `footer`.
"""

from collections.abc import Iterable
from datetime import date

from barta.bangla import dates
from barta.bangla.calendar import CalendarError
from barta.edition import Section
from barta.rendering.addresses import absolute, section_path
from barta.rendering.environment import render
from barta.rendering.headers import CSS
from barta.rendering.views import Site

_LOCALES = {"bd": "bn_BD", "wb": "bn_IN"}


def head(
    *,
    title: str,
    language: str = "bn",
    description: str = "",
    canonical: str = "",
    noindex: bool = False,
    properties: Iterable[tuple[str, str]] = (),
) -> bytes:
    """Return the beginning of a page. `canonical` is a full address; `properties` are Open Graph's."""
    return render(
        "head.html",
        title=title,
        language=language,
        description=description,
        canonical=canonical,
        noindex=noindex,
        properties=tuple(properties),
    )


def front_head(site: Site) -> bytes:
    """Return the beginning of the front page."""
    setting = site.setting
    address = absolute(setting.site_url, "/")
    title = f"{setting.name} | {setting.tagline}" if setting.tagline else setting.name
    return head(
        title=title,
        language=setting.language,
        description=setting.tagline,
        canonical=address,
        properties=(("og:type", "website"), ("og:title", setting.name), ("og:url", address)),
    )


def section_head(section: Section, site: Site) -> bytes:
    """Return the beginning of a section's front."""
    setting = site.setting
    address = absolute(setting.site_url, section_path(section))
    return head(
        title=f"{section.name} | {setting.name}",
        language=setting.language,
        description=section.description,
        canonical=address,
        properties=(("og:type", "website"), ("og:title", section.name), ("og:url", address)),
    )


def style(site: Site | None) -> bytes:
    """Return the shared end of all heads: the one style sheet, and what is the same on every page."""
    name, edition = (site.setting.name, site.setting.edition) if site else ("", "bd")
    return render("style.html", css=CSS, name=name, locale=_LOCALES[edition])


def masthead(site: Site, day: date) -> bytes:
    """Return the top of every page on `day`: the closed menu, the two dates and the paper's name."""
    return render(
        "masthead.html",
        setting=site.setting,
        menu=site.menu,
        day=day.isoformat(),
        today=dates.long_date(day),
        today_bangla=_bangla_date(day, site),
    )


def footer(site: Site) -> bytes:
    """Return the end of every page: who publishes the paper, and its sections."""
    return render("footer.html", setting=site.setting, menu=site.menu)


def _bangla_date(day: date, site: Site) -> str:
    """Return the day in Bangladesh's Bangla calendar, or nothing where that is not the paper's, or not known.

    West Bengal reckons otherwise, and a masthead that is a day off is worse than one without.
    """
    if site.setting.edition != "bd":
        return ""
    try:
        return dates.bangla_date(day)
    except CalendarError:
        return ""
