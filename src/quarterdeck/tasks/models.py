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

    Nothing here says whether it is late: that is computed from the events and the day (`rules.standing`).
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
    due = models.DateField()
    result_kind = models.CharField(max_length=10, choices=RESULT_KINDS)
    result_vi = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    evidence_vi = models.TextField(blank=True, help_text="what will prove the result")
    evidence_en = models.TextField(blank=True)
    illustrative = models.BooleanField(default=False)
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
        )

    def __str__(self) -> str:
        return self.code


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
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"
