"""The record of acts."""

from django.db import models


class Line(models.Model):
    """One act. Actor and post are kept as text, so that the line outlives both; rows cannot be changed or deleted."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    act = models.CharField(max_length=100, help_text="noun.verb, e.g. task.issued")
    about_kind = models.CharField(max_length=50)
    about = models.CharField(max_length=100)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("about_kind", "about")),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.act} {self.about}"
