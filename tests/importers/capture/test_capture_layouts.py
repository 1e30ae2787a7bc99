"""Small pages, each with one difficulty of layout."""

import pytest

from barta.importers.capture import Capture, read

MASTHEAD = "শনিবার, ১৪ জুন ২০২৫\n৩১ জ্যৈষ্ঠ ১৪৩২\n\n"
HEADLINE = "কাঞ্চনতলায় নদীভাঙনে দুই পরিবার গৃহহীন"
FIRST = "কাঞ্চনতলায় নদীর পাড় ভেঙে দুটি ঘর বিলীন হয়েছে। শনিবার রাতে এ ঘটনা ঘটে।"
SECOND = "উপজেলা প্রশাসন ক্ষতিগ্রস্ত পরিবারকে চাল ও টাকা দিয়েছে।"
BODY = f"{FIRST}\n\n{SECOND}\n"


def page(head: str, *, headline: str = HEADLINE, body: str = BODY, tail: str = "") -> Capture:
    """Read a page made of a masthead, a headline, the lines below it, a body and what follows."""
    return read(f"{MASTHEAD}{headline}\n{head}\n\n{body}{tail}")


def names(capture: Capture) -> list[tuple[str, str]]:
    """Give name and kind of each byline."""
    return [(one["name"], one["kind"]) for one in capture.byline]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("প্রকাশ : ০৫ জুন ২০২৫, ০৯:১২", "2025-06-05T09:12:00+06:00"),
        ("প্রকাশিত: 05 জুন ২০25, ১:০৫ অপরাহ্ণ", "2025-06-05T13:05:00+06:00"),
        ("১৬৩৪ ঘণ্টা, জুন ০৫, ২০২৫", "2025-06-05T16:34:00+06:00"),
        ("৫ জুন ২০২৫, রাত ১১টা ৫৩ মিনিট", "2025-06-05T23:53:00+06:00"),
        ("প্রকাশিত: ১২:০২ এএম, ৫ জুন ২০২৫", "2025-06-05T00:02:00+06:00"),
        ("০৫ জুন ২০২৫", "2025-06-05"),
        ("প্রকাশ :\n০৫ জুন ২০২৫, ০৯:১২", "2025-06-05T09:12:00+06:00"),
        ("০৫ জুন ২০২৫\n০৯:১২ পিএম", "2025-06-05T21:12:00+06:00"),
    ],
)
def test_stamp_is_read_in_its_paper_s_form(line: str, published: str) -> None:
    """A stamp in any of the papers' forms is the time of publication, and leaves nothing over."""
    capture = page(line)
    assert (published, None, ()) == (capture.published, capture.updated, capture.unrecognised)


def test_update_alone_leaves_publication_open() -> None:
    """A page that prints only its update has no time of publication, and none is made up."""
    capture = page("ডেস্ক\nহালনাগাদ: ০৬ জুন ২০২৫, ২১: ৫০")
    assert (None, "2025-06-06T21:50:00+06:00") == (capture.published, capture.updated)


def test_byline_glued_to_a_stamp_is_parted() -> None:
    """A byline that runs into the stamp without a space is still a byline."""
    capture = page("নিজস্ব প্রতিবেদক০৫ জুন ২০২৫, ০৯:১২আপডেট : ০৫ জুন ২০২৫, ২১:৪২")
    assert [("নিজস্ব প্রতিবেদক", "role")] == names(capture)
    assert ("2025-06-05T09:12:00+06:00", "2025-06-05T21:42:00+06:00") == (capture.published, capture.updated)


def test_name_and_stamp_on_one_line_are_parted() -> None:
    """A name before a bar and a stamp is the byline."""
    assert [("অর্ণব পারিজাত", "person")] == names(page("অর্ণব পারিজাত | ০৫ জুন ২০২৫, ০৯:১২"))


@pytest.mark.parametrize(
    "headline",
    ["কেন ভাঙছে কাঞ্চনতলার নদী?", "নদীর কান্না", "প্রতীক্ষা", "৫ জুন ২০২৪: যেদিন ভেঙেছিল বাঁধ", f"{HEADLINE}।"],
)
def test_headline_of_any_shape_is_found(headline: str) -> None:
    """A question, a short headline, one with a date and one closed by a danda are headlines."""
    assert headline == page("নিজস্ব প্রতিবেদক\n০৫ জুন ২০২৫", headline=headline).headline


