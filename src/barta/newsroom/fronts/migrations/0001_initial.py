"""The front: its one row, its pins and its strips."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('sections', '0001_initial'),
        ('stories', '0003_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Front',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('breaking_text', models.CharField(blank=True, help_text='এক লাইনে; সব পাতার ওপরে দেখা যায়', max_length=200, verbose_name='ব্রেকিংয়ের লেখা')),
                ('breaking_url', models.CharField(blank=True, help_text='যেমন সরাসরি সম্প্রচারের পাতা', max_length=2000, verbose_name='অথবা বাইরের ঠিকানা')),
                ('breaking_until', models.DateTimeField(blank=True, help_text='এই সময়ে নিজে থেকেই সরে যায়', null=True, verbose_name='কতক্ষণ থাকবে')),
                ('breaking_story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stories.story', verbose_name='যে সংবাদ খুলবে')),
                ('opinion', models.ForeignKey(blank=True, help_text='এর নতুন লেখাগুলো লেখকের নামসহ আলাদা জায়গায় থাকে', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sections.section', verbose_name='মতামতের বিভাগ')),
            ],
            options={
                'verbose_name': 'প্রচ্ছদ',
                'verbose_name_plural': 'প্রচ্ছদ',
            },
        ),
        migrations.CreateModel(
            name='LeadPin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('until', models.DateTimeField(blank=True, help_text='খালি থাকলে সরানো পর্যন্ত থাকে', null=True, verbose_name='কতক্ষণ থাকবে')),
                ('front', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='lead', to='fronts.front')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stories.story', verbose_name='সংবাদ')),
            ],
            options={
                'verbose_name': 'প্রধান সংবাদ',
                'verbose_name_plural': 'প্রধান সংবাদ',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PicturePin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('until', models.DateTimeField(blank=True, help_text='খালি থাকলে সরানো পর্যন্ত থাকে', null=True, verbose_name='কতক্ষণ থাকবে')),
                ('front', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='fronts.front')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stories.story', verbose_name='সংবাদ')),
            ],
            options={
                'verbose_name': 'ছবির সংবাদ',
                'verbose_name_plural': 'ছবির সংবাদ',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Strip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('front', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='strips', to='fronts.front')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sections.section', verbose_name='বিভাগ')),
            ],
            options={
                'verbose_name': 'বিভাগের সারি',
                'verbose_name_plural': 'বিভাগের সারি',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TopPin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('until', models.DateTimeField(blank=True, help_text='খালি থাকলে সরানো পর্যন্ত থাকে', null=True, verbose_name='কতক্ষণ থাকবে')),
                ('front', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='top', to='fronts.front')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stories.story', verbose_name='সংবাদ')),
            ],
            options={
                'verbose_name': 'শীর্ষ সংবাদ',
                'verbose_name_plural': 'শীর্ষ সংবাদ',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
