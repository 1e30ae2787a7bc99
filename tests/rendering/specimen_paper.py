"""A small invented paper to render: one story that uses everything, and its lists."""

from datetime import date, datetime
from typing import Any

from barta import rendering
from barta.bangla.dates import DHAKA
from barta.edition import (
    Asset,
    Byline,
    Correction,
    Figure,
    Heading,
    Items,
    Paragraph,
    Person,
    Picture,
    Quote,
    RelatedLink,
    Rendition,
    Section,
    Setting,
    Story,
    Topic,
)

DAY = date(2025, 7, 3)
NUKTA_YA = "\u09af\u09bc"
NO_BREAK = "\u00a0"


def key(number: int) -> str:
    """Return a made-up id."""
    return f"{number:032x}"


FOREIGN = Section(id=key(1), slug="foreign", name="আন্তর্জাতিক", position=2)
LOCAL = Section(id=key(2), slug="চরমোহনা", name="চরমোহনা", position=1, description="নদীপাড়ের খবর")
HIDDEN = Section(id=key(3), slug="archive-desk", name="পুরোনো পাতা", in_menu=False)
SETTING = Setting(
    name="নদীতীর", site_url="https://noditir.example", tagline="চরমোহনার কাগজ", editor="রওশন তালুকদার"
)
SITE = rendering.Site(SETTING, {section.id: section for section in (FOREIGN, LOCAL, HIDDEN)})