def test_stamp_above_the_headline_is_the_story_s() -> None:
    """A labelled stamp between masthead and headline is not taken for today."""
    capture = read(f"{MASTHEAD}প্রকাশ : ০৫ জুন ২০২৫, ০৯:১২\n{HEADLINE}\nনিজস্ব প্রতিবেদক\n\n{BODY}")
    assert ("2025-06-14", "2025-06-05T09:12:00+06:00") == (capture.today, capture.published)
    assert HEADLINE == capture.headline


def test_page_without_masthead_has_no_today() -> None:
    """A page without a masthead has no today in either calendar."""
    capture = read(f"{HEADLINE}\n\n{BODY}")
    assert (None, None, (FIRST, SECOND)) == (capture.today, capture.today_bangla, capture.body)


@pytest.mark.parametrize(
    "masthead",
    [
        "১৪ জুন ২০২৫ | ৩১ জ্যৈষ্ঠ ১৪৩২",
        "৩১ জ্যৈষ্ঠ ১৪৩২ · শনিবার ১৪ জুন ২০২৫",
        "ঢাকা, শনিবার, ১৪ জুন ২০২৫ – ৩১ জ্যৈষ্ঠ ১৪৩২ বঙ্গাব্দ",
        "আজঃ শনিবার ১৪ জুন ২০25, ৩১ জ্যৈষ্ঠ ১৪৩২ বাংলা, ১৭ জিলহজ ১৪৪৬ হিজরি",
        "শনিবার\n১৪ জুন, ২০২৫\n৩১ জ্যৈষ্ঠ ১৪৩২, গ্রীষ্মকাল",
    ],
)
def test_masthead_says_today_in_any_order(masthead: str) -> None:
    """Today is read in either order, with any separator, beside a third calendar, on one line or three."""
    capture = read(f"{masthead}\n\n{HEADLINE}\nডেস্ক\n০৫ জুন ২০২৫\n\n{BODY}")
    assert ("2025-06-14", "৩১ জ্যৈষ্ঠ ১৪৩২") == (capture.today, capture.today_bangla)
    assert ("2025-06-05", ()) == (capture.published, capture.unrecognised)


def test_impossible_days_are_reported() -> None:
    """A day that no calendar has leaves its field open and is reported as printed."""
    capture = read(f"শনিবার, ৩১ জুন ২০২৫\n৩৫ জ্যৈষ্ঠ ১৪৩২\n\n{HEADLINE}\nপ্রকাশ: ৩০ ফেব্রুয়ারি ২০২৫\n\n{BODY}")
    assert (None, None, None) == (capture.today, capture.today_bangla, capture.published)
    assert ("শনিবার, ৩১ জুন ২০২৫", "৩৫ জ্যৈষ্ঠ ১৪৩২", "প্রকাশ: ৩০ ফেব্রুয়ারি ২০২৫") == capture.unrecognised


def test_caption_is_not_taken_for_a_reporter() -> None:
    """A line below the stamps that no name would be is reported, not signed."""
    capture = page("০৫ জুন ২০২৫, ০৯:১২\n\nভাঙা পাড়ে দাঁড়িয়ে শিশুরা")
    assert ([], ("ভাঙা পাড়ে দাঁড়িয়ে শিশুরা",)) == (names(capture), capture.unrecognised)


def test_titles_under_names_are_their_roles() -> None:
    """Two reporters, each with a title on the line below, are two persons with roles."""
    capture = page("রাহেলা বানু\nনিজস্ব প্রতিবেদক\nকরিম শেখ\nভোলা প্রতিনিধি\n০৫ জুন ২০২৫")
    assert (
        {"name": "রাহেলা বানু", "kind": "person", "role": "নিজস্ব প্রতিবেদক"},
        {"name": "করিম শেখ", "kind": "person", "role": "ভোলা প্রতিনিধি", "place": "ভোলা"},
    ) == capture.byline


def test_heading_within_the_body_stays_in_it() -> None:
    """A heading between two paragraphs is part of the story, also where it is a city's name."""
    body = f"{FIRST}\n\nক্ষতির হিসাব\n\n{SECOND}\n\nচট্টগ্রাম\n{SECOND}\n"
    assert (FIRST, "ক্ষতির হিসাব", SECOND, "চট্টগ্রাম", SECOND) == page("ডেস্ক", body=body).body


