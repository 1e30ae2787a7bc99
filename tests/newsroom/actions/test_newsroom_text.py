"""Text and slugs as they enter the newsroom."""

import pytest
from django.core.exceptions import ValidationError
from newsroom_samples import draft, newest, person, section, topic

from barta.newsroom.slugs import BanglaSlugFormField


def test_text_is_cleaned_when_it_is_validated() -> None:
    """What readers cannot see is removed, and the joiner that shapes a letter stays."""
    story = draft()
    story.headline = "র‍্যাবের\u200b অভি\ufeffযান"
    story.full_clean()
    assert "র‍্যাবের অভিযান" == story.headline


@pytest.mark.parametrize("bad", ["ক\x00খ", "ক\ud800খ"])
def test_text_that_cannot_be_stored_names_its_field(bad: str) -> None:
    """NUL and half surrogates are errors of the field they stand in, never of the server."""
    story = draft()
    story.kicker, story.source_url = bad, bad
    with pytest.raises(ValidationError) as refused:
        story.full_clean()
    assert {"kicker", "source_url"} == set(refused.value.message_dict)


@pytest.mark.parametrize("bad", ["ক\x00খ", "ক\ud800খ"])
def test_a_block_that_cannot_be_stored_is_an_error_of_the_block(bad: str) -> None:
    """Every block with text refuses what cannot be stored."""
    from wagtail.rich_text import RichText

    from barta.newsroom.stories.body import CleanCharBlock, CleanTextBlock, InlineBlock

    for block, value in ((CleanCharBlock(), bad), (CleanTextBlock(), bad), (InlineBlock(), RichText(bad))):
        with pytest.raises(ValidationError):
            block.clean(value)


def test_a_slug_keeps_every_bangla_letter_and_sign() -> None:
    """The slug comes from the headline when none is given, and the form makes one of what is typed."""
    story = draft("প্রধানমন্ত্রীর কৃষক সমাবেশ")
    assert "প্রধানমন্ত্রীর-কৃষক-সমাবেশ" == story.slug
    assert "নীল-নদী" == BanglaSlugFormField().clean("নীল নদী!")
    story.slug = "নীল নদী"
    with pytest.raises(ValidationError) as refused:
        story.full_clean()
    assert {"slug"} == set(refused.value.message_dict)


def test_two_of_one_name_get_two_addresses() -> None:
    """A namesake is no error: the second address has a number."""
    assert ["কাজল", "কাজল-2", "কাজল-3"] == [person("কাজল").slug for _ in range(3)]
    assert "নদী" == topic("নদী").slug


def test_addresses_that_belong_to_others_are_no_sections() -> None:
    """A section cannot take the address of people, topics or media, nor stand inside itself."""
    from barta.newsroom.sections.models import Section

    with pytest.raises(ValidationError):
        Section(name="people", slug="people").full_clean()
    place = section()
    place.parent = place
    with pytest.raises(ValidationError):
        place.full_clean()


def test_a_section_that_stories_stand_in_besides_cannot_be_deleted() -> None:
    """A secondary section does not vanish from its stories behind the ledger's back."""
    from barta.newsroom.door import Refused

    other = section("খেলা", "sports")
    story = draft()
    story.sections = [other]
    story.save_revision(clean=False).publish()
    with pytest.raises(Refused):
        other.delete()
    assert (other.uuid,) == newest(story).sections


def test_publishing_a_row_that_a_program_wrote_publishes_that_row() -> None:
    """Without a waiting draft the row itself is the newest text."""
    from barta.newsroom.actions import Publish
    from barta.newsroom.stories.models import Story

    story = Story(headline="এক", section=section())
    story.save()
    Publish(story).execute()
    assert "এক" == newest(story).headline


def test_an_expiry_before_the_publication_is_an_error_of_the_form() -> None:
    """Times that contradict each other are named."""
    from datetime import timedelta

    from django.utils import timezone

    story = draft()
    story.go_live_at = timezone.now() + timedelta(hours=2)
    story.expire_at = timezone.now() + timedelta(hours=1)
    with pytest.raises(ValidationError) as refused:
        story.full_clean()
    assert {"expire_at"} == set(refused.value.message_dict)
