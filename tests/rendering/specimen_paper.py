"""A small invented paper to render: one story that uses everything, its lists, and a page of every kind."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from barta import rendering
from barta.bangla.dates import DHAKA
from barta.edition import (
    Asset,
    Byline,
    Correction,
    Figure,
    Flags,
    Heading,
    Items,
    Page,
    Paragraph,
    Person,
    Picture,
    Quote,
    RelatedLink,
    Rendition,
    Section,
    Setting,
    Source,
    Story,
    Table,
    Topic,
)
from barta.rendering.pictures import portrait

DAY = date(2025, 7, 3)
NUKTA_YA = "\u09af\u09bc"
NO_BREAK = "\u00a0"


def key(number: int) -> str:
    """Return a made-up id."""
    return f"{number:032x}"


FOREIGN = Section(id=key(1), slug="foreign", name="আন্তর্জাতিক", position=2)
LOCAL = Section(id=key(2), slug="চরমোহনা", name="চরমোহনা", position=1, description="নদীপাড়ের খবর")
HIDDEN = Section(id=key(3), slug="archive-desk", name="পুরোনো পাতা", parent=key(2), in_menu=False)
SETTING = Setting(
    name="নদীতীর",
    site_url="https://noditir.example",
    tagline="চরমোহনার কাগজ",
    editor="রওশন তালুকদার",
    publisher="মোহনা প্রকাশনী",
    address="৩ ঘাট রোড, চরমোহনা",
    email="desk@noditir.example",
)
ABOUT = Page(
    id=key(40),
    slug="about",
    title="আমাদের কথা",
    body=(
        Paragraph(html='চরমোহনার খবর লেখা হয় <a href="/foreign">এখান থেকে</a>।'),
        Heading(text="যাঁরা লেখেন"),
        Items(items=("প্রতিবেদক", "সম্পাদক")),
    ),
    updated=datetime(2025, 6, 1, 12, 0, tzinfo=DHAKA),
    position=2,
)
RULES = Page(id=key(41), slug="corrections-policy", title="সংশোধন নীতি", position=1)
UNLISTED = Page(id=key(42), slug="thanks", title="ধন্যবাদ", in_footer=False)
SITE = rendering.Site(
    SETTING,
    {section.id: section for section in (FOREIGN, LOCAL, HIDDEN)},
    {page.id: page for page in (ABOUT, RULES, UNLISTED)},
)


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
        file(15, 320, "image/avif"),
        file(16, 1280, "image/avif"),
    ),
    alt="নদীর ঘাট",
    credit="মাহফুজ আলী",
)
PHOTO = portrait(GHAT)
RAHELA = Person(
    id=key(20),
    public_id="rahera0001",
    slug="রাহেলা",
    name="রাহেলা মজুমদার",
    role="নিজস্ব প্রতিবেদক",
    about="চরের খবর লেখেন।",
    asset=GHAT.id,
)
RIVER = Topic(id=key(21), slug="নদী", name="নদী")


def card(number: int, headline: str, **changes: Any) -> rendering.Card:
    """Return a card of another story."""
    fields: dict[str, Any] = {
        "id": key(100 + number),
        "public_id": f"{number:010d}",
        "headline": headline,
        "title": headline,
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
PICTURED = card(
    6,
    "ছবির খবর",
    photo=PHOTO,
    kicker="ছবি",
    standfirst="ঘাটের সকাল।",
    byline="রাহেলা মজুমদার",
    commercial="বিজ্ঞাপন প্রতিবেদন",
)
ENGLISH = card(7, "A morning at the ghat", language="en")


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
            Table(rows=(("গ্রাম", "ঘর"), ("উত্তর চর", "১২")), caption="কোথায় কত ঘর"),
            Table(rows=(("দক্ষিণ চর", "নেই"),), head=False),
            RelatedLink(story=CARDS[0].id),
            RelatedLink(text="বাইরের খবর", url="https://example.org/a?b=1&c=2"),
        ),
        corrections=(Correction(at=datetime(2023, 9, 6, 10, 0, tzinfo=DHAKA), text="অঙ্কটি ১৮ কোটি।"),),
        public_note="শিরোনাম হালনাগাদ করা হয়েছে।",
    )


def labelled_story() -> Story:
    """Return a story in another language that must say who paid for it and where it comes from."""
    return story(
        language="en",
        flags=Flags(commercial="বিজ্ঞাপন প্রতিবেদন", ai_used=True),
        source=Source(agency="নদী সংবাদ", url="https://example.org/"),
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


def listing(kind: rendering.Kind, cards: tuple[rendering.Card, ...]) -> bytes:
    """Return a list as delivery joins it."""
    before, after = rendering.list_frame(kind, SITE)
    return before + b"".join(looking("side", *cards)) + after


def looking(look: rendering.Look, *cards: rendering.Card) -> list[bytes]:
    """Return cards in one look."""
    return [rendering.card(each, look) for each in cards]


LISTS = (listing("latest", CARDS[:4]), listing("most-read", CARDS))


def page(shown: rendering.StoryView) -> str:
    """Return a story's page as delivery joins it."""
    return b"".join(segments(shown)).decode()


