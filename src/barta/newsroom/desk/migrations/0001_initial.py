"""The desk's own tables: filings and the workflow's task."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Filings and the task of signing off."""

    initial = True
    dependencies = [
        ("stories", "0001_initial"),
        ("wagtailcore", "0095_groupsitepermission"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="SignOffTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "সম্পাদনা ও স্বাক্ষর",
                "verbose_name_plural": "সম্পাদনা ও স্বাক্ষর",
                "permissions": [("sign_off_story", "সংবাদ সই করে প্রকাশ করতে পারেন")],
            },
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="কখন")),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="filing",
                        to="stories.story",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="filings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="যিনি লিখেছেন",
                    ),
                ),
            ],
            options={"verbose_name": "জমা", "verbose_name_plural": "জমা"},
        ),
    ]
