"""Text that needs nothing done to it takes a short way, which leads to the same place."""

from urllib.parse import quote

import nh3
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import escape

from barta.rendering.addresses import percent_encoded
from barta.rendering.inline import TAGS, excerpt, marked, plain, sanitised

ORDINARY = st.text(
    st.characters(min_codepoint=0x964, max_codepoint=0x9FF) | st.sampled_from(" 0-9,.;:?!()/%‘’–\u200c\u200d")
)
TEXT = ORDINARY | st.text(st.characters(exclude_categories=["Cs"]))


@given(ORDINARY)
@example("ঢাকা, ৫ জুন (শনিবার): ১০/১২ জন!")
def test_ordinary_bangla_is_neither_cleaned_nor_escaped_nor_marked(text: str) -> None:
    """What the cleaner and the escaping would leave alone is left alone without asking them."""
    cleaned = nh3.clean(text, tags=set(TAGS))
    assert (cleaned, str(escape(text)), cleaned) == (sanitised(text), marked(text), plain(text))


@given(TEXT)
def test_paths_are_encoded_as_the_library_does_it(text: str) -> None:
    """Addresses are those that any other program would make of a path."""
    assert quote(text, safe="/:@!$&'()*+,;=-._~") == percent_encoded(text)


@given(TEXT | st.text(st.sampled_from("ক \t\n\r\f\u00a0")))
def test_an_excerpt_of_a_short_text_has_single_spaces_and_none_around(text: str) -> None:
    """Only the spaces that browsers collapse are collapsed, and nothing else of a short text changes."""
    words = [word for word in text.translate(dict.fromkeys(map(ord, "\t\n\r\f"), " ")).split(" ") if word]
    assert " ".join(words) == excerpt(text, limit=len(text) + 1)
