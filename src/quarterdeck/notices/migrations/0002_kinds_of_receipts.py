"""Keep kind and due date beside each receipt, so that long inboxes are counted without joining the messages."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, editor):
    message = apps.get_model("notices", "Message").objects.filter(pk=OuterRef("message"))
    receipts = apps.get_model("notices", "Receipt").objects
    receipts.update(kind=Subquery(message.values("kind")[:1]), due=Subquery(message.values("due")[:1]))


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        migrations.AddField(
            "receipt", "kind",
            models.CharField(
                default="", help_text="that of the message, so that lists need not join it", max_length=40
            ),
        ),
        migrations.AddField(
            "receipt", "due", models.DateField(blank=True, help_text="that of the message", null=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
