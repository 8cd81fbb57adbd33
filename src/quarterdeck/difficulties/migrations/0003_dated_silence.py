"""Date the silence of answers given so far, and make the tables that tell what was done refuse UPDATE and DELETE."""

from datetime import timedelta

from django.db import migrations

from quarterdeck.audit.rules import append_only_sql

# The house rule when the column came: who asked has four weeks to confirm an answer.
CONFIRM_WITHIN = timedelta(days=28)


def date_silence(apps, editor):
    answered = apps.get_model("difficulties", "Difficulty").objects.filter(answered_on__isnull=False)
    for one in answered.iterator():
        one.confirm_by = one.answered_on + CONFIRM_WITHIN
        one.save(update_fields=["confirm_by"])


def refuse_changes(apps, editor):
    for table in ("difficulties_handover", "difficulties_supportstep"):
        for statement in append_only_sql(editor.connection.vendor, table):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("difficulties", "0002_following_through")]
    operations = [
        migrations.RunPython(date_silence, migrations.RunPython.noop),
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
    ]
