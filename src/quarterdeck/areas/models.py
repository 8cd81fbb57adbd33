"""Administrative units in time."""

from django.db import models
from django.db.models import F, Q


class Area(models.Model):
    """One version of a unit, alive on the days [valid_from, valid_to).

    A code is a key only together with a day: province code 24 means another province since 1 July 2025.
    """

    code = models.CharField(max_length=20, db_index=True)
    level = models.PositiveSmallIntegerField(help_text="1 is the highest")
    kind = models.CharField(max_length=40)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    parent_code = models.CharField(max_length=20, blank=True, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    steered = models.BooleanField(default=False, help_text="the province that this store steers")
    tile_column = models.SmallIntegerField(null=True, blank=True)
    tile_row = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("level", "code")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="area_code_from"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="area_from_before_to",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name_en}"
