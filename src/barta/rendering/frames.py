"""What stands around the contents of a page: the shared style, the masthead and the footer.

Every page is joined in this order, and only the whole is a document:
a head, `style`, `masthead`, a story's `beacon`, the contents (one `main`), the lists beside it, `footer`.
"""

from dataclasses import dataclass
from datetime import date

from barta.bangla import dates
from barta.bangla.calendar import CalendarError
from barta.rendering.environment import render
from barta.rendering.feeds import feed_path
from barta.rendering.sheet import CSS
from barta.rendering.views import Site

_LOCALES = {"bd": "bn_BD", "wb": "bn_IN"}


@dataclass(frozen=True, slots=True)
class Strap:
    """The breaking bar: one line, and the decoded path or full address behind it (may be empty)."""

    text: str
    href: str = ""


def style(site: Site | None, *, preview: bool = False) -> bytes:
    """Return the shared end of all heads: the one style sheet, and what is the same on every page.

    A `preview` installs nothing: it has neither script nor manifest.
    """
    name, edition = (site.setting.name, site.setting.edition) if site else ("", "bd")
    feed = feed_path("rss", None) if site else ""
    return _tight(
        render("style.html", css=CSS, name=name, locale=_LOCALES[edition], feed=feed, preview=preview)
    )


def masthead(site: Site, day: date, breaking: Strap | None = None) -> bytes:
    """Return the top of every page on `day`: menu and search (closed), both dates, the name, what breaks."""
    return _tight(
        render(
            "masthead.html",
            setting=site.setting,
            menu=site.menu,
            today=dates.long_date(day),
            today_bangla=bangla_day(day, site),
            breaking=breaking,
        )
    )


def beacon(token: str) -> bytes:
    """Return what tells delivery that a story is read: a picture without script, and the script's address."""
    return render("beacon.html", token=token)


def footer(site: Site) -> bytes:
    """Return the end of every page: sections, the paper's own pages, and who publishes it."""
    return _tight(render("footer.html", setting=site.setting, menu=site.menu, pages=site.footer_pages))


def bangla_day(day: date, site: Site) -> str:
    """Return the day in Bangladesh's Bangla calendar, or nothing where that is not the paper's, or not known.

    West Bengal reckons otherwise, and a masthead that is a day off is worse than one without.
    """
    if site.setting.edition != "bd":
        return ""
    try:
        return dates.bangla_date(day)
    except CalendarError:
        return ""


def _tight(html: bytes) -> bytes:
    """Return what every page carries without the line ends between tags: no two of them stand in one line."""
    return html.replace(b">\n<", b"><")
