"""What a story's page says, in which order, and that no character of it changes."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace
from specimen_paper import (
    CARDS,
    DAY,
    FOREIGN,
    GHAT,
    HEADLINES,
    LOCAL,
    NO_BREAK,
    NUKTA_YA,
    PICTURED,
    SITE,
    bare,
    full_story,
    page,
    story,
    view,
)

from barta import rendering
from barta.edition import Byline, Correction, Figure, Flags, Paragraph, Picture, RelatedLink, Setting, Source

SHARING = ("শেয়ার করুন", "ফেসবুক", "হোয়াটসঅ্যাপ", "টেলিগ্রাম", "ই-মেইল")


def body(**changes: object) -> str:
    """Return the visible text of the article of a story that differs by `changes`, up to the share links."""
    shown = rendering.visible_text(rendering.story_body(view(story(**changes), others=()), SITE).decode())
    return shown.removesuffix("\n".join(("", *SHARING)))


def test_a_page_says_everything_in_the_papers_order() -> None:
    """Close control, dates, name, headline, byline, times, body, sign-off, then the three lists."""
    expected = [
        "বন্ধ করুন",
        "বৃহস্পতিবার, ০৩ জুলাই ২০২৫",
        "১৯ আষাঢ\u09bc ১৪৩২",
        "নদীতীর",
        "আন্তর্জাতিক",
        f"ভাঙন ঠেকাতে নতুন বাঁধ হচ্ছে নদী{NUKTA_YA}",
        "আন্তর্জাতিক ডেস্ক",
        "০৫ সেপ্টেম্বর ২০২৩, ০৯:১২",
        "আপডেট : ০৫ সেপ্টেম্বর ২০২৩, ২১:৪২",
        f"প্রথম অনুচ্ছেদ।{NO_BREAK}শেষ।",
        "উ. চরের লোকেরা বলেন, ‘চাই’ – এখনই।",
        "/এলকে/",
        *SHARING,
        "সম্পর্কিত",
        *HEADLINES[:3],
        "সর্বশেষ খবর",
        *HEADLINES[:4],
        "সর্বাধিক পঠিত",
        *HEADLINES,
    ]
    assert expected == rendering.visible_text(page(view(story(), others=()))).split("\n")[: len(expected)]


def test_a_full_story_shows_all_its_parts() -> None:
    """Kicker, standfirst, captions, blocks, corrections and topics have their places."""
    expected = f"""আন্তর্জাতিক নদীভাঙন
ভাঙন ঠেকাতে নতুন বাঁধ হচ্ছে নদী{NUKTA_YA}
তিন বছর পর বরাদ্দ এল।
রাহেলা মজুমদার, বাসস
০৫ সেপ্টেম্বর ২০২৩, ০৯:১২
আপডেট : ০৫ সেপ্টেম্বর ২০২৩, ২১:৪২
পুরোনো ঘাট ছবি: মাহফুজ আলী / বাসস
পূর্ব পাড়ে আড়াই কিলোমিটার বাঁধ।
গ্রামের কথা
আর পারি না।
আবদুল গফুর
এক
দুই
তিন
ছবিটি স্পর্শকাতর। দেখতে চাইলে এখানে চাপুন।
ছবি: মাহফুজ আলী
কোথায় কত ঘর
গ্রাম ঘর
উত্তর চর ১২
দক্ষিণ চর নেই
আরও পড়ুন: ফেরিঘাটে নতুন পন্টুন
আরও পড়ুন: বাইরের খবর
ছবি: মাহফুজ আলী
সংশোধনী (০৬ সেপ্টেম্বর ২০২৩, ১০:০০): অঙ্কটি ১৮ কোটি।
শিরোনাম হালনাগাদ করা হয়েছে।
/এলকে/
নদী
চরমোহনা"""
    expected += "".join(f"\n{line}" for line in SHARING)
    shown = rendering.story_body(view(full_story()), SITE).decode()
    assert expected == rendering.visible_text(shown)


def test_a_day_without_a_clock_prints_the_date_alone() -> None:
    """An imported story that printed no time is given none, for machines neither."""
    shown = story(published_precision="day", updated_precision="day")
    html = rendering.story_body(view(shown), SITE).decode()
    assert '<time datetime="2023-09-05">০৫ সেপ্টেম্বর ২০২৩</time></p>' in html
    assert "আপডেট : ০৫ সেপ্টেম্বর ২০২৩\n" in rendering.visible_text(html)


def test_a_story_never_updated_has_no_update_line() -> None:
    """The label stands only where there is a time."""
    assert "আপডেট" not in body(updated=None)


def test_times_are_dhakas_whatever_zone_they_come_in() -> None:
    """Half past eight in the evening in UTC is the next day's news in Dhaka."""
    shown = body(published=datetime(2025, 7, 2, 20, 30, tzinfo=UTC), updated=None)
    assert "০৩ জুলাই ২০২৫, ০২:৩০" in shown


