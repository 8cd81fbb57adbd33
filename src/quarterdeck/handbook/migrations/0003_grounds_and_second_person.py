"""Why an entry cites no ground, and the second person who confirms a wording."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("handbook", "0002_append_only"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="confirmed_by",
            field=models.CharField(
                blank=True, help_text="the second person that confirmed this wording, empty until then", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="no_ground",
            field=models.TextField(blank=True, help_text="why no ground is cited, where none is"),
        ),
        migrations.AddField(
            model_name="entry",
            name="no_ground_post",
            field=models.ForeignKey(
                blank=True,
                help_text="which post answers for that",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.post",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="worded_by",
            field=models.CharField(blank=True, help_text="who worded it last", max_length=300),
        ),
        migrations.AddField(
            model_name="entry",
            name="worded_user",
            field=models.PositiveIntegerField(blank=True, help_text="the account that worded it last", null=True),
        ),
    ]
