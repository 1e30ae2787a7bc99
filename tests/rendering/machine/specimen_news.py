"""An invented story as long as a real one, its page as it is sent, and the lists that stand beside it."""

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
    Page,
    Paragraph,
    Person,
    Quote,
    Rendition,
    Section,
    Setting,
    Story,
    Topic,
)
from barta.rendering.heads import story_head

DAY = date(2025, 7, 3)
ZWNJ, ZWJ = "\u200c", "\u200d"


def key(number: int) -> str:
    """Return a made-up id."""
    return f"{number:032x}"


LIFE = Section(id=key(1), slug="jibon", name="জীবনযাপন", position=1, description="ঘর, পথ ও মানুষের খবর")
RIVERSIDE = Section(id=key(2), slug="নদীপাড়", name="নদীপাড়", parent=LIFE.id, position=2)
SETTING = Setting(
    name="নদীতীর",
    site_url="https://noditir.example",
    tagline="চরমোহনার কাগজ",
    editor="রওশন তালুকদার",
    publisher="নদীতীর প্রকাশনী",
    address="৭ ঘাট সড়ক, চরমোহনা",
    email="khobor@noditir.example",
)
CONTACT = Page(id=key(40), slug="contact", title="যোগাযোগ")
POLICY = Page(id=key(41), slug="corrections-policy", title="সংশোধন নীতি")
SITE = rendering.Site(
    SETTING, {each.id: each for each in (LIFE, RIVERSIDE)}, {each.id: each for each in (CONTACT, POLICY)}
)
RAHELA = Person(
    id=key(20),
    public_id="rahera0001",
    slug="রাহেলা",
    name="রাহেলা মজুমদার",
    role="প্রতিবেদক",
    about="নদীর খবর লেখেন।",
)
LIBRARY = Topic(id=key(21), slug="পাঠাগার", name="পাঠাগার", aliases=("library",))


def file(number: int, width: int, media_type: str) -> Rendition:
    """Return a made-up public picture file in the shape 16:9."""
    extension = media_type.removeprefix("image/").replace("jpeg", "jpg")
    return Rendition(
        name=f"{key(number)}.{extension}", width=width, height=width * 9 // 16, media_type=media_type
    )


BOAT = Asset(
    id=key(10),
    renditions=(
        file(11, 320, "image/jpeg"),
        file(12, 1280, "image/jpeg"),
        file(13, 1600, "image/jpeg"),
        file(14, 1280, "image/webp"),
        file(15, 1280, "image/avif"),
    ),
    alt="ঘাটে বাঁধা বইয়ের নৌকা",
    credit="মাহফুজ আলী",
)
HEADLINE = "চরের স্কুলে স্কুলে বই নিয়ে যাচ্ছে ভাসমান পাঠাগার"
STANDFIRST = "তিন মাসে ছয়টি চরের আট শতাধিক শিক্ষার্থী এই নৌকা থেকে বই ধার নিয়েছে।"
BODY = (
    "চরমোহনার উত্তর ঘাটে প্রতি রোববার সকালে একটি নীল নৌকা এসে থামে। নৌকাটিতে যাত্রী নেই, মালামালও নেই; আছে দেড় "
    "হাজার বই আর দুজন পাঠাগারকর্মী। ঘাটে তখন জনা ত্রিশেক শিশু অপেক্ষায়, হাতে আগের সপ্তাহে ধার নেওয়া বই।",
    "উদ্যোক্তারা জানান, গত এপ্রিলে স্থানীয় তরুণদের চাঁদায় পুরোনো একটি ট্রলার কিনে এই ভাসমান পাঠাগার চালু করা হয়। "
    "শুরুতে বই ছিল মাত্র দুই শ। এখন ছয়টি চরের নয়টি স্কুলের ঘাটে পালা করে নৌকাটি ভেড়ে, প্রতিটি ঘাটে থাকে দুই ঘণ্টা।",
    "পঞ্চম শ্রেণির শিক্ষার্থী শিউলি আক্তার বলে, বাড়িতে পাঠ্যবইয়ের বাইরে কোনো বই ছিল না। এখন সে প্রতি সপ্তাহে একটি করে "
    "গল্পের বই পড়ে, পড়া শেষে ছোট ভাইকে শোনায়।",
    "প্রধান শিক্ষক আবদুল গফুর বলেন, পাঠাগারটি আসার পর স্কুলে উপস্থিতি বেড়েছে। রোববার কেউ আর কামাই দিতে চায় না, "
    "কারণ সেদিনই নৌকা আসে।",
    "নৌকার মাঝি হারুন মিয়া জানান, বর্ষায় স্রোত বাড়লে কয়েকটি চরে ভেড়া কঠিন হয়ে পড়ে। তখন ছোট ডিঙিতে করে বই পৌঁছে "
    "দেওয়া হয়। গত সপ্তাহেও দুটি চরে এভাবেই বই গেছে।",
    "উদ্যোক্তারা আগামী শীতের আগে আরেকটি নৌকা নামাতে চান। সে জন্য তাঁরা পুরোনো বই ও আর্থিক সহায়তার আহ্বান জানিয়েছেন।",
)


