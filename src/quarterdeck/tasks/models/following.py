"""How a task is followed: parts of cooperating bodies, milestones, progress, mappings of follow-up sheets."""

from django.db import models

from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation
from quarterdeck.tasks.models.tasks import Task


class CooperatingPart(models.Model):
    """What a cooperating body contributes to a task, by when, and whether it has."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="cooperating_parts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cooperating_parts")
    part_vi = models.TextField(blank=True, help_text="in one language at least")
    part_en = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True, help_text="no later than the task; empty: with the task")
    done_on = models.DateField(null=True, blank=True)
    done_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("task", "id")
        constraints = (
            models.UniqueConstraint(fields=("task", "organisation"), name="one_part_per_body"),
            models.CheckConstraint(condition=~models.Q(part_vi="", part_en=""), name="part_has_words"),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.organisation_id}"


class Milestone(models.Model):
    """A dated step on the way of a long task. One that is taken away stays on record."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField(help_text="within the task, from 1")
    text_vi = models.TextField(blank=True, help_text="in one language at least")
    text_en = models.TextField(blank=True)
    due = models.DateField()
    ordered = models.BooleanField(
        default=True, help_text="set with the order or by the side that assigned it: the lead does not change it"
    )
    met_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True, help_text="when it was taken away")
    note_vi = models.TextField(blank=True, help_text="what shows that it was met")
    note_en = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("task", "due", "number")
        constraints = (
            models.UniqueConstraint(fields=("task", "number"), name="milestone_number_once"),
            models.CheckConstraint(condition=~models.Q(text_vi="", text_en=""), name="milestone_has_words"),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.number}"


class MilestoneChange(models.Model):
    """A milestone that was moved, said otherwise or taken away: what it was, and why. Rows are only added."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="changes")
    was_due = models.DateField()
    due = models.DateField(null=True, blank=True, help_text="empty where it was taken away")
    was_vi = models.TextField(blank=True, help_text="the words before, in one language at least")
    was_en = models.TextField(blank=True)
    reason_vi = models.TextField(blank=True, help_text="in one language at least")
    reason_en = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason_vi="", reason_en=""), name="milestone_change_reason"),
        )

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.was_due}"


class Progress(models.Model):
    """How far a task was said to be: in words, and in a number where one is meant. Rows are only added."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="progress")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    words_vi = models.TextField(blank=True, help_text="in one language at least")
    words_en = models.TextField(blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(words_vi="", words_en=""), name="progress_has_words"),
        )

    def __str__(self) -> str:
        return f"{self.task_id} {self.at:%Y-%m-%d}"


class SheetMapping(models.Model):
    """How the columns of somebody's follow-up sheet are read, remembered for the next sheet with these headings."""

    name = models.CharField(max_length=200, unique=True)
    headings = models.JSONField(default=list, help_text="the headings in their order, as they stand in the sheet")
    columns = models.JSONField(default=dict, help_text="heading → field of a task")
    values = models.JSONField(default=dict, help_text="field → value in the sheet → what it stands for here")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
