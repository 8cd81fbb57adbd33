"""Files as received."""

from django.db import models


class KeptFile(models.Model):
    """A file's content, kept once under its SHA-256, with the name it first came with."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=150, blank=True)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
