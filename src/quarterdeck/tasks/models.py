"""Tasks and the events from which their standing is computed."""

from django.db import models

from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.models import Conclusion


class Task(models.Model):
    """A clear task: one accountable post, one lead organisation, one due date, one result, an acceptor.

    Nothing here says whether it is late: that is computed from the course and the day (`rules.standing_of`). The fields
    from `state` on keep the course to which the events lead (`rules.course`); they are written with each event.
    """

    RESULT_KINDS = [(kind, kind) for kind in ("document", "number", "event", "state")]

    code = models.CharField(max_length=30, unique=True)
    text_vi = models.TextField(blank=True, help_text="the order in one sentence, as issued; in one language at least")
    text_en = models.TextField(blank=True)
    conclusion = models.OneToOneField(Conclusion, null=True, blank=True, on_delete=models.PROTECT, related_name="task")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    # The difficulty that stands in its way, or that it is to remove.
    stuck_on = models.ForeignKey(Difficulty, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    assigner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tasks_assigned")
    accountable_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tasks_accountable")
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tasks_led")
    cooperating = models.ManyToManyField(Organisation, blank=True, related_name="tasks_cooperating")
    follower_up = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tasks_followed")
    acceptor = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tasks_to_accept")
    issued_on = models.DateField()
    due = models.DateField(help_text="the due date agreed now: the original one, or that of the last extension granted")
    original_due = models.DateField(help_text="the due date with which it was issued; it never changes")
    counted_due = models.DateField(help_text="lateness is counted from it: the last due date extended in time")
    result_kind = models.CharField(max_length=10, choices=RESULT_KINDS)
    result_vi = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    evidence_vi = models.TextField(blank=True, help_text="what will prove the result")
    evidence_en = models.TextField(blank=True)
    illustrative = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="issued", help_text="a key of tasks.rules.STATES")
    take_on_by = models.DateField(null=True, blank=True, help_text="afterwards silence has taken it on")
    asked_due = models.DateField(null=True, blank=True, help_text="what an undecided extension asks for")
    submitted_on = models.DateField(null=True, blank=True, help_text="of the evidence that waits or was accepted")
    stopped_on = models.DateField(null=True, blank=True, help_text="when the clock of the lead stopped")
    extensions = models.PositiveSmallIntegerField(default=0, help_text="how many were granted")
    proof = models.CharField(max_length=10, blank=True, help_text="words or paper: what the evidence consists of")
    folded = models.TextField(blank=True, help_text="code and texts with and without accents, for search")
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form sent")
    version = models.PositiveIntegerField(default=1, help_text="grows with every event")

    class Meta:
        ordering = ("due", "code")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(acceptor=models.F("accountable_post")), name="acceptor_not_doer"
            ),
            models.CheckConstraint(condition=models.Q(due__gt=models.F("issued_on")), name="due_after_issue"),
            models.CheckConstraint(condition=~models.Q(text_vi="", text_en=""), name="task_has_words"),
            models.CheckConstraint(
                condition=models.Q(original_due__lte=models.F("due"))
                & models.Q(original_due__lte=models.F("counted_due")),
                name="extended_never_shortened",
            ),
        )
        indexes = (
            models.Index(fields=("state", "counted_due"), name="task_state_counted_due"),
            models.Index(fields=("lead", "state"), name="task_lead_state"),
        )

    def __str__(self) -> str:
        return self.code


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
    to = models.DateField(null=True, blank=True, help_text="the due date that an extension asks for or grants")
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"
