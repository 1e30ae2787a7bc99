"""Templates escape what needs it and nothing twice, and forgive no name that is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from barta.rendering.compiling import escaped
from barta.rendering.environment import environment

VALUES = st.one_of(st.text(), st.text("ক&<>\"'"), st.integers(), st.none(), st.text().map(Markup))


@given(VALUES)
def test_a_value_is_escaped_as_markupsafe_does(value: object) -> None:
    """Texts, markup, numbers and nothing come out the same in both."""
    assert str(escape(value)) == str(escaped(value))


@given(st.text("ক&<>\"' "))
def test_a_template_escapes_what_it_prints(text: str) -> None:
    """Attributes and plain values are text; markup stays markup."""
    template = environment().from_string("{{ pair.real }}|{{ text }}|{{ markup }}")
    assert f"7|{escape(text)}|{text}" == template.render(pair=7, text=text, markup=Markup(text))


def test_an_attribute_that_is_missing_is_an_error() -> None:
    """Neither a name nor an attribute that is not there is printed as nothing."""
    with pytest.raises(AttributeError):
        environment().from_string("{{ text.missing }}").render(text="ক")
    with pytest.raises(UndefinedError):
        environment().from_string("{{ missing.text }}").render()
