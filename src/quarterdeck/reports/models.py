"""Drafts that are checked, what was found and decided, what departments were asked, and papers that were produced."""

from django.db import models

from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation
from quarterdeck.reports.rules.desk import ACCEPTED, ASKED, OPEN, OUTCOMES, SET_ASIDE
from quarterdeck.reviews.models import Review


class Draft(models.Model):
    """A text put before the check: as it came, as it stands now, against which figures it was held and by whom.

    `text` is `original` with the changes that stand; offsets of findings are places in `text`, those of `apart` in
    `original`. Without a `review` the text speaks for itself and is held against the vintage with the code `vintage`,
    or the newest figures.
    `state` tells how far the check is, `done` how many characters of a long text it has passed.
    `compared` is what the last check found otherwise than the one before.
    """

    CHECKING, CHECKED, FAILED = "checking", "checked", "failed"
    STATES = [(state, state) for state in (CHECKING, CHECKED, FAILED)]

    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    name = models.CharField(max_length=255)
    text = models.TextField()
    original = models.TextField(blank=True, help_text="the text as it came")
    language = models.CharField(max_length=5, blank=True)
    kind = models.CharField(max_length=10, default="text", help_text="text, docx, pdf or html")
    notes = models.JSONField(default=list, help_text="what was noticed while the file was read, in both languages")
    apart = models.JSONField(default=list, help_text="lines that are none of the running text: [start, what it is]")
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField(null=True, blank=True)
    put_by = models.CharField(max_length=300, blank=True)
    office = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the organisation that brought it",
    )  # fmt: skip
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=300)
    vintage = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=CHECKED)
    done = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    stale = models.BooleanField(default=False, help_text="changed since it was last checked as a whole")
    compared = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class DraftFinding(models.Model):
    """One claim of a draft with its verdict, the figure behind it, and what was decided about it, by whom and when.

    `start`, `end`: the claim's place in the text as it stands. `fix` is what the correction puts at
    [`fix_start`, `fix_end`); empty where none is proposed. `candidates`: indicators it may speak of.
    """

    STATES = [(state, state) for state in (OPEN, ACCEPTED, SET_ASIDE, ASKED)]

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="findings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    verdict = models.CharField(max_length=20)
    harm = models.PositiveSmallIntegerField(default=0, help_text="the order of harm, 0 the worst")
    cause = models.CharField(max_length=30, blank=True)
    reason_vi = models.TextField()
    reason_en = models.TextField()
    figure = models.JSONField(null=True, blank=True)
    evidence = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    fix = models.TextField(blank=True)
    fix_start = models.PositiveIntegerField(default=0)
    fix_end = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=300, blank=True)
    decided_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("start", "id")
        indexes = (models.Index(fields=("draft", "harm", "start"), name="finding_by_harm"),)

    def __str__(self) -> str:
        return f"{self.verdict} {self.quote}"


class DraftChange(models.Model):
    """A correction of a draft: [`start`, `end`) of the original became `new`. One that was undone stays recorded.

    `because` is the finding that it answers, as it was before.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    because = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.CharField(max_length=300)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("start", "id")

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Inquiry(models.Model):
    """A claim put to the department responsible for its figure: who asked, what, and what the department answered."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="inquiries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="inquiries")
    start = models.PositiveIntegerField(help_text="the claim's place in the original")
    end = models.PositiveIntegerField()
    quote = models.TextField()
    sentence = models.TextField()
    verdict = models.CharField(max_length=20)
    reason_vi = models.TextField()
    reason_en = models.TextField()
    indicator_code = models.CharField(max_length=40, blank=True)
    area_code = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=30, blank=True)
    question = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=300)
    asked_post = models.CharField(max_length=60, blank=True, help_text="code of the post that asked")
    outcome = models.CharField(max_length=15, choices=[(one, one) for one in OUTCOMES], blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-asked_at", "-id")

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.quote}"


class OfficeTemplate(models.Model):
    """An office's own Word template with live references to figures.

    Nothing is overwritten: a newer template of the same name and office takes the place of the older one, which is
    kept. `retired_at` says since when it is no longer offered.
    """

    office = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=300)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "-id")

    def __str__(self) -> str:
        return self.name


class Incoming(models.Model):
    """A published text or an incoming report as it came, from which proposals were read.

    `written` is the day of the text where somebody told it.
    """

    name = models.CharField(max_length=255)
    text = models.TextField()
    language = models.CharField(max_length=5)
    kind = models.CharField(max_length=10, default="text", help_text="text, docx, pdf or html")
    notes = models.JSONField(default=list, help_text="what was noticed while the file was read, in both languages")
    apart = models.JSONField(default=list, help_text="lines that are none of the running text: [start, what it is]")
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written = models.DateField(null=True, blank=True)
    put_at = models.DateTimeField()
    put_by = models.CharField(max_length=300)
    office = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the organisation that brought it",
    )  # fmt: skip

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """A figure, task, document or difficulty that an incoming text proposes, and what was decided about it.

    [`start`, `end`) is its place in the text, `said` what was read there. `made` names what came of it: a batch of
    figures, an entry of the register, a difficulty. That a task came of it is told by the task's own form key.
    """

    STATES = [(state, state) for state in (OPEN, ACCEPTED, SET_ASIDE)]

    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=12)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    said = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    made = models.CharField(max_length=60, blank=True)
    why = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("start", "id")
        indexes = (models.Index(fields=("incoming", "kind", "state"), name="proposal_by_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.quote}"
