"""Make the tables of what was published, checked and used refuse UPDATE and DELETE."""

from django.db import migrations

from quarterdeck.audit.rules import append_only_sql

TABLES = ("handbook_wording", "handbook_check", "handbook_use", "handbook_edition", "handbook_place")


def refuse_changes(apps, editor):
    for table in TABLES:
        for statement in append_only_sql(editor.connection.vendor, table):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("handbook", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
