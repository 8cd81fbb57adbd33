"""The observation log: append-only and bitemporal. The newest row per key wins; every past state can be asked for."""

from django.db import models

from quarterdeck.areas.models import Area
from quarterdeck.core.measures import Direction, ObservationStatus, Qualifier, Quantity
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation

VALUE = {"max_digits": 28, "decimal_places": 8}


class Theme(models.Model):
    """A heading of the catalogue."""

    code = models.CharField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.code


class Indicator(models.Model):
    """What is measured; codes of units and rules are those of `core.measures`."""

    code = models.CharField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    definition_vi = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="indicators")
    unit = models.CharField(max_length=30)
    decimals = models.PositiveSmallIntegerField(default=1)
    frequency = models.CharField(max_length=1)
    accumulation = models.CharField(max_length=20)
    time_rule = models.CharField(max_length=20)
    space_rule = models.CharField(max_length=20)
    weight_code = models.CharField(max_length=40, blank=True)
    better = models.CharField(max_length=10)
    responsible = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    formula = models.TextField(blank=True)
    regime = models.CharField(max_length=40, blank=True, help_text="the authoritative report calendar or publisher")
    personal = models.BooleanField(default=False)
    part_of_code = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("theme__order", "order", "code")

    def __str__(self) -> str:
        return self.code


class Alias(models.Model):
    """Another name by which texts call an indicator: of the country pack, or learned from somebody's choice."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="aliases")
    language = models.CharField(max_length=5)
    text = models.CharField(max_length=250)
    by = models.CharField(max_length=200, blank=True, help_text="who chose it; blank for the country pack")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("indicator", "language", "text"), name="alias_once"),)

    def __str__(self) -> str:
        return self.text


class Source(models.Model):
    """Where published figures were read."""

    code = models.CharField(max_length=60, unique=True)
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    publisher = models.CharField(max_length=250, blank=True)
    published_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.code


class Batch(models.Model):
    """One act of reporting: who brought these rows, as which post, when, from where. Never changed."""

    at = models.DateTimeField(db_index=True, help_text="since when these rows are known")
    by = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, help_text="entry, import, correction, published, illustrative")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="batches")
    document = models.CharField(max_length=160, blank=True, help_text="number of the document that sets a plan")
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.at:%Y-%m-%d}"


class Observation(models.Model):
    """One reported value of a key. Nothing is overwritten: a correction is a newer row with its reason.

    Key: indicator, area, period, breakdown, scenario, regime. A value that is not known is null with a status,
    never zero. A breakdown that begins with "@" is a published statement about the level: "@growth_yoy",
    "@pct_of_plan", "@ratio_yoy", in percent.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=30)
    breakdown = models.CharField(max_length=60, blank=True)
    scenario = models.CharField(max_length=10, default="actual")
    regime = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(null=True, blank=True, **VALUE)
    unit = models.CharField(max_length=30)
    status = models.CharField(max_length=2, default="A")
    origin = models.CharField(max_length=15, default="reported")
    qualifier = models.CharField(max_length=10, default="exact")
    direction = models.CharField(max_length=20, blank=True)
    source_words = models.TextField(blank=True)
    as_of = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="observations")

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("area", "period", "scenario"), name="observation_area_period"),
            models.Index(fields=("indicator", "area", "period"), name="observation_key"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "indicator", "area", "period", "breakdown", "scenario", "regime"),
                name="observation_once_per_batch",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_id} {self.period} {self.value}"

    @property
    def quantity(self) -> Quantity:
        """The value with its unit, status, hedge and direction."""
        return Quantity(
            self.value, self.unit, ObservationStatus(self.status), Qualifier(self.qualifier), Direction(self.direction)
        )


class Vintage(models.Model):
    """A named, frozen state of the log: rows of batches up to `last_batch` that were known at `known_on`."""

    code = models.CharField(max_length=60, unique=True)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    known_on = models.DateTimeField()
    last_batch = models.PositiveBigIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.code


class SourceConflict(models.Model):
    """Sources that name or size one thing differently; shown beside the figures, never settled in silence."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="conflicts")
    period = models.CharField(max_length=30)
    text_vi = models.TextField()
    text_en = models.TextField()

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"
