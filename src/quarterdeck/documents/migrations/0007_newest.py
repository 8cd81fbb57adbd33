"""The order of the list: the day of signing from the last, undated documents at its end."""

from django.db import migrations


def make(apps, editor):
    last = "" if editor.connection.vendor == "sqlite" else " NULLS LAST"  # SQLite has them there by itself
    editor.execute(f"CREATE INDEX documents_newest ON documents_document (signed_on DESC{last}, id DESC)")


def drop(apps, editor):
    editor.execute("DROP INDEX documents_newest")


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_indexes")]
    operations = [migrations.RunPython(make, drop)]
