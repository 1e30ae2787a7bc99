"""The labels that open a list, and what is no label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barta.importers.capture import read
from barta.importers.capture.furniture import inline_label, list_label

WORDS = ["নদী", "ঘাট", "মাঝি", "নৌকা", "বৈঠা", "জোয়ার", "ভাটা", "চর", "পলি", "শাপলা"]
_HEAD = "ঘাটে নতুন নৌকা ভিড়েছে আজ সকালে\nডেস্ক\n\nঘাটে নতুন নৌকা ভিড়েছে। মাঝি খুশি।\n\n"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *(
            (text, "related")
            for text in ("সম্পর্কিত", "সম্পর্কিত খবর", "আরও পড়ুন", "আরো পড়ুন:", "আরও খবর", "প্রাসঙ্গিক")
        ),
        *(
            (text, "related")
            for text in (
                "এ সম্পর্কিত আরও খবর",
                "এ বিভাগের আরও খবর",
                "এই বিভাগের আরো খবর »",
                "জাতীয় বিভাগের আরও খবর",
            )
        ),
        *(
            (text, "latest")
            for text in (
                "সর্বশেষ খবর",
                "সর্বশেষ",
                "সবশেষ",
                "সর্বশেষ সংবাদ",
                "নতুন খবর",
                "লেটেস্ট",
                "সর্বশেষ খবর (১০)",
            )
        ),
        *(
            (text, "most_read")
            for text in ("সর্বাধিক পঠিত", "সবচেয়ে বেশি পঠিত", "জনপ্রিয়", "জনপ্রিয় খবর", "বেশি পড়া")
        ),
        *((text, "most_read") for text in ("পাঠকপ্রিয়", "আলোচিত", "সর্বাধিক পঠিত :", "Most Read")),
        *((text, "other") for text in ("ভিডিও", "সম্পাদকের পছন্দ", "সর্বশেষ | জনপ্রিয়", "সর্বশেষ জনপ্রিয়")),
        *((text, None) for text in ("জনপ্রিয় খবর ১", "নদীভাঙনে আরও খবর আসছে না", "সর্বশেষ খবরে যা জানা গেল", "নদী")),
    ],
)
def test_label_names_its_list(label: str, kind: str | None) -> None:
    """A label names its list with a colon, an arrow or a count, in either encoding and spelling."""
    assert kind == list_label(label)
    assert kind == list_label(label.replace("\u09df", "\u09af\u09bc").replace("\u09dc", "\u09a1\u09bc"))


def test_link_on_its_label_s_line_is_parted() -> None:
    """`আরও পড়ুন: …` is a link to a related story; a headline with a colon is not."""
    assert ("related", "ঘাটে নতুন নৌকা এসেছে") == inline_label("আরও পড়ুন: ঘাটে নতুন নৌকা এসেছে")
    assert inline_label("নদী নিয়ে সভা: যা বললেন মাঝিরা সবাই") is None


@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=4, max_size=7, unique=True).map(" ".join),
        min_size=1,
        max_size=8,
        unique=True,
    ),
    st.sampled_from(["once", "doubled", "in turn"]),
    st.sampled_from([("সম্পর্কিত", "related"), ("সর্বশেষ", "latest"), ("জনপ্রিয়", "most_read")]),
)
def test_entries_keep_their_order_each_once(entries: list[str], manner: str, label: tuple[str, str]) -> None:
    """However names are doubled, a list has each headline once, in the order of the page."""
    printed = {
        "once": entries,
        "doubled": [entry for entry in entries for _ in range(2)],
        "in turn": [*entries, *entries],
    }[manner]
    capture = read(_HEAD + label[0] + "\n" + "\n".join(printed) + "\n")
    assert entries == capture.as_dict()[label[1]]
    assert () == capture.unrecognised
