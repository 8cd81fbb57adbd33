"""Tasks, and the collective orders from which several come."""

from django.db import models

from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks.models.outcomes import days_late_field, outcome_field


class TaskGroup(models.Model):
    """A collective order ("all communes ...") that became one task per unit; it is followed as one row."""

    code = models.CharField(max_length=30, unique=True)
    text_vi = models.TextField(blank=True, help_text="the order as it was given to all; in one language at least")
    text_en = models.TextField(blank=True)
    conclusion = models.ForeignKey(
        Conclusion, null=True, blank=True, on_delete=models.PROTECT, related_name="task_groups"
    )
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="task_groups")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-made_at", "code")
        constraints = (models.CheckConstraint(condition=~models.Q(text_vi="", text_en=""), name="group_has_words"),)

    def __str__(self) -> str:
        return self.code


class Task(models.Model):
    """A clear task: one accountable post, one lead organisation, one due date, one result, an acceptor.

    Nothing here says whether it is late: that is computed from the course and the day (`rules.standing_of`). The fields
    from `state` on keep the course to which the events lead (`rules.course`); they are written with each event.
    """

    RESULT_KINDS = [(kind, kind) for kind in ("document", "number", "event", "state")]
    BOUNDS = [(bound, bound) for bound in ("at_least", "at_most")]

    code = models.CharField(max_length=30, unique=True)
    text_vi = models.TextField(blank=True, help_text="the order in one sentence, as issued; in one language at least")
    text_en = models.TextField(blank=True)
    conclusion = models.OneToOneField(Conclusion, null=True, blank=True, on_delete=models.PROTECT, related_name="task")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    group = models.ForeignKey(TaskGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    # The task of which this one is a part: it is due no later than its parent.
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    profile = models.CharField(max_length=10, default="5", help_text="the clarity profile that it passed, of the pack")
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
    # The target to which the indicator must come, by which progress reports itself; all empty where there is none.
    target_value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    target_unit = models.CharField(max_length=60, blank=True)
    target_period = models.CharField(max_length=20, blank=True, help_text="the period of the figure, e.g. 2025-Q3")
    target_bound = models.CharField(max_length=10, blank=True, choices=BOUNDS)
    result_kind = models.CharField(max_length=10, choices=RESULT_KINDS)
    result_vi = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    evidence_vi = models.TextField(blank=True, help_text="what will prove the result")
    evidence_en = models.TextField(blank=True)
    illustrative = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="issued", help_text="a key of tasks.rules.STATES")
    take_on_by = models.DateField(null=True, blank=True, help_text="afterwards silence has taken it on")
    take_on_again_by = models.DateField(null=True, blank=True, help_text="the same after it was handed over")
    asked_due = models.DateField(null=True, blank=True, help_text="what an undecided extension asks for")
    submitted_on = models.DateField(null=True, blank=True, help_text="of the evidence that waits or was accepted")
    stopped_on = models.DateField(null=True, blank=True, help_text="when the clock of the lead stopped")
    extensions = models.PositiveSmallIntegerField(default=0, help_text="how many were granted")
    late_until_extended = models.PositiveIntegerField(
        default=0, help_text="days overdue before extensions that were asked for in time were granted"
    )
    proof = models.CharField(max_length=10, blank=True, help_text="words or paper: what the evidence consists of")
    outcome = outcome_field()
    days_late = days_late_field()
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
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")), name="no_part_of_itself"
            ),
        )
        indexes = (
            # Closed tasks are counted from these alone: of all, and by whom or what they are grouped.
            models.Index(fields=("outcome", "days_late"), name="task_outcome"),
            models.Index(fields=("lead", "outcome", "days_late"), name="task_outcome_of_lead"),
            models.Index(fields=("assigner", "outcome", "days_late"), name="task_outcome_of_assigner"),
            models.Index(fields=("document", "outcome", "days_late"), name="task_outcome_of_document"),
            models.Index(fields=("indicator", "outcome", "days_late"), name="task_outcome_of_indicator"),
            # The few that are open, with all that is counted of them.
            models.Index(
                fields=("outcome", "due", "code", "counted_due", "stopped_on", "original_due", "submitted_on",
                        "extensions", "state", "asked_due", "lead", "assigner", "acceptor", "document", "indicator"),
                condition=models.Q(outcome__isnull=True), name="task_open",
            ),
            # The few that were overdue until they were extended.
            models.Index(fields=("lead", "assigner", "document", "indicator"),
                         condition=models.Q(late_until_extended__gt=0), name="task_late_until_extended"),
            # The orders of the list: what was done last, what was issued last, what was longest late.
            models.Index(fields=("state", "-submitted_on", "code"), name="task_done_last"),
            models.Index(fields=("-issued_on", "code"), name="task_newest"),
            models.Index(fields=("-days_late", "due", "code"), condition=models.Q(days_late__isnull=False),
                         name="task_longest_late"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.code
