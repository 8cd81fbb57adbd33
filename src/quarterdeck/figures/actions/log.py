"""Append to the observation log. Nothing is ever overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from quarterdeck.areas.models import Area
from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.measures import Direction, ObservationStatus, Qualifier, Quantity, convert
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.models import Batch, Indicator, Observation, Source, Vintage
from quarterdeck.files.models import KeptFile


@dataclass(frozen=True, slots=True)
class NewObservation:
    """A row to append. `value` is in `unit`; it is stored in the indicator's own unit."""

    indicator: Indicator
    area: Area
    period: Period
    value: Decimal | None
    unit: str
    breakdown: str = ""
    scenario: str = "actual"
    regime: str = ""
    status: str = "A"
    origin: str = "reported"
    qualifier: str = "exact"
    direction: str = ""
    source_words: str = ""
    as_of: date | None = None
    reason: str = ""


@transaction.atomic
def append_observations(
    *, rows: Sequence[NewObservation], kind: str, source: Source | None = None, document: str = "",
    file: KeptFile | None = None, note: str = "", known_from: datetime | None = None, by: Actor, at: datetime,
) -> Batch:  # fmt: skip
    """Append one batch: all rows or none, one audit line.

    `known_from` dates a batch back to the day its figures were published; only an administrator may do so.
    Raises `Refused` for an area that is not the actor's, `BadInput` for a row that contradicts itself.
    """
    for area in {row.area.code for row in rows}:
        require(by, Right.WRITE_FIGURES, area=area)
    if known_from is not None:
        require(by, Right.ADMINISTER)
    batch = Batch.objects.create(
        at=known_from or at, by=by.name, post=by.post_name, kind=kind, source=source, document=document, file=file,
        note=note,
    )  # fmt: skip
    Observation.objects.bulk_create([_stored(row, batch) for row in rows], batch_size=500)
    record(act="figures.reported", about_kind="batch", about=batch.pk, by=by, at=at,
           detail={"rows": len(rows), "kind": kind})  # fmt: skip
    return batch


def _stored(row: NewObservation, batch: Batch) -> Observation:
    unit = "%" if row.breakdown.startswith("@") else row.indicator.unit
    value = convert(row.value, row.unit, unit) if row.value is not None else None
    quantity = Quantity(value, unit, ObservationStatus(row.status), Qualifier(row.qualifier), Direction(row.direction))
    _check_life(row)
    return Observation(
        indicator=row.indicator, area=row.area, period=str(row.period), breakdown=row.breakdown,
        scenario=row.scenario, regime=row.regime, value=quantity.value, unit=unit, status=quantity.status.value,
        origin=row.origin, qualifier=quantity.qualifier.value, direction=quantity.direction.value,
        source_words=row.source_words, as_of=row.as_of, reason=row.reason, batch=batch,
    )  # fmt: skip


def _check_life(row: NewObservation) -> None:
    begun, ended = row.area.valid_from, row.area.valid_to
    if row.period.end <= begun or (ended is not None and row.period.start >= ended):
        raise BadInput(
            Message(
                gettext_noop("{area} did not exist in {period}."),
                {"area": row.area.name_vi, "period": str(row.period)},
            ),
            remedy=gettext_noop("Report the figure for the unit that existed then."),
        )


@transaction.atomic
def correct_observation(
    *, row: NewObservation, replaces: int | None, by: Actor, at: datetime, file: KeptFile | None = None
) -> Batch:
    """Append a newer row for a key that already has one. The reason is kept with it.

    `replaces` is the id of the row that the form showed (None: none was known); when another row has become the
    newest since, nothing is written and `Conflict` shows who saved it.
    """
    require(by, Right.WRITE_FIGURES, area=row.area.code)
    newest = (
        Observation.objects.filter(
            indicator=row.indicator, area=row.area, period=str(row.period), breakdown=row.breakdown,
            scenario=row.scenario, regime=row.regime,
        )
        .select_related("batch")
        .order_by("-batch__at", "-id")
        .first()
    )  # fmt: skip
    if (newest.pk if newest else None) != replaces:
        raise Conflict(
            Message(
                gettext_noop("{who} saved a newer value meanwhile: {value}."),
                {"who": newest.batch.by if newest else "", "value": str(newest.value) if newest else ""},
            ),
            remedy=gettext_noop("Nothing of yours was written. Look at the newer value, then decide again."),
        )
    if newest is not None and not row.reason.strip():
        raise BadInput(gettext_noop("A correction needs its reason."), place="reason",
                       remedy=gettext_noop("Say in a few words why the value changes."))  # fmt: skip
    kind = "entry" if newest is None else "correction"
    return append_observations(rows=[row], kind=kind, file=file, note=row.reason, by=by, at=at)


@transaction.atomic
def freeze_vintage(*, code: str, name_vi: str, name_en: str, known_on: datetime, by: Actor, at: datetime) -> Vintage:
    """Name the state of the log known on `known_on`; later rows never change it."""
    require(by, Right.PREPARE_REVIEW)
    if Vintage.objects.filter(code=code).exists():
        raise Conflict(Message(gettext_noop("The vintage {code} is already frozen."), {"code": code}))
    last = Batch.objects.order_by("-id").values_list("id", flat=True).first() or 0
    made = Vintage.objects.create(
        code=code, name_vi=name_vi, name_en=name_en, known_on=known_on, last_batch=last, frozen_at=at,
        frozen_by=by.post_name or by.name,
    )  # fmt: skip
    record(act="vintage.frozen", about_kind="vintage", about=code, by=by, at=at, detail={"last_batch": last})
    return made
