"""Forms of the desk: what each role may enter, and what is asked before a story is taken away."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm

from barta.newsroom.desk.policies import sections_of, works_everywhere
from barta.newsroom.stories.models import Story
from barta.newsroom.text import cleaned


class StoryForm(WagtailAdminModelForm):
    """The story form, cut to the rights of its user.

    Fields that are not offered are not read either: posting them by hand changes nothing.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Limit the sections to those of the user's desks; begin every change as a minor one."""
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            self._limit_sections(self.for_user)
        if "weight" in self.fields:
            if self.instance.live:
                self.initial["weight"] = Story.Weight.MINOR
            else:
                del self.fields["weight"]

    def clean_canonical(self) -> str:
        """Return the address; raises ValidationError for what is not one of the web."""
        return web_address(self.cleaned_data["canonical"])

    def clean_source_url(self) -> str:
        """Return the address; raises ValidationError for what is not one of the web."""
        return web_address(self.cleaned_data["source_url"])

    def _limit_sections(self, user: Any) -> None:
        allowed = sections_of(user)
        if "section" in self.fields:
            self.fields["section"].queryset = allowed
            if self.instance.live and not works_everywhere(user):
                # A live story's address comes from its section: moving it is a news editor's decision.
                self.fields["section"].disabled = True
        if "sections" in self.fields and not works_everywhere(user):
            kept = [section.pk for section in self.instance.sections.all()] if self.instance.pk else []
            choices = self.fields["sections"].queryset
            self.fields["sections"].queryset = choices.filter(
                pk__in=[*allowed.values_list("pk", flat=True), *kept]
            )


def web_address(text: str) -> str:
    """Return `text` without outer spaces; raises ValidationError unless it is empty or http(s)."""
    address = text.strip()
    if address and not re.match(r"https?://[^\s/]", address, re.IGNORECASE):
        raise ValidationError("পুরো ঠিকানা দিন, যেমন https://example.com/khabar", code="address")
    return address


class EndingForm(forms.Form):
    """What is said and noted when a story is taken away. Only withdrawing says something to readers."""

    public_note = forms.CharField(
        label="পাঠককে যা জানানো হবে",
        help_text="সংবাদের জায়গায় এ কথাই দেখা যাবে। এক-দুই বাক্যে কারণটি লিখুন।",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    reason = forms.CharField(
        label="কারণ (কেবল বার্তাকক্ষের খাতায় থাকবে)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, tells_readers: bool, reason_required: bool, **kwargs: Any) -> None:
        """Ask for the public note only when `tells_readers`, and insist on a reason when it is required."""
        super().__init__(*args, **kwargs)
        if not tells_readers:
            del self.fields["public_note"]
        self.fields["reason"].required = reason_required

    def clean(self) -> dict[str, Any]:
        """Normalise what was written; refuse what cannot be stored."""
        data = super().clean() or {}
        for name in list(data):
            try:
                data[name] = cleaned(data[name])
            except ValidationError as error:
                self.add_error(name, error)
        return data
