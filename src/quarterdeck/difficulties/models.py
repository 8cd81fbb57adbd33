"""Difficulties raised by units with the answers given, calls for them, and the watch list of complicated cases."""

from django.db import models

from quarterdeck.documents.models import Document
from quarterdeck.people.models import Organisation, Post


class WatchEntry(models.Model):
    """A complicated case on the watch list: a place or a matter, never a person. It leaves only by a decision."""

    code = models.CharField(max_length=30, unique=True)
    subject_vi = models.CharField(max_length=300)
    subject_en = models.CharField(max_length=300, blank=True)
    ground_vi = models.TextField(help_text="why it is on the list")
    ground_en = models.TextField(blank=True)
    since = models.DateField()
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="watch_entries")
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="by which it was put on the list",
    )  # fmt: skip
    removed_by_document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the decision by which it left the list",
    )  # fmt: skip
    removed_on = models.DateField(null=True, blank=True)
    folded = models.TextField(blank=True, help_text="code, subject and ground with and without accents, for search")
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form sent")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-since", "code")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(removed_on__isnull=True, removed_by_document__isnull=True)
                | models.Q(removed_on__isnull=False, removed_by_document__isnull=False),
                name="watch_leaves_by_decision",
            ),
        )

    def __str__(self) -> str:
        return self.code


class Call(models.Model):
    """A document that asks chosen units for their difficulties by a day."""

    OPEN, CLOSED = "open", "closed"
    STATES = [(state, state) for state in (OPEN, CLOSED)]

    code = models.CharField(max_length=30, unique=True)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    due = models.DateField(help_text="the last day for a reply, included")
    asked = models.ManyToManyField(Organisation, related_name="difficulty_calls")
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    closed_on = models.DateField(null=True, blank=True)
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form sent")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-opened_on", "-code")

    def __str__(self) -> str:
        return self.code


class Difficulty(models.Model):
    """What a unit cannot solve alone: the matter, what it asks for, who must answer, and the answer."""

    OPEN, ANSWERED, CONFIRMED = "open", "answered", "confirmed"
    STATES = [(state, state) for state in (OPEN, ANSWERED, CONFIRMED)]
    ASKS = [(ask, ask) for ask in ("guidance", "budget", "capital", "procedure", "watch_list")]
    UNIT, ENTERPRISE, PROJECT = "unit", "enterprise", "project"
    CONCERNS = [(kind, kind) for kind in (UNIT, ENTERPRISE, PROJECT)]

    code = models.CharField(max_length=30, unique=True)
    raised_by = models.ManyToManyField(Organisation, related_name="difficulties_raised")
    raised_on = models.DateField()
    concerns = models.CharField(max_length=12, choices=CONCERNS, default=UNIT, help_text="for whom it is raised")
    concerned = models.CharField(max_length=250, blank=True, help_text="the enterprise or project by name")
    matter_vi = models.TextField()
    matter_en = models.TextField(blank=True)
    impact_vi = models.TextField(blank=True)
    impact_en = models.TextField(blank=True)
    tried_vi = models.TextField(blank=True)
    tried_en = models.TextField(blank=True)
    ground = models.TextField(blank=True, help_text="the legal ground, as cited")
    asks = models.CharField(max_length=20, choices=ASKS)
    amount = models.DecimalField(
        max_digits=20, decimal_places=3, null=True, blank=True, help_text="asked for, in the money unit of the pack"
    )
    watch_entry = models.ForeignKey(
        WatchEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="difficulties",
        help_text="which is to leave the list",
    )  # fmt: skip
    routed_to = models.ManyToManyField(Organisation, related_name="difficulties_routed")
    answer_by = models.DateField(null=True, blank=True)
    interim_by = models.DateField(null=True, blank=True, help_text="what asks for money is told by then how far it is")
    answer_vi = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    answer_ground = models.TextField(blank=True, help_text="the legal basis of the answer, as cited")
    answer_document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer_valid_until = models.DateField(null=True, blank=True, help_text="the last day on which the answer holds")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirm_by = models.DateField(null=True, blank=True, help_text="after it silence means: not confirmed")
    state = models.CharField(max_length=12, choices=STATES, default=OPEN)
    indicator_code = models.CharField(max_length=40, blank=True)
    folded = models.TextField(blank=True, help_text="code and matter with and without accents, for search")
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form sent")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-raised_on", "code")
        indexes = (
            models.Index(fields=("state", "answer_by"), name="difficulty_state_due"),
            models.Index(fields=("indicator_code",), name="difficulty_indicator"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(concerns="unit", concerned="")
                | (~models.Q(concerns="unit") & ~models.Q(concerned="")),
                name="difficulty_names_whom",
            ),
        )

    def __str__(self) -> str:
        return self.code


class HandOver(models.Model):
    """A body that was asked passes the difficulty on, with the reason. Rows are only added."""

    difficulty = models.ForeignKey(Difficulty, on_delete=models.PROTECT, related_name="hand_overs")
    origin = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.difficulty}: {self.origin} → {self.to}"


class Interim(models.Model):
    """An interim answer: what was done so far. It settles nothing and keeps the clock. Rows are only added."""

    difficulty = models.ForeignKey(Difficulty, on_delete=models.PROTECT, related_name="interims")
    words_vi = models.TextField()
    words_en = models.TextField(blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", help_text="who gives it")
    promised_by = models.DateField(null=True, blank=True, help_text="by when the answer itself is promised")
    given_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.difficulty} {self.given_on}"


class SupportStep(models.Model):
    """One step done on the way of what asks for money: study, opinion, decision, document. Rows are only added."""

    difficulty = models.ForeignKey(Difficulty, on_delete=models.PROTECT, related_name="support_steps")
    step = models.CharField(max_length=12, help_text="a key of difficulties.rules.support.STEPS")
    done_on = models.DateField()
    due = models.DateField(null=True, blank=True, help_text="by when it was to be done")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", help_text="whose step it is")
    words_vi = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, blank=True, help_text="a key of difficulties.rules.support.OUTCOMES")
    amount = models.DecimalField(max_digits=20, decimal_places=3, null=True, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.difficulty} {self.step}"


class Hold(models.Model):
    """A task (by its code) stands still for a difficulty: from `since` to `until` its clock is that of who answers."""

    ANSWERED, FREED = "answered", "freed"

    difficulty = models.ForeignKey(Difficulty, on_delete=models.PROTECT, related_name="holds")
    task = models.CharField(max_length=30, db_index=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="the day on which the lead has its clock back")
    ended_by = models.CharField(max_length=10, blank=True, help_text="answered (then a return renews it), or freed")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=models.Q(until__isnull=True), name="one_hold_of_a_task"
            ),
        )

    def __str__(self) -> str:
        return f"{self.task}: {self.difficulty}"


class CallReply(models.Model):
    """What a unit replied to a call: its difficulties, or that it has none."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="replies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    nil = models.BooleanField(default=False, help_text="it has no difficulty")
    difficulties = models.ManyToManyField(Difficulty, blank=True, related_name="call_replies")
    replied_on = models.DateField(help_text="the day of its first reply")
    told = models.CharField(
        max_length=300, blank=True, help_text="how the unit said so, where another body entered its reply"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("call", "organisation__code")
        constraints = (models.UniqueConstraint(fields=("call", "organisation"), name="call_reply_once"),)

    def __str__(self) -> str:
        return f"{self.call} · {self.organisation}"
