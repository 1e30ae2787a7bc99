"""Pages that say why there is nothing to read here."""

from collections.abc import Sequence

from barta.rendering.addresses import section_path
from barta.rendering.environment import render
from barta.rendering.frames import style
from barta.rendering.heads import head
from barta.rendering.lists import MOST_READ_PATH
from barta.rendering.views import Site


def not_found(site: Site) -> tuple[bytes, bytes]:
    """Return head and body of the 404 page."""
    return _message(
        site,
        "পাতাটি পাওয়া গেল না",
        "ঠিকানাটি ভুল হতে পারে, কিংবা পাতাটি সরানো হয়েছে। ঠিকানা আরেকবার মিলিয়ে দেখুন, অথবা খবরটি খুঁজে নিন।",
        helpful=True,
    )


def busy(site: Site) -> tuple[bytes, bytes]:
    """Return head and body of the page for whoever searches while others do, with other ways to the news.

    Reloading asks the same question again: it stands in the address.
    """
    return _message(
        site,
        "এখন অনেকে একসঙ্গে খুঁজছেন",
        "আপনার খোঁজের পালা আসেনি। কয়েক মুহূর্ত পর পাতাটি আবার লোড করুন, যা খুঁজছিলেন তা আর লিখতে হবে না। "
        "ততক্ষণ খবর পড়তে পারেন এসব পাতায়:",
        ways=(
            *((section.name, section_path(section)) for section in site.menu),
            ("সর্বাধিক পঠিত", MOST_READ_PATH),
            ("আর্কাইভ", "/archive"),
        ),
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


def offline(site: Site) -> bytes:
    """Return the whole page that a reader without a connection is shown instead of one not kept."""
    title = "ইন্টারনেট সংযোগ নেই"
    text = "সংযোগ ফিরে এলে পাতাটি আবার খুলুন। আগে পড়া খবরগুলো সংযোগ ছাড়াও খোলা যেতে পারে।"
    return _whole(title, text, site)


def error_page(site: Site | None = None) -> bytes:
    """Return a whole page for when the paper cannot be read; it needs nothing, not even the paper's name."""
    title = "পাতাটি এই মুহূর্তে দেখানো যাচ্ছে না"
    return _whole(title, "আমাদের দিকে একটি সমস্যা হয়েছে। একটু পরে আবার চেষ্টা করুন।", site)


def _whole(title: str, text: str, site: Site | None) -> bytes:
    """Return a page that is one message under the paper's name; no menu, since nothing else may be there."""
    name = site.setting.name if site else ""
    body = render("message.html", title=title, text=text, helpful=False, ways=(), name=name)
    return b"".join((head(title=title, site=site, noindex=True), style(site), body, b"</body>\n</html>\n"))


def _message(
    site: Site, title: str, text: str, *, helpful: bool = False, ways: Sequence[tuple[str, str]] = ()
) -> tuple[bytes, bytes]:
    """Return head and body of a page that is one message; a `helpful` one offers the search.

    `ways` are names and addresses of other pages.
    """
    page_head = head(title=title, site=site, language=site.setting.language, noindex=True)
    return page_head, render("message.html", title=title, text=text, helpful=helpful, ways=ways, name="")
