"""The ledger's tables, in the newsroom's own database, so that both commit together."""

from django.db import migrations

from barta import ledger


def create_ledger(apps, schema_editor):
    """Create the tables of `barta.ledger` on the connection that migrates."""
    schema_editor.connection.ensure_connection()
    with schema_editor.connection.wrap_database_errors:
        ledger.create(schema_editor.connection.connection)


class Migration(migrations.Migration):
    """The ledger. Going back keeps it: what was published stays on record."""

    dependencies = [("stories", "0001_initial")]
    operations = [migrations.RunPython(create_ledger, migrations.RunPython.noop)]
