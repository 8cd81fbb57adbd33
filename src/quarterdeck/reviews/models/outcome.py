"""What a review assessed and concluded, and the notices that bodies sign of it."""

from django.db import models

from quarterdeck.documents.models import Document
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.models.review import AgendaItem, Review

LINES = [(line, line) for line in ("party", "state", "other")]


class Assessment(models.Model):
    """What the review found in a theme: a result, a shortcoming, a cause or a lesson, with its evidence.

    `evidence` lists references with the values they had in the vintage. `follows` is the same finding in the review
    before: the chain tells in how many consecutive reviews it was named.
    """

    RESULT, SHORTCOMING, CAUSE, LESSON = "result", "shortcoming", "cause", "lesson"
    KINDS = [(kind, kind) for kind in (RESULT, SHORTCOMING, CAUSE, LESSON)]

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="assessments")
    theme = models.CharField(max_length=40, help_text="code of a theme of the indicator catalogue")
    kind = models.CharField(max_length=12, choices=KINDS)
    text_vi = models.TextField()
    text_en = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="assessments")
    author = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("theme", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("review", "follows"), condition=models.Q(withdrawn_at__isnull=True), name="named_again_once"
            ),
        )

    def __str__(self) -> str:
        return self.text_vi[:60]


class Conclusion(models.Model):
    """What was concluded, word for word: information, decision or task.

    A `draft` is what a secretary prepares while others speak: it has no number and counts nowhere until it is
    recorded. A task that is not clear enough to issue stays `to_be_clarified`, owned by `clarify_owner`, due on
    `clarify_by`. `line` says whether it binds as one of the Party or of the State; one of the Party reaches a State
    body through `implemented_by`, the document of the Committee that implements it.

    Where the signed notice leaves it out, somebody decides (`after_signing`) with the reason: it is `withdrawn` by the
    signed text, or followed all the same.
    """

    INFORMATION, DECISION, TASK = "information", "decision", "task"
    KINDS = [(kind, kind) for kind in (INFORMATION, DECISION, TASK)]
    DRAFT, RECORDED, TO_BE_CLARIFIED, ISSUED = "draft", "recorded", "to_be_clarified", "issued"
    WITHDRAWN, FOLLOWED = "withdrawn", "followed"
    STATES = [(state, state) for state in (DRAFT, RECORDED, TO_BE_CLARIFIED, ISSUED, WITHDRAWN)]
    DECISIONS = [(one, one) for one in (WITHDRAWN, FOLLOWED)]

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="conclusions")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="conclusions")
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="empty while it is a draft")
    kind = models.CharField(max_length=12, choices=KINDS)
    text_vi = models.TextField()
    text_en = models.TextField(blank=True)
    theme = models.CharField(max_length=60, blank=True)
    difficulty_code = models.CharField(max_length=30, blank=True, help_text="the difficulty that it answers")
    author = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=10, choices=LINES)
    implemented_by = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=STATES, default=RECORDED)
    clarify_owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    clarify_by = models.DateField(null=True, blank=True)
    clarify_why = models.JSONField(default=list)
    after_signing = models.CharField(max_length=10, choices=DECISIONS, blank=True)
    after_why = models.CharField(max_length=500, blank=True)
    after_at = models.DateTimeField(null=True, blank=True)
    after_by = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number", "id")
        constraints = (
            models.UniqueConstraint(fields=("review", "number"), name="conclusion_number"),
            models.CheckConstraint(
                condition=models.Q(state="draft", number__isnull=True)
                | models.Q(number__isnull=False) & ~models.Q(state="draft"),
                name="drafts_have_no_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.review} {self.number or '–'}"


class Notice(models.Model):
    """The notice of conclusions of one signing body: what was generated, what was signed, and how they differ."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="notices")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=10, choices=LINES)
    generated_text = models.TextField(help_text="paragraphs, one per line, as generated")
    generated_file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=300)
    number = models.CharField(max_length=100, blank=True, help_text="as printed on the signed notice")
    signed_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_text = models.TextField(blank=True, help_text="paragraphs, one per line, as signed")
    signed_file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("review", "body"), name="notice_once_per_body"),)

    def __str__(self) -> str:
        return f"{self.review} {self.body}"