def test_question_in_quotes_ends_a_body() -> None:
    """A last paragraph that is a question has no danda and is still the story's."""
    assert (FIRST, "“আমরা কোথায় যাব?”") == page("ডেস্ক", body=f"{FIRST}\n\n“আমরা কোথায় যাব?”\n").body


@pytest.mark.parametrize(
    ("printed", "signoff"),
    [
        ("/এলকে/", "এলকে"),
        ("এসকে/এমএ", "এসকে/এমএ"),
        ("/এমআর/এসআই/", "এমআর/এসআই"),
        ("(মেঘবাংলা/০৫জুন/এমআই)", "মেঘবাংলা/০৫জুন/এমআই"),
        ("বিডি মেঘবাংলা/এমআই", "বিডি মেঘবাংলা/এমআই"),
        ("ঢাকা/আমিনুল", "ঢাকা/আমিনুল"),
        ("/SM", "SM"),
        ("SM/KR", "SM/KR"),
    ],
)
def test_signoff_is_read_below_and_behind_the_body(printed: str, signoff: str) -> None:
    """Initials below the last paragraph are the sign-off, and the body does not have them."""
    below = page("ডেস্ক", tail=f"\n{printed}\nসর্বশেষ\nক্ষেতে ধান পেকেছে\n")
    assert (signoff, (FIRST, SECOND)) == (below.signoff, below.body)


def test_signoff_at_the_end_of_a_paragraph_is_parted() -> None:
    """Initials glued to the last sentence are the sign-off."""
    capture = page("ডেস্ক", body=f"{FIRST}\n{SECOND}এমএইচবি/এএইচএস\n")
    assert ("এমএইচবি/এএইচএস", (FIRST, SECOND)) == (capture.signoff, capture.body)


def test_summaries_in_a_list_are_not_the_story() -> None:
    """Sentences that take turns with headlines under a list's label are reported, not read as body."""
    tail = "আরও পড়ুন\nপ্রথম খবরের শিরোনাম এখানে\nপ্রথম খবরের সারকথা।\nদ্বিতীয় খবরের শিরোনাম এখানে\nদ্বিতীয় খবরের সারকথা।\n"
    capture = page("ডেস্ক", tail=tail)
    assert ("প্রথম খবরের শিরোনাম এখানে", "দ্বিতীয় খবরের শিরোনাম এখানে") == capture.related
    assert ("প্রথম খবরের সারকথা।", "দ্বিতীয় খবরের সারকথা।") == capture.unrecognised
    assert (FIRST, SECOND) == capture.body


def test_empty_list_takes_nothing_from_the_next() -> None:
    """A label directly above another label is an empty list."""
    capture = page("ডেস্ক", tail="\nসম্পর্কিত\nসর্বশেষ খবর\nক্ষেতে ধান পেকেছে\n")
    assert ((), ("ক্ষেতে ধান পেকেছে",)) == (capture.related, capture.latest)


def test_unknown_lines_are_reported_in_order() -> None:
    """What stands between body and lists or below them, and is nothing known, is reported in order."""
    tail = "\nঅজানা এক লাইন\n\nজনপ্রিয়\nপ্রথম খবর এখানে\nদ্বিতীয় খবর এখানে\n\nএটি কোনো তালিকায় নেই\n"
    assert ("অজানা এক লাইন", "এটি কোনো তালিকায় নেই") == page("ডেস্ক", tail=tail).unrecognised


def test_paragraphs_without_blank_lines_between_are_parted() -> None:
    """Each line is a paragraph where nothing says that it was wrapped."""
    assert (FIRST, SECOND) == page("ডেস্ক", body=f"{FIRST}\n{SECOND}\n").body


def test_sources_below_the_story_are_agencies_if_known() -> None:
    """A known agency named as source is a byline; another paper is reported, for it wrote nothing here."""
    assert [("ডেস্ক", "desk"), ("এএফপি", "agency")] == names(page("ডেস্ক", tail="\nসূত্র: এএফপি\n"))
    assert ("সূত্র: মেঘবাংলা",) == page("ডেস্ক", tail="\nসূত্র: মেঘবাংলা\n").unrecognised
