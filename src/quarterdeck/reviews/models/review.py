"""A review, who takes part, its agenda with papers, and what was said."""

from django.db import models

from quarterdeck.figures.models import Vintage
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation, Post


class Review(models.Model):
    """A conference that looks at one period and ahead to the next.

    One that was made by mistake is cancelled with the reason: it stays to be read, and its code is not given again.
    `on_screen` and `screen` are what the hall sees; `screen_version` grows whenever the hall is to see something else.
    """

    PREPARING, OPEN, CLOSED, CANCELLED = "preparing", "open", "closed", "cancelled"
    STATES = [(state, state) for state in (PREPARING, OPEN, CLOSED, CANCELLED)]
    ITEM, CHART, TABLE, BLANK = "item", "chart", "table", "blank"
    SCREENS = [(screen, screen) for screen in (ITEM, CHART, TABLE, BLANK)]

    code = models.CharField(max_length=30, unique=True, help_text="e.g. 2024-Q1")
    kind = models.CharField(max_length=40, default="quarterly", help_text="a key of reviews.yaml of the country pack")
    period = models.CharField(max_length=30)
    ahead = models.CharField(max_length=30)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place_vi = models.CharField(max_length=300, blank=True)
    place_en = models.CharField(max_length=300, blank=True)
    convened_by = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=STATES, default=PREPARING)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=300, blank=True)
    cancelled_why = models.CharField(max_length=500, blank=True)
    vintage = models.ForeignKey(Vintage, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    chairs = models.ManyToManyField(Post, related_name="+", blank=True)
    secretary = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    papers_sent_at = models.DateTimeField(null=True, blank=True, help_text="when the papers were last sent")
    on_screen = models.ForeignKey("AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    screen = models.CharField(max_length=10, choices=SCREENS, default=BLANK)
    screen_version = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return self.code


class Attendance(models.Model):
    """A post that is asked to a review, and whether it came. The chairs have their rows too."""

    INVITED, PRESENT, ABSENT, REPRESENTED = "invited", "present", "absent", "represented"
    STATES = [(state, state) for state in (INVITED, PRESENT, ABSENT, REPRESENTED)]

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="attendances")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=STATES, default=INVITED)
    represented_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True, help_text="why the post is absent or represented")
    papers_at = models.DateTimeField(null=True, blank=True, help_text="when the papers were sent to it")
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("review", "post"), name="attendance_once"),
            models.CheckConstraint(
                condition=models.Q(state="represented", represented_by__isnull=False)
                | models.Q(represented_by__isnull=True) & ~models.Q(state="represented"),
                name="represented_by_a_post",
            ),
        )

    def __str__(self) -> str:
        return f"{self.review} {self.post}"


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
    presenter = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="time set aside for it")
    postponed = models.BooleanField(default=False, help_text="carried to the next review of the same kind")
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("review", "kind", "ref", "title_vi"), name="item_once"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.title_vi}"


class Paper(models.Model):
    """A file put before a review, to be sent to those invited before it is held."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title_vi


class Opinion(models.Model):
    """What a post said on an item. `form_key` is one per form: sending it again corrects the same opinion."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="opinions")
    speaker = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    text_vi = models.TextField()
    text_en = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text_vi[:60]
