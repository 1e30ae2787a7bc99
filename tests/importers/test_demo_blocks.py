"""The blocks of the demo's texts."""

from typing import Any

import pytest

from barta.importers.demo.blocks import blocks

STORIES = {"হাট বসল": "a story"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ঘাটে <ভিড়> কম", ("paragraph", "<p>ঘাটে &lt;ভিড়&gt; কম</p>")),
        ("## নতুন হাট", ("heading", {"text": "নতুন হাট", "level": "2"})),
        ("> যাই — না, আসি। — মাঝি", ("quote", {"text": "যাই — না, আসি।", "by": "মাঝি"})),
        ("> আবার হবে।", ("quote", {"text": "আবার হবে।", "by": ""})),
        ("- চাল\n- ডাল", ("list", {"items": ["<p>চাল</p>", "<p>ডাল</p>"], "ordered": False})),
        ("1. ভেজান\n2. বাটুন", ("list", {"items": ["<p>ভেজান</p>", "<p>বাটুন</p>"], "ordered": True})),
        (
            "|= দর\n| পণ্য | টাকা\n| চাল | ৫২ |",
            ("table", {"caption": "দর", "rows": "পণ্য | টাকা\nচাল | ৫২", "head": True}),
        ),
        ("| ক | খ\n| গ | ঘ", ("table", {"caption": "", "rows": "ক | খ\nগ | ঘ", "head": True})),
        ("@ হাট বসল", ("related", {"text": "", "story": "a story", "url": ""})),
    ],
)
def test_an_item_is_told_by_how_it_begins(written: str, expected: tuple[str, Any]) -> None:
    """Each kind of block has its own beginning."""
    assert [expected] == blocks([written], STORIES)


def test_a_link_to_no_story_is_refused() -> None:
    """A headline that was changed is noticed when the paper is loaded."""
    with pytest.raises(ValueError, match="there is no story"):
        blocks(["@ নেই"], STORIES)
