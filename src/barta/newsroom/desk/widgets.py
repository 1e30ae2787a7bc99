"""Fields with a script of their own: the address, which follows the headline, and the rows of a table."""

from typing import Any

from django import forms
from django.forms import Media


class SlugInput(forms.TextInput):
    """A text input that a small script fills from the field named by `source` while nobody has typed in it.

    Wagtail's own slug controller would strip every vowel sign, so none of its attributes is used.
    """

    def __init__(self, source: str = "headline", attrs: dict[str, Any] | None = None) -> None:
        """Follow the form field called `source`."""
        super().__init__(
            {"data-controller": "desk-slug", "data-desk-slug-source-value": source, **(attrs or {})}
        )

    @property
    def media(self) -> Media:
        """Return the script that does it."""
        return Media(js=["desk/slug.js"])


class TableInput(forms.Textarea):
    """A text area for the rows of a table; a small script says below it how many rows and columns it has."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Keep each row on one line, however long it is."""
        super().__init__({"data-controller": "desk-table", "rows": 8, "wrap": "off", **(attrs or {})})

    @property
    def media(self) -> Media:
        """Return the script that does it."""
        return Media(js=["desk/table.js"])