def segments(shown: rendering.StoryView) -> tuple[bytes, ...]:
    """Return a story's page in the pieces that it is kept in."""
    return (
        rendering.story_head(shown, SITE),
        rendering.style(SITE),
        rendering.masthead(SITE, DAY),
        rendering.beacon("a1B2c3D4"),
        rendering.story_body(shown, SITE),
        listing("related", CARDS[:3]),
        *LISTS,
        rendering.footer(SITE),
    )


def front(pictures: bool = True) -> bytes:
    """Return the contents of the front page, with everything that can stand there or with nothing."""
    shown = (PICTURED, ENGLISH, *CARDS)
    if not pictures:
        return rendering.front_top(SITE, (), ()) + rendering.front_strips(SITE, (), None, ())
    strips = [rendering.Strip(LOCAL, looking("plain", PICTURED) + looking("text", *CARDS))] * 5
    opinion = rendering.Strip(FOREIGN, looking("opinion", *shown))
    return b"".join(
        (
            rendering.front_top(SITE, looking("lead", PICTURED), looking("top", *shown)),
            *LISTS,
            rendering.front_strips(SITE, strips, opinion, looking("picture", PICTURED, PICTURED)),
        )
    )


def section_list() -> bytes:
    """Return what is read most in a section, beside its front."""
    before, after = rendering.section_list_frame(LOCAL)
    return before + b"".join(looking("side", *CARDS)) + after


def most_read(day: Sequence[bytes] = (), week: Sequence[bytes] = ()) -> bytes:
    """Return the contents of the page of what is read most; what was read in a day was in the week too."""
    week = week or day
    before, after = rendering.most_read_frame()
    lists = [rendering.Strip(section, looking("side", *CARDS)) for section in (LOCAL, FOREIGN) if week]
    return b"".join(
        (
            before,
            rendering.most_read_day(day, week=bool(week), sections=bool(lists)),
            rendering.most_read_week(week),
            rendering.most_read_sections(lists),
            after,
        )
    )


def fronts() -> dict[str, tuple[bytes, bytes]]:
    """Return head and contents of the fronts of things."""
    rows = looking("row", PICTURED, *CARDS)
    section = rendering.section_front(
        LOCAL,
        SITE,
        children=(HIDDEN,),
        lead=looking("lead", PICTURED),
        plain=looking("plain", PICTURED, *CARDS),
        rows=rows,
        archive=True,
    )
    person = rendering.person_front(RAHELA, GHAT, SITE, rows=rows, archive=True)
    topic = rendering.topic_front(RIVER, SITE, rows=rows, archive=True)
    return {
        "front": (rendering.front_head(SITE), front()),
        "empty front": (rendering.front_head(SITE), front(pictures=False)),
        "section": (rendering.section_head(LOCAL, SITE), section + section_list() + b"".join(LISTS)),
        "subsection": (rendering.section_head(HIDDEN, SITE), rendering.section_front(HIDDEN, SITE)),
        "person": (rendering.person_head(RAHELA, SITE), person),
        "new person": (rendering.person_head(RAHELA, SITE), rendering.person_front(RAHELA, None, SITE)),
        "topic": (rendering.topic_head(RIVER, SITE), topic),
        "new topic": (rendering.topic_head(RIVER, SITE), rendering.topic_front(RIVER, SITE)),
        "most read": (rendering.most_read_head(SITE), most_read(looking("ranked", PICTURED, *CARDS))),
        "read in a week": (rendering.most_read_head(SITE), most_read((), looking("ranked", *CARDS))),
        "nothing read": (rendering.most_read_head(SITE), most_read()),
    }


