"""Tables in the body: new blocks in the same column, so that no row is touched, however many there are."""

import barta.newsroom.stories.body
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('stories', '0002_ledger'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='story',
                    name='body',
                    field=barta.newsroom.stories.body.BodyField([('paragraph', 0), ('heading', 3), ('quote', 6), ('picture', 11), ('list', 15), ('related', 19), ('table', 23)], blank=True, block_lookup={0: ('barta.newsroom.stories.body.InlineBlock', (), {'icon': 'pilcrow', 'label': 'অনুচ্ছেদ'}), 1: ('barta.newsroom.stories.body.CleanCharBlock', (), {'label': 'উপশিরোনাম', 'max_length': 300}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'বড়'), ('3', 'মাঝারি'), ('4', 'ছোট')], 'label': 'স্তর'}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('barta.newsroom.stories.body.CleanTextBlock', (), {'label': 'উদ্ধৃতি'}), 5: ('barta.newsroom.stories.body.CleanCharBlock', (), {'label': 'কার কথা', 'max_length': 200, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'ছবি'}), 8: ('barta.newsroom.stories.body.CleanCharBlock', (), {'label': 'পরিচিতি', 'max_length': 1000, 'required': False}), 9: ('barta.newsroom.stories.body.CleanCharBlock', (), {'help_text': 'খালি থাকলে ছবির নিজেরটি', 'label': 'বিকল্প লেখা', 'max_length': 500, 'required': False}), 10: ('barta.newsroom.stories.body.CleanCharBlock', (), {'help_text': 'খালি থাকলে ছবির নিজেরটি', 'label': 'ছবি', 'max_length': 200, 'required': False}), 11: ('wagtail.blocks.StructBlock', [[('photo', 7), ('caption', 8), ('alt', 9), ('credit', 10)]], {}), 12: ('barta.newsroom.stories.body.InlineBlock', (), {'label': 'দফা'}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'দফাগুলো'}), 14: ('wagtail.blocks.BooleanBlock', (), {'label': 'ক্রমিক নম্বর দিয়ে', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('items', 13), ('ordered', 14)]], {}), 16: ('barta.newsroom.stories.body.CleanCharBlock', (), {'label': 'লেখা', 'max_length': 300, 'required': False}), 17: ('wagtail.snippets.blocks.SnippetChooserBlock', ('stories.Story',), {'label': 'আমাদের সংবাদ', 'required': False}), 18: ('wagtail.blocks.URLBlock', (), {'label': 'বাইরের ঠিকানা', 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('text', 16), ('story', 17), ('url', 18)]], {}), 20: ('barta.newsroom.stories.body.CleanCharBlock', (), {'help_text': 'সারণিতে কী আছে', 'label': 'সারণির শিরোনাম', 'max_length': 300, 'required': False}), 21: ('barta.newsroom.stories.body.RowsBlock', (), {'help_text': 'স্প্রেডশিট থেকে কপি করে এখানে পেস্ট করুন। অথবা টাইপ করুন: এক লাইনে এক সারি, দুই ঘরের মাঝে | চিহ্ন, যেমন: নদী | উচ্চতা। সর্বোচ্চ ২০০ সারি ও ২০ কলাম।', 'label': 'সারি'}), 22: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'প্রথম সারিটি কলামের নাম', 'required': False}), 23: ('wagtail.blocks.StructBlock', [[('caption', 20), ('rows', 21), ('head', 22)]], {})}, verbose_name='মূল লেখা'),
                ),
            ],
        ),
    ]