@pytest.mark.parametrize(
    ("initials", "expected"),
    [("এলকে", "/এলকে/"), ("/এলকে/", "/এলকে/"), ("এম/এলকে", "এম/এলকে"), (" এলকে ", "/এলকে/")],
)
def test_the_sign_off_stands_between_slashes(initials: str, expected: str) -> None:
    """Initials are printed between slashes, once."""
    assert body(signoff=initials).split("\n")[-1] == expected


def test_a_story_without_sign_off_has_no_slashes() -> None:
    """Nothing is printed for nobody."""
    assert "/" not in body(signoff="")


def test_bylines_stand_in_one_line_with_role_and_place() -> None:
    """Names with roles are told apart by semicolons."""
    bylines = (
        Byline(printed="রাহেলা", role="নিজস্ব প্রতিবেদক", place="চরমোহনা"),
        Byline(printed="বাসস", kind="agency"),
    )
    assert "\nরাহেলা, নিজস্ব প্রতিবেদক, চরমোহনা; বাসস\n" in body(bylines=bylines)


def test_what_must_be_said_is_said() -> None:
    """Commercial label, source and the use of a machine are printed; a clarification is called one."""
    shown = body(
        flags=Flags(commercial="বিজ্ঞাপন প্রতিবেদন", ai_used=True),
        source=Source(agency="নদী সংবাদ", url="javascript:alert(1)"),
        corrections=(
            Correction(at=datetime(2023, 9, 6, tzinfo=UTC), text="এভাবে পড়ুন।", kind="clarification"),
        ),
    )
    lines = shown.split("\n")
    assert lines.index("বিজ্ঞাপন প্রতিবেদন") < lines.index("আন্তর্জাতিক ডেস্ক")
    assert "সূত্র: নদী সংবাদ" in lines
    assert "ব্যাখ্যা (০৬ সেপ্টেম্বর ২০২৩, ০৬:০০): এভাবে পড়ুন।" in lines
    assert "কৃত্রিম বুদ্ধিমত্তার" in shown


def test_what_cannot_be_resolved_leaves_no_trace() -> None:
    """A missing picture, person, topic or linked story is neither shown nor named, and is no error."""
    shown = full_story()
    html = rendering.story_body(bare(shown), SITE).decode()
    for absent in ("<img", "পুরোনো ঘাট", "/people/", "/topics/", "আরও পড়ুন: ফেরি"):
        assert absent not in html
    assert "রাহেলা মজুমদার, বাসস" in rendering.visible_text(html)


def test_a_link_to_a_story_that_is_gone_is_not_printed() -> None:
    """Words about a withdrawn story do not stay behind, not even with an address outside."""
    link = RelatedLink(text="তুলে নেওয়া খবর", story=f"{77:032x}", url="https://example.org/")
    assert "তুলে নেওয়া খবর" not in body(body=(link, Paragraph(html="থাকল।")))


def test_a_picture_keeps_its_place_before_it_loads() -> None:
    """Every picture has its size, the lead is fetched first, newer formats are offered, the rest waits."""
    shown = story(pictures=(Figure(asset=GHAT.id),), body=(Picture(figure=Figure(asset=GHAT.id)),))
    html = rendering.story_body(view(shown), SITE).decode()
    assert html.count(' width="1280" height="720" alt="নদীর ঘাট"') == 2
    assert html.index("image/avif") < html.index("image/webp")
    assert (html.count('fetchpriority="high"'), html.count('loading="lazy"')) == (1, 1)
    assert f'<source type="image/webp" srcset="/media/{14:032x}.webp 640w"' in html


