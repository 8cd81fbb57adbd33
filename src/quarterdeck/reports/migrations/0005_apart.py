"""Which lines of a text are none of its running text: title, headings, footnotes."""

from django.db import migrations, models

TOLD = "lines that are none of the running text: [start, what it is]"


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_intake")]

    operations = [
        migrations.AddField("draft", "apart", models.JSONField(default=list, help_text=TOLD)),
        migrations.AddField("incoming", "apart", models.JSONField(default=list, help_text=TOLD)),
    ]
