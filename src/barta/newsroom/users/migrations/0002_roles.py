"""The groups of the three roles; Wagtail's own groups for pages go, since there are no pages."""

from django.db import migrations

from barta.newsroom.users.roles import ROLES


def make_roles(apps, schema_editor):
    """Create the groups."""
    group = apps.get_model("auth", "Group")
    group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    """Groups of the roles."""

    dependencies = [
        ("users", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0095_groupsitepermission"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