def test_a_card_is_made_from_the_story() -> None:
    """The short headline, the address and a picture that is wide enough go into lists."""
    made = rendering.story_card(full_story(), FOREIGN, {GHAT.id: GHAT})
    assert made.photo
    assert ("/foreign/0123456789/ভাঙন-ঠেকাতে-নতুন-বাঁধ", 1280, "নদীর ঘাট") == (
        made.path,
        made.photo.width,
        made.photo.alt,
    )
    assert ("তিন বছর পর বরাদ্দ এল।", "রাহেলা মজুমদার, বাসস") == (made.standfirst, made.byline)
    short = rendering.story_card(story(short_headline="ছোট"), LOCAL, {})
    assert ("ছোট", story().headline) == (short.headline, short.title)


def test_a_card_is_the_same_from_a_story_and_from_its_stub() -> None:
    """A stub that keeps the summary as its standfirst, and no body, gives the very same card."""
    whole = story(standfirst="", body=(Paragraph(html="চরের <b>সব</b> পথ ডুবেছে। " * 20),))
    stub = replace(whole, standfirst=rendering.summary(whole), body=())
    assert rendering.story_card(whole, FOREIGN, {}) == rendering.story_card(stub, FOREIGN, {})


def test_a_sensitive_picture_is_not_put_into_lists() -> None:
    """A reader of the front page has not chosen to see it."""
    shown = story(pictures=(Figure(asset=GHAT.id, sensitive=True),))
    assert rendering.story_card(shown, FOREIGN, {GHAT.id: GHAT}).photo is None


def test_a_story_without_slug_has_a_short_address() -> None:
    """Section and public id are enough."""
    assert "/foreign/0123456789" == rendering.story_path(story(slug=""), FOREIGN)


def test_lists_beside_a_story_show_headlines_alone() -> None:
    """Neither time nor section stands in the three lists."""
    assert HEADLINES[0] == rendering.visible_text(rendering.card(CARDS[0], "side").decode())


def test_a_front_card_says_where_and_when() -> None:
    """A card among other sections' has its section and its time, one under its section the time alone."""
    top = rendering.visible_text(rendering.card(CARDS[0], "top").decode())
    text = rendering.visible_text(rendering.card(CARDS[0], "text").decode())
    assert f"{HEADLINES[0]}\nআন্তর্জাতিক · ০৩ জুলাই ২০২৫, ০৮:০১" == top
    assert f"{HEADLINES[0]}\n০৩ জুলাই ২০২৫, ০৮:০১" == text


def test_what_was_paid_for_is_labelled_on_every_card_with_a_picture_or_time() -> None:
    """A reader knows before following the link."""
    for look in ("lead", "top", "plain", "text", "row", "found"):
        assert "বিজ্ঞাপন প্রতিবেদন" in rendering.card(PICTURED, look).decode()


def test_an_opinion_says_whose_it_is() -> None:
    """Its card has the name of who wrote it instead of a time."""
    assert "ছবির খবর\nবিজ্ঞাপন প্রতিবেদন\nরাহেলা মজুমদার" == rendering.visible_text(
        rendering.card(PICTURED, "opinion").decode()
    )


def test_addresses_in_pages_stay_readable_bangla() -> None:
    """Links are printed decoded; only what would break them is encoded."""
    assert 'href="/foreign/0000000001/খবর"' in rendering.card(CARDS[0], "side").decode()
    assert "/ক%20খ%3F%22" == rendering.href('/ক খ?"')


@pytest.mark.parametrize(("edition", "day"), [("wb", DAY), ("bd", date(1950, 1, 1))])
def test_a_masthead_without_a_known_bangla_date_leaves_it_out(edition: str, day: date) -> None:
    """A wrong Bangla date is worse than none: West Bengal reckons otherwise, 1950 had no edition."""
    site = rendering.Site(Setting(name="নদীতীর", site_url="https://noditir.example", edition=edition))  # type: ignore[arg-type]
    lines = rendering.visible_text(rendering.masthead(site, day).decode()).split("\n")
    assert ["বন্ধ করুন", "নদীতীর"] == [lines[0], lines[2]]
