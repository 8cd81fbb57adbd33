"""Reviews and what was put before them, said and concluded."""

from django.db import models

from quarterdeck.figures.models import Vintage
from quarterdeck.people.models import Post


class Review(models.Model):
    """A conference that looks at one period and ahead to the next."""

    PREPARING, OPEN, CLOSED = "preparing", "open", "closed"
    STATES = [(state, state) for state in (PREPARING, OPEN, CLOSED)]

    code = models.CharField(max_length=30, unique=True, help_text="e.g. 2024-Q1")
    kind = models.CharField(max_length=40, default="quarterly")
    period = models.CharField(max_length=30)
    ahead = models.CharField(max_length=30)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    held_on = models.DateField()
    state = models.CharField(max_length=12, choices=STATES, default=PREPARING)
    vintage = models.ForeignKey(Vintage, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    chairs = models.ManyToManyField(Post, related_name="+", blank=True)
    attending = models.ManyToManyField(Post, related_name="+", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-held_on",)

    def __str__(self) -> str:
        return self.code


class AgendaItem(models.Model):
    """One matter on the agenda with its evidence, frozen to the vintage when the review opens.

    `kind` and `ref` name what it is about: gap/indicator code, difficulty/code, task/code, conclusion/id, matter/-.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=60, blank=True)
    title_vi = models.CharField(max_length=400)
    title_en = models.CharField(max_length=400)
    evidence = models.JSONField(default=dict)
    weight = models.IntegerField(default=0)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("review", "kind", "ref", "title_vi"), name="item_once"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.title_vi}"


class Opinion(models.Model):
    """What a post said on an item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="opinions")
    speaker = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    text_vi = models.TextField()
    text_en = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=300)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text_vi[:60]


class Conclusion(models.Model):
    """What was concluded, word for word: information, decision or task.

    A task that is not clear enough to issue stays `to_be_clarified`, owned by `clarify_owner`, due on `clarify_by`.
    """

    INFORMATION, DECISION, TASK = "information", "decision", "task"
    KINDS = [(kind, kind) for kind in (INFORMATION, DECISION, TASK)]
    RECORDED, TO_BE_CLARIFIED, ISSUED = "recorded", "to_be_clarified", "issued"
    STATES = [(state, state) for state in (RECORDED, TO_BE_CLARIFIED, ISSUED)]

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="conclusions")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="conclusions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS)
    text_vi = models.TextField()
    text_en = models.TextField(blank=True)
    theme = models.CharField(max_length=60, blank=True)
    author = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=STATES, default=RECORDED)
    clarify_owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    clarify_by = models.DateField(null=True, blank=True)
    clarify_why = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("review", "number"), name="conclusion_number"),)

    def __str__(self) -> str:
        return f"{self.review} {self.number}"
