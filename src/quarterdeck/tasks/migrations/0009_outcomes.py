"""Let the store work out what is counted of a closed task, and keep that in indexes from which totals are read."""

from django.db import migrations, models
from django.db.models import Case, F, IntegerField, Q, Value, When

from quarterdeck.tasks.models.outcomes import DaysBetween

WAYS = ("lead", "assigner", "document", "indicator")
OPEN = [
    "outcome", "due", "code", "counted_due", "stopped_on", "original_due", "submitted_on", "extensions", "state",
    "asked_due", "lead", "assigner", "acceptor", "document", "indicator",
]  # fmt: skip


def _if(then, **met):
    return Case(When(**met, then=Value(then)), default=Value(0), output_field=IntegerField())


def _kept(expression):
    return models.GeneratedField(expression=expression, output_field=IntegerField(), db_persist=True)


DONE = (
    Value(1)
    + _if(2, stopped_on__gt=F("counted_due"))
    + _if(4, stopped_on__gt=F("original_due"))
    + _if(8, proof="words")
    + _if(16, proof="paper")
    + F("extensions") * Value(32)
)
OUTCOME = Case(When(state="cancelled", then=Value(0)), When(state="accepted", then=DONE), output_field=IntegerField())
LATE = When(state="accepted", stopped_on__gt=F("counted_due"), then=DaysBetween(F("stopped_on"), F("counted_due")))
DAYS_LATE = Case(LATE, output_field=IntegerField())


def _index(name, *fields, condition=None):
    index = models.Index(fields=list(fields), name=name, condition=condition)
    return migrations.AddIndex(model_name="task", index=index)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0008_on_record")]

    operations = [
        *(migrations.RemoveIndex(model_name="task", name=name)
          for name in ("task_state_counted_due", "task_lead_state", "task_totals", "task_due_next")),
        migrations.AddField(model_name="task", name="outcome", field=_kept(OUTCOME)),
        migrations.AddField(model_name="task", name="days_late", field=_kept(DAYS_LATE)),
        _index("task_outcome", "outcome", "days_late"),
        *(_index(f"task_outcome_of_{way}", way, "outcome", "days_late") for way in WAYS),
        _index("task_open", *OPEN, condition=Q(outcome__isnull=True)),
        _index("task_longest_late", "-days_late", "due", "code", condition=Q(days_late__isnull=False)),
    ]  # fmt: skip