def story(**changes: Any) -> Story:
    """Return the story of the floating library, but for `changes`."""
    fields: dict[str, Any] = {
        "id": key(30),
        "public_id": "0123456789",
        "headline": HEADLINE,
        "slug": "চরের-স্কুলে-ভাসমান-পাঠাগার",
        "standfirst": STANDFIRST,
        "section": RIVERSIDE.id,
        "published": datetime(2025, 7, 2, 9, 12, tzinfo=DHAKA),
        "updated": datetime(2025, 7, 2, 21, 42, tzinfo=DHAKA),
        "bylines": (Byline(printed="রাহেলা মজুমদার", person=RAHELA.id),),
        "topics": (LIBRARY.id,),
        "pictures": (Figure(asset=BOAT.id, caption="রোববার সকালে উত্তর ঘাটে বইয়ের নৌকা।"),),
        "body": tuple(Paragraph(html=text) for text in BODY),
        "signoff": "এলকে",
    }
    return Story(**(fields | changes))


def view(shown: Story, **changes: Any) -> rendering.StoryView:
    """Return a view in which everything that can be resolved is."""
    fields: dict[str, Any] = {
        "people": {RAHELA.id: RAHELA},
        "topics": {LIBRARY.id: LIBRARY},
        "assets": {BOAT.id: BOAT},
    }
    return rendering.StoryView(shown, RIVERSIDE, **(fields | changes))


def rich_story() -> Story:
    """Return the story with a subheading, a quotation and a correction."""
    first, second, *rest = (Paragraph(html=text) for text in BODY)
    quote = Quote(text="বই এলে ঘাটটাই স্কুল হয়ে যায়।", by="আবদুল গফুর, প্রধান শিক্ষক")
    at = datetime(2025, 7, 2, 20, 0, tzinfo=DHAKA)
    return story(
        body=(first, second, quote, Heading(text="বর্ষায় ভরসা ডিঙি"), *rest),
        corrections=(
            Correction(at=at, text="আগে চরের সংখ্যা পাঁচটি লেখা হয়েছিল; হবে ছয়টি।"),
            Correction(at=at, text="নৌকাটি ব্যক্তিমালিকানাধীন নয়।", kind="clarification"),
        ),
    )


HEADLINES = (
    "ফেরিঘাটে নতুন পন্টুন বসছে আগামী মাসে",
    "নৌকাবাইচ দেখতে উত্তর পাড়ে হাজারো মানুষ",
    "স্কুলের মাঠে আবার ফিরল বর্ষার গ্রন্থমেলা",
    "মাছ ধরা বন্ধের সময়ে জেলেরা পাবেন চাল",
    "চালের দাম কেজিতে দুই টাকা কমেছে হাটে",
)


def card(number: int, headline: str, **changes: Any) -> rendering.Card:
    """Return the card of another story."""
    fields: dict[str, Any] = {
        "id": key(100 + number),
        "public_id": f"{number:010d}",
        "headline": headline,
        "title": headline,
        "path": f"/jibon/{number:010d}/খবর",
        "published": datetime(2025, 7, 3, 8, number, tzinfo=DHAKA),
        "section_name": LIFE.name,
        "section_path": "/jibon",
    }
    return rendering.Card(**(fields | changes))


CARDS = tuple(card(number, headline) for number, headline in enumerate(HEADLINES, 1))


def story_card(shown: Story) -> rendering.Card:
    """Return the card of a story of the riverside."""
    return rendering.story_card(shown, RIVERSIDE, {BOAT.id: BOAT})


def page(shown: rendering.StoryView) -> str:
    """Return a story's page with its lists, as it is sent."""
    segments = [
        story_head(shown, SITE),
        rendering.style(SITE),
        rendering.masthead(SITE, DAY),
        rendering.story_body(shown, SITE),
    ]
    kinds: dict[rendering.Kind, int] = {"related": 3, "latest": 4, "most-read": 5}
    for kind, count in kinds.items():
        before, after = rendering.list_frame(kind, SITE)
        segments += [before, *(rendering.card(each, "side") for each in CARDS[:count]), after]
    return b"".join([*segments, rendering.footer(SITE)]).decode()