def archives() -> dict[str, tuple[bytes, bytes]]:
    """Return head and contents of the pages of the archive."""
    months = [date(2025, 7, 1), date(2025, 6, 1), date(2024, 12, 1)]
    before, after = date(2025, 7, 2), date(2025, 7, 5)
    rows = looking("row", PICTURED, *CARDS)
    day, bangla_day = (
        rendering.archive_day(SITE, DAY, before, after),
        rendering.archive_bangla_day(SITE, DAY, before, after),
    )
    return {
        "archive": rendering.archive_index(SITE, months),
        "empty archive": rendering.archive_index(SITE, []),
        "year": rendering.archive_year(SITE, 2025, months[:2]),
        "month": rendering.archive_month(SITE, months[0], {2, 3, 5}, months[1], date(2025, 8, 1)),
        "day": (day[0], day[1] + rendering.day_rows(rows)),
        "day without stories": (day[0], day[1] + rendering.day_rows(())),
        "Bangla archive": rendering.bangla_index(SITE, [(1432, 3), (1432, 2), (1431, 8)]),
        "Bangla year": rendering.bangla_year(SITE, 1432, [3, 2]),
        "Bangla month": rendering.bangla_month(SITE, 1432, 3, {18, 19}, (1432, 2), (1432, 4)),
        "Bangla day": (bangla_day[0], bangla_day[1] + rendering.day_rows(rows)),
        "months of a section": rendering.list_index(LOCAL, SITE, months),
        "months of a person": rendering.list_index(RAHELA, SITE, months),
        "month of a topic": rendering.list_month(RIVER, SITE, months[0], rows, months[1], None),
        "empty month": rendering.list_month(LOCAL, SITE, months[0], (), None, None),
    }


def others() -> dict[str, tuple[bytes, bytes]]:
    """Return head and contents of the search, the paper's own pages and the messages."""
    head, opened = rendering.search_page(SITE)
    found = rendering.search_results("নদী", 1234, 2, 2, more=True)
    cards = b"".join(looking("found", PICTURED, ENGLISH))
    return {
        "search": (head, opened + b"".join(rendering.search_results("", None, 0))),
        "found": (head, opened + found[0] + cards + found[1]),
        "many words": (head, opened + b"".join(rendering.search_results("নদী", 2, 0, words=12))),
        "nothing found": (head, opened + b"".join(rendering.search_results("ঢেউটিন", 0, 0))),
        "search in trouble": (
            head,
            opened + b"".join(rendering.search_results("নদী", None, 0, trouble="খোঁজা এখন বন্ধ আছে।")),
        ),
        "about": rendering.static_page(ABOUT, SITE),
        "missing": rendering.not_found(SITE),
        "busy": rendering.busy(SITE),
        "unavailable": rendering.not_available(SITE),
        "gone": rendering.gone(SITE, "তথ্যে ভুল ছিল।"),
        "taken-down": rendering.gone(SITE, ""),
    }


def pages() -> dict[str, str]:
    """Return one page of every kind."""
    strap = rendering.Strap("ঘাটে ফেরি চলাচল বন্ধ", "/foreign/0000000001/খবর")
    around = rendering.style(SITE) + rendering.masthead(SITE, DAY, strap)
    made = fronts() | archives() | others()
    joined = {
        name: (head + around + body + rendering.footer(SITE)).decode() for name, (head, body) in made.items()
    }
    return joined | {
        "story": page(view(story())),
        "full": page(view(full_story())),
        "labelled": page(view(labelled_story())),
        "preview": rendering.whole_story_page(view(full_story()), SITE, DAY).decode(),
        "error": rendering.error_page().decode(),
        "error of a paper": rendering.error_page(SITE).decode(),
        "offline": rendering.offline(SITE).decode(),
    }
