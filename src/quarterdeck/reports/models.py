"""Drafts that were checked and papers that were produced."""

from django.db import models

from quarterdeck.files.models import KeptFile
from quarterdeck.reviews.models import Review


class Draft(models.Model):
    """A text put before the check, with what was found, against which vintage and by whom."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="drafts")
    name = models.CharField(max_length=255)
    text = models.TextField()
    language = models.CharField(max_length=5, blank=True)
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    findings = models.JSONField(default=list)
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=300)
    vintage = models.CharField(max_length=60)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name
