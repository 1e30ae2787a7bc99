"""Pages of the paper about itself."""

import barta.edition.identity
import barta.newsroom.slugs
import barta.newsroom.stories.body
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.CharField(default=barta.edition.identity.new_id, editable=False, max_length=32, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='শিরোনাম')),
                ('slug', barta.newsroom.slugs.BanglaSlugField(blank=True, max_length=100, unique=True, verbose_name='ঠিকানা')),
                ('body', barta.newsroom.stories.body.BodyField([('paragraph', 0), ('heading', 3), ('quote', 6), ('list', 10), ('table', 14)], blank=True, block_lookup={0: ('barta.newsroom.stories.body.InlineBlock', (), {'icon': 'pilcrow', 'label': 'অনুচ্ছেদ'}), 1: ('barta.newsroom.stories.body.CleanCharBlock', (), {'label': 'উপশিরোনাম', 'max_length': 300}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'বড়'), ('3', 'মাঝারি'), ('4', 'ছোট')], 'label': 'স্তর'}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('barta.newsroom.stories.body.CleanTextBlock', (), {'label': 'উদ্ধৃতি'}), 5: ('barta.newsroom.stories.body.CleanCharBlock', (), {'label': 'কার কথা', 'max_length': 200, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('text', 4), ('by', 5)]], {}), 7: ('barta.newsroom.stories.body.InlineBlock', (), {'label': 'দফা'}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'দফাগুলো'}), 9: ('wagtail.blocks.BooleanBlock', (), {'label': 'ক্রমিক নম্বর দিয়ে', 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('items', 8), ('ordered', 9)]], {}), 11: ('barta.newsroom.stories.body.CleanCharBlock', (), {'help_text': 'সারণিতে কী আছে', 'label': 'সারণির শিরোনাম', 'max_length': 300, 'required': False}), 12: ('barta.newsroom.stories.body.RowsBlock', (), {'help_text': 'স্প্রেডশিট থেকে কপি করে এখানে পেস্ট করুন। অথবা টাইপ করুন: এক লাইনে এক সারি, দুই ঘরের মাঝে | চিহ্ন, যেমন: নদী | উচ্চতা। সর্বোচ্চ ২০০ সারি ও ২০ কলাম।', 'label': 'সারি'}), 13: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'প্রথম সারিটি কলামের নাম', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('caption', 11), ('rows', 12), ('head', 13)]], {})}, verbose_name='লেখা')),
                ('live', models.BooleanField(default=True, help_text='টিক তুলে রাখলে পাঠক পাতাটি পান না', verbose_name='প্রকাশিত')),
                ('in_footer', models.BooleanField(default=True, help_text='সব পাতার নিচের অংশে এর লিংক থাকে', verbose_name='পাতার নিচে থাকবে')),
                ('position', models.IntegerField(default=0, help_text='নিচের অংশে ছোট সংখ্যা আগে', verbose_name='ক্রম')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='শেষ বদল')),
            ],
            options={
                'verbose_name': 'পাতা',
                'verbose_name_plural': 'পাতা',
                'ordering': ['position', 'title'],
            },
        ),
    ]
