"""What happened to tasks: events, extensions, warnings overridden, rungs of the ladder climbed."""

from django.db import models

from quarterdeck.documents.models import Document
from quarterdeck.files.models import KeptFile
from quarterdeck.tasks.models.tasks import Task


class Extension(models.Model):
    """A due date that the lead asks to be moved, and what was decided. Only the decision is ever added to a row."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="asked_extensions")
    number = models.PositiveSmallIntegerField(help_text="within the task, from 1")
    old_due = models.DateField()
    new_due = models.DateField(help_text="the due date asked for")
    granted_due = models.DateField(null=True, blank=True, help_text="empty where refused or not decided yet")
    ground_vi = models.TextField(blank=True)
    ground_en = models.TextField(blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    asked_as = models.CharField(max_length=300, blank=True, help_text="the post, as text")
    late = models.BooleanField(help_text="asked for after the due date: the task stays late against both dates")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_as = models.CharField(max_length=300, blank=True, help_text="the post, as text")
    decided_document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason_vi = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ("task", "number")
        constraints = (
            models.UniqueConstraint(fields=("task", "number"), name="extension_number_once"),
            models.UniqueConstraint(
                fields=("task",), condition=models.Q(decided_at__isnull=True), name="one_undecided_extension"
            ),
            models.CheckConstraint(condition=models.Q(new_due__gt=models.F("old_due")), name="extension_later"),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.number}"


class TaskEvent(models.Model):
    """One thing that happened to a task. Rows are only added."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, help_text="a key of tasks.rules.EVENTS")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to = models.DateField(
        null=True, blank=True,
        help_text="the due date that an extension asks for or grants; the day by which a task handed over is taken on",
    )  # fmt: skip
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"


class Override(models.Model):
    """A warning that a named post overrode, with the reason: of the clarity check at issuing, of evidence in words
    alone, of a result accepted over steps that are open. Rows are only added."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="overrides")
    test = models.CharField(max_length=20, help_text="the code of what warned: T3, or a key of rules.WARNINGS")
    reason_vi = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    by = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason_vi="", reason_en=""), name="override_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.test}"


class Rung(models.Model):
    """A rung of the escalation ladder that was climbed. Rows are only added.

    A due date extended in time is another date to count from, so that its ladder is climbed anew.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="rungs")
    rung = models.CharField(max_length=30, help_text="a key of the ladder in the pack's tasks.yaml")
    counted_due = models.DateField(help_text="the due date from which the rung was counted")
    on = models.DateField(help_text="the day on which it was climbed")
    told = models.JSONField(default=list, help_text="codes of the posts that were told")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("task", "rung", "counted_due"), name="rung_climbed_once"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.rung}"