def file(number: int, width: int, media_type: str) -> Rendition:
    """Return a made-up public picture file in the shape 16:9."""
    extension = media_type.removeprefix("image/").replace("jpeg", "jpg")
    name = f"{key(number)}.{extension}"
    return Rendition(name=name, width=width, height=width * 9 // 16, media_type=media_type)


GHAT = Asset(
    id=key(10),
    renditions=(
        file(11, 320, "image/jpeg"),
        file(12, 640, "image/jpeg"),
        file(13, 1280, "image/jpeg"),
        file(14, 640, "image/webp"),
    ),
    alt="নদীর ঘাট",
    credit="মাহফুজ আলী",
)
RAHELA = Person(id=key(20), public_id="rahera0001", slug="রাহেলা", name="রাহেলা মজুমদার")
RIVER = Topic(id=key(21), slug="নদী", name="নদী")


def card(number: int, headline: str, **changes: Any) -> rendering.Card:
    """Return a card of another story."""
    fields: dict[str, Any] = {
        "id": key(100 + number),
        "public_id": f"{number:010d}",
        "headline": headline,
        "path": f"/foreign/{number:010d}/খবর",
        "published": datetime(2025, 7, 3, 8, number, tzinfo=DHAKA),
        "section_name": FOREIGN.name,
        "section_path": "/foreign",
    }
    return rendering.Card(**(fields | changes))


HEADLINES = (
    "ফেরিঘাটে নতুন পন্টুন",
    "নৌকাবাইচ দেখতে হাজারো মানুষ",
    "স্কুলের মাঠে ফিরল গ্রন্থমেলা",
    "জেলেদের জন্য নতুন সতর্কবার্তা",
    "চালের দাম কেজিতে কমেছে দুই টাকা",
)
CARDS = tuple(card(number, headline) for number, headline in enumerate(HEADLINES, 1))


def story(**changes: Any) -> Story:
    """Return a story as plain as an imported one, but for `changes`."""
    fields: dict[str, Any] = {
        "id": key(30),
        "public_id": "0123456789",
        "headline": f"ভাঙন ঠেকাতে নতুন বাঁধ হচ্ছে নদী{NUKTA_YA}",
        "slug": "ভাঙন-ঠেকাতে-নতুন-বাঁধ",
        "section": FOREIGN.id,
        "published": datetime(2023, 9, 5, 9, 12, tzinfo=DHAKA),
        "updated": datetime(2023, 9, 5, 21, 42, tzinfo=DHAKA),
        "bylines": (Byline(printed="আন্তর্জাতিক ডেস্ক", kind="desk"),),
        "body": (
            Paragraph(html=f"প্রথম অনুচ্ছেদ।{NO_BREAK}শেষ।"),
            Paragraph(html="উ. চরের লোকেরা বলেন, ‘চাই’ – এখনই। "),
        ),
        "signoff": "এলকে",
    }
    return Story(**(fields | changes))


def full_story() -> Story:
    """Return a story that has everything a page can show."""
    return story(
        kicker="নদীভাঙন",
        standfirst="তিন বছর পর বরাদ্দ এল।",
        sections=(LOCAL.id,),
        bylines=(Byline(printed="রাহেলা মজুমদার", person=RAHELA.id), Byline(printed="বাসস", kind="agency")),
        topics=(RIVER.id,),
        pictures=(
            Figure(asset=GHAT.id, caption="পুরোনো ঘাট", agency="বাসস"),
            Figure(asset=GHAT.id, alt="আরেকটি"),
        ),
        body=(
            Paragraph(html="পূর্ব পাড়ে <b>আড়াই কিলোমিটার</b> বাঁধ।"),
            Heading(text="গ্রামের কথা", level=3),
            Quote(text="আর পারি না।", by="আবদুল গফুর"),
            Items(items=("এক", "<em>দুই</em>"), ordered=True),
            Items(items=("তিন",)),
            Picture(figure=Figure(asset=GHAT.id, sensitive=True)),
            RelatedLink(story=CARDS[0].id),
            RelatedLink(text="বাইরের খবর", url="https://example.org/a?b=1&c=2"),
        ),
        corrections=(Correction(at=datetime(2023, 9, 6, 10, 0, tzinfo=DHAKA), text="অঙ্কটি ১৮ কোটি।"),),
        public_note="শিরোনাম হালনাগাদ করা হয়েছে।",
    )


def view(shown: Story, **changes: Any) -> rendering.StoryView:
    """Return a view in which everything that can be resolved is."""
    fields: dict[str, Any] = {
        "others": (LOCAL,),
        "people": {RAHELA.id: RAHELA},
        "topics": {RIVER.id: RIVER},
        "assets": {GHAT.id: GHAT},
        "links": {CARDS[0].id: CARDS[0]},
    }
    return rendering.StoryView(shown, FOREIGN, **(fields | changes))


def bare(shown: Story) -> rendering.StoryView:
    """Return a view in which nothing can be resolved."""
    return rendering.StoryView(shown, FOREIGN)


def listing(kind: rendering.Kind, cards: tuple[rendering.Card, ...], section: Section | None = None) -> bytes:
    """Return a list as delivery joins it."""
    before, after = rendering.list_frame(kind, SITE, section)
    return before + b"".join(rendering.card(each, kind) for each in cards) + after


def page(shown: rendering.StoryView) -> str:
    """Return a story's page as delivery joins it."""
    segments = (
        rendering.story_head(shown, SITE),
        rendering.style(SITE),
        rendering.masthead(SITE, DAY),
        rendering.story_body(shown, SITE),
        listing("related", CARDS[:3]),
        listing("latest", CARDS[:4]),
        listing("most-read", CARDS),
        rendering.footer(SITE),
    )
    return b"".join(segments).decode()


def pages() -> dict[str, str]:
    """Return one page of every kind."""
    around = rendering.style(SITE) + rendering.masthead(SITE, DAY)
    pictured = (card(6, "ছবির খবর", figure=GHAT.renditions[0], alt="ঘাট", kicker="ছবি"), *CARDS)
    messages = {
        "missing": rendering.not_found(SITE),
        "unavailable": rendering.not_available(SITE),
        "gone": rendering.gone(SITE, "তথ্যে ভুল ছিল।"),
        "taken-down": rendering.gone(SITE, ""),
    }
    made = {
        "front": rendering.front_head(SITE) + around + listing("front", pictured),
        "section": rendering.section_head(LOCAL, SITE) + around + listing("section", pictured, LOCAL),
        "empty": rendering.front_head(SITE) + around + listing("front", ()),
    }
    made |= {name: head + around + body for name, (head, body) in messages.items()}
    joined = {name: (content + rendering.footer(SITE)).decode() for name, content in made.items()}
    return joined | {
        "story": page(view(story())),
        "full": page(view(full_story())),
        "preview": rendering.whole_story_page(view(full_story()), SITE, DAY).decode(),
        "error": rendering.error_page().decode(),
        "error of a paper": rendering.error_page(SITE).decode(),
    }
