"""Registered documents; a registered document is never changed."""

from django.db import models

from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation


class Document(models.Model):
    """An official document as it was signed: number, type, issuer, date, abstract, and what the paper register asks."""

    INCOMING, OUTGOING = "incoming", "outgoing"
    DIRECTIONS = [(way, way) for way in (INCOMING, OUTGOING)]

    number = models.CharField(max_length=100, help_text="as printed, e.g. 26-CT/TU")
    key = models.CharField(max_length=160, db_index=True, help_text="normal form for comparison; đ is never folded")
    ordinal = models.PositiveIntegerField(null=True, blank=True, help_text="the integer of the number")
    letters = models.CharField(max_length=100, blank=True, help_text="the letters of the issuer in the number")
    family = models.CharField(max_length=20)
    type_code = models.CharField(max_length=10)
    direction = models.CharField(max_length=10, choices=DIRECTIONS, default=INCOMING)
    issuer_vi = models.CharField(max_length=250)
    issuer_en = models.CharField(max_length=250)
    issued_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the issuer, where it is a body of this store",
    )  # fmt: skip
    signed_on = models.DateField(null=True, blank=True)
    signer = models.CharField(max_length=250, blank=True)
    abstract_vi = models.TextField()
    abstract_en = models.TextField(blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    recipients = models.TextField(blank=True, help_text="to whom it is addressed, as printed at its foot")
    copies = models.PositiveIntegerField(null=True, blank=True)
    archive = models.CharField(max_length=250, blank=True, help_text="who keeps the copy of an outgoing document")
    received_on = models.DateField(null=True, blank=True, help_text="the day on which an incoming document arrived")
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry = models.PositiveSmallIntegerField(
        default=1, help_text="1; 2 and more are entries that correct an earlier entry of the same document"
    )
    first = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later_entries",
        help_text="entry 1 of the same document; empty in entry 1",
    )  # fmt: skip
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=300)
    folded = models.TextField(blank=True, help_text="number, issuer and abstracts without accents, for search")

    class Meta:
        ordering = ("-signed_on", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("key", "type_code", "issuer_vi", "signed_on", "entry"), name="document_once"
            ),
        )
        # Beside these, `documents_newest` is made by a migration: the stores put what is undated last in two ways.
        indexes = (
            models.Index(fields=("issuer_vi",), name="document_issuer"),
            models.Index(fields=("type_code",), name="document_type"),
            models.Index(fields=("direction", "signed_on"), name="document_direction"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def root(self) -> int:
        """What its entries have in common: the number of the first."""
        return int(self.first_id or self.pk)


class Relation(models.Model):
    """What one document does to another."""

    AMENDS, REPLACES, CORRECTS, RECALLS, IMPLEMENTS = (
        "amends",
        "replaces",
        "corrects",
        "recalls",
        "implements",
    )
    KINDS = [(kind, kind) for kind in (AMENDS, REPLACES, CORRECTS, RECALLS, IMPLEMENTS)]

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=20, choices=KINDS)
    target = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="inverse_relations")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "kind", "target"), name="relation_once"),)

    def __str__(self) -> str:
        return f"{self.document} {self.kind} {self.target}"


class Bound(models.Model):
    """A body that a document orders to act."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="bound")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "organisation"), name="bound_once"),)

    def __str__(self) -> str:
        return f"{self.document} · {self.organisation}"


class Passing(models.Model):
    """A document handed to a unit or person, as the clerk writes it into the register. Rows are only added."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passings")
    receiver = models.CharField(max_length=250)
    passed_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=300)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.document} → {self.receiver}"


class Paragraph(models.Model):
    """A paragraph of a document's text, so that it can be cited; `label` says article, clause and point."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="paragraphs")
    number = models.PositiveIntegerField(help_text="running number from 1")
    label_vi = models.CharField(max_length=200, blank=True)
    label_en = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    folded = models.TextField(help_text="the text in small letters with and without accents, for search")

    class Meta:
        ordering = ("document", "number")
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="paragraph_once"),)

    def __str__(self) -> str:
        return f"{self.document} ¶{self.number}"


class Citation(models.Model):
    """That a thing of a downstream room (a task, a conclusion) cites a document, or one paragraph of it.

    `kind` and `ref` name the thing: "task" with its code, "conclusion" with "REVIEW/NUMBER".
    """

    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=80)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="citations")
    paragraph = models.PositiveIntegerField(null=True, blank=True, help_text="its running number in the document")
    at = models.DateTimeField()
    by = models.CharField(max_length=300)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("kind", "ref"), name="citation_of"),)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "ref", "document", "paragraph"),
                condition=models.Q(paragraph__isnull=False),
                name="paragraph_cited_once",
            ),
            models.UniqueConstraint(
                fields=("kind", "ref", "document"),
                condition=models.Q(paragraph__isnull=True),
                name="document_cited_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}: {self.document}"
