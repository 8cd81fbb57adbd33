"""The questions and answers of the handbook, their wordings, their editions, and who used them."""

from django.db import models

from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document, Relation
from quarterdeck.people.models import Organisation, Post


class Entry(models.Model):
    """A numbered question with its answer. The number stays for good; what was published is kept as wordings."""

    DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"
    STATES = [(state, state) for state in (DRAFT, PUBLISHED, WITHDRAWN)]

    number = models.PositiveIntegerField(unique=True)
    topic = models.CharField(max_length=40, help_text="a key of the topics of the pack")
    state = models.CharField(max_length=12, choices=STATES, default=DRAFT)
    question_vi = models.TextField()
    question_en = models.TextField(blank=True)
    answer_vi = models.TextField()
    answer_en = models.TextField(blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text="the last day on which the answer holds")
    answered_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    difficulty = models.ForeignKey(
        Difficulty, null=True, blank=True, on_delete=models.PROTECT, related_name="handbook_entries",
        help_text="the difficulty whose answer it was first",
    )  # fmt: skip
    no_ground = models.TextField(blank=True, help_text="why no ground is cited, where none is")
    no_ground_post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="which post answers for that"
    )
    worded_user = models.PositiveIntegerField(null=True, blank=True, help_text="the account that worded it last")
    worded_by = models.CharField(max_length=300, blank=True, help_text="who worded it last")
    confirmed_by = models.CharField(
        max_length=300, blank=True, help_text="the second person that confirmed this wording, empty until then"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    wording = models.PositiveIntegerField(default=0, help_text="the number of the wording in force; 0 before the first")
    folded = models.TextField(blank=True, help_text="question, answer and ground with and without accents, for search")
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form sent")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("state", "topic", "number"), name="handbook_standing"),)

    def __str__(self) -> str:
        return str(self.number)


class Basis(models.Model):
    """One legal ground of an answer: a document of the register, perhaps one paragraph of it, or words alone."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="basis")
    position = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paragraph = models.PositiveIntegerField(null=True, blank=True, help_text="its running number in the document")
    words = models.CharField(max_length=300, help_text="as it is cited")

    class Meta:
        ordering = ("entry", "position")
        constraints = (models.UniqueConstraint(fields=("entry", "position"), name="basis_once"),)

    def __str__(self) -> str:
        return self.words


class Wording(models.Model):
    """What an entry said from one publication to the next, with its grounds as they were. Rows are only added."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    topic = models.CharField(max_length=40)
    question_vi = models.TextField()
    question_en = models.TextField(blank=True)
    answer_vi = models.TextField()
    answer_en = models.TextField(blank=True)
    valid_until = models.DateField(null=True, blank=True)
    basis = models.JSONField(default=list, help_text="words, document id and paragraph of each ground")
    answered_vi = models.CharField(max_length=400, blank=True, help_text="whose answer it is, in words")
    answered_en = models.CharField(max_length=400, blank=True)
    reason = models.TextField(blank=True, help_text="why it was worded anew")
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        ordering = ("entry", "number")
        constraints = (models.UniqueConstraint(fields=("entry", "number"), name="wording_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id}.{self.number}"


class Check(models.Model):
    """That somebody looked at what was done to a ground of an entry, and what came of it. Rows are only added."""

    HOLDS, REWORDED = "holds", "reworded"
    OUTCOMES = [(one, one) for one in (HOLDS, REWORDED)]

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="checks")
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("entry", "relation"), name="handbook_check_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.outcome}"


class Use(models.Model):
    """That a post used an answer and whether it solved its matter, or answered a difficulty with it. Only added."""

    SOLVED, UNSOLVED, ANSWERED = "solved", "unsolved", "answered"
    KINDS = [(kind, kind) for kind in (SOLVED, UNSOLVED, ANSWERED)]

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="uses")
    wording = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    difficulty = models.ForeignKey(Difficulty, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("entry", "kind"), name="handbook_use_kind"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind}"


class Edition(models.Model):
    """A book of entries as it was published; never changed afterwards."""

    number = models.PositiveIntegerField(unique=True)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    foreword_vi = models.TextField(blank=True)
    foreword_en = models.TextField(blank=True)
    call_code = models.CharField(max_length=40, blank=True, help_text="of the call whose answers it holds, if of one")
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the document with which it was issued",
    )  # fmt: skip
    published_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return str(self.number)


class Place(models.Model):
    """One entry in an edition, in the wording that was printed."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveIntegerField()
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="places")

    class Meta:
        ordering = ("edition", "position")
        constraints = (models.UniqueConstraint(fields=("edition", "wording"), name="handbook_place_once"),)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.position}"
