"""What asks for money is answered at the end of its way; before that an interim answer is due."""

from django.conf import settings
from django.db import migrations, models

from quarterdeck.core.errors import BadInput
from quarterdeck.web import packs


def date_ways(apps, editor):
    """What was raised so far has its last day by its way, and by the old one an interim answer."""
    difficulties = apps.get_model("difficulties", "Difficulty").objects
    if not difficulties.exists():
        return
    support = packs.read(settings.PACK, "difficulties.yaml")["support"]
    calendar, days = packs.working_calendar(settings.PACK), sum(int(one["working_days"]) for one in support["steps"])
    for one in difficulties.filter(asks__in=support["asks"]).iterator():
        one.interim_by = one.answer_by
        try:
            one.answer_by = calendar.add_working_days(one.raised_on, days).date
        except BadInput:  # a year whose holidays are not verified
            one.answer_by = None
        one.save(update_fields=["interim_by", "answer_by"])


class Migration(migrations.Migration):
    dependencies = [("difficulties", "0004_interim_answers")]
    operations = [
        migrations.AddField(
            model_name="difficulty",
            name="interim_by",
            field=models.DateField(
                blank=True, help_text="what asks for money is told by then how far it is", null=True
            ),
        ),
        migrations.RunPython(date_ways, migrations.RunPython.noop),
    ]
