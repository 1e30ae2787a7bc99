"""The body of a story as it is written: blocks, stored as JSON in its own letters."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.functional import cached_property
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from barta.newsroom.desk.widgets import TableInput
from barta.newsroom.tables import checked
from barta.newsroom.text import cleaned

INLINE = ["bold", "italic", "link"]


class CleanCharBlock(CharBlock):
    """One line of plain text, normalised."""

    def clean(self, value: Any) -> Any:
        """Return the normalised text; raises ValidationError for what cannot be stored."""
        return cleaned(super().clean(value))


class CleanTextBlock(TextBlock):
    """Plain text, normalised."""

    def clean(self, value: Any) -> Any:
        """Return the normalised text; raises ValidationError for what cannot be stored."""
        return cleaned(super().clean(value))


class InlineBlock(RichTextBlock):
    """Running text with bold, italic and links only, normalised."""

    def __init__(self, **kwargs: Any) -> None:
        """Allow the inline features whatever is asked for."""
        super().__init__(**{**kwargs, "features": INLINE})

    def clean(self, value: Any) -> Any:
        """Return the normalised text; raises ValidationError for what cannot be stored."""
        return RichText(cleaned(super().clean(value).source))


class HeadingBlock(StructBlock):
    """A heading inside the story."""

    text = CleanCharBlock(label="উপশিরোনাম", max_length=300)
    level = ChoiceBlock(label="স্তর", choices=[("2", "বড়"), ("3", "মাঝারি"), ("4", "ছোট")], default="2")

    class Meta:
        label = "উপশিরোনাম"
        icon = "title"


class QuoteBlock(StructBlock):
    """A quotation set apart."""

    text = CleanTextBlock(label="উদ্ধৃতি")
    by = CleanCharBlock(label="কার কথা", required=False, max_length=200)

    class Meta:
        label = "উদ্ধৃতি"
        icon = "openquote"


class PictureBlock(StructBlock):
    """A picture between paragraphs, with this story's words for it."""

    photo = ImageChooserBlock(label="ছবি")
    caption = CleanCharBlock(label="পরিচিতি", required=False, max_length=1000)
    alt = CleanCharBlock(label="বিকল্প লেখা", required=False, max_length=500, help_text="খালি থাকলে ছবির নিজেরটি")
    credit = CleanCharBlock(label="ছবি", required=False, max_length=200, help_text="খালি থাকলে ছবির নিজেরটি")

    class Meta:
        label = "ছবি"
        icon = "image"


class ItemsBlock(StructBlock):
    """A list."""

    items = ListBlock(InlineBlock(label="দফা"), label="দফাগুলো")
    ordered = BooleanBlock(label="ক্রমিক নম্বর দিয়ে", required=False)

    class Meta:
        label = "তালিকা"
        icon = "list-ul"


class RelatedBlock(StructBlock):
    """A link to another story of the paper, or to an address outside."""

    text = CleanCharBlock(label="লেখা", required=False, max_length=300)
    story = SnippetChooserBlock("stories.Story", label="আমাদের সংবাদ", required=False)
    url = URLBlock(label="বাইরের ঠিকানা", required=False)

    class Meta:
        label = "আরও পড়ুন"
        icon = "link"

    def clean(self, value: Any) -> Any:
        """Return the value; exactly one of story and address must be given."""
        result = super().clean(value)
        if bool(result.get("story")) == bool(result.get("url")):
            raise StructBlockValidationError(
                block_errors={"url": ValidationError("একটি সংবাদ বা একটি ঠিকানা দিন, দুটি নয়।")}
            )
        return result


class RowsBlock(TextBlock):
    """The rows of a table as text: one row a line, cells apart by a tab or a bar."""

    @cached_property
    def field(self) -> Any:
        """The form field: spaces at both ends stay, since a table may begin with an empty cell."""
        return CharField(widget=TableInput(), strip=False, **self.field_options)

    def clean(self, value: Any) -> Any:
        """Return the rows in their plain form; raises ValidationError for what is no table."""
        text = super().clean(value)
        return checked(text) if text else text


class TableBlock(StructBlock):
    """A table of plain text, pasted from a spreadsheet or typed."""

    caption = CleanCharBlock(label="সারণির শিরোনাম", required=False, max_length=300, help_text="সারণিতে কী আছে")
    rows = RowsBlock(
        label="সারি",
        help_text="স্প্রেডশিট থেকে কপি করে এখানে পেস্ট করুন। অথবা টাইপ করুন: এক লাইনে এক সারি, দুই ঘরের মাঝে | চিহ্ন, "
        "যেমন: নদী | উচ্চতা। সর্বোচ্চ ২০০ সারি ও ২০ কলাম।",
    )
    head = BooleanBlock(label="প্রথম সারিটি কলামের নাম", required=False, default=True)

    class Meta:
        label = "সারণি"
        icon = "table"

    def clean(self, value: Any) -> Any:
        """Return the value; a table must have a row below the names of its columns."""
        result = super().clean(value)
        if result.get("head") and result["rows"] and "\n" not in result["rows"]:
            raise StructBlockValidationError(
                block_errors={"rows": ValidationError("কলামের নামের নিচে অন্তত একটি সারি লিখুন।")}
            )
        return result


class Body(StreamBlock):
    """The blocks of a story."""

    paragraph = InlineBlock(label="অনুচ্ছেদ", icon="pilcrow")
    heading = HeadingBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    list = ItemsBlock()
    related = RelatedBlock()
    table = TableBlock()


class BodyField(StreamField):
    """A StreamField whose copy inside revisions keeps Bangla in its own letters: half the bytes."""

    def value_to_string(self, obj: Any) -> str:
        """Return the body as JSON text for a revision."""
        value = self.value_from_object(obj)
        return json.dumps(self.get_prep_value(value), cls=self.json_field.encoder, ensure_ascii=False)
