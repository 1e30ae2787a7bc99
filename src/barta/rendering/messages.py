"""Pages that say why there is nothing to read here, and the paper's word to robots."""

from barta.rendering.environment import render
from barta.rendering.frames import head, style
from barta.rendering.views import Site


def not_found(site: Site) -> tuple[bytes, bytes]:
    """Return head and body of the 404 page."""
    return _message(
        site,
        "পাতাটি পাওয়া গেল না",
        "ঠিকানাটি ভুল হতে পারে, কিংবা পাতাটি সরানো হয়েছে। ঠিকানা আরেকবার মিলিয়ে দেখুন।",
    )


def not_available(site: Site) -> tuple[bytes, bytes]:
    """Return head and body of the page for a story that was taken off and may return."""
    return _message(
        site,
        "এই খবরটি এখন দেখা যাচ্ছে না",
        "খবরটি আপাতত প্রকাশিত নেই। পরে আবার প্রকাশিত হতে পারে।",
    )


def gone(site: Site, note: str = "") -> tuple[bytes, bytes]:
    """Return head and body of the 410 page; `note` is the public reason, empty when nothing may be said."""
    if not note:
        return _message(site, "এই পাতাটি আর নেই", "")
    return _message(site, "এই খবরটি প্রত্যাহার করা হয়েছে", note)


def error_page(site: Site | None = None) -> bytes:
    """Return a whole page for when the paper cannot be read; it needs nothing, not even the paper's name."""
    title = "পাতাটি এই মুহূর্তে দেখানো যাচ্ছে না"
    text = "আমাদের দিকে একটি সমস্যা হয়েছে। একটু পরে আবার চেষ্টা করুন।"
    name = site.setting.name if site else ""
    return b"".join(
        (
            head(title=f"{title} | {name}" if name else title, noindex=True),
            style(site),
            render("message.html", title=title, text=text),
            b"</body>\n</html>\n",
        )
    )


def robots(site: Site) -> bytes:
    """Return `robots.txt`: everything that is published may be read."""
    return f"# {site.setting.site_url}\nUser-agent: *\nDisallow:\n".encode()


def _message(site: Site, title: str, text: str) -> tuple[bytes, bytes]:
    """Return head and body of a page that is one message."""
    page_head = head(title=f"{title} | {site.setting.name}", language=site.setting.language, noindex=True)
    return page_head, render("message.html", title=title, text=text)
