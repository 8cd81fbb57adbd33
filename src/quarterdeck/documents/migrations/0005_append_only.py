"""Make the tables refuse UPDATE and DELETE, those that were changed and those that are new."""

from django.db import migrations

from quarterdeck.audit.rules import append_only_sql

TABLES = ("documents_document", "documents_relation", "documents_bound", "documents_passing", "documents_paragraph")


def refuse_changes(apps, editor):
    for table in TABLES:
        for statement in append_only_sql(editor.connection.vendor, table):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_words")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
