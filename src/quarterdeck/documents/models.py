"""Registered documents; a registered document is never changed."""

from django.db import models

from quarterdeck.files.models import KeptFile


class Document(models.Model):
    """An official document as it was signed: number, type, issuer, date, abstract."""

    number = models.CharField(max_length=100, help_text="as printed, e.g. 26-CT/TU")
    key = models.CharField(max_length=160, db_index=True, help_text="normal form for comparison; đ is never folded")
    family = models.CharField(max_length=20)
    type_code = models.CharField(max_length=10)
    issuer_vi = models.CharField(max_length=250)
    issuer_en = models.CharField(max_length=250)
    signed_on = models.DateField(null=True, blank=True)
    abstract_vi = models.TextField()
    abstract_en = models.TextField(blank=True)
    urgency = models.CharField(max_length=20, blank=True)
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry = models.PositiveSmallIntegerField(
        default=1, help_text="1; 2 and more are entries that correct an earlier entry of the same document"
    )
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

    def __str__(self) -> str:
        return self.number


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
