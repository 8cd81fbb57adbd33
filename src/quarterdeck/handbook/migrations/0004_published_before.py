"""What was published before a second person was asked for stays in force, in the name of whoever published it."""

from django.db import migrations


def keep_published(apps, editor):
    wordings = apps.get_model("handbook", "Wording").objects
    for entry in apps.get_model("handbook", "Entry").objects.filter(state="published").iterator():
        last = wordings.filter(entry=entry, number=entry.wording).first()
        entry.worded_by, entry.confirmed_by = entry.made_by, last.by if last else entry.made_by
        entry.confirmed_at = last.at if last else entry.made_at
        entry.save(update_fields=["worded_by", "confirmed_by", "confirmed_at"])


class Migration(migrations.Migration):
    dependencies = [("handbook", "0003_grounds_and_second_person")]
    operations = [migrations.RunPython(keep_published, migrations.RunPython.noop)]
