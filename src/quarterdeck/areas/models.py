"""Administrative units in time."""

from django.db import models
from django.db.models import F, Q

from quarterdeck.core.lineage import EventKind, Standing
from quarterdeck.files.models import KeptFile

STANDINGS = [(standing.value, standing.value) for standing in Standing]


class AreaEvent(models.Model):
    """A legal act that ends versions of units and begins others. Its order among the events of a day is `order`.

    `heirs` names, by uid, which successor takes over the open work of an ended unit where the shares do not tell.
    `compensates` is set on the record of a withdrawal.
    """

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in EventKind])
    day = models.DateField(help_text="the legal day from which it holds")
    adopted_on = models.DateField(help_text="the day from which statistics follow it")
    act = models.CharField(max_length=300, help_text="the legal act, cited")
    act_day = models.DateField(null=True, blank=True)
    title_vi = models.TextField()
    title_en = models.TextField(blank=True)
    standing = models.CharField(max_length=12, choices=STANDINGS, default=Standing.PLANNED.value)
    order = models.PositiveIntegerField(default=0)
    group = models.CharField(max_length=40, blank=True)
    scope = models.CharField(max_length=20, blank=True, help_text="code of the highest unit it concerns")
    note = models.TextField(blank=True)
    heirs = models.JSONField(default=dict, blank=True)
    compensates = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="compensations"
    )
    version = models.PositiveIntegerField(default=1, help_text="grows with every change")

    class Meta:
        ordering = ("day", "order", "code")
        indexes = (models.Index(fields=("standing", "day"), name="event_standing_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.code}"


class Area(models.Model):
    """One version of a unit, alive on the days [valid_from, valid_to).

    A code is a key only together with a day: province code 24 means another province since 1 July 2025; `uid` names
    the version for good. What an event that is not yet in force will begin has its standing; what it will end keeps
    an open `valid_to` and has the day in `expected_to`.
    """

    uid = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=20, db_index=True)
    level = models.PositiveSmallIntegerField(help_text="1 is the highest")
    kind = models.CharField(max_length=40)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    parent_code = models.CharField(max_length=20, blank=True, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    expected_to = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=12, choices=STANDINGS, default=Standing.IN_FORCE.value)
    begun_by = models.ForeignKey(AreaEvent, null=True, blank=True, on_delete=models.PROTECT, related_name="begun")
    ended_by = models.ForeignKey(AreaEvent, null=True, blank=True, on_delete=models.PROTECT, related_name="ended")
    from_precision = models.CharField(max_length=60, blank=True, help_text="on_or_before, exact, …")
    source = models.CharField(max_length=200, blank=True)
    steered = models.BooleanField(default=False, help_text="the province that this store steers")

    class Meta:
        ordering = ("level", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("code", "level", "valid_from"),
                condition=(Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))) & Q(standing="in_force"),
                name="area_code_from",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="area_from_before_to",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name_en}"


class Succession(models.Model):
    """Part of a predecessor became part of a successor.

    `shares` maps a denominator ("population", "land", …) to the share as text ("0.25", "520/17933", "" for unknown)
    and its quality: {"population": ["0.25", "counted"]}.
    """

    predecessor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="onward")
    successor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="backward")
    event = models.ForeignKey(AreaEvent, null=True, blank=True, on_delete=models.PROTECT, related_name="successions")
    shares = models.JSONField(default=dict)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor", "event"), name="succession_once_per_event"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} > {self.successor_id}"


class Transfer(models.Model):
    """Open work that passed from an ended unit to its heir, so that it can be found again and given back."""

    event = models.ForeignKey(AreaEvent, on_delete=models.PROTECT, related_name="transfers")
    room = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=120)
    origin = models.CharField(max_length=200)
    heir = models.CharField(max_length=200)
    at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}: {self.origin} > {self.heir}"


class Tile(models.Model):
    """The place of a unit's square on the tile map, for versions that are alive within [valid_from, valid_to)."""

    code = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    column = models.SmallIntegerField()
    row = models.SmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("level", "row", "column")

    def __str__(self) -> str:
        return f"{self.code} {self.column},{self.row}"


class Boundary(models.Model):
    """The outline of one version of a unit as GeoJSON geometry in degrees (WGS 84), and where it was read."""

    area = models.OneToOneField(Area, on_delete=models.CASCADE, related_name="boundary")
    geometry = models.JSONField()
    file = models.ForeignKey(KeptFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.area_id}"


class Revision(models.Model):
    """Another number after every change of the register, by which a process knows that it remembers what is stale."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
