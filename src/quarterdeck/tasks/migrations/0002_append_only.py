"""Make tables refuse UPDATE and DELETE."""

from django.db import migrations

from quarterdeck.audit.rules import append_only_sql

TABLES = ("tasks_taskevent", )


def refuse_changes(apps, editor):
    for table in TABLES:
        for statement in append_only_sql(editor.connection.vendor, table):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
